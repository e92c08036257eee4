"""El sitio en otra lengua: qué texto visible está traducido, cuál se lee en español y lo dice, y que nada se inventa."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from fnmatch import fnmatch
from pathlib import Path
from string import ascii_uppercase
from typing import Any
from xml.etree.ElementTree import Element

import pytest

from conoceles.nucleo.redaccion.frases import con_frases, frases
from conoceles.proceso.carga import DefinicionInvalida, leer_carpeta
from conoceles.proceso.carga.advertencias import advertencias
from conoceles.proceso.definicion import Definicion
from conoceles.proceso.lenguas import marco
from conoceles.proceso.models import Proceso
from conoceles.publicacion.archivos import avisos_pdf
from conoceles.publicacion.armado import armado
from conoceles.publicacion.instantanea.pagina import Pagina
from conoceles.publicacion.publicador import publicar
from conoceles.publicacion.sitio import donde
from conoceles.publicacion.sitio.abecedario import nombres
from conoceles.publicacion.sitio.lenguas.edicion import ediciones, lenguas
from paginas import check, check_de, sale_del_sitio
from personas import recargar
from publicacion.eleccion import PERSONAS, PROCESO, candidatura, version
from publicacion.hoja_de_lengua import (
    QUIEN,
    Filas,
    con_temas_lugares_y_planillas,
    copia,
    llenada,
    solo,
    todo,
)

_X = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture
def carpeta(tmp_path: Path) -> Path:
    return copia(tmp_path / "traducida")


def _publicadas(carpeta: Path, datos: Path, ahora: datetime) -> dict[str, str]:
    """Ruta en español → la página en la lengua de prueba."""
    recargar(carpeta, ahora)
    publicar(PROCESO, ahora=ahora)
    raiz = datos / "sitio" / PROCESO / "actual" / "lengua" / "qtz"
    return {str(p.relative_to(raiz)): p.read_text("utf-8") for p in sorted(raiz.rglob("*.html"))}


def _textos(nodo: Element, lengua: str = "") -> Iterator[tuple[str, str]]:
    """(lengua, texto) de todo lo visible que tenga letras."""
    lengua = nodo.get("lang") or lengua
    ajenos = (f"{_X}script", f"{_X}style", f"{_X}title", f"{_X}code")
    if not isinstance(nodo.tag, str) or nodo.tag in ajenos:
        return
    for dicho, de in ((nodo.text, lengua), *((hijo.tail, lengua) for hijo in nodo)):
        if dicho and any(c.isalpha() for c in dicho):
            yield de, " ".join(dicho.split())
    for hijo in nodo:
        yield from _textos(hijo, lengua)


def _de_la_eleccion(d: Definicion) -> set[str]:
    """Nombres propios: no se traducen."""
    i = d.institucion
    dichos = {d.entidad, i.nombre, i.siglas, i.unidad, i.correo, "Español", d.catalogo.fuente}
    dichos |= {titulo for _, titulo in avisos_pdf.documentos(d)}  # el documento está en español
    dichos |= {x for m in d.municipios for x in (m.nombre, m.corto)} | {e.titulo for e in d.enlaces}
    dichos |= {x for f in d.fuerzas for x in (f.nombre, f.siglas)} | {x.nombre for x in d.guia.lenguas}
    dichos |= {
        f"{d.boleta.fundamento} (por confirmar)",
        d.boleta.voto.fundamento if d.boleta.voto else "",
        "mexicanero",
        "PAN, PRI, PRD",
    }  # siglas de una alianza
    dichos |= {"PDF", "{quien}"}  # los nombres que marque quien practica
    dichos |= {f"{f.nombre}, {f.siglas}" for f in d.fuerzas} | {x.nombre for x in d.localidades}
    dichos |= {"CSV", "JSON", "JSON-LD", "Excel", "SVG", "PNG", *ascii_uppercase}  # formatos, y la A a la Z
    return {" ".join(x.replace("\u00ad", "").split()) for x in dichos if x}


def _de_las_personas(datos: Path) -> set[str]:
    """Sus nombres y lo que escribieron, como lo dicen sus fichas: no se traduce."""
    dichos: set[str] = set()
    for archivo in (datos / "sitio" / PROCESO / "actual" / "candidaturas").glob("*.json"):
        ficha = json.loads(archivo.read_text("utf-8"))
        dichos |= {
            ficha[clave] for clave in ("nombre", "iniciales", "folio", "acuse", "huella", "sobrenombre")
        }
        campos = [
            c for s in ficha["secciones"] for c in s["campos"] if c["tipo"] not in ("opcion", "opciones")
        ]
        dichos |= {" ".join(v.split()) for c in campos for v in c["valores"]}
    return dichos


def _al_compartirla(arbol: Element, ruta: str) -> None:
    """Lo que una red o un buscador muestra de ella también está en su lengua, y lleva a ella."""
    dichos = {m.get("name") or m.get("property"): m.get("content") or "" for m in arbol.iter(f"{_X}meta")}
    if ruta.startswith("incrustar/") or sale_del_sitio(ruta):  # ni se comparte ni se busca
        assert "description" not in dichos
        return
    assert all("rueba" in dichos.get(x, "Prueba") for x in ("description", "og:description")), ruta
    if "og:url" in dichos:
        assert dichos["og:url"].endswith(f"/{PROCESO}/lengua/qtz/{ruta.removesuffix('index.html')}")
        assert "og:locale" not in dichos, "Open Graph no conoce esa lengua"
        assert "/lengua/qtz/" in dichos.get("og:image", dichos["og:url"]), ruta
        assert ruta.startswith("candidaturas/") or "rueba" in dichos["og:title"], ruta


def _es_extracto(dicho: str, propios: tuple[str, ...]) -> bool:
    """Las primeras palabras de lo que escribió una persona, una dirección o una huella."""
    huella = re.fullmatch(r"[0-9a-f]{16,64}|https?://\S+", dicho)
    return bool(huella) or (dicho.endswith("…") and any(p.startswith(dicho[:-1]) for p in propios))


@pytest.mark.lenta
@pytest.mark.parametrize("muchas", [False, True], ids=["pocas", "muchas"])
def test_traducido_todo_no_queda_texto_visible_que_no_se_pueda_traducir(
    eleccion: dict[str, Any],
    datos: Path,
    carpeta: Path,
    ahora: datetime,
    monkeypatch: pytest.MonkeyPatch,
    muchas: bool,
) -> None:
    """También donde ni las personas ni los municipios caben en una página."""
    if muchas:
        monkeypatch.setattr(nombres, "JUNTAS", 1)
        monkeypatch.setattr(nombres, "TOPE", 2)
        monkeypatch.setattr(nombres, "JUNTO", 1)
        monkeypatch.setattr(donde, "CABEN", 8)
    llenada(con_temas_lugares_y_planillas(carpeta), todo)
    recargar(carpeta, ahora)
    Proceso.objects.update(captura_autorizada=True)  # como si constaran los actos del Comité
    version(eleccion["ANA"], 2, ahora, propuesta_1="Agua. " * 80, propuesta_1_temas=["agua"])
    de_planilla = ("FLOR NÚÑEZ", "mujer", "ayuntamiento-durango", "PT", "propietaria", "publicada")
    candidatura("FLOR", ahora, de_planilla)
    for folio, nombre, boleta in (("FLORA", "FLORA PEÑA", "03"), ("FINA", "FINA SOTO", "04")):
        candidatura(folio, ahora, (nombre, "mujer", f"diputacion-mr-{boleta}", *de_planilla[3:]))
    publicar(PROCESO, ahora=ahora - timedelta(minutes=1))  # así la siguiente tiene historia que decir
    version(eleccion["ANA"], 3, ahora, propuesta_1="Agua. " * 80, propuesta_1_temas=["agua"])
    paginas = _publicadas(carpeta, datos, ahora)
    assert {ruta for ruta in paginas if not marco.se_traduce(ruta)} == set()
    assert {*marco.FIJAS} - set(paginas) == {"difusion/index.html", "prensa/index.html"}, (
        "de la segunda vuelta"
    )
    faltan = [p for p in marco.DE_CADA_UNA if not any(fnmatch(ruta, p) for ruta in paginas)]
    de_muchas = [] if muchas else ["candidaturas/letra/*/index.html", "lugares/*/index.html"]
    assert faltan == [*de_muchas, "materiales/candidaturas/*/*.html"], "de la segunda vuelta"
    assert {*(f"candidaturas/{folio}/index.html" for folio in PERSONAS)} <= set(paginas)
    propios = _de_la_eleccion(leer_carpeta(carpeta)) | _de_las_personas(datos)
    quedan: dict[str, set[str]] = {}
    for ruta, html in paginas.items():
        arbol = check_de(ruta, html)
        assert arbol.get("lang") == "qtz"
        _al_compartirla(arbol, ruta)
        for lengua, dicho in _textos(arbol):
            if lengua in ("es", "es-MX"):
                quedan.setdefault(ruta, set()).update({dicho.replace("\u00ad", "")} - propios)
            elif not (
                ruta == "estadistica/index.html" and re.match(r"[a-z]+\.[a-z]", dicho)
            ):  # sigue el renglón
                assert "rueba" in dicho or dicho.strip(":") == "Lengua de prueba", (ruta, dicho)
    extractos = tuple(p for p in propios if muchas or len(p) > 200)  # o el comienzo de un nombre
    sueltos = {(ruta, dicho) for ruta, dichos in quedan.items() for dicho in dichos}
    assert sorted(x for x in sueltos if not _es_extracto(x[1], extractos)) == []


@pytest.mark.lenta
def test_lo_que_nadie_tradujo_se_lee_en_espanol_y_lo_dice(
    eleccion: dict[str, Any], datos: Path, carpeta: Path, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """También cuando las demás páginas las componen otros núcleos."""
    monkeypatch.setattr(armado, "MUCHAS", 1)
    boletas = next(c for c, f in marco.del_sitio().items() if f == "Boletas")
    llenada(carpeta, solo(boletas, "cargos.diputacion-mr.que_hace", "preguntas.texto"))
    paginas = _publicadas(carpeta, datos, ahora)
    portada = paginas["index.html"]
    dichos = list(_textos(check(portada)))
    assert ("es", "¿Quiénes están en su boleta?") in dichos
    assert ("qtz", f"Prueba {boletas}") in dichos
    assert ("qtz", "Prueba cargos.diputacion-mr.que_hace") in dichos
    assert {d for lengua, d in dichos if lengua != "es"} == {
        f"Prueba {boletas}",
        "Prueba cargos.diputacion-mr.que_hace",
        "Lengua de prueba",
    }
    assert '<div lang="es">' in paginas["privacidad/index.html"], "el aviso entero, en español"
    assert "<p>Prueba preguntas.texto</p>" in paginas["preguntas/index.html"]
    actual = datos / "sitio" / PROCESO / "actual"
    for ruta, html in paginas.items():
        desde = posixpath.dirname(f"lengua/qtz/{ruta}")
        for enlace in re.findall(r'(?:href|src)="(?![a-z]+:|#)([^"#?]*)', html):
            destino = actual / posixpath.normpath(posixpath.join(desde, enlace))
            espera = enlace.endswith(".prueba") or destino.name in ("prensa", "difusion")  # la segunda vuelta
            assert destino.exists() or espera, (ruta, enlace)
    assert 'href="contiendas/"' in portada, "lo que está en su lengua se queda en ella"
    de_materiales = paginas["materiales/index.html"]
    assert 'href="../../../../" hreflang="es-MX"' in de_materiales, (
        "la portada de la autoridad electoral no está entera, y lo dice"
    )
    assert "action=" not in paginas["verificar/acuse/index.html"], "el código se comprueba en su lengua"


@pytest.mark.lenta
def test_lo_traducido_se_lee_a_la_letra_y_nunca_es_una_orden(
    eleccion: dict[str, Any], datos: Path, carpeta: Path, ahora: datetime
) -> None:
    """Quien traduce no alcanza los datos de la página ni la detiene, y sus llaves se leen como las escribió."""
    hostil = "{{ sitio }} {% debug %} {% nada %} {# <script>"
    boletas = next(c for c, f in marco.del_sitio().items() if f == "Boletas")
    llenada(carpeta, solo(boletas, "cargos.diputacion-mr.que_hace", traduccion=hostil))
    portada = _publicadas(carpeta, datos, ahora)["index.html"]
    assert [d for lengua, d in _textos(check(portada)) if lengua == "qtz"].count(hostil) >= 2


def test_a_lo_traducido_no_se_le_pierde_un_dato(carpeta: Path) -> None:
    clave = next(c for c, f in marco.del_sitio().items() if f == "{1} de {2} candidaturas tienen información publicada.")  # fmt: skip
    llenada(carpeta, solo(clave, traduccion="Muchas"))
    with pytest.raises(DefinicionInvalida, match=re.escape("debe llevar {1} {2}")):
        leer_carpeta(carpeta)


def test_lo_que_el_sitio_ya_no_dice_no_impide_cargar_ni_se_pierde(carpeta: Path) -> None:
    def vieja(filas: Filas) -> None:
        filas.append(filas[0] | QUIEN | {"clave": "marco.000000000000", "traduccion": "Prueba vieja"})

    llenada(carpeta, vieja)
    [dicho] = [a for a in advertencias(leer_carpeta(carpeta)) if "Lengua de prueba" in a]
    assert "marco.000000000000" in dicho
    llenada(carpeta, lambda filas: None)
    assert "Prueba vieja" in (carpeta / "qtz.csv").read_text("utf-8-sig")


def test_las_frases_de_una_plantilla_van_con_sus_datos_y_sin_sus_etiquetas() -> None:
    fuente = (
        '<title>{% block titulo %}Una{% endblock %} · Otra {{ a }}</title><nav aria-label="Menú de {{ b }}">'
        "<p>Son <b>{{ n }} de {{ m|millares }}</b>{% if x > 1 %}, y más{% endif %}.</p><style>p{color:red}</style>"
    )
    assert frases(fuente) == ["Una", "· Otra {1}", "Menú de {1}", "Son", "{1} de {2}", ", y más"]
    hecha = con_frases(fuente, {"Una": "Bat & bi", "{1} de {2}": "{2}-tik {1}", "Menú de {1}": "{1} menua"})
    assert hecha == (
        "<title>{% block titulo %}Bat &amp; bi{% endblock %} · Otra {{ a|dicho }}</title>"
        '<nav aria-label="{{ b|dicho }} menua"><p><span lang="es">Son</span> '
        "<b>{{ m|millares|en_lengua }}-tik {{ n|en_lengua }}</b>{% if x > 1 %}"
        '<span lang="es">, y más</span>{% endif %}.</p><style>p{color:red}</style>'
    )


def test_donde_no_caben_etiquetas_lo_que_queda_en_espanol_lleva_su_marca() -> None:
    """Quien compone la página la cambia por `lang` en su etiqueta; lo traducido, con un dato en español, no la lleva."""
    fuente = '<img alt="{{ a }}"><option>Todas</option><img alt="Foto de {{ n }}"><img alt="Fin {{ n }}">'
    assert con_frases(fuente, {"Fin {1}": "{1} X"}) == (
        '<img alt="{{ a|dicho_o_marca }}"><option>Todas</option><img alt="\ue000Foto de {{ n|dicho }}">'
        '<img alt="{{ n|dicho }} X">'
    )


def test_el_alternativo_de_una_imagen_que_nadie_tradujo_dice_que_esta_en_espanol(carpeta: Path) -> None:
    llenada(carpeta, solo("eleccion.nombre"))
    html = '<html lang="es-MX"><img src="a.png" alt="\ue000Foto"><img src="b.png" alt="Prueba \ue000x"><nav aria-label="\ue000Menú">'
    [_, suya] = ediciones(lenguas(leer_carpeta(carpeta)), Pagina("index.html", lambda: html, ""))
    assert suya.componer() == (
        '<html lang="qtz"><img lang="es" src="../../a.png" alt="Foto"><img src="../../b.png" alt="Prueba x">'
        '<nav aria-label="Menú">'
    )


def test_sin_decirlo_una_plantilla_no_cambia_lo_que_no_tiene_letras() -> None:
    assert con_frases("<p>{{ a|safe }} · {{ b }}</p>", {}) == "<p>{{ a|safe|entero }} · {{ b|en_lengua }}</p>"
