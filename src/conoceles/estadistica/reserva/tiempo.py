"""Comparar dos cortes tampoco delata: qué se puede publicar después de lo ya publicado.

Las tablas de una pregunta forman una red: cada opción lleva sus personas de un corte al siguiente, y las
respuestas nuevas salen de «sin respuesta». Lo visible fija su arco; lo oculto lo deja entre cotas. En una
red, un arco puede valer otra cosa si y solo si por él pasa un ciclo residual: así se sabe, sin resolver
nada, si una celda oculta quedaría determinada (Ahuja, Magnanti y Orlin, «Network Flows», teorema 3.7).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from conoceles.estadistica.reserva.proteccion import Oculta

Nodo = tuple[str, int, str]
INFINITO = 1 << 40


@dataclass(frozen=True)
class Tabla:
    """Una tabla ya publicada, o por publicar: sus cuentas exactas y cómo se ve cada una. Última, «sin respuesta»."""

    cuentas: Mapping[str, int]
    vistas: Mapping[str, int | Oculta]
    umbral: int

    def cotas(self, clave: str) -> tuple[int, int]:
        """Entre qué valores la sabe quien conoce el método."""
        vista = self.vistas[clave]
        if isinstance(vista, int):
            return vista, vista
        if vista is Oculta.MENOS:
            return 0, self.umbral - 1
        return (self.umbral if Oculta.MENOS in self.vistas.values() else 0), INFINITO


@dataclass(frozen=True)
class _Arco:
    desde: Nodo
    hacia: Nodo
    flujo: int
    minimo: int = 0
    maximo: int = INFINITO


_Paso = tuple[list[_Arco], list[_Arco], list[_Arco]]


def delata(tablas: Sequence[Tabla], sin: str) -> bool:
    """¿La última haría que se determine una celda oculta, o que se sepa qué contestaron todas las nuevas?

    `sin`: la clave de «sin respuesta». Todas las tablas traen las mismas opciones, en el orden de los cortes.
    """
    _, residual = _red(tablas, sin)
    ocultas = [a for a, o in _valores(tablas) if o]
    return any(not _puede_cambiar(a, residual) for a in ocultas) or iguales(tablas, sin)


def iguales(tablas: Sequence[Tabla], sin: str) -> bool:
    """¿Se sabe que todas las nuevas, o las que se fueron, contestaron lo mismo?"""
    pasos, residual = _red(tablas, sin)
    return any(_iguales(movidas, residual) for _, *grupos in pasos for movidas in grupos)


def _red(tablas: Sequence[Tabla], sin: str) -> tuple[list[_Paso], dict[Nodo, set[Nodo]]]:
    pasos = [_paso(antes, despues, n, sin) for n, (antes, despues) in enumerate(pairwise(tablas))]
    arcos = [*_extremos(tablas), *(a for a, _ in _valores(tablas))]
    for seguidos, nuevas, idas in pasos:
        arcos += [*seguidos, *nuevas, *idas]
    return pasos, _residual(arcos)


def _valores(tablas: Sequence[Tabla]) -> list[tuple[_Arco, bool]]:
    """Un arco por celda, y si está oculta."""
    return [
        (_Arco(("entra", n, c), ("sale", n, c), t.cuentas[c], *t.cotas(c)), isinstance(t.vistas[c], Oculta))
        for n, t in enumerate(tablas)
        for c in t.cuentas
    ]


def _extremos(tablas: Sequence[Tabla]) -> list[_Arco]:
    """Quien mira no sabe cómo se repartían antes de la primera tabla ni cómo después de la última."""
    ultima = len(tablas) - 1
    return [
        *(_Arco(("fuera", 0, ""), ("entra", 0, c), n) for c, n in tablas[0].cuentas.items()),
        *(_Arco(("sale", ultima, c), ("fuera", 1, ""), n) for c, n in tablas[ultima].cuentas.items()),
    ]


def _paso(antes: Tabla, despues: Tabla, n: int, sin: str) -> _Paso:
    """De un corte a otro: quienes siguen, las respuestas nuevas y las que se fueron (si hubo)."""
    cambios = {c: despues.cuentas[c] - antes.cuentas[c] for c in antes.cuentas if c != sin}
    nuevas = {c: max(d, 0) for c, d in cambios.items()}
    idas = {c: max(-d, 0) for c, d in cambios.items()}
    entradas = max(0, sum(despues.cuentas.values()) - sum(antes.cuentas.values()))  # públicas: el padrón
    calladas = antes.cuentas[sin] + entradas - sum(nuevas.values())
    siguen = {c: antes.cuentas[c] - idas[c] for c in cambios} | {sin: max(0, calladas)}

    def arco(desde: str, hacia: str, flujo: int) -> _Arco:
        return _Arco(("sale", n, desde), ("entra", n + 1, hacia), flujo)

    hubo_idas = any(idas.values())
    sabidos = {c for c in cambios if isinstance(antes.vistas[c], int) and isinstance(despues.vistas[c], int)}
    return (
        [arco(c, c, f) for c, f in siguen.items()],
        [arco(sin, c, f) for c, f in nuevas.items() if f or c not in sabidos or not hubo_idas],
        [arco(c, sin, f) for c, f in idas.items() if hubo_idas and (f or c not in sabidos)],
    )


def _residual(arcos: Sequence[_Arco]) -> dict[Nodo, set[Nodo]]:
    red: dict[Nodo, set[Nodo]] = {}
    for a in arcos:
        if a.flujo < a.maximo:
            red.setdefault(a.desde, set()).add(a.hacia)
        if a.flujo > a.minimo:
            red.setdefault(a.hacia, set()).add(a.desde)
    return red


def _puede_cambiar(a: _Arco, red: Mapping[Nodo, set[Nodo]]) -> bool:
    """Si por el arco pasa un ciclo residual que no sea ir y volver por él mismo."""
    return (a.flujo < a.maximo and _llega(a.hacia, a.desde, red)) or (
        a.flujo > a.minimo and _llega(a.desde, a.hacia, red)
    )


def _llega(desde: Nodo, hasta: Nodo, red: Mapping[Nodo, set[Nodo]]) -> bool:
    """Hay camino residual, sin el salto directo."""
    vistos, cola = {desde}, [desde]
    while cola:
        nodo = cola.pop()
        for vecino in red.get(nodo, ()):
            if (nodo, vecino) == (desde, hasta) or vecino in vistos:
                continue
            if vecino == hasta:
                return True
            vistos.add(vecino)
            cola.append(vecino)
    return False


def _iguales(movidas: Sequence[_Arco], red: Mapping[Nodo, set[Nodo]]) -> bool:
    """Todas las que se movieron eligieron lo mismo, y se puede saber."""
    con_alguien = [a for a in movidas if a.flujo]
    return len(con_alguien) == 1 and not any(_puede_cambiar(a, red) for a in movidas)
