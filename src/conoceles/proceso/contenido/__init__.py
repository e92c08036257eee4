"""La definición como contenido que el instituto edita en pantalla y puede devolver a su carpeta."""
