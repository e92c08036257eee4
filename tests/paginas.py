"""Lo que toda página debe cumplir, en una sola llamada: `check(html)`."""

from __future__ import annotations

import re
import warnings
from collections import Counter
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

import html5lib

from conoceles.nucleo import estatico

SIN_ETIQUETA = {"hidden", "submit", "button", "image", "reset"}
_APUNTAN = (
    "aria-controls", "aria-describedby", "aria-errormessage", "aria-labelledby", "aria-owns", "for", "headers", "list",
)  # fmt: skip
_X = "{http://www.w3.org/1999/xhtml}"


def check(html: str | bytes) -> Element:
    """Exige HTML válido, un h1, idioma, título, etiquetas y nada en línea; devuelve el árbol."""
    arbol = _arbol(html)
    assert arbol.get("lang"), "falta lang"
    titulos = [t for t in _de(arbol, "title") if (t.text or "").strip()]
    assert titulos, "falta title"
    assert len(list(_de(arbol, "h1"))) == 1, "debe haber un solo h1"
    _sin_en_linea(arbol)
    _ids_unicos(arbol)
    _con_etiqueta(arbol)
    return arbol


def check_de(ruta: str, html: str | bytes) -> Element:
    """Lo mismo, también de la boleta que sale del sitio: lleva dentro un estilo y un guion, los suyos, que quita del árbol."""
    if not sale_del_sitio(ruta):
        return check(html)
    arbol = _arbol(html)
    [estilo], [guion] = _de(arbol, "style"), _de(arbol, "script")
    assert (estilo.text or "").endswith("}\n"), "el estilo se cortó"
    assert (guion.text or "").endswith("})();\n"), "el guion se cortó"
    assert not any(guion.attrib), "su guion no se pide"
    escrito = html if isinstance(html, str) else html.decode()
    return check(re.sub(r"<(style|script)>.*?</\1>", "", escrito, flags=re.DOTALL))


def sale_del_sitio(ruta: str) -> bool:
    """Si se descarga y se lee sin conexión."""
    return "descargas/" in ruta and not ruta.endswith("index.html")


def texto(arbol: Element) -> str:
    """El texto de la página, con los blancos colapsados."""
    return " ".join("".join(_leido(arbol)).split())


def _leido(nodo: Element) -> Iterator[str]:
    """Como `itertext`, sin el estilo que va dentro de las páginas públicas."""
    if nodo.tag != f"{_X}style":
        yield nodo.text or ""
        for hijo in nodo:
            yield from _leido(hijo)
            yield hijo.tail or ""


def confirmado(cliente: Any, ruta: str, datos: dict[str, Any], confirmo: str = "") -> Any:
    """Como quien lee qué pasará y lo confirma: escribe lo que se pide, o marca la casilla. Devuelve la respuesta final.

    Si el primer paso no enseña nada que confirmar, devuelve ese.
    """
    primero = cliente.post(ruta, datos)
    if primero.status_code != 200 or b'name="leido"' not in primero.content:
        return primero
    formularios = list(_de(check(primero.content), "form"))
    suyo = next(f for f in formularios if any(n.get("name") == "leido" for n in f.iter()))
    lleva: dict[str, list[str]] = {}
    for nodo in _de(suyo, "input"):
        if nodo.get("type") == "hidden" and nodo.get("name") != "csrfmiddlewaretoken":
            lleva.setdefault(str(nodo.get("name")), []).append(nodo.get("value") or "")
    pide = re.search(r"Escriba: ([^<]+)<", primero.content.decode())
    return cliente.post(ruta, lleva | {"confirmo": confirmo or (pide[1] if pide else "si")})


def revocar(cliente: Any, folio: str = "aaaa1111") -> Any:
    """Como quien retira el permiso de publicar: lee qué pasará en la misma pantalla y marca la casilla."""
    ruta = f"/candidaturas/{folio}/revocar/"
    leido = re.search(r'name="leido" value="([0-9a-f]+)"', cliente.get(ruta).content.decode())
    return cliente.post(ruta, {"leido": leido[1] if leido else "", "confirmo": "si"})


def sin_senales(html: bytes) -> str:
    """La página sin lo que señala qué palabras entran y salen: los textos comparados, como se escribieron."""
    return re.sub(r'<span class="oculto">[^<]*</span>|</?(?:del|ins)>', "", html.decode())


def _arbol(html: str | bytes) -> Element:
    analizador = html5lib.HTMLParser(strict=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        entrada = html.decode() if isinstance(html, bytes) else html
        arbol: Element = analizador.parse(entrada)
        return arbol


def _de(arbol: Element, nombre: str) -> Iterator[Element]:
    return arbol.iter(f"{_X}{nombre}")


def _sin_en_linea(arbol: Element) -> None:
    for estilo in _de(arbol, "style"):
        assert estilo.text == estatico.en_linea(), "hay un <style> que no es el publicado"
    for guion in _de(arbol, "script"):
        datos = guion.get("type") == "application/ld+json"
        assert datos or (guion.get("src") and not (guion.text or "").strip()), "hay un script en línea"
    for nodo in arbol.iter():
        for atributo in nodo.attrib:
            en_linea = atributo == "style" or str(atributo).startswith("on")
            assert not en_linea, f"atributo {atributo} en línea"


def _ids_unicos(arbol: Element) -> None:
    ids = Counter(nodo.get("id") for nodo in arbol.iter() if nodo.get("id"))
    repetidos = {i for i, veces in ids.items() if veces > 1}
    assert not repetidos, f"id repetidos: {repetidos}"
    nombrados = [
        (atributo, referencia)
        for nodo in arbol.iter()
        for atributo in _APUNTAN
        for referencia in (nodo.get(atributo) or "").split()
    ]
    rotos = [par for par in nombrados if par[1] not in ids]
    assert not rotos, f"referencias a ids que no existen: {rotos}"


def _con_etiqueta(arbol: Element) -> None:
    rotulados = {etiqueta.get("for") for etiqueta in _de(arbol, "label")}
    envueltos = {c for e in _de(arbol, "label") for c in e.iter()}
    for nombre in ("input", "select", "textarea"):
        for control in _de(arbol, nombre):
            if control.get("type") in SIN_ETIQUETA:
                continue
            tiene = control.get("id") in rotulados or control.get("aria-label") or control in envueltos
            assert tiene, f"control sin etiqueta: {control.attrib}"
    for imagen in _de(arbol, "img"):
        assert imagen.get("alt") is not None, "imagen sin alt"


def leido_y_confirmado(cliente: Any, raiz: str) -> dict[str, str]:
    """Lo que la pantalla de verificación deja listo para enviar, después de leerla; sin nada que enviar, la casilla sola."""
    pagina = cliente.get(raiz + "verificar/").content.decode()
    leido = re.search(r'name="leido" value="(\w+)"', pagina)
    return {"confirmo": "si", "leido": leido[1] if leido else ""}
