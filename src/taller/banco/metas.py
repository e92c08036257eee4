"""A qué se aspira en cada medida. Se imprimen junto al número; ninguna hace fallar la orden.

Una máquina ocupada mide mal, y quien decide es una persona que ve la razón y en qué se midió.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from taller.banco.resultado import Captura, Tamano

T = TypeVar("T")


@dataclass(frozen=True)
class Meta(Generic[T]):
    """Una línea de la tabla. `valor` la saca de lo medido una vez —un tamaño, una captura—; `None` si ahí no se midió."""

    nombre: str
    unidad: str
    valor: Callable[[T], float | None]
    decimales: int = 2
    meta: str = ""


def _gasto(dato: Literal["procesador_ms", "nucleos"], *de: str) -> Callable[[Captura], float | None]:
    return lambda c: sum(c[dato][quien] for quien in de) or None


def _servidor(nombre: Literal["lector", "nginx"], dato: str) -> Callable[[Tamano], float | None]:
    return lambda t: t["sitio"][nombre][dato]


def _busqueda(cual: Literal["grande", "hostil"], dato: str) -> Callable[[Tamano], float | None]:
    return lambda t: (t["busqueda"][cual] or {}).get(dato)


def _hostil(t: Tamano) -> float | None:
    hostil, normal = t["busqueda"]["hostil"], t["busqueda"]["grande"]
    return hostil["p99_ms"] / normal["p99_ms"] if hostil and normal else None


def _pintada(pagina: str, dato: str = "ms") -> Callable[[Tamano], float | None]:
    return lambda t: (t["pintada"] or {}).get(pagina, {}).get(dato)


DE_CAPTURA: tuple[Meta[Captura], ...] = (
    Meta("p95 de todas las peticiones", "ms", lambda c: c["todas"]["p95"], 0, "≤ 150 ms"),
    Meta("· con error", "peticiones", lambda c: c["fallas"], 0, "0"),
    Meta("Atendidas", "peticiones/s", lambda c: c["por_segundo"], 1),
    Meta("Procesador por petición, de los hosts", "ms", _gasto("procesador_ms", "hosts"), 1),
    Meta("· de PostgreSQL", "ms", _gasto("procesador_ms", "base"), 1),
    Meta("Núcleos ocupados por los hosts", "núcleos", _gasto("nucleos", "hosts")),
    Meta("· por PostgreSQL y el almacén", "núcleos", _gasto("nucleos", "base", "almacen")),
    Meta("· por quien carga", "núcleos", _gasto("nucleos", "carga")),
    Meta("· por lo ajeno al banco", "núcleos", _gasto("nucleos", "ajeno")),
)
# Para medir algo más: una función que agregue su parte al resultado de cada tamaño, y sus renglones aquí.
TRES = "con 3,000 · 30,000 · 100,000"
RENGLONES: tuple[Meta[Tamano], ...] = (
    Meta("Padrón importado", "renglones/s", lambda t: t["padron"]["filas_por_segundo"], 0, "≥ 3,000"),
    Meta("· por segundo de procesador", "renglones", lambda t: t["padron"]["por_segundo_de_procesador"], 0),
    Meta("· memoria máxima", "MB", lambda t: t["padron"]["memoria"], 0, "≤ 400 MB"),
    Meta("Sembrar lo capturado, por lotes", "candidaturas/s", lambda t: t["padron"]["capturadas_por_segundo"], 0),
    Meta("Publicación completa, fotografías ya preparadas", "s", lambda t: t["publicacion"]["completa"]),
    Meta("· por candidatura", "ms", lambda t: t["publicacion"]["por_candidatura_ms"], 1),
    Meta("· límite: comprimir y escribir los mismos octetos en un núcleo", "s", lambda t: t["publicacion"]["limite"]),
    Meta("· publicación ÷ límite", "razón", lambda t: t["publicacion"]["razon"], 1, "≤ 4 con dos núcleos"),
    Meta("· procesador, de todos sus procesos", "s", lambda t: t["publicacion"]["procesador"]),
    Meta("· procesador ÷ límite, los dos de procesador", "razón", lambda t: t["publicacion"]["razon_de_procesador"], 1),
    Meta("· memoria máxima, con todos sus procesos", "MB", lambda t: t["publicacion"]["memoria"], 0, "≤ 500 MB"),
    Meta("· trabajo posterior, que nadie espera", "s", lambda t: t["publicacion"]["despues"]),
    Meta("Preparar una fotografía (tres tamaños, dos formatos)", "s", lambda t: t["fotografia"], 3),
    Meta("Publicar sin cambios", "s", lambda t: t["publicacion"]["sin_cambios"], 3),
    Meta(
        "Un perfil corregido, a la vista", "s",
        lambda t: t["publicacion"]["correccion"]["segundos"], 3, f"≤ 0.2 · 0.4 · 1.0 s {TRES}",
    ),
    Meta(
        "· la corrección más lenta", "s", lambda t: t["publicacion"]["correccion"]["segundos_maximo"], 3
    ),
    Meta(
        "· parte que no depende del cambio", "s",
        lambda t: t["publicacion"]["correccion"]["segundos_fijos"], 3, "no crece con la elección",
    ),
    Meta(
        "· trabajo posterior, que nadie espera", "s", lambda t: t["publicacion"]["correccion"]["despues"], 3
    ),
    Meta("· procesador, con lo posterior", "s", lambda t: t["publicacion"]["correccion"]["procesador"], 3),
    Meta("Un perfil que se estrena, a la vista", "s", lambda t: t["publicacion"]["estreno"]["segundos"], 3),
    Meta(
        "· parte que no depende del cambio", "s", lambda t: t["publicacion"]["estreno"]["segundos_fijos"], 3
    ),
    Meta(
        "Tres mil tarjetas de persona, a este paso", "s", lambda t: t["materiales"].get("tarjetas_3000"), 0,
        "≤ 90 s con dos núcleos",
    ),
    Meta("· todos los materiales de la elección", "s", lambda t: t["materiales"].get("todos"), 0),
    Meta("· lo que pesan", "MB", lambda t: t["materiales"].get("megabytes"), 0, "≤ 1,250 MB con 3,000"),
    Meta("Informe de mayo: PDF, libro y JSON", "s", lambda t: t["informes"]["mayo"], 2, f"≤ 1 · 4 · 12 s {TRES}"),
    Meta("· procesador", "s", lambda t: t["informes"]["mayo_procesador"]),
    Meta("Estadística, después de un cambio", "s", lambda t: t["informes"]["estadistica"], 3, "≤ 0.2 s"),
    Meta("· procesador", "s", lambda t: t["informes"]["estadistica_procesador"], 3),
    Meta("· decidir un corte de identidad", "s", lambda t: t["informes"]["corte"]),
    Meta("«Hoy», la segunda visita", "s", lambda t: t["informes"].get("hoy"), 3, "≤ 0.15 s"),
    Meta("· procesador", "s", lambda t: t["informes"].get("hoy_procesador"), 3),
    Meta("Lector (granian, dos procesos)", "peticiones/s", _servidor("lector", "por_segundo"), 0),
    Meta("· percentil 99", "ms", _servidor("lector", "p99_ms")),
    Meta("nginx (gzip_static)", "peticiones/s", _servidor("nginx", "por_segundo"), 0),
    Meta("· percentil 99", "ms", _servidor("nginx", "p99_ms")),
    Meta("Lector ÷ nginx", "razón", lambda t: t["sitio"]["razon"], 2, "≥ 0.90"),
    Meta("Búsqueda en el lector, mediana", "ms", lambda t: t["busqueda"]["p50_ms"]),
    Meta("· percentil 99", "ms", lambda t: t["busqueda"]["p99_ms"]),
    Meta("Búsqueda con 30,000 candidaturas o más, mediana", "ms", _busqueda("grande", "p50_ms")),
    Meta("· percentil 99", "ms", _busqueda("grande", "p99_ms"), 2, "≤ 50 ms"),
    Meta("· la primera después de publicar", "ms", _busqueda("grande", "primera_ms"), 0),
    Meta("· percentil 99 de la hostil", "ms", _busqueda("hostil", "p99_ms"), 2, "≤ 50 ms"),
    Meta("· hostil ÷ normal, percentil 99", "razón", _hostil, 2, "≤ 1"),
    Meta("Lo principal, a la vista en la portada (4G lento, procesador ÷ 4)", "ms", _pintada("portada"), 0, "≤ 1,000 ms"),
    Meta("· en una boleta", "ms", _pintada("boleta"), 0, "≤ 1,000 ms"),
    Meta("· en un perfil", "ms", _pintada("perfil"), 0, "≤ 1,000 ms"),
    Meta("Primera visita: lo que baja en la portada, con encabezados", "KB", _pintada("portada", "kb"), 1, "≤ 45 KB"),
    Meta("· en una boleta", "KB", _pintada("boleta", "kb"), 1),
    Meta("· en un perfil", "KB", _pintada("perfil", "kb"), 1, "≤ 45 KB"),
)  # fmt: skip
