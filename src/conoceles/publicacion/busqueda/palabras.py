"""Las palabras del índice en trozos, repartidas por su comienzo: quien busca «agu» lee un archivo de pocos KB.

Un prefijo con demasiadas apariciones se parte según su letra siguiente y deja un trozo con dos renglones: la palabra que
es ese prefijo, y el prefijo con «*», quienes llevan cualquiera que empiece así. El reparto se decide al escribir el índice
entero; una corrección solo cambia las listas de las palabras que entraron o salieron de esa persona, y cada una va en su
línea para que de un trozo solo se lean y se escriban esas.

Cada `POR_BLOQUE` personas seguidas tienen los suyos: la lista de una palabra común crece con la elección, y así una
corrección lee y escribe la de su bloque, que no crece.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from conoceles.publicacion.busqueda import comunes, trozos

POR_BLOQUE = 2_048  # personas: sin lector, cada palabra se pide a cada bloque
A_LA_VEZ = 4  # bloques que se reparten juntos
MAXIMO = 6_000  # apariciones en un trozo que todavía se puede partir
HONDO = 5  # letras del prefijo más largo
_FIN = ",\n"
LUGAR = {"nombre": 0, "sobrenombre": 0, "propuestas": 1, "trayectoria": 2}
LUGARES = 3

Listas = Sequence[Sequence[int]]  # quiénes la llevan en su nombre, en sus propuestas y en lo demás
Dichas = dict[str, set[int]]  # palabra → en qué lugares la lleva una persona
Cambios = Mapping[int, tuple[Dichas, Dichas]]  # por orden, lo que la persona llevaba y lo que lleva
Repartidos = Mapping[str, bool]  # en un bloque: prefijo → si está partido


def bloque(orden: int) -> str:
    """Cómo se llama el de esa persona: el primero, sin nombre."""
    return str(orden // POR_BLOQUE or "")


def ruta(de_bloque: str, prefijo: str) -> str:
    """El guion bajo: hay comienzos, como «con», que en algunos sistemas no pueden ser nombre de archivo."""
    dicho = prefijo if prefijo.isascii() else f"-{prefijo.encode().hex()}"
    return trozos.ruta("palabras", f"{de_bloque}_{dicho}")


def enteras(base: sqlite3.Connection) -> Iterator[tuple[str, str, bool, bytes]]:
    """(bloque, prefijo, si está partido, octetos) de todos los trozos."""
    base.execute("CREATE VIRTUAL TABLE temp.dichas USING fts5vocab('main', 'texto', 'instance')")
    [(ultima,)] = base.execute("SELECT coalesce(max(orden), -1) FROM tarjeta")
    cuantas = A_LA_VEZ * POR_BLOQUE
    for desde in range(0, ultima + 1, cuantas):
        yield from _de_unas(base, desde, desde + cuantas)
    base.execute("DROP TABLE temp.dichas")


def _de_unas(base: sqlite3.Connection, desde: int, hasta: int) -> Iterator[tuple[str, str, bool, bytes]]:
    """Los de esas personas: juntar las palabras de treinta mil ocupa 27 MB, y recorrer otra vez su índice, un cuarto de segundo."""
    bloques: dict[str, dict[str, array[int]]] = {}
    visto = ""  # van por término: así es uno solo en todos los bloques
    de_ellas = "SELECT term, doc, col FROM temp.dichas WHERE doc >= ? AND doc < ?"
    for termino, orden, columna in base.execute(de_ellas, (desde, hasta)):
        visto = visto if visto == termino else termino
        lista = bloques.setdefault(bloque(orden), {}).setdefault(visto, array("I"))
        donde = orden * LUGARES + LUGAR[columna]
        if not lista or lista[-1] != donde:
            lista.append(donde)
    for nombre, dichas in bloques.items():
        for letra, suyas in groupby(sorted(dichas), key=lambda t: t[0]):
            yield from ((nombre, *hecho) for hecho in _repartir(letra, list(suyas), dichas))


def remendadas(
    repartidos: Repartidos, cambios: Cambios, leer: Callable[[str], bytes]
) -> Iterator[tuple[str, bool, bytes | None]]:
    """(prefijo, si está partido, octetos) de los trozos de un bloque que cambian; `None`, el que se quedó sin palabras.

    `repartidos` y `cambios`, los de ese bloque; `leer`: el trozo publicado de un prefijo.
    """
    tocados: dict[str, set[str]] = {}
    for antes, ahora in cambios.values():
        for palabra in (p for p in antes.keys() | ahora.keys() if antes.get(p) != ahora.get(p)):
            for prefijo, renglon in _renglones(repartidos, palabra):
                tocados.setdefault(prefijo, set()).add(renglon)
    dicen = {o: (_con_comienzos(antes), _con_comienzos(ahora)) for o, (antes, ahora) in cambios.items()}
    for prefijo, renglones in tocados.items():
        mueven = {r: lugares for r in renglones if (lugares := _que_cambian(r, dicen))}
        if not mueven:  # ni se lee: las listas de un comienzo nombran a casi todas
            continue
        lineas = trozos.texto(leer(prefijo))[2:-2].split(_FIN) if prefijo in repartidos else []
        for renglon, lugares in mueven.items():
            _poner(lineas, renglon, lugares, dicen)
        yield prefijo, repartidos.get(prefijo, False), _octetos(lineas) if lineas else None


def de_personas(base: sqlite3.Connection, *juegos: Mapping[int, Sequence[str]]) -> list[dict[int, Dichas]]:
    """De cada juego, por orden, las palabras de esos textos (en el orden de las columnas), como las separa el propio índice."""
    dichas: list[dict[int, Dichas]] = [{orden: {} for orden in textos} for textos in juegos]
    for juego, palabra, orden, columna in comunes.separar(base, *juegos):
        dichas[juego][orden].setdefault(palabra, set()).add(LUGAR[columna])
    return dichas


def _repartir(
    prefijo: str, terminos: list[str], dichas: Mapping[str, array[int]]
) -> Iterator[tuple[str, bool, bytes]]:
    """`dichas`: de cada término, `orden * LUGARES + lugar` de quienes lo llevan; suelto, ocupa la tercera parte que sus listas."""
    cuantas = sum(len(dichas[t]) for t in terminos)
    if cuantas <= MAXIMO or len(prefijo) == HONDO or len(terminos) == 1:
        yield prefijo, False, _octetos([_linea(t, _listas(dichas[t])) for t in terminos])
        return
    todas = _listas(sorted({donde for t in terminos for donde in dichas[t]}))
    propia = [prefijo] if terminos[0] == prefijo else []
    lineas = [_linea(t, _listas(dichas[t])) for t in propia]
    yield prefijo, True, _octetos([*lineas, _linea(f"{prefijo}*", todas)])
    largas = terminos[len(propia) :]
    for siguiente, suyas in groupby(largas, key=lambda t: t[: len(prefijo) + 1]):
        yield from _repartir(siguiente, list(suyas), dichas)


def _listas(dichas: Iterable[int]) -> Listas:
    """Una por lugar, de diferencias."""
    quienes: tuple[list[int], ...] = tuple([] for _ in range(LUGARES))
    for donde in dichas:
        orden, lugar = divmod(donde, LUGARES)
        quienes[lugar].append(orden)
    return [*map(trozos.diferencias, quienes)]


def _renglones(repartidos: Repartidos, palabra: str) -> Iterator[tuple[str, str]]:
    """Los trozos donde se anota una palabra y con qué renglón: su comienzo en cada uno partido, y ella donde va."""
    for letras in range(1, len(palabra) + 1):
        prefijo = palabra[:letras]
        partido = repartidos.get(prefijo, False)
        if partido:
            yield prefijo, f"{prefijo}*"
        if not partido or prefijo == palabra:
            yield prefijo, palabra
            return


def _con_comienzos(dichas: Dichas) -> Dichas:
    """Con el renglón de cada comienzo que puede estar partido: el de «ag» es «ag*»."""
    todas = {palabra: set(lugares) for palabra, lugares in dichas.items()}
    for palabra, lugares in dichas.items():
        for letras in range(1, min(len(palabra) + 1, HONDO)):
            todas.setdefault(f"{palabra[:letras]}*", set()).update(lugares)
    return todas


def _que_cambian(renglon: str, dicen: Cambios) -> set[int]:
    """Los lugares en que alguien deja o empieza a decirlo."""
    nada = set[int]()
    return {
        lugar
        for antes, ahora in dicen.values()
        for lugar in antes.get(renglon, nada) ^ ahora.get(renglon, nada)
    }


def _poner(lineas: list[str], renglon: str, cambian: set[int], dicen: Cambios) -> None:
    """Deja en su línea, en esos lugares, a quienes la dicen ahora."""
    comienzo = _linea(renglon)
    donde = bisect_left(lineas, comienzo)
    hay = donde < len(lineas) and lineas[donde].startswith(comienzo)
    listas = lineas[donde][len(comienzo) + 2 : -2].split("],[") if hay else ["", "", ""]
    for lugar in cambian:
        estan = {o: lugar in ahora.get(renglon, ()) for o, (_, ahora) in dicen.items()}
        listas[lugar] = _con(listas[lugar], estan)
    lineas[donde : donde + hay] = [f"{comienzo}[[{'],['.join(listas)}]]"] if any(listas) else []


def _con(lista: str, estan: Mapping[int, bool]) -> str:
    """La lista de diferencias, ya escrita, con esas personas o sin ellas: solo cambian la suya y la que sigue."""
    saltos = lista.split(",") if lista else []
    ordenes = trozos.sumas(map(int, saltos))
    for orden, esta in estan.items():
        donde = bisect_left(ordenes, orden)
        estaba = donde < len(ordenes) and ordenes[donde] == orden
        ordenes[donde : donde + estaba] = [orden] * esta
        saltos[donde : donde + estaba] = [""] * esta
        for n in range(donde, min(donde + 2, len(ordenes))):
            saltos[n] = str(ordenes[n] - (ordenes[n - 1] if n else 0))
    return ",".join(saltos)


def _linea(termino: str, listas: Listas | None = None) -> str:
    """La de ese término; sin sus listas, cómo empieza: ordenadas así, van en el orden de sus términos."""
    return f'"{termino}":' + ("" if listas is None else json.dumps(listas, separators=(",", ":")))


def _octetos(lineas: Sequence[str]) -> bytes:
    """JSON con una línea por término, en su orden."""
    return trozos.comprimir(f"{{\n{_FIN.join(lineas)}\n}}")
