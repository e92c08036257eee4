"""`resguardo volver ORIGEN`: repone lo resguardado, en su orden y sin que nada abra antes."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path

from conoceles.arranque.ordenes._salida import decir
from conoceles.arranque.respaldos import copias, reposicion, respaldo_llaves, vuelta
from conoceles.nucleo.dias import con_hora
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.nucleo.texto import cuantos

AYUDA = "Repone una copia en una carpeta de datos vacía y el llavero; lo destruido no vuelve."
PREPARA = False  # preparar llenaría el destino
A_MEDIAS = True  # es la que acaba lo que ella dejó a medias


def argumentos(parser: argparse.ArgumentParser) -> None:
    """De dónde, y con qué se prueba que nada de lo destruido vuelve."""
    parser.add_argument(
        "origen",
        metavar="ORIGEN",
        type=Path,
        help="el resguardo, una de sus copias o, si solo se perdió el llavero, la carpeta de las llaves",
    )
    llaves = parser.add_mutually_exclusive_group()
    llaves.add_argument(
        "--llaves", metavar="DIR", type=Path, help="la carpeta de las llaves, si no va en ORIGEN"
    )
    llaves.add_argument("--sin-llaves", action="store_true", help="el llavero no se perdió: sigue el de aquí")
    parser.add_argument(
        "--custodios",
        metavar="LLAVE",
        nargs=2,
        type=Path,
        default=(),
        help="las llaves de los dos custodios, en PEM: con ellas vuelven los secretos que la copia lleva sellados",
    )
    parser.add_argument(
        "--registro",
        metavar="LOG",
        type=Path,
        help="la carpeta log/ de un espejo: prueba que la lista de lo destruido y revocado es la última",
    )
    parser.add_argument(
        "--sin-lista",
        action="store_true",
        help="los dos custodios declaran, con sus llaves, que esa lista ya no existe: nadie publica identidad hasta permitirlo otra vez",
    )
    parser.add_argument(
        "--solo-bases", action="store_true", help="en lugar de lo que hoy tienen las tres bases; lo demás se queda"
    )  # fmt: skip


def ejecutar(args: argparse.Namespace) -> reposicion.Vuelto:
    """Lo repuesto y lo repetido, ya publicado."""
    copia, llaves = copias.elegida(args.origen), _llaves(args)
    if copia is None and llaves is None:
        raise ErrorDeDominio(f"En {args.origen} no hay ninguna copia.", campo="origen")
    pedido = vuelta.Pedido(
        copia, llaves, args.custodios, args.registro, sin_lista=args.sin_lista, solo_bases=args.solo_bases
    )
    return vuelta.volver(pedido, decir=decir)


def _llaves(args: argparse.Namespace) -> Path | None:
    """Las que se dicen, las que van en el resguardo o, si ORIGEN es su carpeta, esas."""
    lugares = (args.llaves, args.origen / respaldo_llaves.CARPETA, args.origen)
    halladas = (d for d in lugares if d and any(d.glob(respaldo_llaves.PATRON)))
    return None if args.sin_llaves else args.llaves or next(halladas, None)


def texto(resultado: reposicion.Vuelto) -> str:
    """Qué se repuso y qué falta."""
    lineas = []
    if copia := resultado.get("copia"):
        momento = con_hora(datetime.fromisoformat(copia["momento"]))
        lineas.append(
            f"Repuesto: {cuantos(copia['archivos'], 'archivo', 'archivos')}, del {momento}, en {copia['destino']}."
        )
        lineas.append(
            "Las cuentas vuelven como estaban entonces: cierre otra vez las que se hubieran cerrado después."
        )
    if llaves := resultado.get("llaves"):
        lineas += respaldo_llaves.frases(llaves)
    return "\n".join([*lineas, reposicion.frase(resultado)])
