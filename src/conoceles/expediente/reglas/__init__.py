"""Las reglas de la revisión: una regla, un archivo, un artículo, una prueba.

Ninguna decide: señalan. Las observables citan con qué fundamento se puede pedir una corrección; las
informativas nunca impiden validar.
"""

from __future__ import annotations

from collections.abc import Callable

from conoceles.expediente.reglas import (
    contacto_compartido,
    copiada,
    corta,
    fotografia_antigua,
    fotografia_falta,
    fotografia_fecha,
    lexico,
    obligatoria,
    otra_fuerza,
    padron,
    recomendada,
    relleno,
)
from conoceles.expediente.reglas.caso import Ajena, Caso, FotoDelCaso, HallazgoDeRevision

__all__ = ["REGLAS", "Ajena", "Caso", "FotoDelCaso", "HallazgoDeRevision", "aplicar"]

Regla = Callable[[Caso], list[HallazgoDeRevision]]

REGLAS: tuple[Regla, ...] = (
    fotografia_falta.revisar,
    fotografia_antigua.revisar,
    fotografia_fecha.revisar,
    obligatoria.revisar,
    corta.revisar,
    relleno.revisar,
    copiada.revisar,
    recomendada.revisar,
    contacto_compartido.revisar,
    padron.revisar,
    otra_fuerza.revisar,
    lexico.revisar,
)


def aplicar(caso: Caso) -> list[HallazgoDeRevision]:
    """Todo lo que las reglas señalan, en el orden de las secciones; su posición es su número."""
    orden = {"fotografia": -1} | {s.clave: n for n, s in enumerate(caso.cuestionario.secciones)}
    hallazgos = [hallazgo for regla in REGLAS for hallazgo in regla(caso)]
    return sorted(hallazgos, key=lambda h: orden[h.seccion])
