"""Lo que se busca de cada candidatura, y lo que se deriva de todas las fichas."""

from __future__ import annotations

import json
import re
import sqlite3
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import repeat

from conoceles.nucleo.texto import slug
from conoceles.publicacion.busqueda import facetas
from conoceles.publicacion.busqueda.facetas import Filtro, Opcion
from conoceles.publicacion.busqueda.renglones import Renglones
from conoceles.publicacion.lectura.fichas import Ficha, FuerzaPublica, SitioPublico


@dataclass(frozen=True)
class Comun:
    """Nombres de los municipios, las fuerzas por su nombre, y lugar de cada contienda."""

    municipios: Mapping[str, str]
    fuerzas: Mapping[str, FuerzaPublica]
    contiendas: Mapping[str, int]
    distritos: Mapping[int, str]


Opciones = Callable[[Ficha, Comun], Iterator[Opcion]]

# Entre la edad y la acción afirmativa van los de las preguntas que filtran.
FILTROS: dict[str, str] = {
    "distrito": "Mi distrito",
    "municipio": "Mi municipio",
    "tema": "Tema de sus propuestas",
    "fuerza": "Partido, coalición o independiente",
    "cargo": "Cargo",
    "ocupa": "Ya ocupa el cargo",
    "contienda": "Boleta",
    "sexo": "Sexo registrado",
    "edad": "Edad",
    "accion": "Acción afirmativa",
    "informacion": "Información",
}
EDADES = ((18, 29), (30, 39), (40, 49), (50, 59), (60, 200))
SEXOS = {"mujer": "Mujer", "hombre": "Hombre", "no_binario": "No binario"}
VOCABULARIO = "vocabulario"  # en `meta`, la huella de las palabras de los nombres
INFORMACION = {True: (0, "si", "Con información"), False: (1, "no", "Sin información")}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def renglones(ficha: Ficha, tarjeta: str, celdas: Mapping[str, str]) -> Renglones:
    """De su ficha completa, su tarjeta y sus celdas ya compuestas."""
    partes = (
        ficha.nombre,
        _otros_nombres(ficha),
        _texto(ficha, de_propuestas=True),
        _texto(ficha, de_propuestas=False),
    )
    texto = tuple(_CONTROL.sub(" ", t) for t in partes)
    valores = json.dumps(_valores(ficha), sort_keys=True)
    return Renglones((ficha.folio, ficha.nombre, valores), texto, tarjeta, dict(sorted(celdas.items())))


def derivar(base: sqlite3.Connection, sitio: SitioPublico, fichas: Sequence[Ficha]) -> None:
    """Hace filtros, facetas con sus mapas y el vocabulario de nombres."""
    comun = _comun(sitio)
    for filtro, opciones in _filtros(sitio):
        facetas.escribir(base, filtro, map(opciones, fichas, repeat(comun)), len(fichas))
    _vocabulario(base, fichas)
    _secciones(base, sitio)


def rederivar(
    base: sqlite3.Connection,
    sitio: SitioPublico,
    fichas: Sequence[Ficha],
    pares: Sequence[tuple[Ficha, Ficha]],
) -> None:
    """Rehace solo lo que mueven esos cambios; `pares` son (como estaba, como está)."""
    comun = _comun(sitio)
    for filtro, opciones in _filtros(sitio):
        mueven = [(f.folio, {*opciones(antes, comun)}, {*opciones(f, comun)}) for antes, f in pares]
        if not facetas.remendar(base, filtro[0], mueven):
            facetas.escribir(base, filtro, map(opciones, fichas, repeat(comun)), len(fichas))
    if any(_nombres(antes) != _nombres(ahora) for antes, ahora in pares):
        _vocabulario(base, fichas)


def _comun(sitio: SitioPublico) -> Comun:
    return Comun(
        {m.clave: m.nombre for m in sitio.municipios},
        {f.nombre: f for f in sitio.fuerzas},
        {c.clave: n for n, c in enumerate(sitio.contiendas)},
        {c.distrito: c.del_distrito for c in sitio.contiendas if c.distrito is not None},
    )


def _filtros(sitio: SitioPublico) -> Iterator[tuple[Filtro, Opciones]]:
    """En el orden en que se ofrecen, y cómo se lee cada uno de una ficha."""
    titulos = FILTROS | {"municipio": sitio.territorio.mi}
    if not any(f.tipo == "partido" for f in sitio.fuerzas):
        titulos |= {"fuerza": "Quien postula"}
    fijos = {campo: (titulo, OPCIONES[campo]) for campo, titulo in titulos.items()}
    finales = {campo: fijos.pop(campo) for campo in ("accion", "informacion")}
    todos = fijos | {clave: (titulo, partial(_rasgo, clave)) for clave, titulo in sitio.filtros} | finales
    for numero, (campo, (titulo, opciones)) in enumerate(todos.items()):
        yield (campo, titulo, numero), opciones


def _vocabulario(base: sqlite3.Connection, fichas: Sequence[Ficha]) -> None:
    base.execute("DELETE FROM palabra")
    sueltas = {suelta for f in fichas for suelta in _nombres(f).split()}  # los mismos apellidos, en cientos
    vocabulario = {p for suelta in sueltas for p in palabras(suelta)}
    base.executemany("INSERT INTO palabra VALUES (?)", [(p,) for p in sorted(vocabulario)])
    facetas.asentar(base, VOCABULARIO, sorted(vocabulario))


def _secciones(base: sqlite3.Connection, sitio: SitioPublico) -> None:
    """Si la elección trae catálogo: quien escribe su sección llega a su boleta."""
    base.executemany(
        "INSERT INTO seccion VALUES (?, ?, ?, ?)",
        [
            (t.desde, t.hasta, e.folio, e.nombre)
            for m in sitio.municipios
            for t in m.secciones
            for e in t.contiendas
        ],
    )


def _nombres(ficha: Ficha) -> str:
    return f"{ficha.nombre} {_otros_nombres(ficha)}"


def _otros_nombres(ficha: Ficha) -> str:
    """Su sobrenombre, y el que puede decir su boleta si entró con ella impresa: quien lee el papel busca ese."""
    return "\n".join(n for n in (ficha.sobrenombre, ficha.en_papel.nombre if ficha.en_papel else "") if n)


@lru_cache(maxsize=16_384)  # el publicador vive horas y las palabras de los nombres casi no cambian
def palabras(texto: str) -> tuple[str, ...]:
    """Palabras en minúsculas y sin acentos, como las ve el índice."""
    plano = unicodedata.normalize("NFD", texto.casefold())
    return tuple(re.findall(r"[^\W_]+", "".join(c for c in plano if not unicodedata.combining(c))))


def _texto(ficha: Ficha, *, de_propuestas: bool) -> str:
    """El texto que se busca: las propuestas por un lado y todo lo demás que se lee por otro."""
    return "\n".join(
        valor
        for s in ficha.secciones
        if not s.de_contacto and s.de_propuestas == de_propuestas
        for campo in s.campos
        for valor in campo.valores
    )


def _valores(ficha: Ficha) -> dict[str, list[str]]:
    """Lo que el lector dice de ella al ofrecer compararla, a la vista de cualquier herramienta."""
    return {
        "calidad": [ficha.calidad_texto],
        "cargo": [ficha.cargo],
        "contienda": [ficha.contienda],
        "fuerza": [ficha.fuerza.siglas],
        "municipio": list(ficha.municipios),
    }


def _distrito(f: Ficha, comun: Comun) -> Iterator[Opcion]:
    if f.distrito is not None:
        yield f.distrito, str(f.distrito), comun.distritos.get(f.distrito, f"Distrito {f.distrito}")


def _municipio(f: Ficha, comun: Comun) -> Iterator[Opcion]:
    for clave in f.municipios:
        nombre = comun.municipios.get(clave, clave)
        yield sin_acentos(nombre), clave, nombre


def _edad(f: Ficha, _: Comun) -> Iterator[Opcion]:
    for desde, hasta in EDADES:
        if f.edad is not None and desde <= f.edad <= hasta:
            etiqueta = f"{desde} a {hasta} años" if hasta < 200 else f"{desde} años o más"
            yield desde, f"{desde}-{hasta}" if hasta < 200 else f"{desde}-", etiqueta


def _rasgo(clave: str, f: Ficha, _: Comun) -> Iterator[Opcion]:
    for rasgo in f.rasgos:
        if rasgo.clave == clave:
            valor = f"{rasgo.valor}-{slug(rasgo.matiz)}" if rasgo.matiz else rasgo.valor
            yield rasgo.orden, valor, rasgo.texto


def _accion(f: Ficha, _: Comun) -> Iterator[Opcion]:
    for clave, etiqueta in zip(f.acciones_claves, f.acciones_afirmativas, strict=False):
        yield sin_acentos(etiqueta), clave, etiqueta


def _tema(f: Ficha, _: Comun) -> Iterator[Opcion]:
    for tema in f.temas:
        yield tema.orden, tema.clave, tema.nombre


def _ocupa(f: Ficha, _: Comun) -> Iterator[Opcion]:
    if f.reeleccion:
        yield 0, "si", "Sí: busca la elección consecutiva"


def _informacion(f: Ficha, _: Comun) -> Iterator[Opcion]:
    yield INFORMACION[f.con_informacion]


def _cargo(f: Ficha, _: Comun) -> Iterator[Opcion]:
    yield f.cargo_nombre, f.cargo, f.cargo_nombre


def _fuerza(f: Ficha, comun: Comun) -> Iterator[Opcion]:
    """Quien la postula y, si es una alianza, cada partido que la integra: también así se le busca."""
    partidos = [comun.fuerzas[i] for i in f.fuerza.integrantes if i in comun.fuerzas]
    for fuerza in (f.fuerza, *partidos):
        yield fuerza.orden, fuerza.siglas, fuerza.nombre


def _sexo(f: Ficha, _: Comun) -> Iterator[Opcion]:
    if f.sexo:
        yield f.sexo, f.sexo, SEXOS.get(f.sexo, f.sexo.capitalize())


def _contienda(f: Ficha, comun: Comun) -> Iterator[Opcion]:
    yield comun.contiendas.get(f.contienda, 0), f.contienda, f.contienda_nombre


def sin_acentos(texto: str) -> str:
    """Para ordenar etiquetas en español."""
    return " ".join(palabras(texto))


OPCIONES: dict[str, Opciones] = {
    "tema": _tema,
    "ocupa": _ocupa,
    "cargo": _cargo,
    "contienda": _contienda,
    "distrito": _distrito,
    "municipio": _municipio,
    "fuerza": _fuerza,
    "sexo": _sexo,
    "edad": _edad,
    "accion": _accion,
    "informacion": _informacion,
}
