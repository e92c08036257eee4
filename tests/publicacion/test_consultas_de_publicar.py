"""Leer lo publicable hace las mismas consultas, sean cinco candidaturas o más."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from conoceles.proceso.consultas import definicion
from conoceles.publicacion.lectura.consultas import filas
from publicacion.eleccion import AHORA, PROCESO, candidatura


def test_las_consultas_no_crecen_con_las_candidaturas(eleccion: dict[str, Any]) -> None:
    def cuantas() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as hechas:
            return len(filas(definicion(PROCESO))), len(hechas)

    cuantas()  # lo que se lee una vez por proceso
    cinco, consultas = cuantas()
    for numero in range(3, 9):
        quien = (f"ROSA {numero}", "mujer", f"diputacion-mr-{numero:02}", "PT", "propietaria", "publicada")
        candidatura(f"ROSA{numero}", AHORA, quien)
    assert cuantas() == (cinco + 6, consultas)
