"""Contraste calculado de los tokens en los dos temas, y peso de lo que baja una visita."""

from __future__ import annotations

import io
import re
import string

import brotli
import pytest
from PIL import ImageFont
from tests.publicacion import muestras

from conoceles.nucleo import estatico
from conoceles.publicacion.sitio import colores, pagina

TEXTO = ("tinta", "tinta-suave", "acento", "ok", "atencion", "peligro")
SUPERFICIES = ("papel", "hundido", "hoja")
KIB = 1024
PRODUCTO = estatico.FUENTES.parents[1]
ESCRITAS = (
    string.ascii_letters
    + string.digits
    + string.punctuation
    + "áéíóúüñÁÉÍÓÚÜÑàèìòùâêîôûäëïöçÀÈÌÒÙÂÊÎÔÛÄËÏÖÇ¿¡«»“”‘’…–—·•ªº°²³½¼¾×"
)


def temas() -> dict[str, dict[str, str]]:
    """Tokens de color declarados: el claro, y el oscuro sobre él."""
    hoja = (estatico.FUENTES / "css" / "20-tokens.css").read_text(encoding="utf-8")
    claro, oscuro = hoja.split("@media (prefers-color-scheme: dark)")
    leer = re.compile(r"--([a-z0-9-]+): (#[0-9a-f]{6});")
    return {
        "claro": dict(leer.findall(claro)),
        "oscuro": dict(leer.findall(claro)) | dict(leer.findall(oscuro)),
    }


def test_el_tema_oscuro_solo_cambia_colores() -> None:
    """Por eso en él se miran solo las reglas de color: nada cambia de lugar ni de tamaño."""
    hojas = {p.name: p.read_text("utf-8") for p in PRODUCTO.rglob("*.css")}
    del_tema = {n: re.split(r"@media ?\(prefers-color-scheme: ?dark\)", h)[1:] for n, h in hojas.items()}
    bloques = {n: re.match(r"\s*\{\s*:root\s*\{([^{}]*)\}\s*\}", b) for n, s in del_tema.items() for b in s}
    assert {*bloques} == {"20-tokens.css", "descarga.css"}
    for nombre, bloque in bloques.items():
        assert bloque, f"{nombre}: el tema oscuro toca más que :root"
        for dicho in filter(None, map(str.strip, bloque[1].split(";"))):
            assert re.fullmatch(r"--[a-z0-9-]+: ?#[0-9a-f]{6}", dicho), f"{nombre}: {dicho}"


@pytest.mark.parametrize("tema", ["claro", "oscuro"])
@pytest.mark.parametrize("letra", TEXTO)
@pytest.mark.parametrize("fondo", SUPERFICIES)
def test_texto_legible_sobre_toda_superficie(tema: str, letra: str, fondo: str) -> None:
    tokens = temas()[tema]
    assert colores.contraste(tokens[letra], tokens[fondo]) >= 4.5


@pytest.mark.parametrize("tema", ["claro", "oscuro"])
@pytest.mark.parametrize("estado", ["acento", "ok", "atencion", "peligro"])
def test_estado_legible_sobre_su_fondo(tema: str, estado: str) -> None:
    tokens = temas()[tema]
    for letra in (estado, "tinta"):
        assert colores.contraste(tokens[letra], tokens[f"{estado}-fondo"]) >= 4.5


@pytest.mark.parametrize("tema", ["claro", "oscuro"])
def test_controles_y_foco_se_distinguen(tema: str) -> None:
    tokens = temas()[tema]
    for fondo in SUPERFICIES:
        assert colores.contraste(tokens["borde"], tokens[fondo]) >= 3
        assert colores.contraste(tokens["foco"], tokens[fondo]) >= 3
    assert colores.contraste(tokens["sobre-acento"], tokens["acento"]) >= 4.5
    assert colores.contraste(tokens["sobre-peligro"], tokens["peligro"]) >= 4.5


@pytest.mark.parametrize("acento", ["#0f4c5c", "#ffd400", "#000000", "#ffffff", "#7a1f3d", "#2e7d32"])
@pytest.mark.parametrize(
    ("papel", "hacia"),
    [(colores.PAPEL, colores.TINTA), (colores.PAPEL_NOCHE, "#ffffff")],
    ids=["claro", "oscuro"],
)
def test_cualquier_acento_queda_legible(acento: str, papel: tuple[str, ...], hacia: str) -> None:
    tema = colores.tema_de_acento(acento, papel, hacia)
    for fondo in (*papel, tema["acento-fondo"]):
        assert colores.contraste(tema["acento"], fondo) >= 4.5
    assert colores.contraste(tema["sobre-acento"], tema["acento"]) >= 4.5


def test_los_fondos_del_calculo_son_los_de_la_hoja() -> None:
    claro, oscuro = temas()["claro"], temas()["oscuro"]
    assert (claro["papel"], claro["hundido"]) == colores.PAPEL
    assert (oscuro["papel"], oscuro["hoja"]) == colores.PAPEL_NOCHE


def test_la_fuerza_solo_tiñe_su_marca() -> None:
    css = colores.fuerzas_css(muestras.FUERZAS)
    assert ".fuerza-mc{--color-fuerza:#ff8300}" in css
    assert "background" not in css
    usos = re.findall(
        r"([^{}]+)\{[^{}]*var\(--color-fuerza",
        estatico.archivos()[estatico.nombres()["conoceles.css"]].decode(),
    )
    assert [u.strip() for u in usos] == [".fuerza::before"]


def test_presupuesto_de_peso() -> None:
    pesos = {n: len(brotli.compress(c)) for n, c in pagina.archivos(muestras.sitio()).items()}
    assert sum(p for n, p in pesos.items() if n.endswith(".css")) <= 15 * KIB
    assert sum(p for n, p in pesos.items() if n.endswith(".js")) <= 15 * KIB
    assert (
        len(brotli.compress(pagina.ficha(muestras.sitio(), muestras.ficha()).encode(), quality=5)) <= 14 * KIB
    )
    assert sum(pesos.values()) <= 66 * KIB  # con un perfil de 14 y una foto de 40 suma 120


def test_el_nombre_cambia_con_el_contenido() -> None:
    assert estatico.con_huella("a.css", b"x") != estatico.con_huella("a.css", b"y")
    assert all(re.fullmatch(r".+\.[0-9a-f]{10}\.(css|js|svg|woff2)", n) for n in estatico.archivos())


def test_la_letra_trae_lo_que_se_escribe_en_espanol() -> None:
    fuente = ImageFont.truetype(io.BytesIO(estatico.contenidos()["public-sans.woff2"]), 40)
    hueco = bytes(fuente.getmask("\ue000"))  # lo que dibuja para un carácter que no tiene
    assert not [letra for letra in ESCRITAS if bytes(fuente.getmask(letra)) == hueco]


def test_los_pdf_se_componen_con_tres_cortes_de_la_misma_letra() -> None:
    assert sorted(p.stem for p in estatico.ttf().glob("*.ttf")) == [
        "PublicSans-Bold",
        "PublicSans-Regular",
        "PublicSans-SemiBold",
    ]
