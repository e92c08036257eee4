"""Sin modelos: el módulo existe para que Django avise a esta sala, la última, al terminar de migrar."""
