"""Qué valores del archivo reconoce cada catálogo del padrón, y cuáles hay que preguntar."""

from __future__ import annotations

import pytest

from conoceles.candidaturas.padron.mapa.catalogos import Catalogo, catalogos
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.proceso.carga import leer_carpeta

RECONOCE = {  # campo → cómo se dice, un valor que se entiende y uno que no
    "fuerza": ("la fuerza que postula", "Movimiento Ciudadano", "Los Otros"),
    "partido": ("el partido", "MC", "Los Otros"),
    "coalicion": ("la alianza", "MC", "Los Otros"),
    "cargo": ("el cargo", "Diputación MR", "Rey"),
    "distrito": ("el distrito", "5", "99"),
    "municipio": ("el municipio", "Durango", "Narnia"),
    "ambito": ("el distrito o el municipio", "5", "Narnia"),
    "calidad": ("si es propietaria o suplente", "SUPLENTE", "Testigo"),
    "sexo": ("el sexo", "m", "Sí"),
    "medida": ("la acción afirmativa", "ninguna", "Otra cosa"),
}


@pytest.fixture(scope="module")
def del_padron() -> dict[str, Catalogo]:
    return dict(catalogos(leer_carpeta(RAIZ_PROYECTO / "procesos" / "durango-2023-2024")))


@pytest.mark.parametrize("campo", RECONOCE)
def test_cada_catalogo_entiende_lo_suyo_y_pregunta_lo_demas(
    del_padron: dict[str, Catalogo], campo: str
) -> None:
    que_es, si, no = RECONOCE[campo]
    catalogo = del_padron[campo]
    assert (catalogo.campo, catalogo.que_es, catalogo.reservado) == (campo, que_es, campo == "medida")
    assert catalogo.entiende(si)
    assert not catalogo.entiende(no)


def test_lo_que_se_ofrece_es_lo_que_el_importador_entiende(del_padron: dict[str, Catalogo]) -> None:
    assert del_padron["sexo"].etiquetas == ("Mujer", "Hombre", "No binario")
    assert del_padron["calidad"].etiquetas == ("Propietaria", "Suplente")
    for catalogo in (del_padron[campo] for campo in RECONOCE):
        assert all(map(catalogo.entiende, catalogo.etiquetas)), catalogo.campo


@pytest.mark.parametrize(
    ("dicho", "parecida"),
    [
        ("San Miguel", "¿?"),  # hay tres
        ("HUAMANTLA", "¿?"),
        ("San Miguel Tlaxco", "San Miguel Tlaxco"),
        ("Comunidad de El Carmen Huamantla", "El Carmen Huamantla"),
        ("Comunidad de Guadalupe y El Carmen Huamantla", "¿?"),
        ("Morena / PVEM / Guadalupe (Villa)", "Villa"),
        ("Guadalupa", "Guadalupe"),
        ("Otra", "¿?"),
    ],
)
def test_si_varias_se_parecen_por_igual_no_se_ofrece_ninguna(dicho: str, parecida: str) -> None:
    lugares = (
        "San Miguel Huamantla", "San Miguel Tlaxco", "San Miguel", "El Carmen", "El Carmen Huamantla", "Guadalupe", "Villa",
    )  # fmt: skip
    suyos = lugares if dicho != "San Miguel" else lugares[:2]
    assert Catalogo("municipio", "la comunidad", suyos, lambda _: False).parecido(dicho) == parecida
