"""`proceso exportar CLAVE CARPETA`: la definición vigente, con sus enmiendas, como carpeta que se puede cargar."""

from __future__ import annotations

import argparse
from pathlib import Path

from conoceles.nucleo import reloj
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import ErrorDeDominio

AYUDA = "Escribe la definición vigente de una elección, con sus enmiendas, en una carpeta nueva."


def argumentos(parser: argparse.ArgumentParser) -> None:
    """La elección y la carpeta, que no debe tener nada."""
    parser.add_argument("clave", metavar="CLAVE")
    parser.add_argument("carpeta", metavar="CARPETA", type=Path)


def ejecutar(args: argparse.Namespace) -> dict[str, object]:
    """Cuántos archivos se escribieron y la huella con que volverán a cargarse."""
    from conoceles.proceso.contenido.enmiendas import exportar
    from conoceles.proceso.contenido.fuentes import escribir
    from conoceles.proceso.models import Proceso

    if args.carpeta.exists() and (not args.carpeta.is_dir() or any(args.carpeta.iterdir())):
        raise ErrorDeDominio(f"{args.carpeta} ya tiene algo: escriba el nombre de una carpeta nueva.")
    fuentes = exportar(proceso=args.clave, por=Alcance.sistema("proceso"), ahora=reloj.ahora())
    escribir(fuentes, args.carpeta)
    huella = Proceso.objects.values_list("huella", flat=True).get(pk=args.clave)
    return {"carpeta": str(args.carpeta), "archivos": len(fuentes), "huella": huella}


def texto(resultado: dict[str, object]) -> str:
    """Una línea por dato."""
    return "\n".join(f"{clave}: {valor}" for clave, valor in resultado.items())
