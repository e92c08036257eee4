"""Lineamientos, contenidos prohibidos: copiar propuestas de otra candidatura."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from conoceles.expediente.reglas import copiada
from conoceles.expediente.reglas.caso import Ajena
from conoceles.expediente.reglas.comun import trozos

if TYPE_CHECKING:
    from conoceles.expediente.reglas import Caso


def _ajena(**textos: str) -> Ajena:
    return Ajena("bbbb2222", {campo: trozos(texto) for campo, texto in textos.items()}, frozenset())


def test_copiada_una_propuesta_es_observable_y_no_nombra_a_nadie(caso: Callable[..., Caso]) -> None:
    ajena = _ajena(propuesta_1=caso().texto("propuesta_1").upper())
    (hallado,) = copiada.revisar(caso(ajenas=(ajena,)))
    assert (hallado.campo, hallado.nivel, hallado.otras) == ("propuesta_1", "observable", ("bbbb2222",))
    assert "100 %" in hallado.mensaje
    assert "bbbb2222" not in hallado.mensaje


def test_copiada_la_historia_solo_informa(caso: Callable[..., Caso]) -> None:
    assert [h.nivel for h in copiada.revisar(caso(ajenas=(_ajena(historia=caso().texto("historia")),)))] == [
        "informativa"
    ]


def test_copiada_con_pocos_cambios_tambien_se_nota(caso: Callable[..., Caso]) -> None:
    otra = caso().texto("propuesta_1").replace("Canatlán", "Lerdo")
    assert [h.campo for h in copiada.revisar(caso(ajenas=(_ajena(propuesta_1=otra),)))] == ["propuesta_1"]


def test_copiada_no_confunde_un_tema_parecido(caso: Callable[..., Caso]) -> None:
    otra = "Proponemos un comedor y una biblioteca en cada escuela multigrado de la sierra, con parteras."
    assert copiada.revisar(caso(ajenas=(_ajena(propuesta_1=otra),))) == []


def test_copiada_nunca_tiene_a_mano_el_texto_ajeno(caso: Callable[..., Caso]) -> None:
    ajena = _ajena(propuesta_1=caso().texto("propuesta_1"))
    assert copiada.revisar(caso(ajenas=(ajena,)))
    assert "Canatlán" not in repr(ajena)


def test_copiada_desde_el_porcentaje_que_fija_la_eleccion_y_no_antes(caso: Callable[..., Caso]) -> None:
    """Catorce palabras son diez trozos: ocho iguales son el 80 %, que ya es copia; siete no."""
    texto = "uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce"
    propios = sorted(trozos(texto))
    assert (len(propios), caso().revision.copia_porcentaje) == (10, 80)
    for iguales, hallados in ((8, ["«80 %»"]), (7, [])):
        ajena = Ajena("bbbb2222", {"propuesta_1": frozenset(propios[:iguales])}, frozenset())
        dichos = copiada.revisar(caso({"propuesta_1": texto}, ajenas=(ajena,)))
        assert ["«80 %»" for h in dichos if " 80 % " in h.mensaje] == hallados
        assert len(dichos) == len(hallados)


@pytest.mark.parametrize(("palabras", "hallados"), [(12, 1), (11, 0)])
def test_copiada_un_texto_corto_no_basta(caso: Callable[..., Caso], palabras: int, hallados: int) -> None:
    """Doce palabras son ocho trozos: desde ahí ya puede decirse que se copió."""
    texto = " ".join("uno dos tres cuatro cinco seis siete ocho nueve diez once doce".split()[:palabras])
    ajena = _ajena(propuesta_1=texto)
    assert len(copiada.revisar(caso({"propuesta_1": texto}, ajenas=(ajena,)))) == hallados
