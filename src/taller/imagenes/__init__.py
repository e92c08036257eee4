"""Las imágenes de los documentos, tomadas con un navegador de verdad."""
