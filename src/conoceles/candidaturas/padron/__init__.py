"""Importar el padrón: leer, reconocer, normalizar, ubicar y aplicar."""
