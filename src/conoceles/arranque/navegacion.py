"""Las secciones del instituto en el encabezado de todas sus pantallas. Quién ve cada una lo dice su vista."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import resolve, reverse

SECCIONES = (
    ("revision_hoy", "Hoy"),
    ("revision_cola", "Revisión"),
    ("revision_ajustes", "Ajustes"),
    ("revision_formatos", "Formatos"),
    ("informes", "Informes"),
)


@dataclass(frozen=True)
class Enlace:
    """Una entrada del menú, en orden; `aqui` si la página pertenece a ella."""

    direccion: str
    rotulo: str
    aqui: bool


def menu(request: HttpRequest) -> dict[str, list[Enlace]]:
    """Procesador de contexto: `menu`, lo que puede abrir quien entró; vacío para quien solo captura."""
    papel = getattr(getattr(request, "user", None), "papel", "")
    vistas = [(reverse(ruta), rotulo) for ruta, rotulo in SECCIONES if papel in _papeles(ruta)]
    dentro = [direccion for direccion, _ in vistas if request.path.startswith(direccion)]
    actual = max(dentro, key=len, default="")
    return {"menu": [Enlace(direccion, rotulo, direccion == actual) for direccion, rotulo in vistas]}


def _papeles(ruta: str) -> frozenset[str]:
    vista = resolve(reverse(ruta).removeprefix(_prefijo())).func
    papeles: frozenset[str] = getattr(vista, "papeles", frozenset())
    return papeles


def _prefijo() -> str:
    return reverse("inicio").rstrip("/")
