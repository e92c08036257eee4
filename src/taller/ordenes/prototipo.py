"""`prototipo`: una copia estática del sitio con personas inventadas (plan §7.2, entregable 10)."""

from __future__ import annotations

import argparse
from pathlib import Path

from conoceles.nucleo import reloj
from conoceles.nucleo.errores import ErrorDeDominio

AYUDA = "Copia el sitio con personas inventadas, para recorrerlo sin el sistema."


def argumentos(parser: argparse.ArgumentParser) -> None:
    """A dónde va la copia."""
    parser.add_argument("--salida", metavar="DIR", type=Path, required=True)


def ejecutar(args: argparse.Namespace) -> dict[str, object]:
    """Siembra y publica si hace falta, y copia. Nunca copia una elección real."""
    from conoceles.arranque import preparacion
    from taller.demo import hora, siembra

    if preparacion.modo() != "demo":
        raise ErrorDeDominio(
            "El prototipo lleva personas inventadas: use una carpeta de datos de demostración."
        )
    if args.salida.exists() and any(args.salida.iterdir()):
        raise ErrorDeDominio(f"La carpeta {args.salida} no está vacía.", campo="salida")
    hora.poner_reloj()
    siembra.sembrar(lambda _: None)
    return {"archivos": copiar(siembra.CLAVE, args.salida), "salida": str(args.salida)}


def copiar(clave: str, salida: Path) -> int:
    """Publica y copia el sitio de esa elección, con enlaces que se siguen desde un disco. Devuelve cuántos archivos.

    `ErrorDeDominio` si sus personas no son inventadas.
    """
    from conoceles.difusion.segunda import difundir
    from conoceles.informes.libro.prototipo import archivos
    from conoceles.proceso.models import Proceso
    from conoceles.publicacion.publicador import publicar

    if not Proceso.objects.filter(pk=clave, inventado=True).exists():
        raise ErrorDeDominio("Solo se hace prototipo de una elección con personas inventadas.")
    publicar(clave, ahora=reloj.ahora(), cortes=True)
    difundir(clave, ahora=reloj.ahora())
    hechos = archivos(clave)
    for nombre, octetos in hechos.items():
        (salida / nombre).parent.mkdir(parents=True, exist_ok=True)
        (salida / nombre).write_bytes(octetos)
    return len(hechos)


def texto(resultado: dict[str, object]) -> str:
    """Dónde quedó."""
    return f"{resultado['archivos']} archivos en {resultado['salida']}. Lea LEEME.txt."
