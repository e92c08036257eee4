"""Quien lee la tabla sabiendo cosas. Su cuenta es toda de este archivo: no usa la protección que ataca.

Sabe el método, que se publica; cuántas personas hay y cuáles enviaron, que las tablas de avance dicen; lo que contestaron
las suyas, y lo que se lee o se leerá en los perfiles. Prueba cada reparto de las cifras que daría la misma tabla, le
resta lo que sabe y mira si a alguien de las demás solo le queda una respuesta posible.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

Vista = Mapping[str, int | str]  # opción → cifra, «menos» o «reservada»
MENOS, RESERVADA = "menos", "reservada"


def se_veria(cifras: Sequence[int], k: int, orden: Sequence[int]) -> list[int | str]:
    """La tabla como el método la enseña, escrito aquí otra vez desde su explicación pública."""
    chicas = [n < k for n in cifras]
    if sum(cifras) == 0 or not any(chicas):
        return list(cifras)
    cubierto, tapadas = sum(n for n in cifras if n < k), 0
    vista: list[int | str] = [MENOS if chica else n for n, chica in zip(cifras, chicas, strict=True)]
    for i in orden:
        if chicas[i]:
            continue
        vista[i], tapadas, cubierto = RESERVADA, tapadas + 1, cubierto + cifras[i]
        if cubierto >= tapadas * k + sum(chicas) * (k - 1):
            return vista
    return [RESERVADA] * len(cifras)


def repartos(
    vista: Sequence[int | str], poblacion: int, sabido: Sequence[int], k: int, orden: Sequence[int]
) -> Iterator[tuple[int, ...]]:
    """Cada reparto de la población que daría esa misma vista y no contradice lo que se sabe. La última cifra es la de
    quienes no contestaron, que se conoce: `sabido` la trae entera."""
    rangos = []
    for visto, suyo in zip(vista[:-1], sabido[:-1], strict=True):
        tope = k - 1 if visto == MENOS else poblacion
        rangos.append([visto] if isinstance(visto, int) else range(suyo, tope + 1))
    for cifras in product(*rangos[:-1]):
        ultima = poblacion - sum(cifras) - sabido[-1]
        todas = (*cifras, ultima, sabido[-1])
        cabe = ultima >= sabido[len(cifras)] and (rangos[-1] == [ultima] or ultima in rangos[-1])
        if cabe and se_veria(todas, k, orden) == list(vista):
            yield todas


def leida(
    vista: Sequence[int | str], poblacion: int, sabido: Sequence[int], k: int, orden: Sequence[int]
) -> int | None:
    """La opción que sin duda eligieron todas las personas de quienes no sabe nada; `None` si no la hay.

    De personas de las que no se sabe nada, una respuesta solo queda fijada cuando todas dieron la misma.
    """
    fijas: set[int] | None = None
    for cifras in repartos(vista, poblacion, sabido, k, orden):
        quedan = [n - suyo for n, suyo in zip(cifras[:-1], sabido[:-1], strict=True)]
        solas = {i for i, n in enumerate(quedan) if n and n == sum(quedan)}
        fijas = solas if fijas is None else fijas & solas
        if not fijas:
            return None
    return min(fijas) if fijas else None
