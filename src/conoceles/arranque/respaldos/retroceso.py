"""Volver a la versión anterior del programa con lo que se escribió entre medio: se deshacen sus migraciones y nada más.

Lo deshace el programa nuevo, que es quien sabe cómo; los candados los vuelve a poner el anterior, que sabe cuáles son.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import DatabaseError, connections, router
from django.db.migrations import AddField, CreateModel, Migration, RemoveField
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.models import Field, Model, QuerySet

from conoceles.arranque import selladas
from conoceles.arranque.bases import ALIAS
from conoceles.arranque.comprobar import esquemas
from conoceles.arranque.servicios.turno import turno
from conoceles.nucleo import reloj
from conoceles.nucleo.disparadores import retirar
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.nucleo.texto import cuantos

Cual = tuple[str, str]
MIGRAR = (
    "from conoceles.arranque.preparacion import arrancar_django\narrancar_django()\n"
    "from django.core.management import call_command\n"
    f"for alias in {list(ALIAS)!r}:\n"
    "    call_command('migrate', database=alias, verbosity=0, interactive=False)\n"
)
SELLA = (
    "from conoceles.arranque.preparacion import arrancar_django\narrancar_django()\n"
    "from conoceles.arranque.selladas import tablas\nprint(*tablas())\n"
)


@dataclass(frozen=True)
class Plan:
    """`deshace`: base → migraciones, en el orden en que se deshacen. `pierde`: lo que solo la versión nueva guarda.

    `no_sella`: las tablas que la anterior no sella, y esta sí.
    """

    deshace: dict[str, list[str]]
    pierde: list[str]
    no_sella: list[str]


def planear(anterior: Path) -> Plan:
    """Lo que haría falta para que ese programa abra estas bases. No escribe nada.

    `ErrorDeDominio` si no es un programa o no arranca, o si algo no se puede deshacer.
    """
    pasos = {alias: _pasos(alias, _suyas(anterior)) for alias in ALIAS}
    sin_vuelta = sorted(
        {str(m) for alias, todos in pasos.items() for m in todos if not _se_deshace(alias, m)}
    )
    if sin_vuelta:
        raise ErrorDeDominio(
            f"No se puede volver conservando lo escrito: {', '.join(sin_vuelta)} no se deshace. "
            "Restaure el respaldo anterior a la actualización."
        )
    pierde = [frase for alias, todos in pasos.items() for m in todos for frase in _perdidas(alias, m)]
    no_sella = sorted(selladas.tablas() - _sella(anterior))
    return Plan({ALIAS[a]: [str(m) for m in todos] for a, todos in pasos.items() if todos}, pierde, no_sella)


def volver(anterior: Path) -> Plan:
    """Lo hace. Con un obrero en marcha, `ErrorDeDominio`: lo volvería a migrar."""
    plan, suyo = planear(anterior), turno()
    if not suyo.mio():
        raise ErrorDeDominio("Hay un obrero en marcha: detenga el obrero y la captura en todas las máquinas.")
    try:
        selladas.volver(selladas.tablas().difference(plan.no_sella), ahora=reloj.ahora())
        esquemas.se_vuelve(ahora=reloj.ahora())
        for alias in ALIAS:
            _deshacer(alias, _suyas(anterior))
        _poner_candados(anterior)
    except DatabaseError as error:
        raise ErrorDeDominio(
            "Una migración no se dejó deshacer. Nada se perdió: dé cualquier orden con este programa y las bases vuelven a quedar como "
            "estaban. Para volver, restaure el respaldo anterior a la actualización."
        ) from error
    finally:
        suyo.soltar()
    return plan


def _suyas(anterior: Path) -> set[Cual]:
    """Las migraciones que ese programa conoce, de nuestras salas."""
    salas = anterior / "src" / "conoceles"
    suyas = {(m.parts[-3], m.stem) for m in salas.glob("*/migrations/[0-9]*.py")}
    if not suyas:
        raise ErrorDeDominio(f"En {anterior} no hay un programa de Conóceles.", campo="programa")
    return suyas


def _metas(ejecutor: MigrationExecutor, suyas: set[Cual]) -> list[tuple[str, str | None]]:
    """De cada sala con migraciones de más, la última que conoce el anterior; `None` si no conoce ninguna."""
    puestas = {m for m in ejecutor.loader.applied_migrations if _nuestra(m[0])}
    salas = sorted({sala for sala, _ in puestas - suyas})
    return [(sala, max((n for s, n in puestas & suyas if s == sala), default=None)) for sala in salas]


def _nuestra(sala: str) -> bool:
    return apps.is_installed(f"conoceles.{sala}")


def _pasos(alias: str, suyas: set[Cual]) -> list[Migration]:
    ejecutor = MigrationExecutor(connections[alias])
    return [m for m, hacia_atras in ejecutor.migration_plan(_metas(ejecutor, suyas)) if hacia_atras]


def _deshacer(alias: str, suyas: set[Cual]) -> None:
    ejecutor = MigrationExecutor(connections[alias])
    retirar(alias)  # los nuevos le sobran al anterior, y nombran tablas que ya no estarán
    if metas := _metas(ejecutor, suyas):
        ejecutor.migrate(metas)


def _se_deshace(alias: str, migracion: Migration) -> bool:
    return all(operacion.reversible for operacion in migracion.operations) and not any(
        _sin_con_que_volver(alias, migracion)
    )


def _sin_con_que_volver(alias: str, migracion: Migration) -> Iterator[bool]:
    """De cada columna que esa migración retira, si al reponerla los renglones que hay no tendrían qué poner en ella."""
    sala = migracion.app_label
    estado = MigrationLoader(connections[alias]).project_state((sala, migracion.name), at_end=False)
    for operacion in migracion.operations:
        if isinstance(operacion, RemoveField):
            campo = estado.models[sala, operacion.model_name_lower].fields[operacion.name]
            se_pone = campo.null or campo.has_default() or (campo.blank and campo.empty_strings_allowed)
            yield not se_pone and bool(_renglones(alias, sala, operacion.model_name).count())
        operacion.state_forwards(sala, estado)


def _renglones(alias: str, sala: str, nombre: str) -> QuerySet[Model]:
    return apps.get_model(sala, nombre)._base_manager.using(alias)


def _perdidas(alias: str, migracion: Migration) -> Iterator[str]:
    for operacion in migracion.operations:
        cuantas = _guardadas(alias, migracion.app_label, operacion)
        if cuantas:
            yield f"{cuantos(cuantas, 'renglón', 'renglones')} {_donde(operacion)} ({migracion})"


def _donde(operacion: Operation) -> str:
    if isinstance(operacion, AddField):
        return f"con «{operacion.name}» en la tabla «{operacion.model_name}»"
    return f"de la tabla «{getattr(operacion, 'name', '')}»"


def _guardadas(alias: str, sala: str, operacion: Operation) -> int:
    """Renglones de una tabla nueva, o de un campo nuevo que ya no tienen lo que trae de fábrica."""
    nombre = getattr(operacion, "model_name", "") or getattr(operacion, "name", "")
    if not isinstance(operacion, CreateModel | AddField) or not router.allow_migrate(
        alias, sala, model_name=nombre.lower()
    ):
        return 0
    try:
        filas = _renglones(alias, sala, nombre)
        if isinstance(operacion, CreateModel):
            return filas.count()
        campo = filas.model._meta.get_field(operacion.name)
    except (LookupError, FieldDoesNotExist):  # lo que otra migración ya retiró
        return 0
    de_fabrica = campo.get_default() if isinstance(campo, Field) else None
    return filas.exclude(**{operacion.name: de_fabrica}).count()


def _sella(anterior: Path) -> set[str]:
    """Las tablas que ese programa sella; ninguna, si es de los que todavía no lo dicen."""
    if not (anterior / "src" / "conoceles" / "arranque" / "selladas.py").exists():
        return set()
    hecho = _con(anterior, SELLA)
    if hecho.returncode:
        raise ErrorDeDominio(f"El programa de {anterior} no arranca: {_por_que(hecho)}.", campo="programa")
    return set(hecho.stdout.split())


def _poner_candados(anterior: Path) -> None:
    hecho = _con(anterior, MIGRAR)
    if hecho.returncode:
        raise ErrorDeDominio(
            f"Las bases ya son de la versión anterior, pero su programa no puso sus candados: {_por_que(hecho)}. "
            f"Dé ahí cualquier orden y compruebe con «conoceles comprobar»."
        )


def _con(anterior: Path, programa: str) -> subprocess.CompletedProcess[str]:
    propio = anterior / ".venv" / "bin" / "python"
    python = str(propio) if propio.exists() else sys.executable
    entorno = os.environ | {"PYTHONPATH": str(anterior / "src")}
    entorno.pop("DJANGO_SETTINGS_MODULE", None)  # la de este programa; la suya puede estar en otro lugar
    return subprocess.run([python, "-c", programa], env=entorno, capture_output=True, text=True, check=False)


def _por_que(hecho: subprocess.CompletedProcess[str]) -> str:
    return (hecho.stderr.strip().splitlines() or ["sin decir por qué"])[-1]
