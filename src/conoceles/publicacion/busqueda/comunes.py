"""Las listas de las palabras comunes, recorridas al publicar: quien busca no las paga, ni siquiera la primera vez.

Son las palabras que tiene al menos una de cada `COMUN` candidaturas, esas mismas como comienzo de otras, y los
comienzos de dos y tres letras que juntan otras tantas. Las demás listas son cortas y el lector las recorre.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

COMUN = 64
COLUMNAS = (
    'nombre, sobrenombre, propuestas, trayectoria, tokenize="unicode61 remove_diacritics 2", detail=column'
)
Textos = Iterable[tuple[int, Sequence[str]]]  # de quién, por su orden, y lo que dice en cada columna
# Dónde se busca cada mapa, en el orden de las columnas de `comun`.
LUGARES = {
    "todo": ("nombre", "sobrenombre", "propuestas", "trayectoria"),
    "nombre": ("nombre", "sobrenombre"),
    "propuestas": ("propuestas",),
}
Dichas = dict[str, dict[int, set[str]]]  # por lugar y por orden, los términos que se dicen
_COMIENZOS = (2, 3)  # letras; el comienzo de cinco de una palabra común es casi siempre esa palabra


def derivar(base: sqlite3.Connection, total: int) -> None:
    """Recorre una vez cada lista larga y guarda quiénes están: bit i, la tarjeta de orden i."""
    base.execute("DELETE FROM comun")
    filas = ((t, [_mapa(base, t, total, lugar) for lugar in LUGARES.values()]) for t in _largas(base, total))
    # De uno en uno: con 100,000 candidaturas, juntos son 45 MB.
    comunes = ((t, *mapas) for t, mapas in filas if _es_comun(mapas[0], total))
    base.executemany("INSERT INTO comun VALUES (?, ?, ?, ?)", comunes)


def remendar(base: sqlite3.Connection, antes: Dichas, ahora: Dichas, total: int) -> None:
    """Pone al día los bits de quienes decían lo de `antes` y dicen lo de `ahora`. Lo que deja de ser común se olvida.

    Lo que empieza a serlo espera a que el archivo se escriba entero: mientras, el lector recorre su lista.
    """
    comunes = {termino for (termino,) in base.execute("SELECT termino FROM comun")}
    for termino in sorted(_que_cambian(antes, ahora) & comunes):
        guardada = base.execute(
            "SELECT todo, nombre, propuestas FROM comun WHERE termino = ?", (termino,)
        ).fetchone()
        mapas = [_con(m, termino, suyas) for m, suyas in zip(guardada, ahora.values(), strict=True)]
        if _es_comun(mapas[0], total):
            base.execute(
                "UPDATE comun SET todo = ?, nombre = ?, propuestas = ? WHERE termino = ?", (*mapas, termino)
            )
        else:
            base.execute("DELETE FROM comun WHERE termino = ?", (termino,))


def _que_cambian(antes: Dichas, ahora: Dichas) -> set[str]:
    """Los términos que alguien empieza o deja de decir en algún lugar."""
    return {
        termino
        for lugar, suyas in ahora.items()
        for orden, dice in suyas.items()
        for termino in dice ^ antes[lugar][orden]
    }


def _largas(base: sqlite3.Connection, total: int) -> list[str]:
    """Los términos que pueden pasar del tope: un comienzo suma sus palabras, y quizá alguien tiene varias."""
    base.execute("CREATE VIRTUAL TABLE temp.vocabulario USING fts5vocab('main', 'texto', 'row')")
    comienzos, largas = Counter[str](), set[str]()
    for palabra, tienen in base.execute("SELECT term, doc FROM temp.vocabulario"):
        if tienen * COMUN > total:
            largas.add(palabra)
        for letras in _COMIENZOS:
            if len(palabra) >= letras:
                comienzos[f"{palabra[:letras]}*"] += tienen
    base.execute("DROP TABLE temp.vocabulario")
    largas |= {t for t, tienen in comienzos.items() if tienen * COMUN > total}
    return sorted(largas | {f"{t}*" for t in largas if len(t) > 1 and not t.endswith("*")})


def _mapa(base: sqlite3.Connection, termino: str, total: int, lugar: Sequence[str]) -> bytes:
    palabra, comienzo = termino.rstrip("*"), "*" if termino.endswith("*") else ""
    consulta = f'{{{" ".join(lugar)}}} : "{palabra}"{comienzo}'
    bits = bytearray(total // 8 + 1)
    for (orden,) in base.execute("SELECT rowid FROM texto WHERE texto MATCH ?", (consulta,)):
        bits[orden >> 3] |= 1 << (orden & 7)
    return bytes(bits.rstrip(b"\0"))  # casi ninguna está en un nombre: su mapa no ocupa nada


def _es_comun(mapa: bytes, total: int) -> bool:
    return int.from_bytes(mapa, "little").bit_count() * COMUN > total


def dichas(base: sqlite3.Connection, *juegos: Textos) -> list[Dichas]:
    """De cada juego, por lugar y por orden, los términos que se dicen en esos textos, como los separa el propio índice."""
    dichos = [dict(textos) for textos in juegos]
    halladas: list[Dichas] = [{lugar: {orden: set() for orden in d} for lugar in LUGARES} for d in dichos]
    for juego, palabra, orden, columna in {*separar(base, *dichos)}:  # cada una, una vez
        for lugar, columnas in LUGARES.items():
            if columna in columnas:
                halladas[juego][lugar][orden].add(palabra)
    return [
        {lugar: {orden: _con_comienzos(suyas) for orden, suyas in de.items()} for lugar, de in d.items()}
        for d in halladas
    ]


def _con_comienzos(palabras: set[str]) -> set[str]:
    """Con cada comienzo de dos letras o más: el de «agua» es «ag*»."""
    return palabras | {f"{palabra[:n]}*" for palabra in palabras for n in range(2, len(palabra) + 1)}


def separar(
    base: sqlite3.Connection, *juegos: Mapping[int, Sequence[str]]
) -> Iterator[tuple[int, str, int, str]]:
    """(juego, palabra, orden, columna) de esos textos, por orden, como los separa el propio índice. Preparar un índice de paso
    tarda más que separar: se prepara uno para todos.
    """
    de_quien = [(juego, orden) for juego, textos in enumerate(juegos) for orden in textos]
    base.execute(f"CREATE VIRTUAL TABLE temp.dicho USING fts5({COLUMNAS})")
    meter = (
        "INSERT INTO temp.dicho(rowid, nombre, sobrenombre, propuestas, trayectoria) VALUES (?, ?, ?, ?, ?)"
    )
    base.executemany(meter, ((n, *juegos[juego][orden]) for n, (juego, orden) in enumerate(de_quien)))
    base.execute("CREATE VIRTUAL TABLE temp.palabras_dichas USING fts5vocab('temp', 'dicho', 'instance')")
    separadas = base.execute("SELECT term, doc, col FROM temp.palabras_dichas").fetchall()
    base.execute("DROP TABLE temp.palabras_dichas")
    base.execute("DROP TABLE temp.dicho")
    for palabra, n, columna in separadas:
        juego, orden = de_quien[n]
        yield juego, palabra, orden, columna


def _con(mapa: bytes, termino: str, dichas: dict[int, set[str]]) -> bytes:
    bits = int.from_bytes(mapa, "little")
    for orden, terminos in dichas.items():
        bits = bits | 1 << orden if termino in terminos else bits & ~(1 << orden)
    return bits.to_bytes((bits.bit_length() + 7) // 8, "little")
