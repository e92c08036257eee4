"""Cómo se lee un valor de la definición, y en qué se distingue del anterior."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from conoceles.proceso.contenido.edicion import Dicho, Valor
from conoceles.proceso.contenido.piezas import Dato, Pieza
from conoceles.publicacion.lectura.textos import dia

LARGOS = ("parrafo", "markdown")
CONTEXTO = 2  # renglones sin cambio que se dejan alrededor de uno cambiado


@dataclass(frozen=True)
class LineaComparada:
    """Un renglón de un texto comparado. `signo`: «+» entra, «-» sale, «…» lo que se omite, vacío si sigue."""

    signo: str
    texto: str


@dataclass(frozen=True)
class Cambio:
    """Un dato que cambia: dos valores cortos, o los renglones de un texto largo."""

    etiqueta: str
    antes: str = ""
    despues: str = ""
    renglones: tuple[LineaComparada, ...] = ()


def corto(dato: Dato, dicho: Dicho) -> str:
    """Un valor en palabras; vacío se dice, con lo que entonces vale."""
    tipo = dato.tipo
    if tipo == "logico":
        return "Sí" if dicho else "No"
    if isinstance(dicho, list):
        return ", ".join(d if tipo == "claves" else dia(date.fromisoformat(d)) for d in dicho) or "Ninguno"
    if dicho in (None, ""):
        return dato.vacio or ("Sin fijar" if tipo in ("fecha", "entero") else "Vacío")
    return dia(date.fromisoformat(str(dicho))) if tipo == "fecha" else str(dicho)


def acto(acuerdo: Valor | None) -> str:
    """«Consejo General, IEPC/CG45/2024, 20 de abril de 2024»."""
    if not acuerdo:
        return "Sin acto"
    fecha = dia(date.fromisoformat(acuerdo["fecha"])) if acuerdo["fecha"] else ""
    return ", ".join(filter(None, (acuerdo["organo"], acuerdo["numero"], fecha)))


def resumen(pieza: Pieza, dicho: Valor) -> str:
    """El valor de una pieza en un renglón de la lista."""
    partes = [_en_la_lista(dato, dicho[dato.clave]) for dato in pieza.datos]
    return " · ".join(partes) or acto(dicho.get("acuerdo"))


def cambios(pieza: Pieza, antes: Valor, despues: Valor) -> tuple[Cambio, ...]:
    """Dato por dato, solo lo que cambia; el acto va al final."""
    distintos = [
        _cambio(d, antes[d.clave], despues[d.clave])
        for d in pieza.datos
        if antes[d.clave] != despues[d.clave]
    ]
    if antes.get("acuerdo") != despues.get("acuerdo"):
        distintos.append(Cambio("Acto", acto(antes.get("acuerdo")), acto(despues.get("acuerdo"))))
    return tuple(distintos)


def _en_la_lista(dato: Dato, dicho: Dicho) -> str:
    if dato.tipo == "markdown":
        return f"{len(str(dicho).split()):,} palabras"
    texto = corto(dato, dicho)
    texto = texto if len(texto) <= 90 else texto[:90].rsplit(" ", 1)[0] + "…"
    return f"{dato.etiqueta}: {texto}" if dato.tipo in ("logico", "entero") else texto


def _cambio(dato: Dato, antes: Dicho, despues: Dicho) -> Cambio:
    if dato.tipo in LARGOS:
        return Cambio(
            dato.etiqueta, renglones=tuple(_comparar(str(antes).splitlines(), str(despues).splitlines()))
        )
    return Cambio(dato.etiqueta, corto(dato, antes), corto(dato, despues))


def _comparar(antes: list[str], despues: list[str]) -> Iterator[LineaComparada]:
    for grupo in SequenceMatcher(None, antes, despues, autojunk=False).get_grouped_opcodes(CONTEXTO):
        if grupo[0][1]:
            yield LineaComparada("…", "")
        for que, a, b, c, d in grupo:
            if que == "equal":
                yield from (LineaComparada("", texto) for texto in antes[a:b])
            else:
                yield from (LineaComparada("-", texto) for texto in antes[a:b])
                yield from (LineaComparada("+", texto) for texto in despues[c:d])
