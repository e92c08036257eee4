"""Celdas con dos datos: «Partido X (SIGLAS)», «3: MERIDA», «Licenciatura trunca»."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from conoceles.candidaturas.padron.mapa.catalogos import Catalogo
from conoceles.candidaturas.padron.mapa.columnas import Columna, HojaVista
from conoceles.candidaturas.padron.mapa.propuestas import Propuesta
from conoceles.candidaturas.padron.renglones.normalizar import clave
from conoceles.candidaturas.padron.renglones.territorio import Territorio
from conoceles.proceso.definicion import Definicion

_CON_SIGLAS = re.compile(r"(.+) \(([^()]+)\)")
_CON_CABECERA = re.compile(r"(\d+) ?([:.–-]) ?(\D.*)")


def de_partes(
    hoja: HojaVista, definicion: Definicion, catalogos: Mapping[str, Catalogo]
) -> Iterator[Propuesta]:
    """Las columnas cuyos valores se entienden partidos y enteros no."""
    territorio = Territorio(definicion)
    for columna in hoja.columnas:
        yield from _fuerza(columna, territorio)
        yield from _distrito(columna, territorio)
        yield from _dos_preguntas(columna, hoja, catalogos)


def _fuerza(columna: Columna, territorio: Territorio) -> Iterator[Propuesta]:
    """Segura si el nombre, cuando se conoce, es el de las siglas."""
    if "fuerza" not in columna.columnas and "partido" not in columna.columnas:
        return
    partidas = [p for v in columna.valores if not territorio.fuerza(v) and (p := _CON_SIGLAS.fullmatch(v))]
    pares = [(territorio.fuerza(p[1]), territorio.fuerza(p[2])) for p in partidas]
    campo = "fuerza" if "fuerza" in columna.columnas else "partido"
    if pares and all(siglas and nombre in (None, siglas) for nombre, siglas in pares):
        yield Propuesta((columna.titulo,), formas=(f"{{}} ({{{campo}}})", f"{{{campo}}}"))


def _distrito(columna: Columna, territorio: Territorio) -> Iterator[Propuesta]:
    """Segura si la columna se reconoce como el distrito y cada cabecera es la de su número."""
    partidos = [_CON_CABECERA.fullmatch(v) for v in columna.valores]
    if not all(partidos) or ("distrito" not in columna.columnas and columna.columnas):
        return
    cabeceras = {d.numero: clave(d.cabecera) for d in territorio.definicion.distritos}
    iguales = sum(cabeceras.get(int(p[1])) == clave(p[3]) for p in partidos if p)
    if not iguales:
        return
    signo = next(p[2] for p in partidos if p)
    seguras = iguales == len(partidos) and bool(columna.columnas)
    pregunta = (
        ""
        if seguras
        else f"{iguales} de {len(partidos)} dicen un distrito y su cabecera. ¿Es el distrito local?"
    )
    yield Propuesta((columna.titulo,), formas=(f"{{distrito}}{signo} {{cabecera}}",), pregunta=pregunta)


def _dos_preguntas(
    columna: Columna, hoja: HojaVista, catalogos: Mapping[str, Catalogo]
) -> Iterator[Propuesta]:
    """La respuesta a una pregunta y, detrás, la de otra que el archivo no trae aparte."""
    for nombre in (c for c in columna.columnas if c in catalogos and c.startswith("curricular.")):
        primera = catalogos[nombre]
        dudosas = [v for v in columna.valores if not primera.entiende(v)]
        enteras = tuple((v, primera.campo) for v in columna.valores if primera.entiende(v))
        for otra, segunda in catalogos.items():
            if otra == nombre or otra in hoja.reconocidas or not otra.startswith("curricular."):
                continue
            colas = {v: cola for v in dudosas if (cola := _cola(v, primera))}
            dichas = [v for v in dudosas if segunda.entiende(colas.get(v) or v.rpartition(" ")[2])]
            seguras = len(colas) == len(dudosas)
            if dichas and (seguras or 2 * len(dichas) > len(dudosas)):
                pregunta = (
                    ""
                    if seguras
                    else f"¿Trae dos respuestas? «{dichas[0]}» parece {segunda.que_es} al final."
                )
                formas = (f"{{{primera.campo}}} {{{segunda.campo}}}",)
                yield Propuesta((columna.titulo,), formas=formas, enteras=enteras, pregunta=pregunta)
                return


def _cola(valor: str, catalogo: Catalogo) -> str:
    """Lo que sigue al comienzo más largo que el catálogo entiende; «» si ninguno."""
    palabras = valor.split()
    return next(
        (
            " ".join(palabras[n:])
            for n in range(len(palabras) - 1, 0, -1)
            if catalogo.entiende(" ".join(palabras[:n]))
        ),
        "",
    )


def colas(columna: Columna, primera: Catalogo) -> Sequence[tuple[str, int]]:
    """Las segundas partes distintas, con cuántas celdas las traen."""
    dichas: dict[str, int] = {}
    for valor, veces in columna.valores.items():
        if not primera.entiende(valor) and (cola := _cola(valor, primera)):
            dichas[cola] = dichas.get(cola, 0) + veces
    return sorted(dichas.items())


def cabezas(columna: Columna, primera: Catalogo) -> Sequence[tuple[str, int]]:
    """Lo que va antes de la última palabra, en los valores cuyo comienzo no se entiende."""
    dichas: dict[str, int] = {}
    for valor, veces in columna.valores.items():
        if not primera.entiende(valor) and not _cola(valor, primera):
            cabeza = valor.rpartition(" ")[0] or valor
            dichas[cabeza] = dichas.get(cabeza, 0) + veces
    return sorted(dichas.items())
