"""La elección publicada con cinco candidaturas que usan las pruebas del publicador."""

from __future__ import annotations

from publicacion.conftest import carpeta_de_datos, eleccion

__all__ = ["carpeta_de_datos", "eleccion"]
