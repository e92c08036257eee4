"""Lo que el sistema no puede guardar no aparece en ninguna parte."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import connections

from conoceles.candidaturas.models import Persona

TITULOS = (
    "CARGO", "DISTRITO", "PARTIDO", "CARACTER", "NOMBRE COMPLETO", "SEXO", "CURP",
    "CLAVE DE ELECTOR", "OCR", "DOMICILIO PARTICULAR", "COLONIA", "OCUPACIÓN", "COLOR FAVORITO",
)  # fmt: skip
CURP = "RESA800503MDGNTN09"
CANARIOS = ("CANARIOELECTOR99", "CANARIOOCR88", "CANARIODOMICILIO77", "CANARIOCOLONIA66", CURP)
FILA = (
    "Diputación MR",
    "5",
    "MC",
    "PROPIETARIA",
    "Ana Rentería Soto",
    "MUJER",
    CURP,
    *CANARIOS[:4],
    "x",
    "azul",
)


def _toda_la_base() -> str:
    trozos = []
    for alias in ("default", "identidad"):
        with connections[alias].cursor() as cursor:
            for tabla in connections[alias].introspection.table_names(cursor):
                cursor.execute(f'SELECT * FROM "{tabla}"')
                trozos.append(repr(cursor.fetchall()))
    return "".join(trozos)


def test_importar_descarta_lo_prohibido_y_lo_dice(importar_padron: Any, padron: Callable[..., Path]) -> None:
    informe = importar_padron(padron(TITULOS, FILA), aceptar=["COLUMNA_DESCONOCIDA"])
    escrito = json.dumps(informe.como_dict(), ensure_ascii=False) + _toda_la_base()

    assert not [canario for canario in CANARIOS if canario in escrito]
    descartadas = {aviso.columna for aviso in informe.avisos if aviso.codigo == "DATO_DESCARTADO"}
    assert descartadas == {"CURP", "CLAVE DE ELECTOR", "OCR", "DOMICILIO PARTICULAR", "COLONIA"}
    assert {a.columna for a in informe.avisos if a.codigo == "COLUMNA_DESCONOCIDA"} == {"COLOR FAVORITO"}


def test_la_curp_reconoce_a_la_persona_aunque_cambie_de_nombre(
    importar_padron: Any, padron: Callable[..., Path]
) -> None:
    importar_padron(padron(TITULOS, FILA), aceptar=["COLUMNA_DESCONOCIDA"])
    assert len(Persona.objects.get().curp_hmac) == 64
    otra = (*FILA[:4], "Ana Guadalupe Rentería de Soto", *FILA[5:])
    informe = importar_padron(padron(TITULOS, otra), aceptar=["COLUMNA_DESCONOCIDA"])

    assert informe.cambios == 1
    assert Persona.objects.get().nombre == "Ana Guadalupe Rentería de Soto"


def test_un_error_en_el_renglon_tampoco_muestra_lo_prohibido(
    importar_padron: Any, padron: Callable[..., Path]
) -> None:
    informe = importar_padron(padron(TITULOS, ("Diputación MR", "77", *FILA[2:])))
    escrito = json.dumps(informe.como_dict(), ensure_ascii=False) + informe.frase_de_errores()

    assert informe.errores
    assert not [canario for canario in CANARIOS if canario in escrito]
