"""`resguardo hacer DESTINO`: otra copia de todo, y al lado la de vida corta del llavero."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path
from typing import TypedDict

from conoceles.arranque.respaldos import copias, respaldo, respaldo_llaves, sellado
from conoceles.nucleo import reloj
from conoceles.nucleo.carpetas import carpetas
from conoceles.nucleo.dias import con_hora
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.nucleo.texto import cuantos

AYUDA = "Copia bases, archivos y registro público, y aparte el llavero, que caduca; los secretos, si están sellados."


class Hecho(TypedDict, total=False):
    """Lo que se copió; `copia` o `llaves` faltan si no se pidieron."""

    copia: respaldo.Resumen | copias.Diaria
    llaves: respaldo_llaves.Hecha


def argumentos(parser: argparse.ArgumentParser) -> None:
    """Dónde, y si solo una parte."""
    parser.add_argument("destino", metavar="DESTINO", type=Path)
    cual = parser.add_mutually_exclusive_group()
    cual.add_argument("--sin-llaves", action="store_true", help="el llavero lo copia otro servicio")
    cual.add_argument("--solo-llaves", action="store_true", help="solo el llavero, en DESTINO")
    cual.add_argument(
        "--solo-bases",
        action="store_true",
        help="solo las bases, en DESTINO vacío: las que repone operacion/actualizar",
    )


def ejecutar(args: argparse.Namespace) -> Hecho:
    """Qué quedó, dónde y de cuándo. Sin opciones, las llaves quedan en `DESTINO/llaves`."""
    ahora = reloj.ahora()
    if args.destino.resolve().is_relative_to(carpetas().datos):
        raise ErrorDeDominio("El resguardo no puede quedar dentro de la carpeta de datos.", campo="destino")
    if args.solo_bases:
        return {"copia": respaldo.respaldar(args.destino, ahora=ahora, solo_bases=True)}
    if args.solo_llaves:
        return {"llaves": respaldo_llaves.copiar(args.destino, ahora=ahora)}
    copia = copias.diaria(args.destino, ahora=ahora)
    if args.sin_llaves:
        return {"copia": copia}
    return {
        "copia": copia,
        "llaves": respaldo_llaves.copiar(args.destino / respaldo_llaves.CARPETA, ahora=ahora),
    }


def texto(resultado: Hecho) -> str:
    """Qué quedó, y si falta lo que abre lo demás."""
    lineas = []
    if copia := resultado.get("copia"):
        lineas.append(f"Copia de {cuantos(copia['archivos'], 'archivo', 'archivos')} en {copia['destino']}.")
    if llaves := resultado.get("llaves"):
        caduca = con_hora(datetime.fromisoformat(llaves["caduca"]))
        lineas.append(f"{llaves['llaves']} llaves en {llaves['archivo']}; caduca el {caduca}.")
    if not sellado.destino().exists():
        lineas.append("Los secretos no van: séllelos a dos custodios con conoceles resguardo sellar.")
    return "\n".join(lineas)
