"""Las unidades de systemd, y que estén en marcha con los ajustes y el programa de hoy."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path
from urllib.request import urlopen

from instalador.lugares import AJUSTES, PROGRAMA, UNIDADES
from instalador.pasos import papeles
from instalador.pasos.bases import PAPELES
from instalador.piezas import Archivo, Falla, Orden, Paso, Pieza, correr, hay_systemd, sale_bien

# La práctica se ofrece aparte, con su propio nombre: se deja puesta y sin habilitar.
SIN_HABILITAR = ("conoceles-practica.service",)
CAPTURA, VIVA = "conoceles-captura.service", "http://127.0.0.1:8001/salud/vivo"
ARRANCA = 60.0  # segundos, tope
SEGUN = (
    AJUSTES,
    *map(papeles.archivo, PAPELES),
    PROGRAMA / "src" / "conoceles",
    PROGRAMA / ".venv" / "produccion.txt",
)


def todas(origen: Path, *, copia: bool) -> list[Path]:
    """`copia`: si las bases están aquí, y aquí se copian."""
    suyas = set((origen / "operacion" / "systemd").iterdir())
    return sorted(suyas if copia else suyas - {*de_la_copia(origen)})


def de_la_copia(origen: Path) -> list[Path]:
    return sorted((origen / "operacion" / "systemd").glob("conoceles-continuo.*"))


def del_sitio(origen: Path) -> list[Path]:
    """El lector, y que nginx lea los estilos que llegan con lo publicado."""
    unidades = origen / "operacion" / "systemd"
    return sorted((unidades / "conoceles-lector.service", *unidades.glob("conoceles-estilos.*")))


def paso(fuentes: list[Path]) -> Paso:
    """Como vienen, y habilitadas: las que atienden y los temporizadores; lo que da un temporizador lo arranca él."""
    archivos: list[Pieza] = [
        Archivo(UNIDADES / f.name, partial(f.read_text, encoding="utf-8")) for f in fuentes
    ]
    return Paso(
        "Unidades de systemd",
        [_olvidadas(), *archivos, _leidas(), *(_habilitada(nombre) for nombre in _las_que_atienden(fuentes))],
    )


def en_marcha(fuentes: list[Path]) -> Paso:
    """Si no hay systemd en marcha (se prepara una imagen), arrancarán con la máquina."""
    nombres = _las_que_atienden(fuentes)
    espera = [_contesta()] if CAPTURA in nombres else []
    return Paso("En marcha", [*map(_andando, nombres), *espera])


def _contesta() -> Pieza:
    """Quien recibe su enlace al terminar de instalar entra con él enseguida."""
    return Orden("esperar a que la captura conteste", lambda: not hay_systemd() or _viva(), _esperarla)


def _viva() -> bool:
    try:
        urlopen(VIVA, timeout=5).close()
    except OSError:  # también si contesta que no
        return False
    return True


def _esperarla() -> None:
    limite = time.monotonic() + ARRANCA
    while not _viva():
        if time.monotonic() > limite:
            raise Falla("La captura arrancó y no contesta: «journalctl -u conoceles-captura» dice por qué.")
        time.sleep(0.5)


def _las_que_atienden(fuentes: list[Path]) -> list[str]:
    return [f.name for f in fuentes if "[Install]" in f.read_text() and f.name not in SIN_HABILITAR]


def _olvidadas() -> Pieza:
    """Al quitar es lo último del paso."""
    return Orden("que systemd las conozca", lambda: True, lambda: None, _leer)


def _leidas() -> Pieza:
    return Orden(
        "que systemd lea las unidades",
        lambda: not hay_systemd() or not _sin_leer(),
        _leer,
    )


def _leer() -> None:
    if hay_systemd():
        correr("systemctl", "daemon-reload")


def _sin_leer() -> bool:
    """Las que cambiaron en el disco, o todavía no conoce."""
    dicho = correr("systemctl", "show", "-p", "NeedDaemonReload,LoadState", "--value", *_puestas())
    return "yes" in dicho.split() or "not-found" in dicho.split()


def _puestas() -> list[str]:
    """Sin las carpetas que deja `systemctl edit`: lo de quien opera no es una unidad más."""
    return sorted(ruta.name for ruta in UNIDADES.glob("conoceles-*") if ruta.is_file())


def _habilitada(nombre: str) -> Pieza:
    return Orden(
        f"habilitar {nombre}",
        lambda: sale_bien("systemctl", "is-enabled", "--quiet", nombre),
        lambda: _habilitar(nombre),
        lambda: _deshabilitar(nombre),
    )


def _habilitar(nombre: str) -> None:
    correr("systemctl", "enable", "--quiet", nombre)


def _deshabilitar(nombre: str) -> None:
    correr("systemctl", "disable", "--quiet", nombre)


def _andando(nombre: str) -> Pieza:
    return Orden(
        f"arrancar {nombre}",
        lambda: not hay_systemd() or _al_dia(nombre),
        lambda: _arrancar(nombre),
        lambda: _detener(nombre),
    )


def _al_dia(nombre: str) -> bool:
    """Activa, y arrancada después del último cambio de lo que lee al arrancar."""
    if not sale_bien("systemctl", "is-active", "--quiet", nombre):
        return False
    dicho = correr("systemctl", "show", "-p", "ActiveEnterTimestamp", "--value", "--timestamp=unix", nombre)
    arranco = float(dicho.strip().lstrip("@") or 0)
    return arranco + 1 >= max((_tocado(ruta) for ruta in (*SEGUN, UNIDADES / nombre)), default=0)


def _tocado(ruta: Path) -> float:
    if ruta.is_dir():
        return max((_cambio(r) for r in ruta.rglob("*.py")), default=0)
    return _cambio(ruta) if ruta.exists() else 0


def _cambio(ruta: Path) -> float:
    """Cuándo cambió en esta máquina: la fecha de lo copiado es la de quien lo escribió."""
    return ruta.stat().st_ctime


def _arrancar(nombre: str) -> None:
    try:
        correr("systemctl", "restart", nombre)
    except Falla:
        dicho = correr("journalctl", "-u", nombre, "-n", "15", "--no-pager", "-o", "cat")
        raise Falla(f"{nombre} no arrancó. Lo último que dijo:\n{dicho}") from None


def _detener(nombre: str) -> None:
    if hay_systemd():
        correr("systemctl", "stop", nombre)
