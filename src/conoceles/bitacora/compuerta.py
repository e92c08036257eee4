"""La compuerta: en duda, lo que no tiene vuelta espera y dice por qué; lo que una persona ordena de otra, pasa con su orden.

Cada sala declara las dudas que sabe ver (la hora, la definición de una elección). Todo acto pasa por aquí antes de asentarse, así
que ninguna puerta queda sin cuidar; quien hace muchos seguidos pregunta antes para no tropezar con cada uno.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from conoceles.bitacora.actos import Acto
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import Conflicto

Duda = Callable[
    [str], str
]  # elección, o vacía si es de toda la instalación → por qué se duda; vacío, no se duda

_DUDAS: dict[str, Duda] = {}


class EnDuda(Conflicto):
    """Algo que no tiene vuelta se quiso hacer mientras hay una duda."""


def declarar(nombre: str, duda: Duda) -> None:
    """Otra cosa de la que se puede dudar; la declara su sala al arrancar, una vez."""
    _DUDAS[nombre] = duda


def declaradas() -> tuple[Duda, ...]:
    """Todas las que hoy se preguntan."""
    return tuple(_DUDAS.values())


def dudas(proceso: str = "") -> list[str]:
    """Las frases de lo que hoy está en duda, de la instalación o de esa elección."""
    return [frase for duda in declaradas() if (frase := duda(proceso))]


def cerrada(acto: Acto, proceso: str = "") -> bool:
    """Si el sistema no puede hacer ahora ese acto."""
    return acto.fila.sin_vuelta and bool(dudas(proceso))


def abiertas(acto: Acto, procesos: Iterable[str]) -> list[str]:
    """De esas elecciones, aquellas en que el sistema puede hacer ese acto."""
    return [clave for clave in procesos if not cerrada(acto, clave)]


def pasar(acto: Acto, *, por: Alcance, proceso: str, de_alguien: bool) -> None:
    """`EnDuda`, con su causa, si no tiene vuelta y hoy se duda. `de_alguien`: si es de una candidatura y no de la elección."""
    lo_ordena_alguien = de_alguien and por.papel != "sistema"
    if lo_ordena_alguien or not acto.fila.sin_vuelta:
        return
    if causas := dudas(proceso):
        raise EnDuda(f"Esto no se puede deshacer y espera a que se aclare una duda. {' '.join(causas)}")
