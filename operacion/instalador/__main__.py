"""`instalar` y `desinstalar`: qué se pide, y recorrer los pasos."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from instalador import respuestas
from instalador.pasos import pasos, pasos_de_bases, pasos_de_sitio
from instalador.piezas import Falla
from instalador.recorrido import poner, quitar

ORIGEN = Path(__file__).resolve().parents[2]
PASOS = {"": pasos, "bases": pasos_de_bases, "sitio": pasos_de_sitio}
SOLO = {
    "bases": "PostgreSQL y su copia continua, en una máquina que no lleva nada más",
    "sitio": "el sitio público, en una máquina que lo recibe de la que publica y no lleva nada más",
}


def main() -> int:
    """0 hecho · 1 simulado, y falta algo · 2 no se pudo, con una frase."""
    args = _argumentos()
    try:
        dichas = respuestas.reunir(args, pide=respuestas.PIDE[args.solo] if args.acto == "poner" else ())
        if os.geteuid() != 0 and not args.simular:
            raise Falla("Hay que ser root. Con --simular se ve qué haría, sin serlo.")
        if args.acto == "quitar" and args.solo == "bases" and args.con_datos:
            raise Falla("Las bases se quitan por su nombre: pg_dropcluster --stop VERSION CLUSTER.")
        lista = PASOS[args.solo](dichas, ORIGEN)
        if args.acto == "quitar":
            return quitar(lista, dichas, simular=args.simular, con_datos=args.con_datos)
        if not (args.simular or args.solo == "bases"):
            respuestas.guardar(dichas)
        return poner(lista, simular=args.simular)
    except Falla as falla:
        print(f"\n{falla}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nInterrumpido. Repita la orden: sigue donde iba.", file=sys.stderr)
        return 2


def _argumentos() -> argparse.Namespace:
    raiz = argparse.ArgumentParser(prog="operacion/instalar", description=__doc__)
    actos = raiz.add_subparsers(dest="acto", required=True)
    for acto in ("poner", "quitar"):
        uno = actos.add_parser(
            acto, prog="operacion/instalar" if acto == "poner" else "operacion/desinstalar"
        )
        uno.add_argument("--simular", action="store_true", help="dice qué haría y no cambia nada")
        solo = uno.add_mutually_exclusive_group()
        for que, ayuda in SOLO.items():
            solo.add_argument(
                f"--solo-{que}", dest="solo", action="store_const", const=que, default="", help=ayuda
            )
        if acto == "poner":
            respuestas.preguntas(uno)
        else:
            uno.add_argument(
                "--con-datos",
                action="store_true",
                help="quita también datos, bases, llaves y respaldos; pide confirmación",
            )
    return raiz.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
