"""El formato del INE devuelve la hoja CANDIDATOS del archivo real, celda por celda."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from python_calamine import CalamineWorkbook

from conoceles.candidaturas.padron.renglones.normalizar import clave, parrafos
from conoceles.expediente.actos.importacion import importar
from conoceles.expediente.transiciones import sincronizar
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.proceso.operaciones import cargar
from conoceles.publicacion.datos.ine import CONTACTO
from conoceles.publicacion.publicador import publicar

ARCHIVO = "durango-2021-2022"
ALIAS = {"simon bolivar": "general simon bolivar", "trunca": "trunco"}


def _hoja(libro: bytes | Path, nombre: str) -> list[list[str]]:
    abierto = (
        CalamineWorkbook.from_filelike(io.BytesIO(libro))
        if isinstance(libro, bytes)
        else CalamineWorkbook.from_path(libro)
    )
    return [[str(c) for c in r] for r in abierto.get_sheet_by_name(nombre).to_python()]


def _normal(columna: str, celda: str) -> str:
    """La normalización del LEEME: vacíos iguales, blancos, y lo escrito de dos formas."""
    texto = " ".join(parrafos(celda).split())
    if columna in ("PARTIDO_COALICION", "MUNICIPIO", "ESTATUS_ESCOLARIDAD", "CARGO"):
        texto = clave(texto)
    return ALIAS.get(texto, texto)


@pytest.mark.lenta
@pytest.mark.muestras
def test_la_hoja_candidatos_es_la_del_archivo_real(
    base: None, carpeta_de_datos: Path, ahora: datetime
) -> None:
    sincronizar()
    sistema = Alcance.sistema("padrón")
    cargar(RAIZ_PROYECTO / "procesos" / ARCHIVO, por=sistema, ahora=ahora)
    fuente = settings.CONOCELES_MUESTRAS / "ine_local_2022" / "baseDatosCandidatos.xls"
    importar(fuente, proceso=ARCHIVO, simular=False, por=sistema, ahora=ahora, aceptar=["ROL_CORREGIDO"])
    publicar(ARCHIVO, ahora=ahora)
    sitio = carpeta_de_datos / "sitio" / ARCHIVO / "actual"

    columnas, *reales = _hoja(fuente, "CANDIDATOS")
    roles = {(r[6], r[7]): r[8] for r in _hoja(fuente, "CUESTIONARIO IDENTIDAD")[1:]}
    obtenidas, *nuestras = _hoja((sitio / "datos/ine.xlsx").read_bytes(), "CANDIDATOS")
    assert obtenidas == columnas
    esperadas: dict[Any, list[str]] = {}
    for r in reales:
        if r[2] == "DURANGO":
            r[8] = roles[(r[6], r[7])]  # corrección documentada: el rol es el de la otra hoja
            esperadas[(r[6], r[7])] = [_normal(c, v) for c, v in zip(columnas, r, strict=True)]
    dadas = {(r[6], r[7]): [_normal(c, v) for c, v in zip(columnas, r, strict=True)] for r in nuestras}
    assert set(dadas) == set(esperadas)
    distintas = [
        (quien, c, a, b)
        for quien in esperadas
        for c, a, b in zip(columnas, esperadas[quien], dadas[quien], strict=True)
        if a != b
    ]
    assert distintas == []
    assert len(nuestras) == 248
    assert len(list((sitio / "candidaturas").glob("*/index.html"))) == 248

    # Los contactos que da una salida los da la otra: son los que la exportación nacional ya hizo públicos.
    with (sitio / "datos/curricular.csv").open(encoding="utf-8-sig", newline="") as abierto:
        abiertos = {(f[columnas[6]], f[columnas[7]]): f for f in csv.DictReader(abierto)}
    for r in nuestras:
        fila = dict(zip(columnas, r, strict=True))
        for contacto in CONTACTO:
            dicho = "" if fila[contacto] == "No proporcionó" else fila[contacto]
            assert abiertos[(r[6], r[7])][contacto].lstrip("'") == dicho, contacto
    assert any(f["TELEFONO"] for f in abiertos.values())
