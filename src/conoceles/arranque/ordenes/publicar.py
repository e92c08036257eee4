"""`publicar`: publica lo que ya toca y nada más."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from conoceles.arranque.ordenes._salida import decir
from conoceles.nucleo import reloj

if TYPE_CHECKING:
    from conoceles.publicacion.instantanea.obra import Resultado

    class Publicado(Resultado):
        """`registro`: hojas del registro público."""

        registro: int
        avisos: list[str]


AYUDA = "Publica lo que ya toca de una elección y corta sus archivos de datos."


def argumentos(parser: argparse.ArgumentParser) -> None:
    """La elección, y si se perdió lo último que otra máquina publicó."""
    parser.add_argument("--proceso", metavar="CLAVE", required=True)
    ayuda = (
        "lo último publicado, o su lista, se perdió y nadie lo tiene: publica todo otra vez, a continuación de lo que haya "
        "en el sitio de esta máquina"
    )
    parser.add_argument("--con-lo-que-hay", action="store_true", help=ayuda)


def ejecutar(args: argparse.Namespace) -> Publicado:
    """Identificador de la instantánea, páginas escritas y reutilizadas, segundos y qué actos faltan."""
    from conoceles.proceso.actos import faltan
    from conoceles.proceso.consultas import definicion
    from conoceles.publicacion.instantanea import cadena
    from conoceles.publicacion.publicador import publicar, publicar_raiz
    from conoceles.publicacion.raiz import RAIZ
    from conoceles.publicacion.registro_publico import Libro

    if args.con_lo_que_hay:
        cadena.olvidar((args.proceso, RAIZ, cadena.REGISTRO))
    hecho = publicar(
        args.proceso, ahora=reloj.ahora(), cortes=True, con_lo_que_hay=args.con_lo_que_hay, decir=decir
    )
    publicar_raiz(reloj.ahora(), con_lo_que_hay=args.con_lo_que_hay)
    libro = Libro()
    hojas = libro.al_dia(reloj.ahora()).tamano
    callados = [f"El testigo «{nombre}» no cofirmó; se le vuelve a pedir." for nombre in libro.cofirmar()]
    actos = [str(f) for f in faltan(definicion(args.proceso), "publicacion")]
    return {**hecho, "registro": hojas, "avisos": [*actos, *callados]}


def texto(resultado: Publicado) -> str:
    """Una línea por dato y una por acto que falta; faltar no impide publicar."""
    lineas = [f"{clave}: {valor}" for clave, valor in resultado.items() if clave != "avisos"]
    return "\n".join([*lineas, *(f"aviso: {frase}" for frase in resultado["avisos"])])
