"""Dos lugares no se contradicen: lo que la estadística cuenta como publicado es lo que los datos abiertos traen."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from conoceles.estadistica.consultas import en_corte, publica
from conoceles.estadistica.poblacion import registros
from conoceles.expediente.actos.decisiones import validar
from conoceles.expediente.actos.ordenes import ocultar_seccion
from conoceles.proceso.consultas import definicion
from conoceles.publicacion.lectura.consultas import filas
from personas import CLAVE, CORA, DINA


def _grados(indicadores: list[dict[str, Any]]) -> dict[str, int]:
    [grado] = [i for i in indicadores if i["id"] == "poblacion.grado"]
    return {c["clave"]: c["valor"] for c in grado["celdas"] if c["clave"] != "sin_dato"}


def _publicados() -> dict[str, int]:
    contenidos = [f.version.contenido for f in filas(definicion(CLAVE)) if f.version]
    return dict(Counter(c["grado"] for c in contenidos if c.get("grado")))


def test_el_grado_de_la_estadistica_es_el_de_los_perfiles(eleccion: dict[str, Any], ahora: datetime) -> None:
    """También el de quien fue observada en otra sección, y no el que una orden manda no mostrar."""
    assert _grados(publica(CLAVE)) == _publicados() == {"sin_estudios": 2}
    ocultar_seccion(
        candidatura=eleccion["aaaa1111"], seccion="estudios", expediente="TEED-1/2024", fecha=ahora.date(),
        por=DINA, ahora=ahora,
    )  # fmt: skip
    assert _grados(publica(CLAVE)) == _publicados() == {"sin_estudios": 1}
    assert _grados(en_corte(CLAVE, ahora - timedelta(hours=1))) == {"sin_estudios": 2}


def test_quien_muestra_su_identidad_es_quien_ya_se_reviso_en_ella(
    eleccion: dict[str, Any], ahora: datetime
) -> None:
    def muestran(corte: datetime | None = None) -> set[str]:
        return {r.folio for r in registros(definicion(CLAVE), corte) if "identidad" in r.salen}

    assert muestran() == {"aaaa1111", "dddd4444"}
    validar(candidatura=eleccion["bbbb2222"], por=CORA, ahora=ahora)
    assert muestran() == {"aaaa1111", "bbbb2222", "dddd4444"}
    assert muestran(ahora - timedelta(hours=1)) == {"aaaa1111", "dddd4444"}
