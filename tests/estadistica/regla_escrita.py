"""La regla de publicación de una tabla de identidad, escrita otra vez desde el ADR 0021 («La regla, paso a paso»).

No comparte código con el producto: quien mira la escribe desde su explicación pública, y con ella sabe qué mundos se
publicarían y cómo se verían. `REGLAS` guarda también las que no bastaban, para ver que el atacante las lee.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

K, JUNTAS = 5, 3
OPCIONES = ("si", "no", "pnc")
_RESERVA = (1, 2, 0, 3)  # en qué orden: «no», lo demás, «sí» y al final quienes no contestaron
MENOS, RESERVADA = "menos", "reservada"

Cifras = tuple[int, int, int]
Vista = tuple[int | str, ...]


class Parte(NamedTuple):
    """Lo de quien responde por unas candidaturas: cuántas de cada respuesta se leen en un perfil, y cuántas no."""

    a_la_vista: Cifras
    calladas: Cifras


class Mundo(NamedTuple):
    """Lo que contestó toda la gente. `sin`: cuántas no contestaron, que se sabe."""

    partes: tuple[Parte, ...]
    sin: int


Regla = Callable[[Mundo], Vista | None]


def suma(varias: Sequence[Cifras]) -> Cifras:
    return (sum(c[0] for c in varias), sum(c[1] for c in varias), sum(c[2] for c in varias))


def menos(una: Sequence[int], otra: Sequence[int]) -> Cifras:
    return (una[0] - otra[0], una[1] - otra[1], una[2] - otra[2])


def vista(celdas: Sequence[int]) -> Vista:
    """Paso 1: qué celdas se ocultan. La última es la de quienes no contestaron."""
    ve: list[int | str] = [MENOS if n < K else n for n in celdas]
    chicas, tapadas = ve.count(MENOS), 0
    if not chicas or not sum(celdas):
        return tuple(celdas)
    juntan = sum(n for n in celdas if n < K)
    for i in (i for i in _RESERVA if ve[i] != MENOS):
        ve[i], tapadas, juntan = RESERVADA, tapadas + 1, juntan + celdas[i]
        if juntan >= tapadas * K + chicas * (K - 1):
            return tuple(ve)
    return (RESERVADA,) * len(celdas)


def _una_celda_fija(celdas: Sequence[int], ve: Vista, sabidas: Sequence[int]) -> bool:
    """Paso 4: alguna celda oculta no puede cambiar con ninguna otra sin salirse de lo que su marca admite."""
    marcada = MENOS in ve
    hasta = [n if v == n else K - 1 if v == MENOS else sum(celdas) for n, v in zip(celdas, ve, strict=True)]
    desde = [n if v == n else K if v == RESERVADA and marcada else 0 for n, v in zip(celdas, ve, strict=True)]
    piso = [max(d, s) for d, s in zip(desde, (*sabidas, 0), strict=True)]
    suben = {i for i, n in enumerate(celdas) if n < hasta[i]}
    bajan = {i for i, n in enumerate(celdas) if n > piso[i]}
    ocultas = [i for i, v in enumerate(ve) if isinstance(v, str)]
    return any(not (i in suben and bajan - {i}) and not (i in bajan and suben - {i}) for i in ocultas)


def _una_fija_el_metodo(celdas: Sequence[int], ve: Vista, sabidas: Sequence[int]) -> bool:
    """Paso 5: pasando personas de una respuesta oculta a otra, ninguna tabla se ve igual."""
    ocultas = [i for i in range(3) if isinstance(ve[i], str)]

    def otra_igual(de: int, a: int) -> bool:
        for cuantas in range(1, celdas[de] - sabidas[de] + 1):
            otras = [n - cuantas * (i == de) + cuantas * (i == a) for i, n in enumerate(celdas)]
            if vista(otras) == ve:
                return True
        return False

    return any(not any(otra_igual(i, j) or otra_igual(j, i) for j in ocultas if j != i) for i in ocultas)


def coaliciones(cuantas: int, hasta: int = JUNTAS) -> Iterator[tuple[int, ...]]:
    """Nadie, y cada quien, dos o tres que se junten."""
    for juntas in range(hasta + 1):
        yield from combinations(range(cuantas), juntas)


def faltan(mundo: Mundo, quienes: tuple[int, ...]) -> Cifras:
    """De quiénes no sabe nada esa coalición."""
    return suma([p.calladas for i, p in enumerate(mundo.partes) if i not in quienes])


def _pocas(resto: Cifras) -> bool:
    return 0 < sum(resto) < K


def _todas_iguales(resto: Cifras) -> bool:
    return 0 < sum(resto) == max(resto)


def _decide_una_sola(mundo: Mundo) -> bool:
    """Paso 3."""
    calladas = sorted((n for p in mundo.partes if (n := sum(p.calladas))), reverse=True)
    return 1 in calladas and sum(calladas[2 * JUNTAS : -1]) < K


def _celdas(mundo: Mundo) -> tuple[int, int, int, int]:
    return (*suma([c for p in mundo.partes for c in p]), mundo.sin)


def _se_determina_una(mundo: Mundo) -> bool:
    celdas, sabidas = _celdas(mundo), suma([p.a_la_vista for p in mundo.partes])
    ve = vista(celdas)
    if _una_celda_fija(celdas, ve, (0, 0, 0)):
        return True
    mira = any(sabidas) and any(faltan(mundo, ()))
    return mira and (_una_celda_fija(celdas, ve, sabidas) or _una_fija_el_metodo(celdas, ve, sabidas))


def hoy(mundo: Mundo, *, sola: bool = True, lo_esconda: bool = True) -> Vista | None:
    """La vista, o `None` si «no se publica»."""
    celdas = _celdas(mundo)
    if sum(celdas[:3]) < K or _todas_iguales(celdas[:3]) or (sola and _decide_una_sola(mundo)):
        return None
    for quienes in coaliciones(len(mundo.partes)):
        resto = faltan(mundo, quienes)
        iguales = _todas_iguales(resto) and (lo_esconda or not _se_disimula(celdas, resto))
        if _pocas(resto) or iguales:
            return None
    return None if _se_determina_una(mundo) else vista(celdas)


def _se_disimula(celdas: Sequence[int], resto: Cifras) -> bool:
    """Otro reparto de quienes faltan se vería igual: la regla de ayer publicaba entonces."""
    ve, sabidas, cuantas = vista(celdas), menos(celdas, resto), sum(resto)
    repartos = ((a, b, cuantas - a - b) for a in range(cuantas + 1) for b in range(cuantas + 1 - a))
    return any(
        vista((*(s + r for s, r in zip(sabidas, reparto, strict=True)), celdas[3])) == ve
        for reparto in repartos
        if reparto != resto
    )


def siempre(mundo: Mundo) -> Vista | None:
    """La primera: se ocultan las celdas chicas, y toda tabla de bastante gente sale."""
    celdas = _celdas(mundo)
    return vista(celdas) if sum(celdas[:3]) >= K else None


def que_los_esconda(mundo: Mundo) -> Vista | None:
    """La segunda: salía también si todas dijeron lo mismo, cuando la tabla lo disimulaba."""
    return hoy(mundo, sola=False, lo_esconda=False)


def sin_cuidar_a_una_sola(mundo: Mundo) -> Vista | None:
    """La de hoy, sin el paso 3."""
    return hoy(mundo, sola=False)
