"""Lo que un programa puede comprobar de PDF/UA-1, condición por condición del protocolo Matterhorn 1.1."""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from pypdf import PageObject, PdfReader
from pypdf.generic import DictionaryObject, IndirectObject

from conoceles.nucleo.papel import pdf

# Documentos distintos de cada plantilla que se juzgan en una corrida, entre todos sus procesos: los demás se parecen.
BASTAN = 3

COMUNES = (
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody "
    "Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby Warichu Figure Formula Form"
).split()
PINTAN = {b"Tj", b"TJ", b"'", b'"', b"f", b"F", b"f*", b"S", b"s", b"B", b"B*", b"b", b"b*", b"sh", b"Do", b"EI", b"INLINE IMAGE"}  # fmt: skip
HIJOS = {"L": {"LI", "L", "Caption"}, "LI": {"Lbl", "LBody"}, "TR": {"TH", "TD"}, "Table": {"TR", "THead", "TBody", "TFoot", "Caption"}}  # fmt: skip


@pytest.fixture(scope="session", autouse=True)
def todo_pdf_es_accesible(de_la_corrida: Path) -> Iterator[None]:
    """Cualquier PDF que una prueba haga, por la puerta que sea, se juzga; en el segundo motor saldría el mismo."""
    if os.environ.get("CONOCELES_BD_CURRICULAR"):
        yield
        return
    de_verdad, juzgados = pdf.componer, de_la_corrida / "juzgados"
    juzgados.mkdir(exist_ok=True)

    def componer(plantilla: Path, datos: Mapping[str, object], *, momento: datetime) -> bytes:
        hecho = de_verdad(plantilla, datos, momento=momento)
        if _toca(juzgados, plantilla, hecho):
            assert faltas(hecho) == [], plantilla.name
        return hecho

    with pytest.MonkeyPatch.context() as cambio:
        cambio.setattr(pdf, "componer", componer)
        yield


def _toca(juzgados: Path, plantilla: Path, hecho: bytes) -> bool:
    """Apunta que se juzga; falso si ya se juzgó uno idéntico, o los que bastan, en este proceso o en otro."""
    suyo = juzgados / f"{plantilla.stem}-{hashlib.sha256(hecho).hexdigest()}"
    if suyo.exists() or len([*juzgados.glob(f"{plantilla.stem}-*")]) >= BASTAN:
        return False
    suyo.touch()
    return True


def faltas(octetos: bytes) -> list[str]:
    """Condición incumplida y dónde; vacía si nada de lo comprobable falla."""
    lector = PdfReader(io.BytesIO(octetos))
    raiz: Any = lector.trailer["/Root"]
    arbol = raiz.get("/StructTreeRoot")
    if arbol is None or not raiz.get("/MarkInfo", {}).get("/Marked"):
        return ["01: no está etiquetado"]
    etiquetas = list(_recorrer(arbol.get_object()))
    return [
        *_documento(lector, raiz),
        *_estructura(etiquetas, arbol.get("/RoleMap", {})),
        *(f for n, pagina in enumerate(lector.pages, 1) for f in _pagina(n, pagina, etiquetas)),
    ]


def _documento(lector: PdfReader, raiz: Any) -> Iterator[str]:
    xmp = raiz["/Metadata"].get_data().decode() if "/Metadata" in raiz else ""
    if "pdfuaid:part" not in xmp or "dc:title" not in xmp:
        yield "06: los metadatos no dicen PDF/UA o título"
    if not (lector.metadata and (lector.metadata.title or "").strip()):
        yield "06: sin título"
    if not raiz.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "07: no enseña su título"
    if not str(raiz.get("/Lang", "")).startswith(("es", "qtz")):  # la de prueba
        yield "11: sin lengua"
    if lector.is_encrypted:
        yield "26: cifrado"
    if len(lector.pages) > 20 and not lector.outline:
        yield "27: largo y sin marcadores"


def _recorrer(nodo: Any, padre: str = "") -> Iterator[tuple[str, str, Any]]:
    """(etiqueta, la de quien la contiene, elemento) de todo el árbol, en orden."""
    tipo = str(nodo.get("/S", ""))[1:]
    if tipo:
        yield tipo, padre, nodo
    for hijo in _hijos(nodo):
        if isinstance(hijo, DictionaryObject) and "/S" in hijo:
            yield from _recorrer(hijo, tipo)


def _hijos(nodo: Any) -> list[Any]:
    suyos = nodo.get("/K", [])
    suyos = suyos.get_object() if isinstance(suyos, IndirectObject) else suyos
    return [h.get_object() for h in (suyos if isinstance(suyos, list) else [suyos])]


def _estructura(etiquetas: list[tuple[str, str, Any]], papeles: Any) -> Iterator[str]:
    nivel = 0
    for tipo, padre, nodo in etiquetas:
        tipo = str(papeles.get(f"/{tipo}", f"/{tipo}"))[1:]
        if tipo not in COMUNES:
            yield f"02: etiqueta desconocida {tipo}"
        if padre in HIJOS and tipo not in HIJOS[padre]:
            yield f"09: {tipo} dentro de {padre}"
        if (
            tipo in ("Figure", "Formula")
            and not (str(nodo.get("/Alt", "")) + str(nodo.get("/ActualText", ""))).strip()
        ):
            yield f"13: {tipo} sin texto alternativo"
        if tipo[:1] == "H" and tipo[1:].isdigit():
            if int(tipo[1:]) > nivel + 1:
                yield f"14: salta de H{nivel} a {tipo}"
            nivel = int(tipo[1:])
        if tipo == "TH" and "/Scope" not in _atributos(nodo):
            yield "15: encabezado de tabla sin alcance"
        if tipo == "Table" and not any(t == "TH" for t, _, _ in _recorrer(nodo)):
            yield "15: tabla sin encabezados"
        if tipo == "Link" and not any(
            h.get("/Type") == "/OBJR" for h in _hijos(nodo) if isinstance(h, DictionaryObject)
        ):
            yield "28: enlace sin su anotación"
    if not any(t == "H1" for t, _, _ in etiquetas):
        yield "14: sin título de primer nivel"


def _atributos(nodo: Any) -> set[str]:
    suyos = nodo.get("/A", [])
    suyos = suyos.get_object() if isinstance(suyos, IndirectObject) else suyos
    return {
        k
        for uno in (suyos if isinstance(suyos, list) else [suyos])
        if isinstance(uno.get_object(), DictionaryObject)
        for k in uno.get_object()
    }


def _pagina(n: int, pagina: PageObject, etiquetas: list[tuple[str, str, Any]]) -> Iterator[str]:
    marcados, sueltas = _contenido(pagina)
    if sueltas:
        yield f"01: página {n}, se pinta sin etiqueta ni dicho como adorno: {sorted(sueltas)}"
    suyos = _dichos(pagina, etiquetas)
    if marcados - suyos:
        yield f"01: página {n}, marcas {sorted(marcados - suyos)} fuera del árbol"
    if suyos - marcados:
        yield f"01: página {n}, el árbol nombra marcas que no están: {sorted(suyos - marcados)}"
    avisos = [a.get_object() for a in pagina.get("/Annots", [])]
    if avisos and pagina.get("/Tabs") != "/S":
        yield f"28: página {n}, el tabulador no sigue el orden del documento"
    for aviso in avisos:
        if aviso["/Subtype"] == "/Link" and not str(aviso.get("/Contents", "")).strip():
            yield f"28: página {n}, enlace sin descripción"
        if "/StructParent" not in aviso:
            yield f"28: página {n}, anotación fuera del árbol"
    yield from (f"31: página {n}, {f}" for f in _letras(pagina))


def _dichos(pagina: PageObject, etiquetas: list[tuple[str, str, Any]]) -> set[int]:
    suyos = set()
    for _, _, nodo in etiquetas:
        de = nodo.get("/Pg")
        for hijo in _hijos(nodo):
            donde = hijo.get("/Pg", de) if isinstance(hijo, DictionaryObject) else de
            marca = hijo.get("/MCID") if isinstance(hijo, DictionaryObject) else hijo
            if donde is not None and isinstance(marca, int) and donde.get_object() == pagina:
                suyos.add(int(marca))
    return suyos


def _contenido(pagina: PageObject) -> tuple[set[int], set[str]]:
    """Las marcas de la página y las órdenes que pintan fuera de toda marca."""
    marcados, sueltas, pila = set[int](), set[str](), list[bool]()
    contenido = pagina.get_contents()
    for operandos, orden in contenido.operations if contenido is not None else []:
        if orden in (b"BDC", b"BMC"):
            datos = operandos[1] if len(operandos) > 1 else {}
            if isinstance(datos, str):
                datos = pagina["/Resources"]["/Properties"][datos].get_object()
            marca = datos.get("/MCID") if isinstance(datos, DictionaryObject) else None
            if marca is not None:
                marcados.add(int(marca))
            pila.append(marca is not None or operandos[0] == "/Artifact")
        elif orden == b"EMC":
            pila.pop()
        elif orden in PINTAN and not any(pila):
            sueltas.add(orden.decode())
    return marcados, sueltas


def _letras(pagina: PageObject) -> Iterator[str]:
    for nombre, letra in pagina.get("/Resources", {}).get("/Font", {}).items():
        letra = letra.get_object()
        if "/ToUnicode" not in letra:
            yield f"letra {nombre} sin a qué texto corresponde"
        hijas = [h.get_object() for h in letra.get("/DescendantFonts", [])] or [letra]
        for una in hijas:
            descriptor = una.get("/FontDescriptor", {})
            if not any(f"/FontFile{k}" in descriptor for k in ("", "2", "3")):
                yield f"letra {nombre} sin incrustar"
    if "\ufffd" in pagina.extract_text():
        yield "hay letras que no se pueden leer"
