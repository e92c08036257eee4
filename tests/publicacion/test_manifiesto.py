"""El manifiesto se escribe a mano por rapidez, y debe ser el mismo JSON canónico."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from conoceles.nucleo.canonico import json_canonico
from conoceles.publicacion.instantanea.manifiesto import FORMATO, Manifiesto, leer, renglon

RUTAS = st.dictionaries(
    st.text(st.characters(exclude_categories=["Cs"])), st.binary().map(renglon), max_size=8
)


@given(archivos=RUTAS, texto=st.text(st.characters(exclude_categories=["Cs"])))
def test_octetos_son_el_json_canonico(archivos: dict[str, dict[str, object]], texto: str) -> None:
    documento = Manifiesto("eleccion", "2024-04-25", texto, {"a": texto}, {"datos": texto}, archivos)
    assert documento.octetos() == json_canonico({"formato": FORMATO, **documento.__dict__})
    assert leer(documento.octetos()) == documento


def test_un_texto_parecido_a_la_marca_no_confunde() -> None:
    archivos = {"a.html": renglon(b"a")}
    documento = Manifiesto('"archivos":{}', "", '"archivos":{}', archivos=archivos)
    assert leer(documento.octetos()) == documento
