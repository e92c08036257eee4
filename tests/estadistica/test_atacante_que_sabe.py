"""Cientos de elecciones al azar contra quien sabe el método, lo suyo, lo de quien se le junte y los perfiles de mañana."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations

from conoceles.estadistica.identidad import vistas
from conoceles.estadistica.reserva.proteccion import Oculta
from conoceles.estadistica.reserva.regla import a_salvo
from conoceles.identidad.totales.conteos import SIN_RESPUESTA
from conoceles.identidad.totales.contestadas import PUBLICO, Contestada
from conoceles.identidad.totales.tablas import Asentada
from estadistica.atacante import MENOS, RESERVADA, leida

ELECCIONES = 400
K = 5
OPCIONES = ("si", "no", "pnc")
ORDEN = (1, 2, 0, 3)  # lo dice el método: «no», lo demás, «sí», y al final quienes no contestaron
CORTE = datetime.fromisoformat("2024-04-28T00:00:00-06:00")


@dataclass(frozen=True)
class Quien:
    """Una persona inventada: quién responde por ella, qué contestó (o `None`) y si se lee, hoy o mañana."""

    responde: str
    dijo: str | None
    se_lee: bool


def eleccion(azar: random.Random) -> list[Quien]:
    """De pocas a muchas personas, de uno a diez que responden, y respuestas de parejas a casi todas iguales."""
    fuerzas = [f"F{i}" for i in range(azar.choice((1, 2, 3, 8, 10)))]
    pesos = [azar.choice((1, 3, 30)) for _ in OPCIONES]
    lee = azar.choice((0.0, 0.2, 0.7))
    personas = []
    for _ in range(azar.randint(*azar.choice(((6, 45), (60, 120))))):
        dijo = azar.choices(OPCIONES, pesos)[0] if azar.random() < 0.8 else None
        personas.append(Quien(azar.choice(fuerzas), dijo, dijo is not None and azar.random() < lee))
    return personas


def _sale(personas: Sequence[Quien]) -> bool:
    contestaron = Counter[Contestada]()
    for q in personas:
        saben = frozenset({q.responde, PUBLICO} if q.se_lee else {q.responde})
        contestaron.update([Contestada(q.dijo, saben, saben)] if q.dijo else [])
    return a_salvo(contestaron, K)


def _asentada(personas: Sequence[Quien]) -> Asentada:
    dichas = Counter(q.dijo for q in personas if q.dijo)
    return Asentada(CORTE, len(personas), K, dict(dichas) | {SIN_RESPUESTA: len(personas) - dichas.total()})


def _vista(tabla: Asentada) -> list[int | str]:
    nombres = {Oculta.MENOS: MENOS, Oculta.RESERVADA: RESERVADA}
    vista = vistas([*OPCIONES, SIN_RESPUESTA], tabla)
    return [nombres[v] if isinstance(v, Oculta) else v for v in vista.values()]


def atacantes(personas: Sequence[Quien]) -> Iterator[tuple[str, ...]]:
    """Nadie (Eva, que solo lee), cada quien, y cada dos o tres que se juntan."""
    fuerzas = sorted({q.responde for q in personas})
    yield ()
    yield from ((f,) for f in fuerzas)
    yield from combinations(fuerzas, 2)
    yield from combinations(fuerzas, 3)


def recuperadas(personas: Sequence[Quien], vista: Sequence[int | str]) -> list[tuple[tuple[str, ...], int]]:
    """Quién leyó qué."""
    halladas = []
    for juntas in atacantes(personas):
        sabe = [q for q in personas if q.se_lee or q.responde in juntas]
        sabido = [sum(q.dijo == o for q in sabe) for o in OPCIONES]
        sabido.append(sum(q.dijo is None for q in personas))
        if sum(sabido) == len(personas):
            continue  # no queda nadie de quien no sepa
        if (opcion := leida(vista, len(personas), sabido, K, ORDEN)) is not None:
            halladas.append((juntas, opcion))
    return halladas


def test_en_cientos_de_elecciones_nadie_que_sabe_lee_a_otra_persona() -> None:
    publicadas, leidas = 0, []
    for semilla in range(ELECCIONES):
        personas = eleccion(random.Random(semilla))
        if _sale(personas):
            publicadas += 1
            leidas += [(semilla, *h) for h in recuperadas(personas, _vista(_asentada(personas)))]
    assert publicadas > ELECCIONES // 10  # si no saliera ninguna, no diría nada
    assert leidas == []


def test_el_mismo_atacante_lee_si_toda_tabla_se_publica() -> None:
    """El control: sin la decisión de no publicar, con solo ocultar lo chico, lee a alguien; sola, en pareja y de tres."""
    elecciones = [eleccion(random.Random(semilla)) for semilla in range(ELECCIONES)]
    leyeron = {len(q) for e in elecciones for q, _ in recuperadas(e, _vista(_asentada(e)))}
    assert leyeron == {0, 1, 2, 3}
