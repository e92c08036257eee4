"""`migracion`: escribe la migración que piden los modelos de una sala, sin carpeta de datos ni base."""

from __future__ import annotations

import argparse
import os
import tempfile
from typing import TypedDict

from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.nucleo.errores import ErrorDeDominio

AYUDA = "Escribe la migración de una sala; con --revisar, dice si a alguna le falta."
PREPARA = False


class Escrita(TypedDict):
    """`ok` es falso si a los modelos les falta una."""

    ok: bool
    archivos: list[str]


def argumentos(parser: argparse.ArgumentParser) -> None:
    """La sala y el nombre, o solo revisar."""
    parser.add_argument("sala", metavar="SALA", nargs="?", help="como se llama su carpeta en src/conoceles")
    parser.add_argument("--nombre", metavar="NOMBRE", help="qué cambia: correo_de_avisos")
    parser.add_argument("--revisar", action="store_true", help="no escribe: falla si a alguna sala le falta")


def ejecutar(args: argparse.Namespace) -> Escrita:
    """Los archivos que escribió; con `--revisar`, `ok` es falso si falta alguno. `ErrorDeDominio` sin sala."""
    if not args.sala and not args.revisar:
        raise ErrorDeDominio("Diga de qué sala es la migración: ./taller migracion SALA.", campo="sala")
    with tempfile.TemporaryDirectory(prefix="conoceles-migracion-") as carpeta:
        os.environ["CONOCELES_DATOS"] = carpeta
        return _migrar(args.sala, args.nombre, revisar=args.revisar)


def texto(resultado: Escrita) -> str:
    """Qué se escribió."""
    if not resultado["ok"]:
        return "A los modelos les falta una migración: ./taller migracion SALA."
    return "\n".join(resultado["archivos"]) or "Los modelos y las migraciones coinciden."


def _migrar(sala: str | None, nombre: str | None, *, revisar: bool) -> Escrita:
    import django
    from django.apps import apps
    from django.core.management import call_command
    from django.core.management.base import CommandError

    from conoceles.nucleo import secretos

    secretos.crear_faltantes()  # los ajustes leen la llave de las sesiones
    os.environ["DJANGO_SETTINGS_MODULE"] = "conoceles.arranque.settings"
    django.setup()
    if sala and not apps.is_installed(f"conoceles.{sala}"):
        raise ErrorDeDominio(f"No hay una sala «{sala}» con modelos.", campo="sala")
    antes = _archivos()
    salas = [sala] if sala else []
    try:
        call_command(
            "makemigrations", *salas, name=nombre, check_changes=revisar, interactive=False, verbosity=0
        )
    except SystemExit:  # así dice `check_changes` que faltan
        return {"ok": False, "archivos": []}
    except CommandError as error:
        raise ErrorDeDominio(f"No se pudo escribir la migración: {error}") from error
    return {"ok": True, "archivos": sorted(_archivos() - antes)}


def _archivos() -> set[str]:
    hallados = (RAIZ_PROYECTO / "src" / "conoceles").glob("*/migrations/[0-9]*.py")
    return {str(ruta.relative_to(RAIZ_PROYECTO)) for ruta in hallados}
