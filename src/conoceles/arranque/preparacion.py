"""Deja lista una carpeta de datos: llaves, modo, bases, disparadores."""

from __future__ import annotations

import contextlib
import os
from functools import partial
from typing import TYPE_CHECKING

from conoceles.arranque import entorno
from conoceles.arranque.bases import ALIAS
from conoceles.arranque.comprobar import configuracion, llaves
from conoceles.nucleo import reloj, secretos
from conoceles.nucleo.carpetas import carpetas
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.nucleo.texto import cuantos

if TYPE_CHECKING:
    from conoceles.arranque.comprobar.esquemas import Cambio

    Cambiadas = dict[str, list[Cambio]]  # alias → qué le cambió por fuera antes de actualizar


def preparar() -> None:
    """Idempotente. `ErrorDeDominio`, antes de escribir nada, si un ajuste está mal o contradice a la carpeta.

    Producción se niega a seguir con llaves perdidas (una nueva no abriría lo ya cifrado) o con cuentas de demo.
    """
    exigir(modo_escrito())
    cambiadas: Cambiadas = {}
    if secretos.papel():
        _abrir()
    else:
        cambiadas = _poner_al_dia()
    _rechazar_cuentas_de_demo()
    _exigir_las_de_siempre(cambiadas)


def _abrir() -> None:
    """La carpeta y las bases que otro preparó: un servicio con papel no crea nada ni cambia tablas."""
    arrancar_django()
    for alias in ALIAS:
        exigir_esquema_conocido(alias)
        if faltan := desfase(alias)[1]:
            raise ErrorDeDominio(
                f"A la base «{ALIAS[alias]}» faltan {cuantos(len(faltan), 'migración', 'migraciones')}. Las pone quien opera: conoceles papeles."
            )


def _poner_al_dia() -> Cambiadas:
    rutas = carpetas()
    for carpeta in (rutas.datos, rutas.sitio):
        carpeta.mkdir(parents=True, exist_ok=True)
    for carpeta in (rutas.archivos, rutas.archivos_identidad, rutas.correo, rutas.registros):
        carpeta.mkdir(exist_ok=True, mode=0o700)  # en la misma máquina están nginx y el lector
    _escribir_modo()
    secretos.crear_faltantes()
    for nombre in secretos.NOMBRES:
        secretos.leer(nombre)
    arrancar_django()
    _crear_bases()
    return _migrar_sin_dar_por_bueno()


def modo() -> str:
    """`demo`, `practica` o `produccion`, según lo escrito en la carpeta."""
    return carpetas().modo


def modo_escrito() -> str | None:
    """El mismo, o `None` si la carpeta todavía no lo tiene."""
    return modo() if (carpetas().datos / "modo").exists() else None


def exigir_entera() -> None:
    """`ErrorDeDominio` si volver de una copia quedó a medias: nada está probado, y nada de eso se abre."""
    if carpetas().volviendo.exists():
        raise ErrorDeDominio(
            f"En {carpetas().datos} quedó a medias volver de una copia, y nada se abre ni se sirve: repita conoceles resguardo volver, "
            "con lo mismo, hasta que termine."
        )


def exigir(escrito: str | None) -> None:
    """Que los ajustes convengan a una carpeta de ese modo, `None` si es nueva; no escribe nada."""
    entorno.exigir_bien_escritos()
    reloj.leer_entorno()
    pedido = os.environ.get("CONOCELES_MODO")
    if escrito and pedido and pedido != escrito:
        raise ErrorDeDominio(
            f"Esta carpeta de datos es de modo «{escrito}»; no puede abrirse como «{pedido}»."
        )
    if (escrito or pedido) == "produccion" and os.environ.get("CONOCELES_AHORA"):
        raise ErrorDeDominio("En producción no se puede fijar el reloj (CONOCELES_AHORA).")
    if (escrito or pedido) == "produccion":
        configuracion.exigir()
    if escrito == "produccion":
        exigir_llaves()


def _escribir_modo() -> None:
    archivo = carpetas().datos / "modo"
    if not archivo.exists():
        archivo.write_text((os.environ.get("CONOCELES_MODO") or "demo") + "\n")


def exigir_llaves() -> None:
    """`ErrorDeDominio` si falta alguna de las de este proceso."""
    if faltan := secretos.faltan():
        raise ErrorDeDominio(
            f"Faltan llaves de esta instalación: {', '.join(faltan)}. "
            f"Recupérelas de su resguardo y póngalas en {carpetas().secretos}."
        )


def _exigir_las_de_siempre(cambiadas: Cambiadas) -> None:
    """Que las llaves sean las del primer uso, de las que deja constancia; fuera de producción solo se comprueba."""
    if not secretos.papel():
        llaves.reconocer()
    _rechazar_ajenas()
    if not secretos.papel():
        _recordar_los_cierres()
        llaves.asentar()
        _asentar_esquemas(cambiadas)


def _rechazar_ajenas() -> None:
    if modo() == "produccion" and "LLAVE_AJENA" not in configuracion.aceptados():
        configuracion.rechazar([*llaves.ajenas(), *llaves.maestra()])


def _asentar_esquemas(cambiadas: Cambiadas) -> None:
    from conoceles.arranque.comprobar import esquemas

    esquemas.asentar(ahora=reloj.ahora(), salvo=cambiadas)


def _recordar_los_cierres() -> None:
    from conoceles.cuentas.constancia import memoria

    memoria.recordar_lo_que_falta()


def _rechazar_cuentas_de_demo() -> None:
    from conoceles.cuentas.models import Cuenta

    if modo() == "produccion" and Cuenta.objects.filter(demo=True).exists():
        raise ErrorDeDominio("Esta carpeta de producción tiene cuentas de demostración; no puede usarse.")


def arrancar_django() -> None:
    """Lee los ajustes y carga las salas; no abre ninguna base."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "conoceles.arranque.settings")
    import django

    django.setup()


def _crear_bases() -> None:
    """Las de SQLite, vacías y solo para su dueño; sus diarios heredan el permiso."""
    for nombre in ALIAS.values():
        if not os.environ.get(f"CONOCELES_BD_{nombre.upper()}"):
            os.close(os.open(carpetas().base(nombre), os.O_CREAT | os.O_RDWR, 0o600))


def _migrar_sin_dar_por_bueno() -> Cambiadas:
    """Migra; devuelve las bases cuyo esquema ya estaba cambiado por fuera: actualizar no lo asienta."""
    from conoceles.arranque.comprobar import esquemas

    cambiadas = esquemas.distintos_antes()
    _migrar()
    return cambiadas


def _migrar() -> None:
    from django.core.management import call_command
    from django.db import DatabaseError, connections
    from django.db.migrations.executor import MigrationExecutor

    for alias, nombre in ALIAS.items():
        try:
            ejecutor = MigrationExecutor(connections[alias])
        except DatabaseError as error:
            raise ErrorDeDominio(base_cerrada(nombre, error)) from error
        exigir_esquema_conocido(alias)
        if ejecutor.migration_plan(ejecutor.loader.graph.leaf_nodes()):
            if (
                alias == "default"
            ):  # antes: al migrar se da a cada papel lo suyo, y esa tabla no es de ninguna migración
                call_command("createcachetable", database=alias, verbosity=0)
            _poner_tablas(alias)


def _poner_tablas(alias: str) -> None:
    """Fuera de la A solo hay tablas de dos salas: lo de las otras se anota sin recorrerlo, que es lo que más tarda."""
    from django.apps import apps
    from django.core.management import call_command
    from django.db import router

    migrar = partial(call_command, "migrate", database=alias, verbosity=0, interactive=False)
    if alias != "default":
        for sala in sorted(
            {m._meta.app_label for m in apps.get_models() if router.allow_migrate_model(alias, m)}
        ):
            migrar(sala)
    migrar(fake=alias != "default")


def exigir_esquemas() -> None:
    """Lo mismo en las tres, para quien no migra; una base que aún no contesta no impide esperar a que lo haga."""
    from django.db import DatabaseError, connections

    for alias in ALIAS:
        with contextlib.suppress(DatabaseError):
            exigir_esquema_conocido(alias)
    connections.close_all()


def exigir_llaves_de_siempre() -> None:
    """Lo mismo de las llaves: con una ajena, la captura sellaría lo que nadie podrá abrir."""
    from django.db import DatabaseError, connections

    with contextlib.suppress(DatabaseError):
        _rechazar_ajenas()
    connections.close_all()


def exigir_esquema_conocido(alias: str) -> None:
    """`ErrorDeDominio` si la base ya la puso al día una versión posterior de este programa."""
    nuevas, _ = desfase(alias)
    if nuevas:
        raise ErrorDeDominio(
            f"La base «{ALIAS[alias]}» es de una versión posterior a este programa ({', '.join(nuevas[:3])}). "
            "Instale esa versión, o restaure el respaldo anterior a la actualización."
        )


def desfase(alias: str) -> tuple[list[str], list[str]]:
    """Migraciones de la base que este programa no conoce, y las que la base todavía no tiene."""
    from django.db import connections
    from django.db.migrations.loader import MigrationLoader

    cargador = MigrationLoader(connections[alias])
    puestas, conocidas = set(cargador.applied_migrations), set(cargador.disk_migrations)
    nuevas, faltan = sorted(puestas - conocidas), sorted(set(cargador.graph.nodes) - puestas)
    return [".".join(n) for n in nuevas], [".".join(n) for n in faltan]


def salteadas(alias: str) -> str:
    """La migración que falta aunque consta una que la necesita: ninguna versión deja así una base. Vacía si ninguna."""
    from django.db import connections
    from django.db.migrations.exceptions import InconsistentMigrationHistory
    from django.db.migrations.loader import MigrationLoader

    try:
        MigrationLoader(connections[alias]).check_consistent_history(connections[alias])
    except InconsistentMigrationHistory as error:
        return str(error)
    return ""


def base_cerrada(nombre: str, error: Exception) -> str:
    """La frase para quien opera, con lo que dijo el motor."""
    variable = f"CONOCELES_BD_{nombre.upper()}"
    revise = (
        f"Revise {variable} y que el servidor esté en marcha"
        if os.environ.get(variable)
        else f"Revise que {carpetas().base(nombre)} esté completo y se pueda escribir"
    )
    dicho = str(error).strip().splitlines() or [type(error).__name__]
    return f"No se puede abrir la base «{nombre}». {revise}. La base dijo: {dicho[0]}"
