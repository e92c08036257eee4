"""`resguardo probar ORIGEN`: que la última copia de verdad se restaura y se lee, y su evidencia."""

from __future__ import annotations

import argparse
from pathlib import Path

from conoceles.arranque import preparacion
from conoceles.arranque.respaldos import ensayo
from conoceles.nucleo import reloj
from conoceles.nucleo.carpetas import carpetas

AYUDA = "Restaura la última copia en una instalación aparte, la comprueba y deja la evidencia."
PREPARA = False  # en otra máquina no hay instalación que preparar


def argumentos(parser: argparse.ArgumentParser) -> None:
    """La carpeta del resguardo."""
    parser.add_argument("origen", metavar="ORIGEN", type=Path)
    parser.add_argument(
        "--custodios", metavar="LLAVE", nargs=2, type=Path, default=(),
        help="en otra máquina: las llaves de los dos custodios, que abren los secretos de la copia",
    )  # fmt: skip


def ejecutar(args: argparse.Namespace) -> ensayo.Evidencia:
    """La evidencia; termina con 1 si algo no se recuperó."""
    if not args.custodios:
        preparacion.preparar()
    return ensayo.ensayar(args.origen, ahora=reloj.ahora(), custodios=args.custodios)


def texto(resultado: ensayo.Evidencia) -> str:
    """Qué se ensayó y cómo salió."""
    errores = [f"  {h['codigo']}: {h['frase']}" for h in resultado["errores"]]
    como = "Se recuperó entera." if resultado["ok"] else "No se recuperó bien:"
    return "\n".join(
        [
            f"Copia {resultado['copia']}: {resultado['archivos']} archivos en {resultado['segundos_en_restaurar']} s.",
            como,
            *errores,
            f"La evidencia quedó en {carpetas().registros / 'ensayos'}.",
            *(
                [
                    "Llévela a registros/ensayos/ de la instalación: prueba que el resguardo se abre en otro lugar."
                ]
                if "firma" in resultado
                else []
            ),
        ]
    )
