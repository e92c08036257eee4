"""Quien mira las pantallas ve lo que a otro ancho o con otro tema se estropea."""

from __future__ import annotations

from pathlib import Path

import pytest

import axe
from recorridos.mirador import mirador, mirar
from recorridos.pantallas import Pantalla

PAGINA = """<!doctype html><html lang="es"><head><title>Ana</title><style>
body {{ color: #000; background: #fff }} #angosta, #ancha {{ display: none }}
@media (max-width: 400px) {{ #angosta {{ display: block; color: #ddd }} }}
@media (min-width: 401px) {{ #ancha {{ display: block; {ancha} }} main {{ background: {fondo} }} }}
@media (prefers-color-scheme: dark) {{ p {{ color: {oscuro} }} }}
</style></head><body><main><h1>Ana</h1><p>Texto</p><p id="angosta">Angosta</p><p id="ancha">Ancha</p></main></body></html>"""
BIEN = {"ancha": "color: #000", "fondo": "#fff", "oscuro": "#000"}


@pytest.mark.navegador
@pytest.mark.parametrize(
    ("cambio", "falla"),
    [
        ({}, False),
        ({"ancha": "color: #eee"}, True),  # no se veía en el teléfono
        ({"fondo": "#111"}, True),  # se veían, sobre otro fondo
        ({"ancha": "color: #000; font-size: 8px"}, False),
    ],
)
def test_un_color_que_solo_falla_en_escritorio_se_halla_despues_de_mirar_el_telefono(
    cambio: dict[str, str], falla: bool
) -> None:
    with mirador() as pagina:
        pagina.set_content(PAGINA.format(**BIEN | cambio))
        pagina.set_viewport_size({"width": 320, "height": 900})
        assert [regla for regla, _ in axe.faltas(pagina)] == ["color-contrast"], "la angosta"
        pagina.set_viewport_size({"width": 1280, "height": 900})
        assert [regla for regla, _ in axe.faltas(pagina)] == ["color-contrast"] * falla


@pytest.mark.navegador
def test_un_color_que_solo_falla_con_el_tema_oscuro_se_halla_despues_de_mirar_el_claro() -> None:
    with mirador() as pagina:
        pagina.set_viewport_size({"width": 1280, "height": 900})
        pagina.set_content(PAGINA.format(**BIEN | {"oscuro": "#eee"}))
        assert axe.faltas(pagina) == []
        pagina.emulate_media(color_scheme="dark")
        assert [regla for regla, _ in axe.faltas(pagina, solo_color=True)] == ["color-contrast"]


@pytest.mark.navegador
def test_la_que_falla_se_mira_otra_vez_y_la_que_esta_bien_hasta_que_cambie(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(axe, "carpeta_de", lambda programa: tmp_path)
    bien, mal = (
        PAGINA.format(**BIEN | {"fondo": fondo}).replace("#ddd", "#000") for fondo in ("#fff", "#111")
    )
    with mirador() as pagina:
        for _ in range(2):
            assert (
                mirar(pagina, [Pantalla("ana", "GET", "/mal/", mal), Pantalla("ana", "GET", "/bien/", bien)])
                != []
            )
            assert len([*tmp_path.iterdir()]) == 1
    assert axe.recuerdo(bien).exists()
    assert not axe.recuerdo(bien.replace("#000", "#010")).exists(), "otro estilo"
    assert not axe.recuerdo(bien.replace("<p>", "<p lang>")).exists(), "otro esqueleto"


def _lista(*renglones: str) -> str:
    suyos = (f'<li id="r-{n}">{dicho}</li>\n\n' for n, dicho in enumerate(renglones))
    return axe.esqueleto(f"<ul>{''.join(suyos)}</ul>")


def test_la_misma_falta_en_otro_renglon_no_es_otra_pagina() -> None:
    bien, mal = "<p>Uno</p>", '<p class="error">Falta</p>'
    assert _lista(bien, mal, bien) == _lista(bien, "<p>Dos</p>", bien, mal)
    assert _lista(bien, bien) != _lista(bien, mal)
    assert _lista(mal, mal) != _lista(bien, mal)
    assert _lista("<p></p>", bien) != _lista(bien, bien), "uno no dice nada"
    assert _lista("<h2>Uno</h2>", "<h3>Dos</h3>") != _lista("<h3>Dos</h3>", "<h2>Uno</h2>"), (
        "los títulos llevan orden"
    )
    uno, dos = ("".join("<option>a</option>" for _ in range(n)) for n in (1, 2))
    assert _lista(f"<select>{uno}</select>") == _lista(f"<select>{dos}</select>")
