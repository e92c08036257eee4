"""Los usuarios y las carpetas: quién puede qué."""

from __future__ import annotations

from instalador import lugares
from instalador.piezas import Carpeta, Paso, Usuario

SERVICIO, LECTOR, NGINX = "conoceles", "conoceles-lector", "www-data"


def paso() -> Paso:
    """El lector no es el mismo usuario que la captura: no alcanza ni los ajustes ni las llaves."""
    suyo = {"dueno": SERVICIO, "es_dato": True}
    return Paso(
        "Usuarios y carpetas",
        [
            Usuario(SERVICIO, str(lugares.DATOS)),
            Usuario(LECTOR),
            Carpeta(lugares.AJUSTES.parent),
            Carpeta(lugares.DATOS, 0o755, **suyo),  # type: ignore[arg-type]
            Carpeta(lugares.DATOS / "visitas", 0o2775, LECTOR, NGINX, es_dato=True),
            Carpeta(lugares.TRABAJO, 0o700, **suyo),  # type: ignore[arg-type]
            Carpeta(lugares.RESPALDOS, 0o700, **suyo),  # type: ignore[arg-type]
            Carpeta(lugares.LLAVERO, 0o700, **suyo),  # type: ignore[arg-type]
        ],
    )
