"""El mapa que se propone para una elección pasada: en su archivo viene también lo que contestó cada quien."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from candidaturas.sin_base import ARCHIVO, DIPUTACIONES, hoja
from conoceles.candidaturas.padron.archivo.lectura import Lectura
from conoceles.candidaturas.padron.mapa import proponer
from conoceles.proceso.definicion import Definicion
from conoceles.proceso.padron import MapaDePadron
from conoceles.proceso.padron import ReglaDeColumnas as Regla

FILA = hoja(
    ("CARGO", "TIPO_CANDIDATO", "NOMBRE_COMPLETO", "SEXO", "Nivel", "Signo"),
    ("Presidencia municipal", "Propietaria", "ANA NÁJERA", "Mujer", "Licenciatura", "Géminis"),
)


def _propuesto(definicion: Definicion) -> str:
    return proponer(Lectura("ine.xlsx", "xlsx", "", (FILA,)), definicion, date(2026, 11, 26))


def test_puede_llenarse_tambien_lo_que_contesto_cada_quien() -> None:
    campos = [
        renglon
        for d in (DIPUTACIONES, ARCHIVO)
        for renglon in _propuesto(d).splitlines()
        if renglon.startswith("# Una columna puede llenar:")
    ]
    assert [", grado" in dichos for dichos in campos] == [False, True]


def test_lo_que_el_mapa_cargado_ya_lleva_a_una_respuesta_no_se_pregunta_otra_vez() -> None:
    cargado = replace(ARCHIVO, padron=MapaDePadron(columnas=(Regla(("Nivel",), a="grado"),)))
    assert ['de = "Nivel"' in _propuesto(d) for d in (cargado, ARCHIVO)] == [False, True]
