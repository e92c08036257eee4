"""El obrero: un solo ciclo que publica lo que cambió o lo que el calendario ya permite.

La bitácora es su cola: si hay entradas nuevas de una elección, cambió el día local o pasó un corte declarado,
pide publicar. El publicador decide qué; si no hay nada, no hace nada. Un error se anota y se reintenta: nunca
detiene el ciclo.
"""

from __future__ import annotations

import logging
import os
import signal
import threading
import time
from collections.abc import Callable
from datetime import date, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

from conoceles.arranque.preparacion import preparar
from conoceles.nucleo import reloj
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.carpetas import carpetas
from conoceles.nucleo.errores import ConFrase

PAUSA = 1.0  # segundos entre vueltas
CASTIGO = 30.0  # segundos antes de reintentar una elección que falló
REPARACION, CADA_REPARACION = "reparación", 300.0
DIARIO, CADA_DIARIO = "calendario", 60.0
REBOTES, CADA_REBOTES = "rebotes", 60.0
COPIAS, CADA_COPIAS = "copias del llavero", 60.0
COMPARACION, CADA_COMPARACION = "comparación", 60.0
CORREO = "correo"
REGISTRO = logging.getLogger("conoceles.obrero")

Marca = tuple[int, int, date, datetime | None]
Publicar = Callable[..., Any]


class Obrero:
    """Recuerda, por elección, hasta dónde leyó; no guarda nada en disco: al arrancar pregunta por todas."""

    def __init__(self, publicar: Publicar) -> None:
        self._publicar = publicar
        self._vistas: dict[str, Marca] = {}
        self._espera: dict[str, float] = {}
        self._comparadas: dict[str, datetime | None] = {}

    def vuelta(self, ahora: datetime) -> list[str]:
        """Una pasada; devuelve las claves que publicó."""
        from conoceles.proceso.models import Proceso

        self._reparar(ahora)
        self._diario(ahora)
        self._copias(ahora)
        self._correo(ahora)
        claves = list(Proceso.objects.values_list("pk", flat=True))
        publicadas = [clave for clave in claves if self._atender(clave, ahora)]
        for clave in claves:
            self._comparar(clave, ahora)
        return publicadas

    def _reparar(self, ahora: datetime) -> None:
        """Cada cinco minutos busca lo que una caída haya dejado entre las dos bases."""
        from conoceles.expediente.reparacion import reparar

        if self._espera.get(REPARACION, 0.0) > time.monotonic():
            return
        self._espera[REPARACION] = time.monotonic() + CADA_REPARACION
        hecho = reparar(por=Alcance.sistema("reparación"), ahora=ahora)
        if hecho.descartadas:
            REGISTRO.warning("Se descartaron %d versiones de identidad sin envío.", hecho.descartadas)
        for aviso in hecho.avisos:
            REGISTRO.error(aviso)

    def _diario(self, ahora: datetime) -> None:
        """Cada minuto, lo que el calendario ordena: plazos que vencen, bloqueos, supresiones, cierre."""
        from conoceles.expediente.diario import correr

        if self._espera.get(DIARIO, 0.0) > time.monotonic():
            return
        self._espera[DIARIO] = time.monotonic() + CADA_DIARIO
        try:
            hechas = {tarea: n for tarea, n in correr(ahora=ahora).items() if n}
        except Exception:  # se reintenta al minuto; publicar no espera
            REGISTRO.exception("Las tareas del calendario no terminaron.")
            return
        if hechas:
            REGISTRO.info("Calendario: %s.", hechas)

    def _copias(self, ahora: datetime) -> None:
        """Cada minuto, si se dijo dónde están, quita de las copias del llavero lo destruido y lo caduco."""
        from conoceles.arranque.respaldo_llaves import depurar

        carpeta = os.environ.get("CONOCELES_RESPALDO_LLAVES", "")
        if not carpeta or self._espera.get(COPIAS, 0.0) > time.monotonic():
            return
        self._espera[COPIAS] = time.monotonic() + CADA_COPIAS
        try:
            depurar(Path(carpeta), ahora=ahora)
        except Exception:  # la carpeta no contesta: se reintenta al minuto
            REGISTRO.exception("No se pudieron depurar las copias del llavero.")

    def _correo(self, ahora: datetime) -> None:
        """Despacha la cola y, cada minuto, recoge los avisos de lo que no llegó."""
        from conoceles.correo.operaciones import despachar
        from conoceles.correo.rebotes import recoger

        if self._espera.get(CORREO, 0.0) > time.monotonic():
            return
        try:
            despachar(ahora=ahora)
            if self._espera.get(REBOTES, 0.0) <= time.monotonic():
                self._espera[REBOTES] = time.monotonic() + CADA_REBOTES
                recoger(ahora=ahora)
        except Exception as error:  # sin traza: llevaría la dirección de quien recibe
            REGISTRO.error("El correo no salió (%s); se reintenta en %d s.", type(error).__name__, CASTIGO)
            self._espera[CORREO] = time.monotonic() + CASTIGO

    def _comparar(self, clave: str, ahora: datetime) -> None:
        """Al arrancar y en cada corte declarado: si lo enviado al INE ya no coincide con los datos, prepara el aviso."""
        from conoceles.informes.vigencia import revisar
        from conoceles.proceso.consultas import definicion
        from conoceles.publicacion.cortes import ultimo

        espera = f"{COMPARACION} {clave}"
        if self._espera.get(espera, 0.0) > time.monotonic():
            return
        self._espera[espera] = time.monotonic() + CADA_COMPARACION
        try:
            corte = ultimo(definicion(clave), ahora)
            if clave in self._comparadas and self._comparadas[clave] == corte:
                return
            for informe in revisar(clave, ahora=ahora):
                REGISTRO.info("Cambió lo enviado: %s.", informe)
            self._comparadas[clave] = corte
        except Exception:  # se reintenta al minuto; publicar no espera
            REGISTRO.exception("No se pudo comparar lo enviado de %s.", clave)

    def _atender(self, clave: str, ahora: datetime) -> bool:
        if self._espera.get(clave, 0.0) > time.monotonic():
            return False
        try:
            marca = _marca(clave, ahora)
            if self._vistas.get(clave) == marca:
                return False
            self._publicar(clave, ahora=ahora)
        except Exception:
            REGISTRO.exception("No se pudo publicar %s; se reintenta en %d s.", clave, CASTIGO)
            self._espera[clave] = time.monotonic() + CASTIGO
            return False
        # La marca es anterior a publicar: lo que llegó mientras tanto se atiende en la vuelta siguiente.
        self._vistas[clave] = marca
        return True


def _marca(clave: str, ahora: datetime) -> Marca:
    from conoceles.proceso.consultas import definicion
    from conoceles.publicacion.cortes import ultimo

    eleccion = definicion(clave)
    dia = eleccion.calendario.dia_local(ahora)
    return _ultima("default", clave), _ultima("identidad", clave), dia, ultimo(eleccion, ahora)


def _ultima(alias: str, clave: str) -> int:
    from conoceles.bitacora.consultas import desde

    entradas = desde(alias, 0).filter(proceso__in=[clave, ""]).order_by("-id")
    return entradas.values_list("id", flat=True).first() or 0


def publicar_con_raiz(clave: str, *, ahora: datetime) -> None:
    """La elección y, cuando lo suyo ya está a la vista, la portada de la instalación, que la resume."""
    from conoceles.publicacion.publicador import publicar, publicar_raiz

    publicar(clave, ahora=ahora)
    publicar_raiz(ahora)


def main() -> None:
    """Gira hasta SIGTERM o SIGINT."""
    fin = threading.Event()
    for senal in (signal.SIGTERM, signal.SIGINT):
        signal.signal(senal, lambda *_: fin.set())
    try:
        preparar()
    except ConFrase as error:
        raise SystemExit(error.mensaje) from None
    _registrar_en_archivo()
    from django.db import close_old_connections

    obrero = Obrero(publicar_con_raiz)
    while not fin.wait(PAUSA):
        close_old_connections()
        try:
            obrero.vuelta(reloj.ahora())
        except Exception:  # la base no contesta: se anota y se sigue
            REGISTRO.exception("La vuelta no terminó.")
            fin.wait(CASTIGO)


def _registrar_en_archivo() -> None:
    manejador = RotatingFileHandler(
        carpetas().registros / "obrero.log", maxBytes=1_000_000, backupCount=5, encoding="utf-8"
    )
    manejador.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    REGISTRO.addHandler(manejador)


if __name__ == "__main__":
    main()
