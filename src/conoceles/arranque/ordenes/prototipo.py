"""`prototipo`: una copia estática del sitio con personas inventadas (plan §7.2, entregable 10)."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path
from typing import Any

from conoceles.nucleo import reloj
from conoceles.nucleo.carpetas import carpetas
from conoceles.nucleo.errores import ErrorDeDominio

AYUDA = "Copia el sitio con personas inventadas, para recorrerlo sin el sistema."
LEEME = """Prototipo navegable de «Candidatas y Candidatos, Conóceles».
Todas las personas de esta copia son inventadas.

Para recorrerlo basta cualquier servidor de archivos; por ejemplo, desde esta carpeta:
  python3 -m http.server 8000
y en el navegador http://localhost:8000/{clave}/

La búsqueda por texto y la comparación necesitan el lector; todo lo demás funciona aquí.
"""


def argumentos(parser: argparse.ArgumentParser) -> None:
    """A dónde va la copia."""
    parser.add_argument("--salida", metavar="DIR", type=Path, required=True)


def ejecutar(args: argparse.Namespace) -> dict[str, Any]:
    """Siembra y publica si hace falta, y copia. Nunca copia una elección real."""
    from conoceles.arranque import preparacion
    from conoceles.arranque.demo import siembra

    if preparacion.modo() != "demo":
        raise ErrorDeDominio(
            "El prototipo lleva personas inventadas: use una carpeta de datos de demostración."
        )
    if args.salida.exists() and any(args.salida.iterdir()):
        raise ErrorDeDominio(f"La carpeta {args.salida} no está vacía.", campo="salida")
    siembra.poner_reloj()
    siembra.sembrar(lambda _: None)
    return {"archivos": copiar(siembra.CLAVE, args.salida), "salida": str(args.salida)}


def copiar(clave: str, salida: Path) -> int:
    """Publica y copia el sitio de esa elección sin variantes comprimidas. Devuelve cuántos archivos.

    `ErrorDeDominio` si sus personas no son inventadas.
    """
    from conoceles.proceso.models import Proceso
    from conoceles.publicacion.publicador import publicar

    if not Proceso.objects.filter(pk=clave, inventado=True).exists():
        raise ErrorDeDominio("Solo se hace prototipo de una elección con personas inventadas.")
    publicar(clave, ahora=reloj.ahora(), cortes=True)
    origen = (carpetas().sitio / clave / "actual").resolve()
    shutil.copytree(origen, salida / clave, ignore=shutil.ignore_patterns("*.gz", "*.br", "buscar.sqlite"))
    (salida / "LEEME.txt").write_text(LEEME.format(clave=clave))
    return sum(ruta.is_file() for ruta in salida.rglob("*"))


def texto(resultado: dict[str, Any]) -> str:
    """Dónde quedó."""
    return f"{resultado['archivos']} archivos en {resultado['salida']}. Lea LEEME.txt."
