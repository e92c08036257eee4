"""Las filas que los actos escriben, y su sello en la entrada de cada uno."""
