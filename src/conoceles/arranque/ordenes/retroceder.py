"""`retroceder`: deja las bases como las abre la versión anterior, con lo escrito entre medio."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TypedDict

AYUDA = "Deja las bases como las abre la versión anterior del programa, sin perder lo escrito."
PREPARA = False


class Vuelta(TypedDict):
    """Por base, las migraciones; lo que solo la versión nueva guarda; y las tablas en que la anterior escribe sin sello."""

    deshace: dict[str, list[str]]
    pierde: list[str]
    no_sella: list[str]
    hecho: bool


def argumentos(parser: argparse.ArgumentParser) -> None:
    """Dónde está el programa anterior, y si ya se hace."""
    parser.add_argument("programa", metavar="PROGRAMA", type=Path, help="carpeta del programa anterior")
    parser.add_argument(
        "--hacer", action="store_true", help="sin esto, solo dice qué desharía y qué se pierde"
    )


def ejecutar(args: argparse.Namespace) -> Vuelta:
    """Las migraciones que deshace, lo que se pierde, lo que quedará sin sello y si ya se hizo."""
    from conoceles.arranque import preparacion

    preparacion.exigir(preparacion.modo_escrito())
    preparacion.arrancar_django()
    from conoceles.arranque.respaldos import retroceso

    plan = (retroceso.volver if args.hacer else retroceso.planear)(args.programa.resolve())
    return {"deshace": plan.deshace, "pierde": plan.pierde, "no_sella": plan.no_sella, "hecho": args.hacer}


def texto(resultado: Vuelta) -> str:
    """Un renglón por migración, uno por lo que se pierde y uno con lo que quedará sin sello."""
    renglones = [f"{base}: {m}" for base, todas in resultado["deshace"].items() for m in todas]
    renglones += [f"se pierde: {frase}" for frase in resultado["pierde"]]
    if resultado["no_sella"]:
        cuales = ", ".join(resultado["no_sella"])
        renglones.append(
            f"sin sello: la anterior no lo pone en {cuales}. Lo que haya ahí al actualizar otra vez se dará por bueno, menos lo que hoy ya no consta."
        )
    if not renglones:
        return "La versión anterior ya puede abrir estas bases."
    fin = "Hecho: arranque el programa anterior." if resultado["hecho"] else "Para hacerlo, con --hacer."
    return "\n".join([*renglones, fin])
