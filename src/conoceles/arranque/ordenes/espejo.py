"""`espejo`: publica lo publicado en otros sitios, lo comprueba ahí y dice cómo quedó cada uno."""

from __future__ import annotations

import argparse
from typing import TypedDict

from conoceles.nucleo import reloj

AYUDA = "Pone al día los espejos del sitio y comprueba qué entregan."


class Espejo(TypedDict):
    """`falla`: por qué no está al día, o vacía. `visitas`: por qué no se trajeron las suyas, o vacía."""

    nombre: str
    raiz: str
    falla: str
    visitas: str
    segundos: float
    distintos: tuple[str, ...]


def argumentos(parser: argparse.ArgumentParser) -> None:
    """Cuáles, y si se compara cada archivo."""
    ayuda = (
        "nombre de un espejo declarado, o una carpeta (/ruta o usuario@servidor:/ruta); sin ninguno, todos"
    )
    parser.add_argument("destino", metavar="DESTINO", nargs="*", help=ayuda)
    parser.add_argument(
        "--entero", action="store_true", help="compara cada archivo y repone los que difieran"
    )


def ejecutar(args: argparse.Namespace) -> list[Espejo]:
    """De cada uno: su nombre, la raíz que entrega, por qué no está al día, segundos y qué se repuso."""
    from conoceles.espejos.destinos import pedidos
    from conoceles.espejos.operaciones import poner_al_dia, traer_visitas

    hechos = [
        (poner_al_dia(d, ahora=reloj.ahora(), entero=args.entero), traer_visitas(d))
        for d in pedidos(args.destino)
    ]
    return [
        {
            "nombre": h.nombre,
            "raiz": h.raiz,
            "falla": h.falla,
            "visitas": visitas,
            "segundos": h.segundos,
            "distintos": h.distintos,
        }
        for h, visitas in hechos
    ]


def texto(resultado: list[Espejo]) -> str:
    """Un renglón por espejo, con qué hacer si no está al día, y uno por archivo repuesto."""
    from conoceles.espejos.razones import remedio

    renglones = []
    for h in resultado:
        como = f"NO está al día: {h['falla']}" if h["falla"] else f"al día, raíz {h['raiz']}"
        renglones.append(f"{h['nombre']}: {como} ({h['segundos']} s)")
        renglones += [f"        → {remedio(h['falla'], h['nombre'])}"] if h["falla"] else []
        renglones += [f"  no se trajeron sus visitas: {h['visitas']}"] if h["visitas"] else []
        renglones += [f"  repuesto: {ruta}" for ruta in h["distintos"]]
    return "\n".join(renglones)


def fallo(resultado: list[Espejo]) -> bool:
    """Si alguno no está al día."""
    return any(h["falla"] for h in resultado)
