"""`adaptaciones exportar`: la hoja para quien hace lectura fácil, lengua de señas o una traducción."""

from __future__ import annotations

import argparse
from pathlib import Path

from conoceles.nucleo import reloj
from conoceles.nucleo.errores import NoEncontrado

AYUDA = "Escribe el CSV con lo publicado, para adaptarlo a lectura fácil, lengua de señas u otra lengua."


def argumentos(parser: argparse.ArgumentParser) -> None:
    """La elección, qué se va a hacer y dónde escribir."""
    parser.add_argument("salida", metavar="SALIDA.csv", type=Path)
    parser.add_argument("--proceso", metavar="CLAVE", required=True)
    parser.add_argument("--clase", required=True, help="facil, lsm o el código de una lengua de la elección")


def ejecutar(args: argparse.Namespace) -> dict[str, object]:
    """Cuántas respuestas lleva y cuántas ya están hechas."""
    from conoceles.difusion.adaptaciones import hoja, vigentes
    from conoceles.difusion.adaptaciones.clases import clases
    from conoceles.difusion.adaptaciones.originales import de_todas
    from conoceles.difusion.segunda import sitio_a_la_vista
    from conoceles.proceso.consultas import definicion
    from conoceles.publicacion.instantanea.arbol import Arbol

    d = definicion(args.proceso)
    if args.clase not in clases(d):
        raise NoEncontrado(f"No existe esa clase; use {', '.join(clases(d))}.")
    arbol = Arbol(d.clave)
    originales = list(de_todas(arbol.ruta(arbol.actual()), sitio_a_la_vista(d.clave, reloj.ahora())))
    pares = vigentes.de_perfil(vigentes.ultimas(d.clave), args.clase, originales)
    hechas = {(o.folio, o.campo): hoja.Hecha(a.texto, a.hizo, a.reviso) for o, a in pares}
    args.salida.write_bytes(hoja.escribir_hoja(originales, hechas))
    return {"archivo": str(args.salida), "respuestas": len(originales), "hechas": len(hechas)}


def texto(resultado: dict[str, object]) -> str:
    """Una frase."""
    return f"{resultado['archivo']}: {resultado['respuestas']} respuestas, {resultado['hechas']} ya hechas."
