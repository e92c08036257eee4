"""Las personas que un corte agrega: quien está en un renglón no espera a nadie; quien está en dos, a los dos."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from candidaturas.test_quien_y_donde import ANA
from conoceles.candidaturas.models import Persona
from conoceles.candidaturas.padron import personas as quien
from conoceles.candidaturas.padron.informe import Informe
from conoceles.candidaturas.padron.personas import Personas
from conoceles.nucleo.bases.lotes import llaves
from conoceles.proceso.models import Proceso

TITULOS = (
    "CARGO", "DISTRITO", "PARTIDO", "CARACTER", "NO. LISTA", "NOMBRE COMPLETO", "SEXO", "FECHA DE NACIMIENTO", "CURP"
)  # fmt: skip
CURP = "RESA800503MDGNTN09"


@pytest.fixture(autouse=True)
def _de_dos_en_dos(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quien, "PREPARADAS", 2)


@pytest.mark.django_db
def test_agregar_a_quien_nadie_mas_nombra_la_escribe_con_pocas_y_la_suelta(proceso: Proceso) -> None:
    otras = [replace(ANA, nombre=f"Eva Luna {letra}") for letra in "ABCDE"]
    corte = [ANA, *otras, replace(ANA, fila=9)]
    personas, dadas = Personas(proceso, Informe()), llaves(len(corte))
    personas.prever(corte)
    nuevas = [personas.de(registro, dadas) for registro in corte]

    assert nuevas[0] is nuevas[-1]
    assert {*Persona.objects.values_list("nombre", flat=True)} == {r.nombre for r in otras[:4]}
    assert [*personas.por_escribir()] == [nuevas[5], nuevas[0]]
    assert [*personas.por_llave] == [nuevas[0].pk]


def test_importar_a_quien_une_solo_su_curp_la_escribe_una_vez_con_lo_de_sus_dos_renglones(
    importar_padron: Callable[..., Any], padron: Callable[..., Path]
) -> None:
    solas = [
        ("Diputación MR", n, "MC", "PROPIETARIA", "", f"Eva Luna {n}", "MUJER", "", "") for n in range(1, 6)
    ]
    una = ("Diputación MR", 6, "MC", "PROPIETARIA", "", "Ana Soto", "MUJER", "", CURP)
    otra = ("Diputación RP", "", "MC", "PROPIETARIA", 1, "Ana Rentería Soto", "MUJER", "03/05/1980", CURP)
    informe = importar_padron(padron(TITULOS, *solas, una, otra), aceptar=["PERSONA_CON_DATOS_DISTINTOS"])

    assert (informe.errores, informe.candidaturas, informe.personas) == ([], 7, 6)
    ana = Persona.objects.exclude(curp_hmac="").get()
    assert (ana.fecha_nacimiento.isoformat(), ana.candidaturas.count()) == ("1980-05-03", 2)
    assert Persona.objects.count() == 6
