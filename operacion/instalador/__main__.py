"""`instalar` y `desinstalar`: qué se pide, y recorrer los pasos."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from instalador import respuestas
from instalador.pasos import pasos, pasos_de_bases
from instalador.piezas import Falla
from instalador.recorrido import poner, quitar

ORIGEN = Path(__file__).resolve().parents[2]


def main() -> int:
    """0 hecho · 1 simulado, y falta algo · 2 no se pudo, con una frase."""
    args = _argumentos()
    try:
        dichas = respuestas.reunir(args, pide=args.acto == "poner" and not args.solo_bases)
        if os.geteuid() != 0 and not args.simular:
            raise Falla("Hay que ser root. Con --simular se ve qué haría, sin serlo.")
        if args.acto == "quitar" and args.solo_bases and args.con_datos:
            raise Falla("Las bases se quitan por su nombre: pg_dropcluster --stop VERSION CLUSTER.")
        lista = pasos_de_bases(ORIGEN) if args.solo_bases else pasos(dichas, ORIGEN)
        if args.acto == "quitar":
            return quitar(lista, dichas, simular=args.simular, con_datos=args.con_datos)
        if not (args.simular or args.solo_bases):
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
        que = "PostgreSQL y su copia continua, en una máquina que no lleva nada más"
        uno.add_argument("--solo-bases", action="store_true", help=que)
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
