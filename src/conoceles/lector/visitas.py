"""Cuántas veces se vio cada página cada día. Ni direcciones, ni consultas, ni cookies.

Un archivo por día y por proceso, `AAAA-MM-DD.<proceso>.json`, con `{"/ruta/": veces}`: se reescribe entero por
renombre, así que un corte pierde a lo más `CADA` segundos y nunca deja un archivo a medias. El total del día
es la suma de sus archivos.
"""

from __future__ import annotations

import atexit
import json
import os
import secrets
import threading
from collections import Counter
from datetime import datetime, timedelta, timezone, tzinfo
from pathlib import Path
from threading import get_ident
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from conoceles.lector.vistas_de_nginx import VistasDeNginx

CADA = 20.0  # segundos entre escrituras


class Visitas:
    """Contador en memoria que un hilo aparte vuelca a disco. Contar no espera a nada: cada hilo lleva su cuenta.

    Con un candado, los hilos que atienden se formaban uno tras otro: era la décima parte de lo que el lector entrega.
    """

    def __init__(self, carpeta: Path, cada: float = CADA) -> None:
        self._carpeta = carpeta
        self._de_nginx = VistasDeNginx(carpeta)
        self._cada = cada
        self._proceso = f"{os.getpid()}-{secrets.token_hex(3)}"
        self._candado = threading.Lock()
        self._por_hilo: dict[int, dict[str, int]] = {}
        self._dia = ""
        self._de_ayer: tuple[str, list[dict[str, int]]] = ("", [])
        self._escritas: dict[str, dict[str, int]] = {}  # por día

    def contar(self, pagina: str) -> None:
        """Suma una visita a la página."""
        suyas = self._por_hilo.get(get_ident())
        if suyas is None:
            suyas = self._nuevo_hilo()
        suyas[pagina] = suyas.get(pagina, 0) + 1

    def volcar(self) -> None:
        """Escribe lo contado. Si el disco no deja, lo guarda para la siguiente vez."""
        hoy = _hoy()
        with self._candado:
            self._escribir(*self._de_ayer)  # lo que un hilo sumó mientras cambiaba el día
            if self._escribir(self._dia, list(self._por_hilo.values())) and hoy != self._dia:
                self._de_ayer = self._dia, list(self._por_hilo.values())
                self._dia, self._por_hilo = hoy, {}
        self._de_nginx.sumar(hoy, _escribir)

    def _escribir(self, dia: str, de_cada_hilo: list[dict[str, int]]) -> bool:
        """Si quedó escrito, o no hay nada nuevo."""
        cuentas = Counter[str]()
        for suyas in de_cada_hilo:
            cuentas.update(dict(suyas))  # de un golpe: su hilo sigue sumando
        if cuentas != self._escritas.get(dia, {}):
            if not _escribir(self._carpeta / f"{dia}.{self._proceso}.json", cuentas):
                return False
            self._escritas = {d: c for d, c in self._escritas.items() if d in (self._dia, self._de_ayer[0])}
            self._escritas[dia] = cuentas
        return True

    def _nuevo_hilo(self) -> dict[str, int]:
        with self._candado:
            self._dia = self._dia or _hoy()
            return self._por_hilo.setdefault(get_ident(), {})

    def empezar(self) -> Visitas:
        """Vuelca de aquí en adelante, y ya mismo: lo que nginx entregó se suma aunque aquí nadie pida nada."""
        threading.Thread(target=self._volcar_siempre, name="visitas", daemon=True).start()
        atexit.register(self.volcar)
        return self

    def _volcar_siempre(self) -> None:
        espera = threading.Event()
        self.volcar()
        while not espera.wait(self._cada):
            self.volcar()


def sumar(carpeta: Path, dia: str) -> Counter[str]:
    """Visitas de cada página en un día (`AAAA-MM-DD`), de todos los procesos."""
    total: Counter[str] = Counter()
    for archivo in sorted(carpeta.glob(f"{dia}.*.json")):
        total.update(json.loads(archivo.read_text(encoding="utf-8")))
    return total


def _escribir(destino: Path, cuentas: dict[str, int]) -> bool:
    """Por renombre; `False` si el disco no dejó."""
    temporal = destino.with_suffix(f".{os.getpid()}.tmp")
    try:
        destino.parent.mkdir(parents=True, exist_ok=True)
        temporal.write_text(json.dumps(cuentas, sort_keys=True, ensure_ascii=False), encoding="utf-8")
        temporal.replace(destino)
    except OSError:
        return False
    return True


def _zona() -> tzinfo:
    try:
        return ZoneInfo("America/Monterrey")
    except ZoneInfoNotFoundError:  # un servidor sin catálogo de husos: la misma hora, fija desde 2022
        return timezone(timedelta(hours=-6))


def _hoy() -> str:
    return datetime.now(_zona()).date().isoformat()
