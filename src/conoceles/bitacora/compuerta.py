"""La compuerta: en duda, lo que no tiene vuelta espera y dice por qué; lo que una persona ordena de otra, pasa con su orden.

Cada sala declara las dudas que sabe ver (la hora, la definición, las filas, la base, la máquina, las llaves). Todo acto pasa por aquí
antes de asentarse, así que ninguna puerta queda sin cuidar; quien hace muchos seguidos pregunta antes para no tropezar con cada uno.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from enum import Enum
from typing import NamedTuple

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.fila import Espera
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import Conflicto


class Sobre(NamedTuple):
    """De qué se duda: de esa elección, o vacía de toda la instalación; y de las filas de esas candidaturas, o `None` de todas.

    `salvo`: las filas que escribe el acto mismo, por su nombre en las entradas.
    """

    proceso: str = ""
    folios: Collection[str] | None = ()
    salvo: Collection[str] = ()


Duda = Callable[[Sobre], str]  # por qué se duda; vacío, no se duda

_DUDAS: dict[str, Duda] = {}


class Efecto(Enum):
    """Lo que sale o se fija sin un acto propio, con lo que espera."""

    CUENTAS_DEL_CORTE = (
        Espera.TODO
    )  # las de los archivos de datos y las gráficas: en duda quedan las del corte anterior
    CORREO = Espera.NADA  # el acto que lo motiva ya pasó por aquí, y la cola va sellada

    @property
    def espera(self) -> Espera:
        return self.value


class EnDuda(Conflicto):
    """Algo que no tiene vuelta se quiso hacer mientras hay una duda."""


def declarar(nombre: str, duda: Duda) -> None:
    """Otra cosa de la que se puede dudar; la declara su sala al arrancar, una vez."""
    _DUDAS[nombre] = duda


def declaradas() -> dict[str, Duda]:
    """Todas las que hoy se preguntan, por su nombre."""
    return dict(_DUDAS)


def causas(
    que: Acto | Efecto, proceso: str = "", folios: Collection[str] = (), salvo: Collection[str] = ()
) -> list[str]:
    """Las frases de lo que hoy lo detiene, en esa elección y de esas candidaturas; ninguna, si puede hacerse."""
    if que.espera is Espera.NADA:
        return []
    de = {Espera.TODO: None, Espera.SUYO: folios}.get(que.espera, ())
    return [frase for duda in _DUDAS.values() if (frase := duda(Sobre(proceso, de, salvo)))]


def cerrada(que: Acto | Efecto, proceso: str = "", folios: Collection[str] = ()) -> bool:
    """Si el sistema no puede hacerlo ahora. Sin `folios`, lo que es de cada persona se pregunta además al hacer lo suyo."""
    return bool(causas(que, proceso, folios))


def abiertas(acto: Acto, procesos: Iterable[str]) -> list[str]:
    """De esas elecciones, aquellas en que el sistema puede hacer ese acto."""
    return [clave for clave in procesos if not cerrada(acto, clave)]


def pasar(
    acto: Acto, *, por: Alcance, proceso: str, folios: Collection[str], salvo: Collection[str] = ()
) -> None:
    """`EnDuda`, con su causa, si no tiene vuelta y hoy se duda. `folios`: de quiénes es; vacío, de la elección. `salvo`: `Sobre`."""
    lo_ordena_alguien = folios and por.papel != "sistema"
    if not lo_ordena_alguien and (dichas := causas(acto, proceso, folios, salvo)):
        raise EnDuda(f"Esto no se puede deshacer y espera a que se aclare una duda. {' '.join(dichas)}")
