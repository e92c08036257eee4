"""Deja lista una carpeta de datos: llaves, modo, bases, disparadores."""

from __future__ import annotations

import os

from conoceles.nucleo import reloj, secretos
from conoceles.nucleo.carpetas import carpetas
from conoceles.nucleo.errores import ErrorDeDominio


def preparar() -> None:
    """Idempotente. `ErrorDeDominio` si el modo pedido contradice al escrito en la carpeta.

    Producción se niega a seguir con llaves perdidas (una nueva no abriría lo ya cifrado) o con cuentas de demo.
    """
    rutas = carpetas()
    nueva = not (rutas.datos / "modo").exists()
    propias = (rutas.archivos, rutas.archivos_identidad, rutas.sitio, rutas.correo, rutas.registros)
    for carpeta in (rutas.datos, *propias):
        carpeta.mkdir(parents=True, exist_ok=True)
    _escribir_modo()
    if modo() == "produccion" and not nueva:
        _exigir_llaves()
    secretos.crear_faltantes()
    _arrancar_django()
    _migrar()
    _rechazar_cuentas_de_demo()


def modo() -> str:
    """`demo`, `practica` o `produccion`, según lo escrito en la carpeta."""
    return carpetas().modo


def _escribir_modo() -> None:
    archivo = carpetas().datos / "modo"
    pedido = os.environ.get("CONOCELES_MODO")
    if pedido not in (None, "demo", "practica", "produccion"):
        raise ErrorDeDominio(f"CONOCELES_MODO debe ser «demo», «practica» o «produccion», no «{pedido}».")
    if not archivo.exists():
        archivo.write_text((pedido or "demo") + "\n")
    elif pedido and pedido != modo():
        raise ErrorDeDominio(
            f"Esta carpeta de datos es de modo «{modo()}»; no puede abrirse como «{pedido}»."
        )
    if modo() == "produccion" and os.environ.get("CONOCELES_AHORA"):
        raise ErrorDeDominio("En producción no se puede fijar el reloj (CONOCELES_AHORA).")


def _exigir_llaves() -> None:
    faltan = [nombre for nombre in secretos.NOMBRES if not secretos.ruta(nombre).exists()]
    if faltan:
        raise ErrorDeDominio(
            f"Faltan llaves de esta instalación: {', '.join(faltan)}. Recupérelas de su respaldo."
        )


def _rechazar_cuentas_de_demo() -> None:
    from conoceles.cuentas.models import Cuenta

    if modo() == "produccion" and Cuenta.objects.filter(demo=True).exists():
        raise ErrorDeDominio("Esta carpeta de producción tiene cuentas de demostración; no puede usarse.")


def _arrancar_django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "conoceles.arranque.ajustes")
    reloj.leer_entorno()
    import django

    django.setup()


def _migrar() -> None:
    from django.core.management import call_command
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    for alias in ("default", "identidad", "llaves"):
        ejecutor = MigrationExecutor(connections[alias])
        if ejecutor.migration_plan(ejecutor.loader.graph.leaf_nodes()):
            call_command("migrate", database=alias, verbosity=0, interactive=False)
    call_command("createcachetable", database="default", verbosity=0)
