"""Varias suplencias por propietaria: el padrón dice cuál es cada quien, y lo que no se sabe no se supone."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from candidaturas.renglones import Importar, Padron
from cargada import cargada
from conoceles.candidaturas.models import Candidatura
from conoceles.candidaturas.padron.renglones.normalizar import ordinal
from conoceles.expediente.actos.importacion import importar
from personas import SISTEMA

CLAVE = "ejemplo-vigilancia"
TITULOS = (
    "CARGO",
    "MUNICIPIO",
    "PARTIDO",
    "NUM_LISTA_O_FORMULA",
    "NOMBRE",
    "PRIMER APELLIDO",
    "CARACTER",
    "SEXO",
)


@pytest.mark.parametrize(
    ("dicho", "cual"),
    [
        ("Suplente 2", 2), ("SUPLENTE2", 2), ("2.ª suplencia", 2), ("Segunda suplente", 2), ("tercer suplente", 3),
        ("Suplente", 0), ("Propietaria", 0),
    ],
)  # fmt: skip
def test_el_numero_de_la_suplencia_se_entiende_de_muchas_formas(dicho: str, cual: int) -> None:
    assert ordinal(dicho) == cual


@pytest.fixture
def entra(base: None, datos: Path, padron: Padron, ahora: datetime) -> Any:
    cargada(CLAVE, ahora=ahora, inventado=True)

    def _entra(*dichas: tuple[str, str]) -> Any:
        filas = [
            ("Consejería de vigilancia", "El Porvenir", "EJIDOS", "1", nombre, "Pérez", calidad, "mujer")
            for nombre, calidad in dichas
        ]
        return importar(padron(TITULOS, *filas), proceso=CLAVE, simular=False, por=SISTEMA, ahora=ahora)

    return _entra


FORMULA = (("Ana", "Propietaria"), ("Sol", "Suplente 2"), ("Luz", "Suplente 1"), ("Paz", "Tercera suplente"))


def test_las_tres_entran_en_su_lugar_y_el_segundo_corte_no_cambia_nada(entra: Any) -> None:
    assert entra(*FORMULA).errores == []
    assert entra(*reversed(FORMULA)).cambios == 0
    filas = Candidatura.objects.filter(proceso=CLAVE)
    assert [(f.persona.nombres or f.persona.nombre.split()[0], f.calidad_dicha) for f in filas] == [
        ("Ana", "propietaria"), ("Luz", "suplente 1"), ("Sol", "suplente 2"), ("Paz", "suplente 3"),
    ]  # fmt: skip
    assert filas.values("formula").distinct().count() == 1


@pytest.mark.parametrize(
    ("calidad", "frase"),
    [
        (
            "Suplente",
            "Cada fórmula lleva 3 suplentes y el renglón no dice cuál es: escriba Suplente 1 a Suplente 3.",
        ),
        ("Suplente 4", "Cada fórmula lleva 3 suplentes y el renglón dice la 4."),
    ],
)
def test_la_que_no_dice_cual_es_no_entra_y_se_dice(entra: Any, calidad: str, frase: str) -> None:
    informe = entra(("Ana", "Propietaria"), ("Sol", calidad))
    assert [(e.codigo, e.mensaje) for e in informe.errores] == [("SIN_SUPLENCIA", frase)]
    assert not Candidatura.objects.exists()


@pytest.mark.postgres
def test_la_base_no_deja_dos_en_la_misma_suplencia_ni_una_propietaria_numerada(entra: Any) -> None:
    entra(*FORMULA)
    suplente = Candidatura.objects.get(proceso=CLAVE, suplencia=1)
    propietaria = Candidatura.objects.get(proceso=CLAVE, calidad="propietaria")
    for fila, suplencia_ in ((suplente, 2), (propietaria, 1)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Candidatura.objects.filter(pk=fila.pk).update(suplencia=suplencia_)


def test_una_suplente_en_un_cargo_que_no_la_lleva_no_entra(importar_padron: Importar, padron: Padron) -> None:
    """La gubernatura se vota sin suplente: publicar una diría que alguien más va en la boleta."""
    titulos = ("CARGO", "PARTIDO", "CARACTER", "NOMBRE COMPLETO", "SEXO", "EDAD")
    renglones = [
        ("Gubernatura", "MC", caracter, nombre, "MUJER", "41")
        for caracter, nombre in (("PROPIETARIA", "Ana Rentería Soto"), ("SUPLENTE", "Eva Rentería Soto"))
    ]
    informe = importar_padron(padron(titulos, *renglones), "durango-2021-2022")
    assert [(e.codigo, e.fila, e.mensaje) for e in informe.errores] == [
        ("SIN_SUPLENCIA", 3, "Gubernatura no lleva suplente, y el renglón trae una.")
    ]
