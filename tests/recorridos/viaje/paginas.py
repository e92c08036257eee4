"""Una página recibida: lo que dice y los formularios que ofrece, con lo que ya traen escrito."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from xml.etree.ElementTree import Element

import html5lib

Valores = dict[str, list[Any]]


@dataclass
class Formulario:
    """Un `form`: a dónde va, lo que enviaría tal cual, las opciones de cada pregunta y sus botones."""

    destino: str
    valores: Valores
    opciones: dict[str, list[str]]
    botones: dict[str, tuple[str, str]]
    con_archivos: bool
    metodo: str


@dataclass
class Pagina:
    direccion: str
    estado: int
    cuerpo: bytes
    tipo: str
    _raiz: Element | None = field(default=None, repr=False)

    @property
    def raiz(self) -> Element:
        if self._raiz is None:
            self._raiz = html5lib.parse(self.cuerpo, transport_encoding="utf-8", namespaceHTMLElements=False)
        return self._raiz

    @property
    def texto(self) -> str:
        cuerpo = self.raiz.find("body")
        return " ".join("".join(_letras(self.raiz if cuerpo is None else cuerpo)).split())

    def parte(self, ident: str) -> Pagina:
        """Solo lo que va dentro de ese lugar de la página."""
        suya = next((n for n in self.raiz.iter() if n.get("id") == ident), None)
        assert suya is not None, f"{self.direccion} no tiene «{ident}»: {self.texto[:1500]}"
        return replace(self, _raiz=suya)

    def formularios(self) -> list[Formulario]:
        return [_formulario(f, self._lo_suyo(f)) for f in self.raiz.iter("form")]

    def _lo_suyo(self, formulario: Element) -> list[Element]:
        """Sus campos y botones: los de dentro, salvo que digan otro, y los de fuera que lo nombran."""
        ident, fuera = formulario.get("id"), self.raiz.iter()
        dentro = [n for n in formulario.iter() if n.get("form") in (None, ident)]
        return [*dentro, *(n for n in fuera if ident and n.get("form") == ident and n not in dentro)]

    def con_boton(self, boton: str, **ocultos: str) -> Formulario:
        """El formulario que tiene ese botón y, si se piden, esos campos con esos valores."""
        for uno in self.formularios():
            if boton in uno.botones and all(uno.valores.get(k) == [v] for k, v in ocultos.items()):
                return uno
        raise AssertionError(f"{self.direccion} no ofrece «{boton}»: {self.texto[:1500]}")

    def enlaces(self) -> dict[str, str]:
        """Lo que dice cada enlace → a dónde lleva; gana el primero."""
        hallados: dict[str, str] = {}
        for a in self.raiz.iter("a"):
            hallados.setdefault(_dicho(a), a.get("href", ""))
        return hallados


def _formulario(nodo: Element, suyos: list[Element]) -> Formulario:
    valores: Valores = {}
    opciones: dict[str, list[str]] = {}
    botones: dict[str, tuple[str, str]] = {}
    for campo in suyos:
        nombre = campo.get("name", "")
        if campo.tag == "button":
            botones.setdefault(_dicho(campo), (nombre, campo.get("value", "")))
        elif nombre and campo.get("disabled") is None:
            _leer(campo, nombre, valores, opciones)
    con_archivos = "multipart" in nodo.get("enctype", "")
    return Formulario(
        nodo.get("action", ""), valores, opciones, botones, con_archivos, nodo.get("method", "get")
    )


def _leer(campo: Element, nombre: str, valores: Valores, opciones: dict[str, list[str]]) -> None:
    tipo = campo.get("type", "text")
    if campo.tag == "input" and tipo in ("radio", "checkbox"):
        opciones.setdefault(nombre, []).append(campo.get("value", "on"))
        if campo.get("checked") is not None:
            valores.setdefault(nombre, []).append(campo.get("value", "on"))
    elif campo.tag == "input" and tipo != "file":
        valores.setdefault(nombre, []).append(campo.get("value", ""))
    elif campo.tag == "textarea":
        valores.setdefault(nombre, []).append("".join(campo.itertext()).removeprefix("\n"))
    elif campo.tag == "select":
        todas = list(campo.iter("option"))
        opciones[nombre] = [o.get("value", "") for o in todas]
        elegida = next((o for o in todas if o.get("selected") is not None), todas[0])
        valores.setdefault(nombre, []).append(elegida.get("value", ""))


def _dicho(nodo: Element) -> str:
    return " ".join("".join(_letras(nodo)).split())


def _letras(nodo: Element) -> Iterator[str]:
    if nodo.tag in ("script", "style"):
        return
    yield nodo.text or ""
    for hijo in nodo:
        yield from _letras(hijo)
        yield hijo.tail or ""
    if nodo.tag in ("p", "li", "dd", "dt", "div", "h1", "h2", "h3", "td", "th"):
        yield " "
