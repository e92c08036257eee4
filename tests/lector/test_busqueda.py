"""Buscar y comparar sobre un `busqueda.sqlite` de verdad."""

from __future__ import annotations

import itertools
import re
from pathlib import Path
from urllib.parse import urlencode

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conoceles.lector import texto
from conoceles.lector.busqueda import pagina_buscar
from conoceles.lector.comparar import pagina_comparar
from conoceles.lector.indice import Indice
from publicacion.fichas_de_prueba import escribir, ficha


@pytest.fixture(scope="module")
def indice(tmp_path_factory: pytest.TempPathFactory) -> Indice:
    return Indice(escribir(tmp_path_factory.mktemp("b") / "busqueda.sqlite"))


DE_LA_BOLETA = ["F1", "F2", "F4", "F5"]


def folios(html: str) -> list[str]:
    return re.findall(r'data-folio="(\w+)"', html)


def buscar(indice: Indice, **pares: str) -> list[str]:
    return folios(pagina_buscar(indice, urlencode(pares)))


@pytest.mark.parametrize(
    ("q", "esperados"),
    [
        ("NUNEZ", ["F1"]),
        ("núñez maria", ["F1"]),
        ("nuñ", ["F1"]),
        ("la güera", ["F5"]),
        ("seguridad", ["F2"]),
        ("agua", ["F3", "F1", "F2"]),  # primero quien lo lleva en el nombre, luego el orden neutral
        ("", ["F1", "F2", "F3", "F4", "F5"]),
        ("?!", []),
        ("inexistente", []),
    ],
)
def test_buscar_sin_acentos_ni_mayusculas(indice: Indice, q: str, esperados: list[str]) -> None:
    assert buscar(indice, q=q) == esperados


@pytest.mark.parametrize("q", ["nuñes", "nunz", "nunnez", "unñez", "mria nunez"])
def test_buscar_con_una_errata_en_el_nombre_encuentra_y_avisa(indice: Indice, q: str) -> None:
    html = pagina_buscar(indice, urlencode({"q": q}))
    assert folios(html) == ["F1"]
    assert "nombres parecidos" in html


def test_buscar_con_dos_erratas_en_una_palabra_no_adivina(indice: Indice) -> None:
    assert buscar(indice, q="numes") == []


@pytest.mark.parametrize("q", ["VE", "ve", "verde vida", "Partido Verde Vida", "vida verde"])
def test_buscar_un_partido_por_su_nombre_o_sus_siglas_encuentra_a_su_gente(indice: Indice, q: str) -> None:
    de_su_filtro = folios(pagina_buscar(indice, urlencode({"fuerza": "VE"})))
    assert de_su_filtro
    assert buscar(indice, q=q)[: len(de_su_filtro)] == de_su_filtro


def test_buscar_las_siglas_pone_a_su_gente_antes_que_a_quien_empieza_igual_una_palabra(
    indice: Indice,
) -> None:
    """«Pan» es un partido antes que el comienzo de «panadería»."""
    de_su_filtro = folios(pagina_buscar(indice, urlencode({"fuerza": "AZ"})))
    assert buscar(indice, q="az")[: len(de_su_filtro)] == de_su_filtro


@pytest.mark.parametrize(
    ("q", "se_ofrece"),
    [
        ("0023", True),
        ("sección 12", True),
        ("seccion 0023", True),
        ("12", False),
        ("agua 0123 limpia", False),
    ],
)
def test_buscar_una_seccion_lleva_a_encontrar_la_boleta(indice: Indice, q: str, se_ofrece: bool) -> None:
    assert ('href="../secciones/"' in pagina_buscar(indice, urlencode({"q": q}))) == se_ofrece


def test_buscar_una_seccion_del_catalogo_da_su_boleta_y_no_dice_que_no_hallo_nada(indice: Indice) -> None:
    for q in ("0123", "sección 0123", "seccion 123"):
        html = pagina_buscar(indice, urlencode({"q": q}))
        assert '<a href="../contiendas/distrito-1/">Distrito 1</a>' in html
        assert "No encontramos" not in html
    assert "No encontramos" in pagina_buscar(indice, "q=9999")


def test_con_mas_palabras_que_un_nombre_no_se_prueban_erratas(indice: Indice) -> None:
    nombre = "maria nunez maría núñez mari nunes"
    assert len(texto.utiles(texto.palabras(nombre))) == 4
    assert buscar(indice, q=nombre) == ["F1"]
    larga = f"{nombre} ma nu"
    assert len(texto.utiles(texto.palabras(larga))) > texto.MAX_CON_ERRATA
    assert buscar(indice, q=larga) == []


def test_buscar_resalta_el_pasaje_y_escapa_lo_demas(indice: Indice) -> None:
    html = pagina_buscar(indice, "q=caminos")
    assert "&lt;script&gt;<mark>caminos</mark>&lt;/script&gt;" in html
    assert "<script>" not in html
    assert '<p class="pasaje">Más <mark>agua</mark> potable' in pagina_buscar(indice, "q=agua")


def test_el_pasaje_no_mezcla_respuestas_y_dice_donde_se_corto() -> None:
    buscado = texto.patron(["agua"])
    assert buscado is not None
    largo = "palabra " * 40
    assert (
        texto.pasaje("Otra respuesta\nMás agua potable\nDiciembre de 2026", buscado)
        == "Más <mark>agua</mark> potable"
    )
    cortado = texto.pasaje(f"{largo}agua {largo}", buscado)
    assert cortado is not None
    assert cortado.startswith("…palabra")
    assert cortado.endswith("palabra…")
    en_punto = texto.pasaje(f"agua. {'Punto. ' * 60}", buscado)
    assert en_punto is not None
    assert en_punto.endswith("Punto…")


def test_buscar_escapa_lo_escrito_y_no_interpreta_sus_marcas(indice: Indice) -> None:
    html = pagina_buscar(indice, urlencode({"q": '"><b><!--filtros-->'}))
    assert 'value="&quot;&gt;&lt;b&gt;&lt;!--filtros--&gt;"' in html


def test_buscar_cuenta_junto_a_cada_opcion_lo_que_quedaria(indice: Indice) -> None:
    html = pagina_buscar(indice, "sexo=hombre&fuerza=AZ")
    assert '<option value="VE">Verde Vida (2)</option>' in html
    assert '<option value="AZ" selected>Alianza Azul (0)</option>' in html
    assert "Quite alguno de los filtros" in html


def test_buscar_conserva_el_estado_en_los_enlaces(tmp_path: Path) -> None:
    muchas = Indice(escribir(tmp_path / "b.sqlite", [ficha(f"F{n}", f"Ana {n}") for n in range(25)]))
    html = pagina_buscar(muchas, "q=ana&sexo=mujer&pagina=2")
    assert folios(html) == [f"F{n}" for n in range(10, 20)]
    assert 'href="?q=ana&amp;sexo=mujer&amp;pagina=3"' in html
    assert 'href="?q=ana"' in html  # quitar el filtro
    assert folios(pagina_buscar(muchas, "q=ana&pagina=999")) == [f"F{n}" for n in range(20, 25)]


FILTROS = {
    "fuerza": ["AZ", "VE", "otra"],
    "sexo": ["mujer", "hombre"],
    "municipio": ["005", "007"],
    "distrito": ["1", "2"],
    "informacion": ["si", "no"],
    "edad": ["30-39", "60-"],
    "accion": ["joven"],
}


@given(
    q=st.sampled_from(["", "agua", "peres", "nuñes", "seguridad agua"]),
    filtros=st.fixed_dictionaries({}, optional={c: st.sampled_from(v) for c, v in FILTROS.items()}),
    otro=st.sampled_from([(c, v) for c, vs in FILTROS.items() for v in vs]),
)
def test_agregar_un_filtro_nunca_agrega_resultados(
    indice: Indice, q: str, filtros: dict[str, str], otro: tuple[str, str]
) -> None:
    filtros.pop(otro[0], None)
    antes = buscar(indice, q=q, **filtros)
    despues = buscar(indice, q=q, **filtros, **{otro[0]: otro[1]})
    assert [f for f in antes if f in despues] == despues


RAROS = st.one_of(
    st.text(max_size=80),
    st.lists(
        st.sampled_from(
            ['"', "*", "NEAR(", ")", "AND", "OR", "NOT", "^", ":", "-", "nombre:", "\0", "😀", "a", "ñ"]
        ),
        max_size=60,
    ).map(" ".join),
    st.sampled_from(["a" * 2000, "agua " * 400, "&" * 2000, "%00%FF%", "q=%ED%A0%80", "x=1&" * 500]),
)


@settings(max_examples=200, deadline=None)
@given(q=RAROS, cruda=RAROS, pagina=RAROS)
def test_ninguna_consulta_falla(indice: Indice, q: str, cruda: str, pagina: str) -> None:
    for consulta in (cruda, f"q={cruda}&c={cruda}", urlencode({"q": q, "sexo": q, "pagina": pagina, "c": q})):
        assert pagina_buscar(indice, consulta).startswith("<!doctype html>")
        assert pagina_comparar(indice, consulta).startswith("<!doctype html>")


def test_una_consulta_larguisima_usa_ocho_palabras_y_lo_dice(indice: Indice) -> None:
    html = pagina_buscar(indice, urlencode({"q": " ".join(f"agua{n}" for n in range(50))}))
    assert "primeras 8 palabras" in html


@pytest.mark.parametrize(
    ("q", "enlace"),
    [("VE", "?fuerza=VE"), ("verde vida", "?fuerza=VE"), ("Gómez", "?municipio=007"), ("distrito 2", "?distrito=2"),
     ("el municipio de durango", "?municipio=005"), ("agua", ""), ("", "")],
)  # fmt: skip
def test_escribir_el_nombre_de_un_filtro_lo_ofrece(indice: Indice, q: str, enlace: str) -> None:
    html = pagina_buscar(indice, urlencode({"q": q}))
    ofrecidos = re.findall(r'<li><a href="([^"]+)">[^<]+</a></li>', html.partition("una de estas listas")[2])
    assert [e for e in ofrecidos if "=" in e][:1] == [enlace] * bool(enlace)
    otro = pagina_buscar(indice, urlencode({"q": q, "sexo": "mujer"}))
    assert (f"?sexo=mujer&amp;{enlace[1:]}" in otro) == bool(enlace)


@pytest.mark.parametrize("pedido", list(itertools.permutations(["F1", "F2", "F4"])))
def test_permutar_lo_comparado_permuta_las_columnas_y_nada_mas(
    indice: Indice, pedido: tuple[str, ...]
) -> None:
    columnas = tabla(pagina_comparar(indice, urlencode([("c", f) for f in pedido])))
    base = tabla(pagina_comparar(indice, "c=F1&c=F2&c=F4"))
    assert list(columnas) == ["", *pedido]
    assert columnas == base


def tabla(html: str) -> dict[str, list[str]]:
    """Columna por su encabezado, con sus celdas de arriba abajo."""
    arbol = html5lib.parse(html, namespaceHTMLElements=False)
    renglones = [
        [" ".join("".join(celda.itertext()).split()).partition("Quitar")[0] for celda in renglon]
        for renglon in arbol.iter("tr")
    ]
    return {columna[0]: list(columna[1:]) for columna in zip(*renglones, strict=True)}


def test_comparar_nombra_los_desconocidos_quita_repetidos_y_limita(indice: Indice) -> None:
    html = pagina_comparar(indice, "c=F1&c=F1&c=%3Cb%3E&c=F2")
    assert "«&lt;b&gt;»" in html
    assert list(tabla(html)) == ["", "F1", "F2"]
    todas = pagina_comparar(indice, "c=F5&c=F4&c=F3&c=F2&c=F1")
    assert list(tabla(todas)) == ["", "F5", "F4", "F3", "F2"]
    assert "hasta 4" in todas


def test_comparar_una_sola_pide_otra(indice: Indice) -> None:
    sin_nadie = pagina_comparar(indice, "")
    assert "al menos dos" in sin_nadie
    assert "data-copiar" not in sin_nadie  # todavía no hay nada que compartir ni que imprimir
    html = pagina_comparar(indice, "c=F1")
    assert "al menos dos" in html
    assert ">José Pérez Ríos, Verde Vida, propietaria</option>" in html
    assert html.index("al menos dos") < html.index("Agregar a otra persona") < html.index("<table")


@pytest.mark.parametrize("consulta", ["c=F1", "c=F2&c=F1", "c=F1&c=F3&c=F2"])
def test_comparar_ofrece_agregar_a_las_demas_de_la_boleta_sin_perder_a_las_elegidas(
    indice: Indice, consulta: str
) -> None:
    html = pagina_comparar(indice, consulta)
    elegidas = re.findall(r'type="hidden" name="c" value="(\w+)"', html)
    ofrecidas = re.findall(r'<option value="(\w+)"', html)
    assert elegidas == re.findall(r"c=(\w+)", consulta)
    assert ofrecidas == [f for f in DE_LA_BOLETA if f not in elegidas]


def test_comparar_a_cuatro_ya_no_ofrece_agregar(indice: Indice) -> None:
    assert "Agregar a otra persona" not in pagina_comparar(indice, "c=F1&c=F2&c=F3&c=F4")


def test_comparar_marca_encabezados_y_nombra_a_cada_columna(indice: Indice) -> None:
    html = pagina_comparar(indice, "c=F1&c=F3")
    assert '<th scope="row" role="rowheader">Propuesta 1<span class="comparar__pasos' in html
    assert html.count('<th scope="col" role="columnheader" aria-label="') == 2
    assert 'aria-label="Agua Marina Soto"' in html
    assert "Motivo" not in html  # nadie lo tiene
    de = '<td role="cell"><span class="comparar__de" aria-hidden="true">Agua Marina Soto</span>'
    assert f'{de}<span class="sin-dato">' in html
    assert 'href="?c=F3"' in html


@given(palabra=st.text("abñz", min_size=1, max_size=6), otra=st.text("abz", min_size=1, max_size=6))
def test_a_una_letra_coincide_con_la_distancia_de_edicion(palabra: str, otra: str) -> None:
    assert (otra in texto.a_una_letra(palabra, frozenset({otra}))) == (_distancia(palabra, otra) == 1)


def _distancia(a: str, b: str) -> int:
    """Distancia de edición con transposición de vecinas (alineamiento óptimo), en tabla completa."""
    t = [[max(i, j) if 0 in (i, j) else 0 for j in range(len(b) + 1)] for i in range(len(a) + 1)]
    for i, j in itertools.product(range(1, len(a) + 1), range(1, len(b) + 1)):
        cambio = t[i - 1][j - 1] + (a[i - 1] != b[j - 1])
        t[i][j] = min(t[i - 1][j] + 1, t[i][j - 1] + 1, cambio)
        if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
            t[i][j] = min(t[i][j], t[i - 2][j - 2] + 1)
    return t[-1][-1]
