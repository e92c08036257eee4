"""A qué se aspira en cada medida. Se imprimen junto al número; ninguna hace fallar la orden.

Una máquina ocupada mide mal, y quien decide es una persona que ve la razón y en qué se midió.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Tamano = dict[str, Any]


@dataclass(frozen=True)
class Renglon:
    """Una línea de la tabla. `valor` la saca de lo medido en un tamaño; `None` si ahí no se midió."""

    nombre: str
    unidad: str
    valor: Callable[[Tamano], float | None]
    decimales: int = 2
    meta: str = ""


def _servidor(nombre: str, dato: str) -> Callable[[Tamano], float | None]:
    return lambda t: t["sitio"].get(nombre, {}).get(dato)


# Para medir algo más: una función que agregue su parte al resultado de cada tamaño, y sus renglones aquí.
RENGLONES = (
    Renglon("Padrón importado", "renglones/s", lambda t: t["padron"]["filas_por_segundo"], 0),
    Renglon("Publicación completa, fotografías ya preparadas", "s", lambda t: t["publicacion"]["completa"]),
    Renglon("Preparar una fotografía (dos tamaños, dos formatos)", "s", lambda t: t["publicacion"]["fotografia"], 3),
    Renglon("Publicar sin cambios", "s", lambda t: t["publicacion"]["sin_cambios"], 3),
    Renglon(
        "Un perfil corregido, a la vista", "s",
        lambda t: t["publicacion"]["correccion"]["segundos"], 3, "≤ 1 s con 3,000",
    ),
    Renglon(
        "· la corrección más lenta", "s", lambda t: t["publicacion"]["correccion"]["segundos_maximo"], 3
    ),
    Renglon(
        "· parte que no depende del cambio", "s",
        lambda t: t["publicacion"]["correccion"]["segundos_fijos"], 3, "≤ 0.150 s con 3,000",
    ),
    Renglon(
        "· trabajo posterior, que nadie espera", "s", lambda t: t["publicacion"]["correccion"]["despues"], 3
    ),
    Renglon("Lector (granian, un proceso)", "peticiones/s", _servidor("lector", "por_segundo"), 0),
    Renglon("· percentil 99", "ms", _servidor("lector", "p99_ms")),
    Renglon("nginx (gzip_static)", "peticiones/s", _servidor("nginx", "por_segundo"), 0),
    Renglon("· percentil 99", "ms", _servidor("nginx", "p99_ms")),
    Renglon("Lector ÷ nginx", "razón", lambda t: t["sitio"]["razon"], 2, "≥ 0.50"),
    Renglon("Búsqueda en el lector, mediana", "ms", lambda t: t["busqueda"]["p50_ms"]),
    Renglon("· percentil 99", "ms", lambda t: t["busqueda"]["p99_ms"]),
)  # fmt: skip
