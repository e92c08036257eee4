"""Datos abiertos: los mismos renglones en CSV, XLSX y JSON, y el formato propio del INE."""
