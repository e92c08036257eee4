"""El obrero: un solo ciclo que hace lo de `tareas.TAREAS`, cada cosa a su tiempo. Si hay varios, actúa el que tiene turno.

La bitácora es su cola: si hay entradas nuevas de una elección, cambió el día local o pasó un corte declarado,
pide publicar. El publicador decide qué; si no hay nada, no hace nada. Un error se anota y se reintenta: ninguna
tarea detiene a las demás ni al ciclo.
"""

from __future__ import annotations

import signal
import threading
import time
import traceback
from datetime import datetime
from functools import partial
from logging import INFO, Formatter, LogRecord, StreamHandler
from logging.handlers import RotatingFileHandler

from django.db import DatabaseError, close_old_connections

from conoceles.arranque import version
from conoceles.arranque.preparacion import exigir_entera, preparar
from conoceles.arranque.servicios.tareas import REGISTRO, TAREAS, Memoria, Publicar, Tarea
from conoceles.arranque.servicios.turno import turno
from conoceles.arranque.vigilancia import replica
from conoceles.arranque.vigilancia.causas import por_que
from conoceles.arranque.vigilancia.registro import Renglon
from conoceles.nucleo import reloj
from conoceles.nucleo.bases.otra_vez import una_vez_mas
from conoceles.nucleo.carpetas import carpetas
from conoceles.nucleo.errores import ConFrase
from conoceles.nucleo.una_por_una import Tropiezos
from conoceles.publicacion.armado.avance import Decir, callar

PAUSA = 1.0  # segundos entre vueltas
CASTIGO = 30.0  # segundos antes de reintentar lo que falló


class Obrero:
    """Da vueltas a la tabla de tareas; de cada una, y de cada elección en las que son por elección, lleva su hora."""

    def __init__(self, publicar: Publicar, fin: threading.Event | None = None) -> None:
        self._memoria = Memoria(publicar, self._entretanto)
        self._fin = fin or threading.Event()  # si ya se pidió que se detenga
        self._siguiente: dict[tuple[str, str], float] = {}
        self.atrasado = False  # si a su disco le falta lo último publicado

    def vuelta(self, ahora: datetime) -> list[str]:
        """Una pasada; devuelve las claves que publicó."""
        self.atrasado = False
        from conoceles.proceso.models import Proceso

        claves = list(Proceso.objects.values_list("pk", flat=True))
        hechas: list[str] = []
        for tarea in TAREAS:
            hechas += [c for c in (claves if tarea.por_eleccion else [""]) if self._intentar(tarea, c, ahora)]
        return hechas

    def _entretanto(self) -> None:
        """Sin latir cinco minutos se le daría por muerto, y la salud, por no lista; y un enlace de acceso no espera a que se publique."""
        for tarea in TAREAS:
            if tarea.entretanto:
                self._intentar(tarea, "", reloj.ahora())

    def _intentar(self, tarea: Tarea, clave: str, ahora: datetime) -> bool:
        turno = (tarea.nombre, clave)
        # Al detenerse acaba la vuelta, sin empezar lo largo.
        ya_no = self._fin.is_set() and tarea.por_eleccion
        if ya_no or self._siguiente.get(turno, 0.0) > time.monotonic():
            return False
        self._siguiente[turno] = time.monotonic() + tarea.cada
        try:
            hecho = una_vez_mas(partial(tarea.hacer, self._memoria, clave, ahora))
            self._memoria.fallas.pop(turno, None)
            return hecho
        except Exception as error:
            if self._fin.is_set():  # al detenerse se van también los procesos que ayudaban: no es una falla
                _dejar(tarea, clave, error)
            else:
                self._fallo(tarea, clave, error, ahora)
            return False

    def _fallo(self, tarea: Tarea, clave: str, error: Exception, ahora: datetime) -> None:
        from conoceles.publicacion.instantanea.manifiesto import SitioAtrasado
        from conoceles.pulso.consultas import Falla

        turno = (tarea.nombre, clave)
        self.atrasado |= isinstance(error, SitioAtrasado)
        self._siguiente[turno] = time.monotonic() + CASTIGO
        antes = self._memoria.fallas.get(turno)
        self._memoria.fallas[turno] = Falla(*turno, antes.desde if antes else ahora, *por_que(error))
        _anotar(tarea, clave, error)


def _dejar(tarea: Tarea, clave: str, error: Exception) -> None:
    """Lo que quedó a medias porque se pidió detener: nada de eso está a la vista, y al arrancar se hace entero."""
    REGISTRO.info(
        "La tarea «%s»%s quedó a medias porque se pidió detener (%s); se hace al arrancar.",
        tarea.nombre,
        f" de {clave}" if clave else "",
        type(error).__name__,
    )


def _anotar(tarea: Tarea, clave: str, error: Exception) -> None:
    """Por qué, dónde, con qué clase de error y en qué archivo; sin su mensaje, que podría llevar la dirección de alguien."""
    errores = error.cuales.values() if isinstance(error, Tropiezos) else [error]
    donde = "\n".join("".join(traceback.format_tb(e.__traceback__)) for e in errores)
    archivo = getattr(error, "filename", None)
    REGISTRO.error(
        "La tarea «%s»%s no terminó: %s (%s); se reintenta en %d s.\n%s",
        tarea.nombre,
        f" de {clave}" if clave else "",
        por_que(error)[0],
        f"{type(error).__name__}: {archivo}" if archivo else type(error).__name__,
        CASTIGO,
        donde,
    )


def publicar_con_raiz(clave: str, *, ahora: datetime, decir: Decir = callar) -> None:
    """La elección y, cuando lo suyo ya está a la vista, la portada de la instalación, que la resume."""
    from conoceles.publicacion.publicador import publicar, publicar_raiz

    publicar(clave, ahora=ahora, decir=decir)
    publicar_raiz(ahora)


def main() -> None:
    """Gira hasta SIGTERM o SIGINT."""
    fin = threading.Event()
    for senal in (signal.SIGTERM, signal.SIGINT):
        signal.signal(senal, lambda *_: fin.set())
    try:
        exigir_entera()
        preparar()
    except ConFrase as error:
        raise SystemExit(error.mensaje) from None
    except DatabaseError as error:  # systemd lo arranca otra vez en segundos: que diga por qué y no su rastro
        raise SystemExit(". ".join(por_que(error))) from None
    _registrar()

    from conoceles.arranque.conexiones import soltar_las_de_otro_archivo

    suyo = turno()
    obrero: Obrero | None = None
    while not fin.wait(PAUSA):
        close_old_connections()
        soltar_las_de_otro_archivo()
        try:
            obrero = _en_turno(obrero, suyo.mio(), fin)
            if obrero and not _sin_replica():
                obrero.vuelta(reloj.ahora())
                if obrero.atrasado and suyo.hay_otro():
                    REGISTRO.warning(
                        "Lo último publicado no está en esta máquina; otro obrero espera: cede el turno."
                    )
                    suyo.soltar()
                    obrero = None
                    fin.wait(CASTIGO)
        except Exception as error:  # casi siempre una base: se anota y se sigue, sin dar por sabido nada
            obrero = None
            if fin.is_set():
                break
            REGISTRO.error("La vuelta no terminó: %s (%s).", por_que(error)[0], type(error).__name__)
            fin.wait(CASTIGO)
    suyo.soltar()
    REGISTRO.info("El obrero se detuvo porque se le pidió.")


def _sin_replica() -> bool:
    """Lo que no está en la réplica no se publica ni se avisa: podría no haber ocurrido."""
    if faltan := replica.faltan():
        REGISTRO.warning("Sin réplica de %s: este obrero espera a que vuelva.", ", ".join(faltan))
    return bool(faltan)


def _en_turno(obrero: Obrero | None, le_toca: bool, fin: threading.Event) -> Obrero | None:
    """El de siempre; al tomar el turno, uno que no recuerda nada: otro pudo actuar mientras."""
    if le_toca and obrero is None:
        REGISTRO.info("Este obrero toma el turno.")
        return Obrero(publicar_con_raiz, fin)
    if obrero and not le_toca:
        REGISTRO.warning("Otro obrero tomó el turno; este espera.")
    return obrero if le_toca else None


class _Archivo(RotatingFileHandler):
    def handleError(self, record: LogRecord) -> None:
        """Lo que no cabe en el disco ya lo dijo la salida; decir además que no cupo la llenaría de rastros."""


def _registrar() -> None:
    """En la salida, que systemd guarda, y en su archivo: si no se puede escribir, se dice y se sigue sin él."""
    terminal = StreamHandler()
    terminal.setFormatter(Renglon())
    REGISTRO.setLevel(INFO)
    REGISTRO.addHandler(terminal)
    lugar = carpetas().registros / "obrero.log"
    try:
        archivo = _Archivo(lugar, maxBytes=1_000_000, backupCount=5, encoding="utf-8")
    except OSError as error:
        REGISTRO.error("No se puede escribir en %s: %s.", lugar, por_que(error)[0])
    else:
        archivo.setFormatter(Formatter("%(asctime)s %(levelname)s %(message)s"))
        REGISTRO.addHandler(archivo)
    REGISTRO.info("El obrero arrancó, versión %s.", version.version())


if __name__ == "__main__":
    main()
