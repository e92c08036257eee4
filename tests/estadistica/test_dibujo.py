"""El dibujo de una gráfica, pieza por pieza: nada se encima, nada se corta y cada barra mide lo que su cifra dice."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

from conoceles.estadistica import graficas

AVANCE: dict[str, Any] = {
    "id": "captura.cargo",
    "titulo": "Avance de captura por cargo, con un título que ocupa dos renglones",
    "frase": "Han enviado su cuestionario 3 de 6 (50.0 %) candidaturas registradas; el avance es el mismo.",
    "corte": "2024-04-25T08:00-06:00",
    "celdas": [
        {
            "clave": "mr", "etiqueta": "Diputaciones de mayoría relativa", "valor": 1, "de": 4, "punto": True,
            "texto": "1 de 4 (25.0 %); de 2 no se tiene el dato",
        },
        {
            "clave": "rp", "etiqueta": "Diputaciones de representación proporcional de la lista única",
            "valor": 2, "de": 2, "texto": "2 de 2 (100.0 %)",
        },
        {"clave": "", "etiqueta": "Sin dato", "valor": None, "texto": "sin dato"},
    ],
}  # fmt: skip
RENGLONES = [  # desde dónde, a qué alto, de qué cuerpo
    (0, 14, 14, "Diputaciones de mayoría relativa"),
    (168, 33, 14, "1 de 4 (25.0 %)"),
    (0, 62, 14, "Diputaciones de representación proporcional de"),
    (0, 80, 14, "la lista única"),
    (168, 99, 14, "2 de 2 (100.0 %)"),
    (0, 128, 14, "Sin dato"),
    (68, 147, 14, "sin dato"),
]
BARRAS = [  # alto donde empieza, largo, clase y color
    (21, 160.0, "pista", "#d8d4c8"),
    (21, 40.0, "punto", "#74797c"),
    (87, 160.0, "pista", "#d8d4c8"),
    (87, 160.0, None, "#74797c"),
]


def _piezas(svg: str, de: str) -> list[dict[str, str]]:
    return [{**n.attrib, "texto": n.text or ""} for n in ElementTree.fromstring(svg) if n.tag.endswith(de)]


def _textos(svg: str) -> list[tuple[int, int, int, str]]:
    return [(int(float(t["x"])), int(t["y"]), int(t["font-size"]), t["texto"]) for t in _piezas(svg, "text")]


def test_cada_barra_mide_su_proporcion_y_lo_que_no_se_sabe_es_una_raya() -> None:
    svg = graficas.barras(AVANCE)
    assert ElementTree.fromstring(svg).attrib == {
        "viewBox": "0 0 340 162", "width": "340", "height": "162", "role": "img",
        "aria-labelledby": "t-captura-cargo d-captura-cargo", "font-family": "Public Sans, sans-serif",
        "fill": "#17191b",
    }  # fmt: skip
    assert _textos(svg) == RENGLONES
    assert not [n.tail for n in ElementTree.fromstring(svg).iter() if n.tail], "nada fuera de sus piezas"
    rects = _piezas(svg, "rect")
    assert [(int(r["y"]), float(r["width"]), r.get("class"), r["fill"]) for r in rects] == BARRAS
    assert {(r["x"], r["height"]) for r in rects} == {("0", "14")}
    [raya] = _piezas(svg, "line")
    assert (raya["x1"], raya["y1"], raya["x2"], raya["y2"]) == ("0", "142", "60", "142")
    assert (raya["stroke"], raya["stroke-width"], raya["stroke-dasharray"]) == ("#74797c", "2", "4 4")


def test_suelta_lleva_arriba_titulo_y_frase_y_abajo_su_corte() -> None:
    """Y lo demás, igual, más abajo."""
    svg = graficas.barras(AVANCE, suelta=True)
    cabeza = [
        (0, 18, 16, "Avance de captura por cargo, con un"),
        (0, 40, 16, "título que ocupa dos renglones"),
        (0, 62, 12, "Han enviado su cuestionario 3 de 6 (50.0 %)"),
        (0, 84, 12, "candidaturas registradas; el avance es el mismo."),
    ]
    pie = (0, 280, 11, "Corte: 25 de abril de 2024, 08:00")
    assert _textos(svg) == [*cabeza, *((x, y + 98, c, t) for x, y, c, t in RENGLONES), pie]
    assert ElementTree.fromstring(svg).get("height") == "288"
    assert [int(r["y"]) - 98 for r in _piezas(svg, "rect")] == [y for y, *_ in BARRAS]


def test_el_corte_de_un_dia_no_lleva_hora() -> None:
    svg = graficas.barras(AVANCE | {"corte": "2024-04-25"}, suelta=True)
    assert _textos(svg)[-1][3] == "Corte: 25 de abril de 2024"


def _cifras(*valores: int | None) -> list[dict[str, Any]]:
    return [
        {"clave": str(v), "etiqueta": f"E{n}", "valor": v, "texto": "sin dato" if v is None else str(v)}
        for n, v in enumerate(valores, 1)
    ]


def test_sin_total_propio_la_barra_mayor_es_la_entera_y_no_hay_pista() -> None:
    svg = graficas.barras(AVANCE | {"celdas": _cifras(1, 2, 4)})
    assert [(r["width"], r.get("class")) for r in _piezas(svg, "rect")] == [
        ("40.0", None), ("80.0", None), ("160.0", None),
    ]  # fmt: skip
    assert [x for x, *_ in _textos(svg)] == [0, 48, 0, 88, 0, 168]


def test_todo_en_cero_no_divide_entre_cero() -> None:
    svg = graficas.barras(AVANCE | {"celdas": _cifras(0, 0)})
    assert [r["width"] for r in _piezas(svg, "rect")] == ["0.0", "0.0"]
    assert _piezas(graficas.barras(AVANCE | {"celdas": []}), "rect") == []


def test_en_papel_va_en_trozos_parejos_a_una_sola_escala() -> None:
    hojas = graficas.paginas({**AVANCE, "celdas": _cifras(1, 2, 3, 4, 5)}, 3)
    assert [[t[3] for t in _textos(h) if t[0] == 0] for h in hojas] == [["E1", "E2", "E3"], ["E4", "E5"]]
    anchos = [[float(r["width"]) for r in _piezas(h, "rect")] for h in hojas]
    assert anchos == [[32.0, 64.0, 96.0], [128.0, 160.0]]


def test_el_archivo_se_llama_como_el_indicador() -> None:
    assert graficas.archivo(AVANCE) == "captura-cargo"
