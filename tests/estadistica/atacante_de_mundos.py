"""Quien piensa en mundos: qué pudo contestar cada parte para que pasara lo que pasó, salga la tabla o no.

Sabe la regla (`regla_escrita`), los perfiles, lo de las suyas y lo de quien se le junte, y cuántas contestaron por cada
partido. De cada persona ajena busca un mundo donde dijo otra cosa y todo se habría visto igual; si no lo hay, la leyó.
Que la tabla salga, o que diga «no se publica», también es ver.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from estadistica.regla_escrita import Cifras, Mundo, Parte, Regla, Vista, coaliciones

INTENTOS = 300


@dataclass(frozen=True)
class Lectura:
    """Quiénes leyeron, a quién (su posición) y si fue porque la tabla salió o porque no."""

    quienes: tuple[int, ...]
    de: int
    respuesta: int
    salio: bool


def lecturas(mundo: Mundo, vista: Vista | None, regla: Regla, azar: Random) -> list[Lectura]:
    """Lo que cada coalición sabe de cierto. Las de una parte son intercambiables: solo se lee la que contestó toda igual."""
    uniformes = [(i, _unica(p.calladas)) for i, p in enumerate(mundo.partes) if _unica(p.calladas) >= 0]
    return [
        Lectura(quienes, de, dijo, vista is not None)
        for quienes in coaliciones(len(mundo.partes))
        for de, dijo in uniformes
        if de not in quienes and not _pudo_ser_otra(mundo, vista, regla, quienes, de, dijo, azar)
    ]


def _unica(calladas: Cifras) -> int:
    """La respuesta que dieron todas, o -1."""
    dichas = [i for i, n in enumerate(calladas) if n]
    return dichas[0] if len(dichas) == 1 else -1


def _pudo_ser_otra(
    mundo: Mundo,
    vista: Vista | None,
    regla: Regla,
    quienes: tuple[int, ...],
    de: int,
    dijo: int,
    azar: Random,
) -> bool:
    cuantas = sum(mundo.partes[de].calladas)
    return any(
        otro.partes[de].calladas[dijo] < cuantas and regla(otro) == vista
        for otro in _otros(mundo, quienes, de, dijo, azar)
    )


def _otros(mundo: Mundo, quienes: tuple[int, ...], de: int, dijo: int, azar: Random) -> Iterator[Mundo]:
    """Primero los más parecidos: cambiar a unas, o trocarlas con las de otra parte; luego todas iguales, y al azar."""
    ajenas = [i for i in range(len(mundo.partes)) if i not in quienes]
    for otra in (o for o in range(3) if o != dijo):
        for cuantas in range(1, sum(mundo.partes[de].calladas) + 1):
            cambiada = _pasar(mundo.partes[de].calladas, dijo, otra, cuantas)
            yield _con(mundo, {de: cambiada})
            for con in (i for i in ajenas if i != de and mundo.partes[i].calladas[otra] >= cuantas):
                trocada = _pasar(mundo.partes[con].calladas, otra, dijo, cuantas)
                yield _con(mundo, {de: cambiada, con: trocada})
    for todas in range(3):
        yield _con(
            mundo, {i: _repartir(mundo, i, [float(o == todas) for o in range(3)], azar) for i in ajenas}
        )
    for _ in range(INTENTOS):
        pesos = [azar.choice((0.1, 0.5, 3.0)) for _ in range(3)]
        yield _con(mundo, {i: _repartir(mundo, i, pesos, azar) for i in ajenas})


def _pasar(calladas: Cifras, de: int, a: int, cuantas: int) -> Cifras:
    si, no, pnc = (n - cuantas * (i == de) + cuantas * (i == a) for i, n in enumerate(calladas))
    return si, no, pnc


def _repartir(mundo: Mundo, parte: int, pesos: list[float], azar: Random) -> Cifras:
    dichas = azar.choices(range(3), pesos, k=sum(mundo.partes[parte].calladas))
    return dichas.count(0), dichas.count(1), dichas.count(2)


def _con(mundo: Mundo, cambios: dict[int, Cifras]) -> Mundo:
    partes = (Parte(p.a_la_vista, cambios.get(i, p.calladas)) for i, p in enumerate(mundo.partes))
    return Mundo(tuple(partes), mundo.sin)
