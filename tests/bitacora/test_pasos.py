"""La tabla de estados, leída: quién puede, cómo se dice y a dónde lleva."""

from __future__ import annotations

import pytest

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.estados import Estado
from conoceles.bitacora.pasos import PASOS, deja, paso, puede, verbo


@pytest.mark.parametrize("renglon", PASOS)
def test_puede_quien_la_tabla_dice_y_nadie_mas(renglon: object) -> None:
    primero = paso(renglon.desde, renglon.acto)  # type: ignore[attr-defined]
    assert primero is not None
    for papel in (
        "partido",
        "independiente",
        "candidatura",
        "revision",
        "administracion",
        "consulta",
        "sistema",
    ):
        assert puede(primero.desde, primero.acto, papel) is (papel in primero.papeles)


def test_no_puede_nadie_lo_que_no_esta_en_la_tabla() -> None:
    assert paso(Estado.SUPRIMIDA, Acto.ENVIADA) is None
    assert not puede(Estado.SUPRIMIDA, Acto.ENVIADA, "administracion")
    assert not puede(Estado.SUPRIMIDA, Acto.ENVIADA, "partido")


def test_paso_con_varios_destinos_lo_elige_quien_lo_pide() -> None:
    assert {paso(Estado.CERRADA, Acto.REABIERTA, hacia).hacia for hacia in ("validada", "ajustada")} == {  # type: ignore[union-attr]
        Estado.VALIDADA,
        Estado.AJUSTADA,
    }
    assert paso(Estado.CERRADA, Acto.REABIERTA, "suprimida") is None


def test_paso_sin_destino_es_el_primero() -> None:
    assert paso(Estado.CERRADA, Acto.REABIERTA) == paso(Estado.CERRADA, Acto.REABIERTA, Estado.VALIDADA)


def test_verbo_en_infinitivo_y_con_espacios() -> None:
    dichos = {verbo(p.acto) for p in PASOS}
    assert verbo(Acto.CERRADA) == "cerrar"
    assert verbo(Acto.REABIERTA) == "reabrir"
    assert any(" " in dicho for dicho in dichos)
    assert not any("_" in dicho or "XX" in dicho for dicho in dichos)


def test_deja_donde_siempre_lleva_y_nada_si_depende() -> None:
    assert deja(Acto.CERRADA) == Estado.CERRADA
    assert deja(Acto.REABIERTA) is None  # a donde estaba
    for acto in Acto:
        destinos = {p.hacia for p in PASOS if p.acto == acto} - {p.desde for p in PASOS if p.acto == acto}
        if len(destinos) == 1 and all(p.hacia != p.desde for p in PASOS if p.acto == acto):
            assert {deja(acto)} == destinos


def test_deja_nada_lo_que_no_mueve() -> None:
    quietos = [a for a in Acto if all(p.hacia == p.desde for p in PASOS if p.acto == a)]
    assert quietos
    assert {deja(acto) for acto in quietos} == {None}
