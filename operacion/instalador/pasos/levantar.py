"""Lo que Debian deja muerto si algo lo mata, y con ello el sitio o la captura hasta que alguien lo ve."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from instalador.lugares import UNIDADES
from instalador.piezas import Archivo, Orden, Pieza, correr, hay_systemd, sale_bien


def levantado(que: str, unidad: Callable[[], str], cuando: str, segundos: int) -> Pieza:
    """`unidad`: su nombre, o nada si todavía no existe. `cuando`: el `Restart` de systemd. Lo que otro agregó ahí se queda."""

    def archivo() -> Archivo:
        texto = f"[Service]\nRestart={cuando}\nRestartSec={segundos}\n"
        return Archivo(UNIDADES / f"{unidad()}.service.d" / "conoceles.conf", lambda: texto)

    def quitar() -> None:
        archivo().quitar()
        with suppress(OSError):
            archivo().ruta.parent.rmdir()
        _releer()

    def poner() -> None:
        archivo().poner()
        _releer()

    return Orden(
        f"que systemd levante {que} si algo lo mata",
        lambda: bool(unidad()) and archivo().esta() and not _sin_leer(unidad()),
        poner,
        quitar,
    )


def desde(unidad: str) -> float:
    """Cuándo arrancó, o leyó otra vez sus ajustes: segundos, con sus millonésimas; 0 si no está en marcha.

    Sin ellas, lo escrito en el mismo segundo en que arrancó se daba por leído: al instalar, todo cae en uno.
    """
    if not sale_bien("systemctl", "is-active", "--quiet", unidad):
        return 0
    dicho = correr("systemctl", "show", "-p", "StateChangeTimestamp", "--value", "--timestamp=us+utc", unidad)
    sin_dia = dicho.strip().partition(" ")[2]  # «Mon 2026-11-30 23:50:00.123456 UTC»
    return datetime.strptime(sin_dia.replace(" UTC", "+0000"), "%Y-%m-%d %H:%M:%S.%f%z").timestamp()


def _sin_leer(unidad: str) -> bool:
    return hay_systemd() and "yes" in correr("systemctl", "show", "-p", "NeedDaemonReload", "--value", unidad)


def _releer() -> None:
    if hay_systemd():
        correr("systemctl", "daemon-reload")
