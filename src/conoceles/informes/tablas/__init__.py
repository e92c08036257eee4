"""Las tablas de cada informe: cada archivo, un tema; todas reciben el contexto y devuelven tablas."""
