"""La regla del extracto para estudios, escrita otra vez desde el ADR 0021 («El extracto, paso a paso»).

No comparte código con el producto: quien mira la escribe desde su explicación pública, y con ella sabe qué elecciones se
verían como la que ve. Cada pregunta se decide sola: lo que se contestó en otra no cambia su cruce.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from estadistica import regla_escrita as tablas
from estadistica.regla_escrita import OPCIONES, K, Vista

JUNTAS = 3
OTRAS = "otras respuestas"


class Persona(NamedTuple):
    """`parte`: quién responde por ella. `se_lee`: su perfil dice o dirá lo que contestó. `dijo`: vacío si no contestó."""

    parte: int
    se_lee: bool
    atributos: tuple[str, ...]
    dijo: str


Gente = tuple[Persona, ...]
Celda = tuple[str, ...]


class Visto(NamedTuple):
    """La tabla de la pregunta, si salió, y cuántas personas hay en cada combinación del cruce, si salió."""

    tabla: Vista | None
    cruce: tuple[tuple[Celda, int], ...]


Regla = Callable[[Gente], Visto]


def hoy(gente: Gente) -> Visto:
    """La que corre."""
    tabla = _tabla(tuple(_mundo(gente)), sum(not p.dijo for p in gente))
    sueltas = {o for o, v in zip(OPCIONES, tabla or (), strict=False) if isinstance(v, int) and v}
    contestaron = [p._replace(dijo=p.dijo if p.dijo in sueltas else OTRAS) for p in gente if p.dijo]
    cuantos = 0
    while sueltas and cuantos < len(contestaron[0].atributos) and _salen(contestaron, cuantos + 1):
        cuantos += 1
    celdas = Counter((*p.atributos[:cuantos], p.dijo) for p in contestaron)
    return Visto(tabla, tuple(sorted(celdas.items())) if cuantos else ())


@lru_cache(maxsize=10_000)
def _tabla(partes: tuple[tablas.Parte, ...], sin: int) -> Vista | None:
    return tablas.hoy(tablas.Mundo(partes, sin))


def _mundo(gente: Gente) -> list[tablas.Parte]:
    """La misma gente, como la mira su tabla."""
    dichas = Counter((p.parte, p.se_lee, p.dijo) for p in gente)
    return [
        tablas.Parte(
            *((dichas[i, lee, "si"], dichas[i, lee, "no"], dichas[i, lee, "pnc"]) for lee in (True, False))
        )
        for i in sorted({p.parte for p in gente})
    ]


def _salen(contestaron: list[Persona], cuantos: int) -> bool:
    """Pasos 2 y 3: cada clase —quienes comparten esos atributos— podría ser una tabla con todas sus celdas a la vista."""
    clases: dict[Celda, list[Persona]] = {}
    for p in contestaron:
        clases.setdefault(p.atributos[:cuantos], []).append(p)
    return all(_sale(clase) for clase in clases.values())


def _sale(clase: list[Persona]) -> bool:
    partes: dict[int, Counter[str]] = {}
    for p in clase:
        partes.setdefault(p.parte, Counter())[p.dijo] += not p.se_lee
    celdas = sum(partes.values(), Counter[str]())
    if any(celdas[dijo] < K for dijo in {p.dijo for p in clase}) or _decide_una_sola(partes):
        return False
    restos = (celdas - sum((partes[i] for i in quienes), Counter()) for quienes in _coaliciones(partes))
    return all(not resto or (resto.total() >= K and len(resto) > 1) for resto in restos)


def _coaliciones(partes: dict[int, Counter[str]]) -> Iterator[tuple[int, ...]]:
    for juntas in range(JUNTAS + 1):
        yield from combinations(partes, juntas)


def _decide_una_sola(partes: dict[int, Counter[str]]) -> bool:
    calladas = sorted((n for p in partes.values() if (n := p.total())), reverse=True)
    return 1 in calladas and sum(calladas[2 * JUNTAS : -1]) < K


def con_tantas_en_cada_celda(gente: Gente) -> Visto:
    """La que no bastaba: quitadas las de tres partes, en cada celda quedaban tantas como el umbral.

    En una celda chica eso solo pasa si cada parte tiene una, y quien sabe lo de las suyas sabe también cuáles son.
    """
    tabla = hoy(gente).tabla
    sueltas = {o for o, v in zip(OPCIONES, tabla or (), strict=False) if isinstance(v, int) and v}
    filas = [
        (p, (*p.atributos[:1], p.dijo if p.dijo in sueltas else OTRAS)) for p in gente if sueltas and p.dijo
    ]
    celdas: dict[Celda, Counter[int]] = {}
    for p, celda in filas:
        celdas.setdefault(celda, Counter())[p.parte] += not p.se_lee
    quedan = [c.total() - sum(n for _, n in c.most_common(JUNTAS)) for c in celdas.values()]
    por_clase = Counter(celda[:-1] for celda in celdas)
    salen = bool(filas) and min(quedan) >= K and min(por_clase.values()) > 1
    return Visto(tabla, tuple(sorted(Counter(f for _, f in filas).items())) if salen else ())
