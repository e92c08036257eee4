"""Otros formatos de lo publicado: para quien no lee una página. Salen de los documentos firmados de `datos/api/`."""
