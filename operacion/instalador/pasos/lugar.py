"""Los usuarios, sus grupos y las carpetas: quién puede qué."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from instalador import lugares
from instalador.piezas import Carpeta, Grupo, Orden, Paso, Pieza, Usuario, correr

# `conoceles` publica y opera. La captura, lo que está expuesto, es otro: no alcanza la llave de publicar.
SERVICIO, CAPTURA, LECTOR = "conoceles", "conoceles-captura", "conoceles-lector"
RESPALDO, PRACTICA, NGINX = "conoceles-respaldo", "conoceles-practica", "www-data"
ARCHIVOS = "conoceles-archivos"  # lo que la captura escribe, y leen quien publica y quien respalda


def paso() -> Paso:
    """Quien publica y opera es del grupo de la captura y del de respaldar; ellos no son del suyo."""
    return Paso("Usuarios y carpetas", [*_usuarios(), *_carpetas()])


def paso_de_sitio() -> Paso:
    """El sitio es de quien lo recibe; el lector lo lee y cuenta las visitas."""
    sitio = Carpeta(lugares.DATOS / "sitio", 0o755, SERVICIO, es_dato=True)
    suyas = (Carpeta(lugares.AJUSTES.parent), _datos(), sitio, _visitas())
    return Paso("Usuarios y carpetas", [Usuario(SERVICIO, str(lugares.DATOS)), Usuario(LECTOR), *suyas])


def _usuarios() -> Iterator[Pieza]:
    yield Grupo(ARCHIVOS)
    yield Usuario(PRACTICA)
    yield Usuario(CAPTURA, grupos=(ARCHIVOS, PRACTICA))  # el prototipo se copia del sitio de la práctica
    yield Usuario(RESPALDO, grupos=(ARCHIVOS,))
    yield Usuario(SERVICIO, str(lugares.DATOS), (ARCHIVOS, CAPTURA, RESPALDO))
    yield Usuario(LECTOR)


def _carpetas() -> Iterator[Pieza]:
    yield Carpeta(lugares.AJUSTES.parent)
    yield _datos()
    yield Carpeta(lugares.DATOS / "secretos", 0o750, SERVICIO, ARCHIVOS, es_dato=True)
    for nombre in ("archivos", "archivos_identidad"):
        yield Carpeta(lugares.DATOS / nombre, 0o2770, SERVICIO, ARCHIVOS, es_dato=True)
        yield _repuesto(lugares.DATOS / nombre, f":{ARCHIVOS}")
    yield Carpeta(lugares.DATOS / "registros", 0o2770, SERVICIO, RESPALDO, es_dato=True)
    yield Carpeta(lugares.DATOS / "registro", 0o750, SERVICIO, RESPALDO, es_dato=True)
    yield _visitas()
    yield Carpeta(lugares.TRABAJO, 0o700, SERVICIO, es_dato=True)
    yield Carpeta(lugares.RESPALDOS, 0o2750, RESPALDO, es_dato=True)
    yield _repuesto(lugares.RESPALDOS, f"{RESPALDO}:{RESPALDO}")
    for copia in (lugares.LLAVERO, lugares.ANTERIOR):
        yield Carpeta(copia, 0o700, SERVICIO, es_dato=True)


def _datos() -> Pieza:
    return Carpeta(lugares.DATOS, 0o755, SERVICIO, es_dato=True)


def _visitas() -> Pieza:
    return Carpeta(lugares.DATOS / "visitas", 0o2775, LECTOR, NGINX, es_dato=True)


def _repuesto(carpeta: Path, quien: str) -> Pieza:
    """Lo que se restauró de una copia es de quien dio la orden. `quien`: dueño y grupo, como en `chown`."""
    dueno, grupo = quien.split(":")

    def suyo(ruta: Path) -> bool:
        return ruta.is_symlink() or (
            ruta.group() == grupo and dueno in ("", ruta.owner()) and bool(ruta.stat().st_mode & 0o040)
        )

    def hacer() -> None:
        correr("chown", "-R", quien, carpeta)
        correr("chmod", "-R", "g+rX", carpeta)

    return Orden(
        f"que lo que hay en {carpeta} sea de {quien.lstrip(':')}",
        lambda: all(map(suyo, _dentro(carpeta))),
        hacer,
    )


def _dentro(carpeta: Path) -> list[Path]:
    try:
        return list(carpeta.iterdir())
    except (FileNotFoundError, PermissionError):
        return []
