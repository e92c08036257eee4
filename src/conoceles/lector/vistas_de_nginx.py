"""Las páginas que entregó nginx, sumadas a la cuenta del lector.

`operacion/nginx.conf` anota en `visitas/AAAA-MM-DD.log` un renglón por página vista: la ruta del archivo entregado, sin
dirección, consulta ni hora. De cada uno sale `AAAA-MM-DD.nginx-<máquina>.json`, con las mismas rutas que cuenta el
lector. Ningún archivo de visitas se llama como el de otra máquina: se suman todos, y cada uno cuenta una vez.
"""

from __future__ import annotations

import os
import re
import secrets
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

_DE_UN_DIA = "????-??-??.log"
_SIN_MAQUINA = "????-??-??.nginx.json"  # así se llamaban antes, en todas las máquinas
_ENTREGADO = re.compile(r"/(_raiz|[a-z0-9-]+)/actual/(.*)")
MAQUINA = "maquina"
_MARCA = re.compile("[0-9a-f]{8}")


class VistasDeNginx:
    """Lee de cada bitácora solo lo nuevo; al empezar de cero, la lee entera: el resultado es el mismo."""

    def __init__(self, carpeta: Path) -> None:
        self._carpeta = carpeta
        self._leidas: dict[str, tuple[int, Counter[str]]] = {}

    def sumar(self, hoy: str, escribir: Callable[[Path, dict[str, int]], bool]) -> None:
        """Pone al día las cuentas. Retira la bitácora de un día terminado cuando no le queda nada por contar."""
        for antiguo in self._carpeta.glob(_SIN_MAQUINA):
            with suppress(OSError):  # lo pudo renombrar el otro proceso del lector
                antiguo.replace(self._cuenta(antiguo.name[:10]))
        for bitacora in sorted(self._carpeta.glob(_DE_UN_DIA)):
            with suppress(OSError):  # una que no se deja leer no detiene a las demás
                self._una(bitacora, hoy, escribir)
        # La pudo retirar el otro proceso del lector, que cuenta lo mismo.
        self._leidas = {n: leida for n, leida in self._leidas.items() if (self._carpeta / n).exists()}

    def _una(self, bitacora: Path, hoy: str, escribir: Callable[[Path, dict[str, int]], bool]) -> None:
        desde, cuentas = self._leidas.get(bitacora.name, (0, Counter()))
        with bitacora.open("rb") as origen:
            origen.seek(desde)
            nuevas, _, _ = origen.read().rpartition(b"\n")  # el último renglón puede estar a medio escribir
        if nuevas:
            todas = cuentas + Counter(
                filter(None, map(_pagina, nuevas.decode("utf-8", "replace").splitlines()))
            )
            if escribir(self._cuenta(bitacora.stem), dict(todas)):
                self._leidas[bitacora.name] = (desde + len(nuevas) + 1, todas)
        elif bitacora.stem < hoy:
            bitacora.unlink()

    def _cuenta(self, dia: str) -> Path:
        return self._carpeta / f"{dia}.nginx-{_maquina(self._carpeta)}.json"


def _maquina(carpeta: Path) -> str:
    """La marca de esta carpeta: la primera vez la escribe un proceso del lector, entera o nada, y el otro la lee.

    Va con las bitácoras, no con el equipo: quien las restaura en otro las sigue contando en el mismo archivo.
    """
    archivo = carpeta / MAQUINA
    if not _es_marca(archivo):
        parcial = carpeta / f"{MAQUINA}.{os.getpid()}.tmp"
        with parcial.open("w", encoding="ascii") as salida:
            salida.write(secrets.token_hex(4))
            salida.flush()
            os.fsync(salida.fileno())
        if archivo.exists():  # cortada o de otra cosa
            archivo.unlink(missing_ok=True)
        with suppress(FileExistsError):
            os.link(parcial, archivo)
        parcial.unlink()
    return archivo.read_text(encoding="ascii")


def _es_marca(archivo: Path) -> bool:
    try:
        return bool(_MARCA.fullmatch(archivo.read_text(encoding="ascii")))
    except (OSError, UnicodeError):
        return False


def _pagina(entregado: str) -> str:
    """La dirección pública del archivo que entregó nginx; vacía si el renglón es otra cosa."""
    partes = _ENTREGADO.fullmatch(entregado)
    if partes is None:
        return ""
    eleccion = "" if partes[1] == "_raiz" else f"/{partes[1]}"
    return f"{eleccion}/{partes[2].removesuffix('index.html')}"
