"""Las gráficas se entienden sin color, sin la tabla y fuera del sitio."""

from __future__ import annotations

import io
from typing import Any
from xml.etree import ElementTree

from PIL import Image

from conoceles.estadistica import graficas

SVG = "{http://www.w3.org/2000/svg}"
INDICADOR: dict[str, Any] = {
    "id": "identidad.indigena",
    "titulo": "Personas <indígenas>",
    "frase": "Contestaron «Sí» unas 12 (7 a 17), de 40 personas con candidatura.",
    "corte": "2024-04-25T08:00-06:00",
    "celdas": [
        {"clave": "si", "etiqueta": "Sí", "valor": None, "texto": "sin dato"},
        {"clave": "no", "etiqueta": "No", "valor": None, "texto": "sin dato"},
        {"clave": "sin_respuesta", "etiqueta": "Sin respuesta", "valor": 20, "texto": "20 (50.0 %)"},
    ],
}


def _textos(svg: str) -> list[str]:
    return ["".join(nodo.itertext()) for nodo in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def test_la_grafica_lleva_nombre_y_descripcion() -> None:
    raiz = ElementTree.fromstring(graficas.barras(INDICADOR))
    assert raiz.get("role") == "img"
    nombrados = {nodo.get("id"): (nodo.tag, nodo.text) for nodo in raiz if nodo.get("id")}
    assert [nombrados[i] for i in raiz.get("aria-labelledby", "").split()] == [
        (f"{SVG}title", INDICADOR["titulo"]),
        (f"{SVG}desc", INDICADOR["frase"]),
    ]


def test_lo_que_nadie_tradujo_dice_que_esta_en_espanol() -> None:
    raiz = ElementTree.fromstring(graficas.barras(INDICADOR, decir=lambda dicho: (dicho, "es")))
    assert [nodo.get("lang") for nodo in raiz.iter(f"{SVG}text")] == ["es"] * 6


def test_una_cifra_que_traducida_no_cabe_junto_a_su_barra_sigue_debajo_renglon_por_renglon() -> None:
    larga = "cuarenta y cuatro personas de las que viven en este lugar " * 2
    raiz = ElementTree.fromstring(
        graficas.barras(INDICADOR, decir=lambda d: (larga if d[0].isdigit() else d, ""))
    )
    [*_, ultima] = [n for n in raiz.iter(f"{SVG}text") if n.text == "Sin respuesta"]
    suyas = [n for n in raiz.iter(f"{SVG}text") if n.text and n.text in larga and n.text != "y"]
    altos = [int(n.get("y", "")) for n in (ultima, *suyas)]
    assert len(suyas) > 2
    assert altos == sorted(set(altos))
    assert " ".join(n.text or "" for n in suyas) == larga.strip()


def test_una_celda_sin_dato_no_tiene_barra_que_medir() -> None:
    svg = graficas.barras(INDICADOR)
    raiz = ElementTree.fromstring(svg)
    assert len(list(raiz.iter(f"{SVG}rect"))) == 1
    largos = {nodo.get("x2") for nodo in raiz.iter(f"{SVG}line")}
    assert largos == {"60"}
    assert _textos(svg) == ["Sí", "sin dato", "No", "sin dato", "Sin respuesta", "20 (50.0 %)"]


def test_el_bigote_va_de_donde_a_donde_puede_estar_la_cifra_y_cabe_en_la_escala() -> None:
    """La barra entera mide lo que el intervalo más largo; una cifra exacta no lleva."""
    estimada = {"valor": 30, "desde": 20, "hasta": 40, "texto": "unas 30 (20 a 40)"}
    exacta = {"valor": 10, "desde": 10, "hasta": 10, "texto": "10"}
    celdas = [{"clave": c, "etiqueta": c, **suya} for c, suya in (("a", estimada), ("b", exacta))]
    raiz = ElementTree.fromstring(graficas.barras(INDICADOR | {"celdas": celdas}))
    assert [r.get("width") for r in raiz.iter(f"{SVG}rect")] == ["120.0", "40.0"]
    trazas = [p.get("d", "") for p in raiz.iter(f"{SVG}path")]
    assert len(trazas) == 2, "el trazo y su borde"
    assert all("M80.0 28H160.0" in traza for traza in trazas)


def test_la_descarga_dice_titulo_frase_y_corte() -> None:
    textos = " ".join(_textos(graficas.barras(INDICADOR, suelta=True)))
    assert INDICADOR["titulo"] in textos
    assert INDICADOR["frase"] in textos
    assert "Corte: 25 de abril de 2024, 08:00" in textos


def test_la_proporcion_manda_cuando_cada_grupo_tiene_su_total() -> None:
    celdas = [
        {"clave": "a", "etiqueta": "A", "valor": 4, "de": 5, "texto": "4 de 5"},
        {"clave": "b", "etiqueta": "B", "valor": 10, "de": 20, "texto": "10 de 20"},
    ]
    raiz = ElementTree.fromstring(graficas.barras(INDICADOR | {"celdas": celdas}))
    barras = [nodo for nodo in raiz.iter(f"{SVG}rect") if nodo.get("class") != "pista"]
    assert [float(nodo.get("width", "0")) / graficas.BARRA for nodo in barras] == [0.8, 0.5]


def test_una_etiqueta_larga_se_parte_y_no_se_corta() -> None:
    larga = "Coalición Sigamos Haciendo Historia en Durango y sus Municipios de la Sierra"
    celdas = [INDICADOR["celdas"][2] | {"etiqueta": larga}, INDICADOR["celdas"][2]]
    svg = graficas.barras(INDICADOR | {"celdas": celdas})
    assert larga in " ".join(_textos(svg))
    alturas = [float(nodo.get("y", "0")) for nodo in ElementTree.fromstring(svg).iter(f"{SVG}text")]
    assert alturas == sorted(set(alturas))  # ningún renglón encima de otro


def test_el_png_es_imagen_y_siempre_la_misma() -> None:
    svg = graficas.barras(INDICADOR, suelta=True)
    octetos = graficas.png(svg)
    graficas.png.cache_clear()
    assert graficas.png(svg) == octetos
    assert Image.open(io.BytesIO(octetos)).width >= 800


def test_la_imagen_de_muchas_barras_no_pasa_de_lo_que_se_puede_abrir() -> None:
    muchas = [{"clave": str(n), "etiqueta": str(n), "valor": n, "texto": str(n)} for n in range(1, 301)]
    svg = graficas.barras(INDICADOR | {"celdas": muchas}, suelta=True)
    imagen = Image.open(io.BytesIO(graficas.png.__wrapped__(svg)))
    assert graficas.MAS_ALTA - 100 < imagen.height <= graficas.MAS_ALTA
    assert imagen.width > 400  # y se sigue leyendo


def test_en_trozos_todas_las_barras_miden_lo_mismo_que_en_una() -> None:
    celdas = [{"clave": str(n), "etiqueta": str(n), "valor": n, "texto": str(n)} for n in range(1, 8)]
    entero = INDICADOR | {"celdas": celdas}

    def largos(*svgs: str) -> list[str | None]:
        return [r.get("width") for svg in svgs for r in ElementTree.fromstring(svg).iter(f"{SVG}rect")]

    trozos = graficas.paginas(entero, 6)
    assert [len(largos(t)) for t in trozos] == [4, 3]
    assert largos(*trozos) == largos(graficas.barras(entero))
