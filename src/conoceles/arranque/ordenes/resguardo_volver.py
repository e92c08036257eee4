"""`resguardo volver ORIGEN`: repone lo resguardado, en su orden y sin que nada abra antes."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path

from conoceles.arranque import preparacion
from conoceles.arranque.respaldos import (
    copias,
    lo_retirado,
    reposicion,
    respaldo,
    respaldo_llaves,
    sellado,
    vuelta,
)
from conoceles.nucleo import reloj
from conoceles.nucleo.carpetas import carpetas
from conoceles.nucleo.dias import con_hora
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.nucleo.texto import cuantos

AYUDA = "Repone una copia en una carpeta de datos vacía y el llavero; lo destruido no vuelve."
PREPARA = False  # preparar llenaría el destino


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
        metavar="NOMBRE",
        nargs=2,
        default=(),
        help="las dos personas que declaran que esa lista ya no existe: nadie publica identidad hasta permitirlo otra vez",
    )
    parser.add_argument(
        "--solo-bases", action="store_true", help="en lugar de lo que hoy tienen las tres bases; lo demás se queda"
    )  # fmt: skip


def ejecutar(args: argparse.Namespace) -> reposicion.Vuelto:
    """Lo repuesto y lo repetido. Nada se publica hasta que las llaves estén probadas."""
    copia, llaves = copias.elegida(args.origen), _llaves(args)
    if args.solo_bases:
        return _solo_bases(copia, llaves)
    if copia is None and llaves is None:
        raise ErrorDeDominio(f"En {args.origen} no hay ninguna copia.", campo="origen")
    if copia and llaves and not (args.registro or args.sin_lista):
        raise ErrorDeDominio(f"{lo_retirado.PIDE_REGISTRO} {lo_retirado.SIN_ELLA}", campo="registro")
    ahora = reloj.ahora()
    hecho: reposicion.Repuesto = {}
    if copia and args.custodios:
        sellado.abrir(copia / "registro" / sellado.ARCHIVO, args.custodios, carpetas().secretos)
    if copia:
        hecho["copia"] = respaldo.restaurar(copia)
    preparacion.preparar()
    if llaves:
        suyas = respaldo_llaves.restaurar(
            llaves, ahora=ahora, registro=args.registro, sin_lista=args.sin_lista
        )
        hecho |= {"llaves": suyas, "ok": suyas["ok"]}
    return {**reposicion.repetir(ahora=ahora), **hecho}


def _llaves(args: argparse.Namespace) -> Path | None:
    """Las que se dicen, las que van en el resguardo o, si ORIGEN es su carpeta, esas."""
    lugares = (args.llaves, args.origen / respaldo_llaves.CARPETA, args.origen)
    halladas = (d for d in lugares if d and any(d.glob(respaldo_llaves.PATRON)))
    return None if args.sin_llaves else args.llaves or next(halladas, None)


def _solo_bases(copia: Path | None, llaves: Path | None) -> reposicion.Vuelto:
    if copia is None or llaves is None:
        raise ErrorDeDominio(
            "Diga la copia de las bases y, con --llaves, la carpeta de las llaves.", campo="origen"
        )
    preparacion.exigir(preparacion.modo_escrito())
    preparacion.arrancar_django()
    return vuelta.volver(copia, llaves, ahora=reloj.ahora())


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
