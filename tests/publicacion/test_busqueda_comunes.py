"""Los mapas de las palabras comunes dicen lo mismo que el índice, recién escritos y después de corregir."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random

from conoceles.publicacion.busqueda.comunes import COMUN
from conoceles.publicacion.lectura.fichas import Ficha
from publicacion.fichas_de_prueba import actualizar, escribir, ficha

TANTAS = 3 * COMUN
PALABRAS = "agua Ágora aguas ñandú pingüino CAFÉ café 2024 d’Artagnan ªlfa straße Δelta 東京 m² e"


def azarosa(azar: Random, n: int) -> Ficha:
    """Con pocas palabras de muchas clases: las hay comunes, raras y de alfabetos que nadie espera."""
    dichas = [*PALABRAS.split(), f"rara{n}"]
    return ficha(f"F{n}", " ".join(azar.choices(dichas, k=3)), " ".join(azar.choices(dichas, k=6)))


def mapas(archivo: Path) -> dict[str, tuple[bytes, ...]]:
    with closing(sqlite3.connect(archivo)) as base:
        return {t: tuple(suyos) for t, *suyos in base.execute("SELECT * FROM comun")}


def segun_el_indice(archivo: Path, termino: str) -> list[set[int]]:
    """Quiénes la dicen, quiénes en su nombre y quiénes en sus propuestas, preguntado directamente a FTS5."""
    palabra = f'"{termino.rstrip("*")}"' + ("*" if termino.endswith("*") else "")
    consultas = (palabra, f"{{nombre sobrenombre}} : {palabra}", f"propuestas : {palabra}")
    with closing(sqlite3.connect(archivo)) as base:
        return [
            {orden for (orden,) in base.execute("SELECT rowid FROM texto WHERE texto MATCH ?", (consulta,))}
            for consulta in consultas
        ]


def ordenes(mapa: bytes) -> set[int]:
    bits = int.from_bytes(mapa, "little")
    return {i for i in range(bits.bit_length()) if bits >> i & 1}


def coinciden(archivo: Path) -> bool:
    return all(
        [ordenes(mapa) for mapa in suyos] == segun_el_indice(archivo, termino)
        for termino, suyos in mapas(archivo).items()
    )


def test_recien_escrito_estan_todas_las_comunes_y_ninguna_rara(tmp_path: Path) -> None:
    archivo = escribir(tmp_path / "b.sqlite", [azarosa(Random(n), n) for n in range(TANTAS)])
    assert coinciden(archivo)
    with closing(sqlite3.connect(archivo)) as base:
        base.execute("CREATE VIRTUAL TABLE temp.v USING fts5vocab('main', 'texto', 'row')")
        cuentas = dict(base.execute("SELECT term, doc FROM temp.v"))
    escritas = mapas(archivo)
    assert {p for p, n in cuentas.items() if n * COMUN > TANTAS} == {t for t in escritas if "*" not in t}
    assert {"ag*", "agu*", "agua*", "ra*", "rar*"} <= escritas.keys()


def test_despues_de_corregir_dicen_lo_que_el_indice(tmp_path: Path) -> None:
    azar = Random(7)
    fichas = [azarosa(azar, n) for n in range(TANTAS)]
    archivo = escribir(tmp_path / "b.sqlite", fichas)
    antes = mapas(archivo)
    for _ in range(4):
        previas = {f.folio: f for f in azar.sample(fichas, 5)}
        nuevas = {folio: azarosa(azar, int(folio[1:])) for folio in previas}
        fichas = [nuevas.get(f.folio, f) for f in fichas]
        corregir(archivo, list(nuevas.values()), previas, fichas)
        assert coinciden(archivo)
    assert mapas(archivo) != antes


def test_la_palabra_que_deja_de_ser_comun_no_se_queda_escrita(tmp_path: Path) -> None:
    fichas = [ficha(f"F{n}", "Ana", "reservadisima" if n < 4 else "otra") for n in range(TANTAS)]
    archivo = escribir(tmp_path / "b.sqlite", fichas)
    assert {"reservadisima", "reservadisima*"} <= mapas(archivo).keys()
    nuevas = [ficha(f"F{n}", "Ana", "otra") for n in range(4)]
    corregir(archivo, nuevas, {f.folio: f for f in fichas[:4]}, [*nuevas, *fichas[4:]])
    assert not {t for t in mapas(archivo) if t.startswith("re")}
    assert b"reservadisima" not in archivo.read_bytes()


def corregir(archivo: Path, cambiadas: list[Ficha], previas: dict[str, Ficha], todas: list[Ficha]) -> None:
    """Remienda el archivo o, donde SQLite no sabe, lo escribe entero, como hace el publicador."""
    if not actualizar(archivo, cambiadas, previas, todas):
        escribir(archivo, todas)
