"""Las listas de las palabras comunes, recorridas al publicar: quien busca no las paga, ni siquiera la primera vez.

Son las palabras que tiene al menos una de cada `COMUN` candidaturas, esas mismas como comienzo de otras, y los
comienzos de dos y tres letras que juntan otras tantas. Las demás listas son cortas y el lector las recorre.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence

COMUN = 64
COLUMNAS = (
    'nombre, sobrenombre, propuestas, trayectoria, tokenize="unicode61 remove_diacritics 2", detail=column'
)
_DE_NOMBRE = ("nombre", "sobrenombre")
_COMIENZOS = (2, 3)  # letras; el comienzo de cinco de una palabra común es casi siempre esa palabra


def derivar(base: sqlite3.Connection, total: int) -> None:
    """Recorre una vez cada lista larga y guarda quiénes están: bit i, la tarjeta de orden i."""
    base.execute("DELETE FROM comun")
    filas = ((t, _mapa(base, t, total), _mapa(base, t, total, en_nombres=True)) for t in _largas(base, total))
    base.executemany("INSERT INTO comun VALUES (?, ?, ?)", [f for f in filas if _es_comun(f[1], total)])


def remendar(base: sqlite3.Connection, ordenes: Sequence[int], total: int) -> None:
    """Pone al día los bits de esas candidaturas, ya cambiadas en `texto`. Lo que deja de ser común se olvida.

    Lo que empieza a serlo espera a que el archivo se escriba entero: mientras, el lector recorre su lista.
    """
    todo, nombre = _dichas(base, ordenes)
    for termino, *antes in base.execute("SELECT termino, todo, nombre FROM comun").fetchall():
        ahora = [
            _con(mapa, termino, dichas, total) for mapa, dichas in zip(antes, (todo, nombre), strict=True)
        ]
        if not _es_comun(ahora[0], total):
            base.execute("DELETE FROM comun WHERE termino = ?", (termino,))
        elif ahora != antes:
            base.execute("UPDATE comun SET todo = ?, nombre = ? WHERE termino = ?", (*ahora, termino))


def _largas(base: sqlite3.Connection, total: int) -> list[str]:
    """Los términos que pueden pasar del tope: un comienzo suma sus palabras, y quizá alguien tiene varias."""
    base.execute("CREATE VIRTUAL TABLE temp.vocabulario USING fts5vocab('main', 'texto', 'row')")
    cuantas: Counter[str] = Counter()
    for palabra, tienen in base.execute("SELECT term, doc FROM temp.vocabulario").fetchall():
        cuantas[palabra] = tienen
        for letras in _COMIENZOS:
            if len(palabra) >= letras:
                cuantas[f"{palabra[:letras]}*"] += tienen
    base.execute("DROP TABLE temp.vocabulario")
    largas = {t for t, tienen in cuantas.items() if tienen * COMUN > total}
    return sorted(largas | {f"{t}*" for t in largas if len(t) > 1 and not t.endswith("*")})


def _mapa(base: sqlite3.Connection, termino: str, total: int, *, en_nombres: bool = False) -> bytes:
    palabra, comienzo = termino.rstrip("*"), "*" if termino.endswith("*") else ""
    consulta = f'{"{nombre sobrenombre} : " if en_nombres else ""}"{palabra}"{comienzo}'
    bits = bytearray(total // 8 + 1)
    for (orden,) in base.execute("SELECT rowid FROM texto WHERE texto MATCH ?", (consulta,)):
        bits[orden >> 3] |= 1 << (orden & 7)
    return bytes(bits)


def _es_comun(mapa: bytes, total: int) -> bool:
    return int.from_bytes(mapa, "little").bit_count() * COMUN > total


def _dichas(
    base: sqlite3.Connection, ordenes: Sequence[int]
) -> tuple[dict[int, set[str]], dict[int, set[str]]]:
    """Por orden, los términos de todos sus textos y los de su nombre, como los separa el propio índice."""
    base.execute(f"CREATE VIRTUAL TABLE temp.dicho USING fts5({COLUMNAS})")
    base.executemany(
        "INSERT INTO temp.dicho(rowid, nombre, sobrenombre, propuestas, trayectoria) "
        "SELECT rowid, nombre, sobrenombre, propuestas, trayectoria FROM texto WHERE rowid = ?",
        [(orden,) for orden in ordenes],
    )
    base.execute("CREATE VIRTUAL TABLE temp.palabras_dichas USING fts5vocab('temp', 'dicho', 'instance')")
    todo: dict[int, set[str]] = {orden: set() for orden in ordenes}
    nombre: dict[int, set[str]] = {orden: set() for orden in ordenes}
    for palabra, orden, columna in base.execute("SELECT term, doc, col FROM temp.palabras_dichas").fetchall():
        terminos = {palabra, *(f"{palabra[:n]}*" for n in range(2, len(palabra) + 1))}
        todo[orden] |= terminos
        if columna in _DE_NOMBRE:
            nombre[orden] |= terminos
    base.execute("DROP TABLE temp.palabras_dichas")
    base.execute("DROP TABLE temp.dicho")
    return todo, nombre


def _con(mapa: bytes, termino: str, dichas: dict[int, set[str]], total: int) -> bytes:
    bits = int.from_bytes(mapa, "little")
    for orden, terminos in dichas.items():
        bits = bits | 1 << orden if termino in terminos else bits & ~(1 << orden)
    return bits.to_bytes(total // 8 + 1, "little")
