"""La sala de arranque: retira los disparadores antes de migrar y los reinstala después, los de todas las salas."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig, apps
from django.core.signals import request_started
from django.db import connections
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate

from conoceles.arranque import conexiones
from conoceles.bitacora import compuerta
from conoceles.nucleo import secretos
from conoceles.nucleo.bases import de_su_clase
from conoceles.nucleo.disparadores import Disparador, instalar, retirar


class Arranque(AppConfig):
    """Va al final de INSTALLED_APPS para que su aviso llegue con todas las tablas hechas."""

    name = "conoceles.arranque"

    def ready(self) -> None:
        _declarar_dudas()
        pre_migrate.connect(_retirar, sender=self, dispatch_uid="disparadores")
        post_migrate.connect(_reinstalar, sender=self, dispatch_uid="disparadores")
        connection_created.connect(conexiones.recordar)
        request_started.connect(conexiones.soltar_las_de_otro_archivo)


def _declarar_dudas() -> None:
    """Cada sala sabe de qué se puede dudar; la compuerta, qué espera entonces."""
    from conoceles.expediente.constancias import de_la_base_a, halladas
    from conoceles.proceso.contenido import cotejo
    from conoceles.publicacion.instantanea import cadena
    from conoceles.pulso import consultas as pulso

    compuerta.declarar("hora", pulso.en_duda)
    compuerta.declarar("definición", cotejo.en_duda)
    compuerta.declarar("lo hallado en la base", halladas.en_duda)
    compuerta.declarar("máquina", cadena.en_duda)
    compuerta.declarar("llaves", secretos.en_duda)
    compuerta.declarar("filas", de_la_base_a.en_duda)


def disparadores() -> list[Disparador]:
    """Los que declara cada sala en `<sala>/disparadores.py`, y los que salen de la clase de cada columna."""
    salas = [app.name for app in apps.get_app_configs() if app.name.startswith("conoceles.")]
    modulos = [f"{sala}.disparadores" for sala in salas if find_spec(f"{sala}.disparadores")]
    declarados = [disparador for modulo in modulos for disparador in import_module(modulo).DISPARADORES]
    return [*declarados, *de_su_clase.disparadores()]


def _retirar(using: str, **_: object) -> None:
    """En SQLite, rehacer una tabla que otro disparador nombra fallaría; en PostgreSQL los candados se quedan puestos."""
    if connections[using].vendor == "sqlite":
        retirar(using)


def _reinstalar(using: str, **_: object) -> None:
    """También escribe la tabla de estados, que el disparador de las candidaturas consulta."""
    if using == "default":
        from conoceles.expediente.transiciones import sincronizar

        sincronizar()
    instalar(using, disparadores())
    import_module("conoceles.arranque.papeles").reparar(
        using
    )  # importa los modelos: aún no están al leer este archivo
