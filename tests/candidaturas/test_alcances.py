"""Quién ve qué candidaturas."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conoceles.candidaturas import consultas
from conoceles.candidaturas.alcances import alcance_de
from conoceles.candidaturas.models import Candidatura
from conoceles.cuentas.models import Cuenta
from conoceles.nucleo.errores import NoEncontrado
from conoceles.proceso.models import Fuerza

TITULOS = ("CARGO", "DISTRITO", "PARTIDO", "COALICION", "CARACTER", "NOMBRE COMPLETO", "SEXO")
DOS = (
    ("Diputación MR", "5", "MC", "", "PROPIETARIA", "Candidata de Ana", "MUJER"),
    ("Diputación MR", "9", "", "SHHD", "PROPIETARIA", "Candidata de Beto", "MUJER"),
)


@pytest.fixture
def padron_de_dos(importar_padron: Any, padron: Callable[..., Path]) -> None:
    importar_padron(padron(TITULOS, *DOS))


def _partido(siglas: str, **datos: Any) -> Cuenta:
    fuerza = Fuerza.objects.get(siglas=siglas, proceso_id="durango-2023-2024")
    return Cuenta(pk=1, nombre="Ana", papel="partido", ambito=f"fuerza:{fuerza.pk}", **datos)


def test_el_partido_ve_solo_aquello_por_lo_que_responde(padron_de_dos: None) -> None:
    ana, beto = alcance_de(_partido("MC")), alcance_de(_partido("MORENA"))

    assert [c.persona.nombre for c in consultas.listar(ana)] == ["Candidata de Ana"]
    assert [c.persona.nombre for c in consultas.listar(beto, "durango-2023-2024")] == ["Candidata de Beto"]
    assert not consultas.listar(beto, "durango-2021-2022").exists()


def test_lo_ajeno_y_lo_inexistente_se_contestan_igual(padron_de_dos: None) -> None:
    ana = alcance_de(_partido("MC"))
    ajena = Candidatura.objects.get(persona__nombre="Candidata de Beto")
    for folio in (ajena.folio, "noexiste"):
        with pytest.raises(NoEncontrado, match="No encontramos"):
            consultas.obtener(ana, folio)


def test_la_candidata_se_ve_a_si_misma_y_el_instituto_a_todas(padron_de_dos: None) -> None:
    propia = Candidatura.objects.get(persona__nombre="Candidata de Ana")
    ella = Cuenta(pk=2, nombre="Ella", papel="candidatura", ambito=f"candidatura:{propia.pk}")
    formula = Cuenta(pk=3, nombre="Ind", papel="independiente", ambito=f"formula:{propia.formula_id}")
    cora = Cuenta(pk=4, nombre="Cora", papel="revision")

    assert list(consultas.listar(alcance_de(ella))) == [propia]
    assert list(consultas.listar(alcance_de(formula))) == [propia]
    assert consultas.listar(alcance_de(cora)).count() == 2


@pytest.mark.parametrize("ambito", ["", "fuerza:", "fuerza:x", "formula:1", "candidatura:1"])
def test_un_ambito_ilegible_no_alcanza_nada(padron_de_dos: None, ambito: str) -> None:
    cuenta = Cuenta(pk=5, nombre="X", papel="partido", ambito=ambito)

    assert not consultas.listar(alcance_de(cuenta)).exists()


def test_una_cuenta_desactivada_no_alcanza_nada(padron_de_dos: None) -> None:
    assert not consultas.listar(alcance_de(_partido("MC", is_active=False))).exists()


@pytest.mark.parametrize(("papel", "activa"), [("revision", True), ("administracion", False)])
def test_quien_no_administra_o_ya_no_tiene_cuenta_no_encuentra_nada(papel: str, activa: bool) -> None:
    por = alcance_de(Cuenta(pk=1, papel=papel, is_active=activa))
    with pytest.raises(NoEncontrado, match="No existe esa pieza"):
        por.exigir(("administracion",), "esa pieza")


@pytest.mark.postgres
def test_lo_que_uno_abre_no_lo_abre_quien_pregunta_despues(padron_de_dos: None) -> None:
    """La consulta se compone una vez: cada alcance de la misma forma la llena con lo suyo."""
    una, otra = Candidatura.objects.order_by("persona__nombre").select_related("persona")
    pares = [
        (alcance_de(_partido("MC")), alcance_de(_partido("MORENA"))),
        (alcance_de(_partido("MC"), una.proceso_id), alcance_de(_partido("MORENA"), otra.proceso_id)),
        *(
            tuple(
                alcance_de(Cuenta(pk=2, papel=papel, ambito=f"{tipo}:{pk}"))
                for pk in (getattr(una, llave), getattr(otra, llave))
            )
            for papel, tipo, llave in (
                ("candidatura", "candidatura", "pk"),
                ("independiente", "formula", "formula_id"),
            )
        ),
    ]
    for ana, beto in pares:
        for por, suya, ajena in ((ana, una, otra), (beto, otra, una), (ana, una, otra)):
            assert consultas.obtener(por, suya.folio) == suya
            with pytest.raises(NoEncontrado):
                consultas.obtener(por, ajena.folio)
    nadie, cora = alcance_de(_partido("MC", is_active=False)), alcance_de(Cuenta(pk=4, papel="revision"))
    with pytest.raises(NoEncontrado):
        consultas.obtener(nadie, una.folio)
    assert [consultas.obtener(cora, f.folio) for f in (una, otra)] == [una, otra]
