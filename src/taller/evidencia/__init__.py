"""La evidencia de las pruebas (plan §5.V): situaciones de una elección y lo que pasó al correrlas."""
