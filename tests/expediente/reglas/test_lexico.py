"""Lineamientos, contenidos prohibidos: lemas de campaña y ofensas."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from conoceles.expediente.reglas import lexico

if TYPE_CHECKING:
    from conoceles.expediente.reglas import Caso


def test_lexico_lema_y_ofensa_informan_por_separado(caso: Callable[..., Caso]) -> None:
    hallados = lexico.revisar(caso({"motivo": "¡Vota por mí! Basta de CORRUPTOS."}))
    assert [h.nivel for h in hallados] == ["informativa", "informativa"]
    assert "vota por" in hallados[0].mensaje
    assert "corruptos" in hallados[1].mensaje


def test_lexico_no_senala_parte_de_una_palabra(caso: Callable[..., Caso]) -> None:
    assert (
        lexico.revisar(caso({"motivo": "Fui contralora: revisé contratos y trabajé con los corruptologos."}))
        == []
    )


def test_lexico_la_lista_es_de_la_eleccion(caso: Callable[..., Caso]) -> None:
    revision = replace(caso().revision, lemas=("unidos ya",))
    assert (
        len(lexico.revisar(caso({"motivo": "Unidos, ya: vota por mí. Unidos ya."}, revision=revision))) == 1
    )


def test_lexico_varias_palabras_se_dicen_juntas(caso: Callable[..., Caso]) -> None:
    revision = replace(caso().revision, lemas=("unidos ya", "vota por"))
    (hallado,) = lexico.revisar(caso({"motivo": "Unidos ya: vota por mí."}, revision=revision))
    assert hallado.mensaje == "«unidos ya, vota por» parece frase de campaña."
