"""Quien recibe el extracto, mira la tabla, sabe la regla y piensa en mundos: qué pudo contestar cada quien.

Sabe los atributos de todas las personas, quién responde por cada una, quién no contestó, lo de las suyas y las de hasta
otras dos partes, y los perfiles. De cada persona ajena busca una elección donde ella dijo otra cosa y todo se ve igual.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from random import Random
from typing import NamedTuple

from estadistica.extracto_escrito import JUNTAS, Gente, Regla, Visto
from estadistica.regla_escrita import OPCIONES

INTENTOS = 400


class Lectura(NamedTuple):
    """Quiénes leyeron, a quién (su lugar en la lista) y si hubo cruce."""

    quienes: tuple[int, ...]
    de: int
    hubo: bool


def lecturas(gente: Gente, visto: Visto, regla: Regla, azar: Random) -> Iterator[Lectura]:
    """Lo que alguna coalición sabe de cierto de quienes contestaron igual que todas las de su parte y sus atributos.

    De las demás no se sabe cuál: trocarlas entre sí se ve igual.
    """
    grupos: dict[tuple[int, tuple[str, ...]], list[int]] = {}
    for i, p in enumerate(gente):
        if p.dijo and not p.se_lee:
            grupos.setdefault((p.parte, p.atributos), []).append(i)
    for suyas in grupos.values():
        if len({gente[i].dijo for i in suyas}) == 1:
            yield from _de_una(gente, visto, regla, suyas[0], azar)


def _de_una(gente: Gente, visto: Visto, regla: Regla, de: int, azar: Random) -> Iterator[Lectura]:
    """Un trueque con otra persona sirve contra toda coalición en la que no está su parte; a las demás se les busca más."""
    sirven: set[int] = set()
    for con, otra in enumerate(gente):
        distinta = otra.dijo and not otra.se_lee and otra.dijo != gente[de].dijo
        if distinta and otra.parte not in sirven and regla(_trocadas(gente, de, con)) == visto:
            sirven.add(otra.parte)
            if otra.parte == gente[de].parte or len(sirven) > JUNTAS:
                return
    ajenas = sorted({p.parte for p in gente} - {gente[de].parte})
    for quienes in (q for n in range(JUNTAS + 1) for q in combinations(ajenas, n) if sirven <= {*q}):
        if not any(regla(otro) == visto for otro in _otros(gente, quienes, de, azar)):
            yield Lectura(quienes, de, bool(visto.cruce))


def _amontonadas(gente: Gente, quienes: list[int], azar: Random) -> Gente:
    """Las mismas respuestas, las de cada clase juntas hasta donde alcancen: en alguna celda quedan muy pocas."""
    cual, orden = azar.randrange(len(gente[0].atributos) + 1), azar.sample(OPCIONES, len(OPCIONES))
    lugar = {a: azar.random() for a in sorted({p.atributos[:cual] for p in gente})}
    formadas = sorted(quienes, key=lambda i: (lugar[gente[i].atributos[:cual]], azar.random()))
    dichas = sorted((gente[i].dijo for i in quienes), key=orden.index)
    return _con(gente, dict(zip(formadas, dichas, strict=True)))


def _trocadas(gente: Gente, una: int, otra: int) -> Gente:
    return _con(gente, {una: gente[otra].dijo, otra: gente[una].dijo})


def _con(gente: Gente, dichas: dict[int, str]) -> Gente:
    return tuple(p._replace(dijo=dichas.get(i, p.dijo)) for i, p in enumerate(gente))


def _otros(gente: Gente, quienes: tuple[int, ...], de: int, azar: Random) -> Iterator[Gente]:
    """Donde ella dijo otra cosa: ella sola; todas lo mismo; trocada mientras otras se truecan; amontonadas; y al azar."""
    ajenas = [
        i for i, p in enumerate(gente) if p.dijo and not p.se_lee and p.parte not in quienes and i != de
    ]
    distintas = [i for i in ajenas if gente[i].dijo != gente[de].dijo]
    otras = [o for o in OPCIONES if o != gente[de].dijo]
    yield from (_con(gente, {de: otra}) for otra in otras)
    yield from (_con(gente, dict.fromkeys([de, *ajenas], otra)) for otra in otras)
    for intento in range(INTENTOS):
        if intento % 4 and distintas:
            nueva = _trocadas(gente, de, azar.choice(distintas))
            for _ in range(intento % 4):
                nueva = _trocadas(nueva, azar.choice(ajenas), azar.choice(ajenas))
        elif intento % 8 and ajenas:
            nueva = _amontonadas(gente, [de, *ajenas], azar)
        else:
            pesos = [azar.choice((0.1, 0.5, 3.0)) for _ in OPCIONES]
            dichas = azar.choices(OPCIONES, pesos, k=len(ajenas))
            nueva = _con(gente, {de: azar.choice(otras)} | dict(zip(ajenas, dichas, strict=True)))
        if nueva[de].dijo != gente[de].dijo:
            yield nueva
