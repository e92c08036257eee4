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
ENLACE = 'FROM "cuentas_enlace"'
CUENTA = 'FROM "cuentas_cuenta"'


@dataclass
class Acto:
    """`hacer`, y la orden tras la cual ya tiene lo suyo: la primera con ese texto y, si lo lee, que lo aparte."""

    hacer: Callable[[], Any]
    tras: str
    base: str = "default"
    pids: list[int] = field(default_factory=list)
    tomado: threading.Event = field(default_factory=threading.Event)
    otro: Acto | None = None
    segundo: bool = False  # empieza cuando el otro ya tomó lo suyo: en orden, uno gana siempre

    def correr(self) -> str:
        """Lo que dio, en una conexión suya."""
        from django.db import connections

        try:
            with ExitStack() as pila:
                for alias in ("default", "identidad"):
                    with connections[alias].cursor() as cursor:
                        cursor.execute(f"SET lock_timeout = '{PACIENCIA}'")
                        self.pids.append(cursor.execute("SELECT pg_backend_pid()").fetchone()[0])
                if self.segundo and self.otro:
                    self.otro.tomado.wait()
                pila.enter_context(connections[self.base].execute_wrapper(self._detenerse))
                return self.dar()
        finally:
            self.tomado.set()
            connections.close_all()

    def dar(self) -> str:
        """El nombre de lo que dio, o del error con el código de PostgreSQL."""
        try:
            return type(self.hacer()).__name__
        except Exception as error:
            return f"{type(error).__name__} {getattr(error.__cause__, 'sqlstate', '') or ''}".strip()

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
        return [acto.dar() for acto in (uno, otro)]
    uno.otro, otro.otro, otro.segundo = otro, uno, True
    with ThreadPoolExecutor(2) as hilos:
        return list(hilos.map(Acto.correr, (uno, otro)))


def todos(filas: list[Any], ahora: Any) -> dict[str, list[str]]:
    """Cada encuentro y qué dieron los dos. `filas`: tres por capturar, que nadie más usa."""
    return {
        "al revés": al_reves(filas[1:], ahora, deja_algo=False),
        "al revés, y antes quedó algo": al_reves(filas[1:], ahora, deja_algo=True),
        "recordar y guardar": recordar_y_guardar(filas[0], ahora),
        "avisos de varias y guardar": avisos_y_guardar(filas[1:], ahora),
        "recibir y reenviar": recibir_y_reenviar(ahora),
        "acreditar y renunciar": acreditar_y_renunciar(filas[1:], ahora),
    }


def al_reves(filas: list[Any], ahora: Any, *, deja_algo: bool) -> list[str]:
    """Fuera de orden, cada uno aparta la de uno y después la del otro: la base deshace a uno, que se repite si nada suyo quedó."""
    from django.db import transaction

    from conoceles.bitacora.operaciones import registrar
    from conoceles.nucleo.bases.orden import para_cambiar
    from conoceles.nucleo.bases.otra_vez import una_vez_mas
    from personas import SISTEMA

    def asentar() -> int:
        with transaction.atomic():
            return registrar(using="default", por=SISTEMA, acto="proceso_cargado", ahora=ahora).pk

    def tomar(*suyas: Any) -> int:
        if deja_algo:
            asentar()
        with transaction.atomic():
            for una in suyas:
                list(para_cambiar(type(una).objects.filter(pk=una.pk)))
            return len(suyas)

    una, otra = filas
    return sorted(
        cruzar(
            Acto(lambda: una_vez_mas(lambda: tomar(una, otra)), CANDIDATURA),
            Acto(lambda: una_vez_mas(lambda: tomar(otra, una)), CANDIDATURA),
        )
    )


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


def avisos_y_guardar(filas: list[Any], ahora: Any) -> list[str]:
    """Leer los avisos de todas las suyas de una vez, mientras la última se guarda."""
    from conoceles.expediente.actos.operaciones import aceptar_avisos
    from conoceles.proceso.consultas import definicion
    from personas import CLAVE, CURRICULAR, de_ella, de_partido, guardar, leer_aviso

    ultima = max(filas, key=lambda fila: fila.pk)
    leer_aviso(ultima, ahora, por=de_ella(ultima))
    version, por = definicion(CLAVE).version_de_avisos, de_partido(filas[0])
    return cruzar(
        Acto(lambda: aceptar_avisos(candidaturas=filas, version=version, por=por, ahora=ahora), CADENA),
        Acto(
            lambda: guardar(ultima, "trayectoria", CURRICULAR["trayectoria"], ahora, por=de_ella(ultima)),
            CANDIDATURA,
        ),
    )


def recibir_y_reenviar(ahora: Any) -> list[str]:
    """Quien designa manda otro enlace mientras la persona usa el que ya tenía: se entera de que ya acusó recibo."""
    from conoceles.candidaturas import designaciones
    from conoceles.cuentas import enlaces
    from conoceles.cuentas.models import Cuenta
    from conoceles.proceso.models import Proceso
    from personas import CLAVE, DINA

    proceso = Proceso.objects.get(pk=CLAVE)
    entrega = designaciones.designar(
        proceso=proceso, ambito=f"fuerza:{proceso.fuerzas.get(siglas='PAN').pk}", nombre="Beto Nuevo",
        correo="beto.nuevo@prueba.mx", oficio=designaciones.Oficio("PAN/1", ahora.date()), por=DINA, ahora=ahora,
    )  # fmt: skip
    testigo = entrega.direccion.rstrip("/").rpartition("/")[2]
    frase = "una frase larga y propia"
    cuenta = Cuenta.objects.get(correo="beto.nuevo@prueba.mx")
    return cruzar(
        Acto(
            lambda: enlaces.recibir(testigo=testigo, clave=frase, repetida=frase, acusa=True, ahora=ahora),
            ENLACE,
        ),
        Acto(lambda: designaciones.reenviar(cuenta=cuenta, por=DINA, ahora=ahora), CUENTA),
    )


def acreditar_y_renunciar(filas: list[Any], ahora: Any) -> list[str]:
    """Entre las dos bases: a una se le acredita, que asienta en B y le escribe, y la otra renuncia, que asienta en A y cierra en B."""
    from conoceles.bitacora.actos import Acto as Hecho
    from conoceles.cuentas.operaciones import crear_cuenta
    from conoceles.expediente.actos.conclusiones import concluir
    from conoceles.identidad.permisos import acreditaciones
    from personas import DINA, SISTEMA
    from vidas import ACUERDO

    una, otra = filas
    eva = crear_cuenta(
        correo="eva.nueva@prueba.mx", clave=None, nombre="Eva", papel="candidatura",
        ambito=f"candidatura:{una.pk}", por=SISTEMA, ahora=ahora,
    )  # fmt: skip
    prueba = {"evidencia": "identificacion", "referencia": "Acta 1", "direccion": "eva.nueva@prueba.mx"}
    renuncia = Hecho.RENUNCIA_REGISTRADA
    return cruzar(
        Acto(
            lambda: acreditaciones.acreditar(candidatura=una, cuenta=eva.pk, por=DINA, ahora=ahora, **prueba),
            CADENA, "identidad",
        ),
        Acto(lambda: concluir(candidatura=otra, acto=renuncia, por=DINA, ahora=ahora, **ACUERDO), CADENA),
    )  # fmt: skip
