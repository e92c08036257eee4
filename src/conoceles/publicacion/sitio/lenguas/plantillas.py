"""Las plantillas públicas, en español o en otra lengua: cada frase y cada dato con lo que alguien tradujo."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Any

from django.template import Engine, Library, Origin
from django.template.loaders.filesystem import Loader as Cargador
from django.utils.safestring import SafeString, mark_safe

from conoceles.estadistica.graficas import barras
from conoceles.nucleo.redaccion import frases
from conoceles.proceso.lenguas import marco
from conoceles.publicacion.instantanea.pagina import resumir_muchos
from conoceles.publicacion.lectura import markdown
from conoceles.publicacion.sitio.lenguas.decir import Voz

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


@dataclass(frozen=True)
class Dicho:
    """Un texto traducido: su clave, el español, y cómo se dice. `largo`: Markdown."""

    clave: str
    texto: str
    dicho: str
    largo: bool


class EnLengua:
    """Lo traducido que hoy vale en una lengua. Viaja a otro núcleo por sus textos, y allá se prepara una vez.

    `propios`: las preguntas que cada persona contesta con sus palabras.
    """

    def __init__(self, clave: str, nombre: str, dichos: tuple[Dicho, ...], propios: tuple[str, ...]) -> None:
        self.clave, self.nombre, self.dichos, self.propios = clave, nombre, dichos, propios

    def __reduce__(self) -> tuple[object, ...]:
        return en_esa, (self.clave, self.nombre, self.dichos, self.propios)

    @cached_property
    def huella(self) -> str:
        """Resumen de todo lo que dice: si alguien corrige un texto, es otra."""
        return resumir_muchos(self.dichos)

    @cached_property
    def frases(self) -> dict[str, str]:
        """Las del sitio, como están en las plantillas."""
        return {d.texto: d.dicho for d in self.dichos if d.clave.startswith("marco.")}

    @cached_property
    def en_la_raiz(self) -> frozenset[str]:
        """Las páginas de la autoridad electoral que tiene enteras."""
        return frozenset(r for r, suyas in marco.de_la_raiz().items() if suyas <= self.frases.keys())

    @cached_property
    def voz(self) -> Voz:
        """Cómo se dice cada dato."""
        cortos = [d for d in self.dichos if not d.largo]
        textos = {self.nombre: self.nombre} | {d.texto: d.dicho for d in cortos}
        for d in cortos:  # como las plantillas los escriben al empezar una frase o en medio
            textos.setdefault(_mayuscula(d.texto), _mayuscula(d.dicho))
            textos.setdefault(d.texto.lower(), d.dicho.lower())
        con_datos = [(f, self.frases[f]) for f in marco.dichos() if f in self.frases and frases.huecos(f)]
        fechas = {d.clave.partition(".")[2]: d.dicho for d in cortos if d.clave.startswith("fechas.")}
        return Voz(textos, con_datos, fechas)

    @cached_property
    def _enteros(self) -> dict[str, str]:
        """Los textos largos, ya compuestos."""
        formas = (markdown.sin_titulo, markdown.bajo_un_titulo)
        largos = ((forma(d.texto), forma(d.dicho)) for d in self.dichos if d.largo for forma in formas)
        return {markdown.html(texto): markdown.html(dicho) for texto, dicho in largos}

    @cached_property
    def motor(self) -> Engine:
        """Las plantillas en esa lengua."""
        motor = _motor(f"{__name__}.ConFrases", self.frases)
        filtros = Library()
        for nombre, filtro in self._filtros().items():
            filtros.filter(nombre, filtro)
        motor.template_builtins.append(filtros)
        return motor

    def _filtros(self) -> dict[str, Callable[[Any], object]]:
        return {
            "dicho": lambda valor: self._dicho(valor),
            "dicho_o_marca": lambda valor: self._o_marca(valor),
            "en_lengua": lambda valor: self._en_lengua(valor),
            "entero": lambda valor: self._entero(valor),
            "grafica": lambda valor: mark_safe(barras(valor, decir=self.voz.marcado)),  # noqa: S308 — escapado ahí
            "cada_dicho": lambda valores: _cada(self._dicho, valores),
            "cada_en_lengua": lambda valores: _cada(self._en_lengua, valores),
        }

    def _dicho(self, valor: object) -> object:
        return self.voz.llano(valor) if _con_letras(valor) and isinstance(valor, str) else valor

    def _o_marca(self, valor: object) -> object:
        dicho, suya = self.voz.marcado(valor) if isinstance(valor, str) else (valor, "")
        return f"{frases.EN_ESPANOL}{valor}" if suya else dicho

    def _en_lengua(self, valor: object) -> object:
        """El dato, en su lengua: traducido o, si tiene letras y nadie lo tradujo, en español."""
        if not isinstance(valor, str) or not _con_letras(valor):
            return valor
        return mark_safe(self.voz.html(valor))  # noqa: S308 — escapado ahí

    def _entero(self, valor: object) -> object:
        return mark_safe(self._enteros.get(str(valor)) or f'<div lang="es">{valor}</div>')  # noqa: S308


@lru_cache(maxsize=16)
def en_esa(clave: str, nombre: str, dichos: tuple[Dicho, ...], propios: tuple[str, ...]) -> EnLengua:
    """La misma para los mismos textos: sus plantillas se preparan una vez en cada proceso."""
    return EnLengua(clave, nombre, dichos, propios)


def _mayuscula(texto: str) -> str:
    return texto[:1].upper() + texto[1:]


def _con_letras(valor: object) -> bool:
    """Si hay algo que decir; lo que ya es HTML, ya lo dijo quien lo hizo."""
    return isinstance(valor, str) and not isinstance(valor, SafeString) and any(c.isalpha() for c in valor)


def _cada(filtro: Callable[[object], object], valores: object) -> list[object]:
    return [filtro(v) for v in valores] if isinstance(valores, Iterable) else []


@dataclass(frozen=True)
class Edicion:
    """Una página de las que se publican en varias lenguas. `dicho`: en cuál se compone; `None`, en español.

    `ruta`: la suya en español, desde la carpeta de la elección; `lenguas`, todas en las que está. `donde`: de otra página,
    su ruta desde la carpeta de esa lengua, si está en ella. `con_guiones`: si los suyos están junto a los de la elección.
    """

    dicho: EnLengua | None
    ruta: str
    lenguas: tuple[EnLengua, ...]
    donde: Callable[[EnLengua, str], str]
    con_guiones: bool = True

    @property
    def desde(self) -> str:
        """De la página en español a la carpeta en que están las lenguas."""
        return "../" * self.ruta.count("/") or "./"

    @property
    def otras(self) -> list[EnLengua]:
        """Las demás, sin contar el español."""
        return [lengua for lengua in self.lenguas if lengua is not self.dicho]


_EDICION: ContextVar[Edicion | None] = ContextVar("edicion", default=None)


@contextmanager
def en_edicion(cual: Edicion) -> Iterator[None]:
    """Lo que se componga dentro sale así."""
    marca = _EDICION.set(cual)
    try:
        yield
    finally:
        _EDICION.reset(marca)


def edicion() -> Edicion | None:
    """La que se está componiendo; `None`, una página que solo está en español."""
    return _EDICION.get()


def motor() -> Engine:
    """El de la lengua en que se está componiendo."""
    cual = _EDICION.get()
    return cual.dicho.motor if cual and cual.dicho else _en_espanol()


@cache
def _en_espanol() -> Engine:
    return _motor(f"{__name__}.SinFinal")


def _motor(*cargador: object) -> Engine:
    return Engine(
        dirs=[str(marco.PLANTILLAS)],
        libraries={"publico": _FILTROS},
        builtins=[_FILTROS],
        loaders=[("django.template.loaders.cached.Loader", [cargador])],
    )
