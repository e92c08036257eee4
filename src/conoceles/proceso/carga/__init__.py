"""De una carpeta de `procesos/` a una `Definicion`, o a la lista completa de lo que está mal."""

from conoceles.proceso.carga.carpeta import leer_carpeta, leer_con_archivos
from conoceles.proceso.carga.piezas.faltas import DefinicionInvalida, Falta

__all__ = ["DefinicionInvalida", "Falta", "leer_carpeta", "leer_con_archivos"]
