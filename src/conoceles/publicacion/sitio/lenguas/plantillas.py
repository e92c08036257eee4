"""Las plantillas públicas, en español o en otra lengua: cada frase y cada dato con lo que alguien tradujo."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from django.template import Engine, Library, Origin
from django.template.loaders.filesystem import Loader as Cargador
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from conoceles.nucleo import frases

PLANTILLAS = Path(__file__).parents[2] / "templates" / "publicacion"
_FILTROS = "conoceles.publicacion.sitio.etiquetas"


class SinFinal(Cargador):
    """Sin el renglón con que acaba cada archivo: en medio de una frase, una pieza no debe dejar un espacio."""

    def get_contents(self, origin: Origin) -> str:
        return str(super().get_contents(origin)).rstrip("\n")


class ConFrases(SinFinal):
    """La plantilla, con las frases en otra lengua."""

    def __init__(self, engine: Engine, dichas: Mapping[str, str]) -> None:
        super().__init__(engine)
        self.dichas = dichas

    def get_contents(self, origin: Origin) -> str:
        return frases.con_frases(super().get_contents(origin), self.dichas)


@dataclass(frozen=True, eq=False)
class EnLengua:
    """Lo traducido que hoy vale: español → esa lengua. `enteros`: los textos largos, ya compuestos."""

    clave: str
    nombre: str
    frases: Mapping[str, str]
    textos: Mapping[str, str]
    enteros: Mapping[str, str]

    @cached_property
    def motor(self) -> Engine:
        """Las plantillas en esa lengua."""
        motor = _motor(f"{__name__}.ConFrases", self.frases)
        filtros = Library()
        filtros.filter("dicho", lambda valor: self._dicho(valor))
        filtros.filter("en_lengua", lambda valor: self._en_lengua(valor))
        filtros.filter("entero", lambda valor: self._entero(valor))
        motor.template_builtins.append(filtros)
        return motor

    def _dicho(self, valor: object) -> object:
        return self.textos.get(valor, valor) if isinstance(valor, str) else valor

    def _en_lengua(self, valor: object) -> object:
        """El dato, en su lengua: traducido o, si tiene letras y nadie lo tradujo, en español."""
        if not isinstance(valor, str) or isinstance(valor, SafeString) or not any(c.isalpha() for c in valor):
            return valor
        if valor in self.textos:
            return self.textos[valor]
        return mark_safe(f'<span lang="es">{escape(valor)}</span>')  # noqa: S308

    def _entero(self, valor: str) -> str:
        return mark_safe(self.enteros.get(valor) or f'<div lang="es">{valor}</div>')  # noqa: S308


@dataclass(frozen=True)
class Edicion:
    """Qué página se está componiendo en otra lengua. `espanol`: la suya en español, desde la carpeta de la elección."""

    dicho: EnLengua
    espanol: str


_EDICION: ContextVar[Edicion | None] = ContextVar("edicion", default=None)


@contextmanager
def en_lengua(dicho: EnLengua, ruta: str) -> Iterator[None]:
    """Lo que se componga dentro sale en esa lengua."""
    marca = _EDICION.set(Edicion(dicho, ruta.removesuffix("index.html")))
    try:
        yield
    finally:
        _EDICION.reset(marca)


def edicion() -> Edicion | None:
    """En qué lengua se está componiendo; `None`, en español."""
    return _EDICION.get()


def motor() -> Engine:
    """El de la lengua en que se está componiendo."""
    en_otra = _EDICION.get()
    return en_otra.dicho.motor if en_otra else _en_espanol()


@cache
def _en_espanol() -> Engine:
    return _motor(f"{__name__}.SinFinal")


def _motor(*cargador: object) -> Engine:
    return Engine(
        dirs=[str(PLANTILLAS)],
        libraries={"publico": _FILTROS},
        builtins=[_FILTROS],
        loaders=[("django.template.loaders.cached.Loader", [cargador])],
    )
