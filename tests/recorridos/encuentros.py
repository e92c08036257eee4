"""Dos actos que se cruzan, cada uno con lo primero ya tomado y por tomar lo que el otro tiene. Lo corre `tumulto`.

No hay azar: cada uno se detiene justo después de tomar lo suyo, hasta que el otro también lo tomó, lo está esperando o
terminó. Tomados en un solo orden, el segundo espera y los dos acaban; si no, PostgreSQL mata a uno, y lo que se cruza entre
sus dos bases, que ninguna ve entero, no acaba nunca: por eso nadie espera un candado más que `PACIENCIA`.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

PACIENCIA = "20s"
CADENA, RECORDATORIO = "pg_advisory_xact_lock", 'INSERT INTO "expediente_recordatorio"'
CANDIDATURA = 'FROM "candidaturas_candidatura"'


@dataclass
class Acto:
    """`hacer`, y la orden tras la cual ya tiene lo suyo: la primera con ese texto y, si lo lee, que lo aparte."""

    hacer: Callable[[], Any]
    tras: str
    base: str = "default"
    pids: list[int] = field(default_factory=list)
    tomado: threading.Event = field(default_factory=threading.Event)
    otro: Acto | None = None

    def correr(self) -> str:
        """El nombre de lo que dio, o del error con el código de PostgreSQL."""
        from django.db import connections

        try:
            with ExitStack() as pila:
                for alias in ("default", "identidad"):
                    with connections[alias].cursor() as cursor:
                        cursor.execute(f"SET lock_timeout = '{PACIENCIA}'")
                        self.pids.append(cursor.execute("SELECT pg_backend_pid()").fetchone()[0])
                pila.enter_context(connections[self.base].execute_wrapper(self._detenerse))
                return type(self.hacer()).__name__
        except Exception as error:
            return f"{type(error).__name__} {getattr(error.__cause__, 'sqlstate', '') or ''}".strip()
        finally:
            self.tomado.set()
            connections.close_all()

    def _detenerse(self, ejecutar: Any, sql: str, *resto: Any) -> Any:
        hecho = ejecutar(sql, *resto)
        aparta = not sql.startswith("SELECT") or "UPDATE" in sql or CADENA in sql
        if self.tras in sql and aparta and not self.tomado.is_set():
            self.tomado.set()
            self._que_el_otro_lo_tome_o_espere()
        return hecho

    def _que_el_otro_lo_tome_o_espere(self) -> None:
        import psycopg
        from django.db import connection

        assert self.otro is not None
        datos = connection.get_connection_params()
        datos = {k: datos[k] for k in ("host", "port", "user", "password", "dbname") if k in datos}
        with psycopg.connect(**datos, autocommit=True) as aparte:
            while not self.otro.tomado.wait(0.02) and not self._espera(aparte):
                pass

    def _espera(self, aparte: Any) -> bool:
        assert self.otro is not None
        dicho = "SELECT count(*) FROM pg_stat_activity WHERE pid = ANY(%s) AND wait_event_type = 'Lock'"
        return bool(aparte.execute(dicho, [self.otro.pids]).fetchone()[0])


def cruzar(uno: Acto, otro: Acto) -> list[str]:
    """Los dos a la vez; qué dio cada uno. En SQLite, donde quien escribe está solo, sin detenerse."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return [type(acto.hacer()).__name__ for acto in (uno, otro)]
    uno.otro, otro.otro = otro, uno
    with ThreadPoolExecutor(2) as hilos:
        return list(hilos.map(Acto.correr, (uno, otro)))


def todos(fila: Any, ahora: Any) -> dict[str, list[str]]:
    """Cada encuentro y qué dieron los dos. `fila`: una por capturar, que nadie más usa."""
    return {"recordar y guardar": recordar_y_guardar(fila, ahora)}


def recordar_y_guardar(fila: Any, ahora: Any) -> list[str]:
    """El obrero asienta que le recordó mientras quien responde guarda: lo que se recuerda nombra su fila."""
    from conoceles.cuentas.operaciones import crear_cuenta
    from conoceles.expediente.calendario.recordatorios import recordar
    from personas import CURRICULAR, SISTEMA, guardar, leer_aviso

    leer_aviso(fila, ahora)
    crear_cuenta(
        correo="olga@prueba.mx", clave=None, nombre="Olga", papel="partido",
        ambito=f"fuerza:{fila.formula.responde_id}", por=SISTEMA, ahora=ahora,
    )  # fmt: skip
    dia = ahora + timedelta(days=14)
    return cruzar(
        Acto(lambda: recordar(por=SISTEMA, ahora=dia), RECORDATORIO),
        Acto(lambda: guardar(fila, "historia", CURRICULAR["historia"], ahora), CANDIDATURA),
    )
