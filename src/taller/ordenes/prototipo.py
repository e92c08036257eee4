"""`prototipo`: una copia estática del sitio con personas inventadas (plan §7.2, entregable 10)."""

from __future__ import annotations

import argparse
import re
import shutil
from pathlib import Path
from typing import Any

from conoceles.nucleo import reloj
from conoceles.nucleo.carpetas import carpetas
from conoceles.nucleo.errores import ErrorDeDominio

AYUDA = "Copia el sitio con personas inventadas, para recorrerlo sin el sistema."
LEEME = """Prototipo navegable de «Candidatas y Candidatos, Conóceles».
Todas las personas de esta copia son inventadas.

Abra {clave}/index.html con un navegador: no hace falta instalar nada ni tener conexión.

La búsqueda por texto y la comparación necesitan el sistema; todo lo demás funciona aquí.
El manifiesto y su firma son del sitio publicado: en esta copia los enlaces se adaptaron para abrirse desde el disco.
"""
SIN_LECTOR = """<!doctype html>
<html lang="es-MX"><head><meta charset="utf-8"><title>No está en el prototipo</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body><main><h1>No está en el prototipo</h1>
<p>La búsqueda y la comparación necesitan el sistema en marcha.
<a href="../candidaturas/index.html">Ver todas las candidaturas</a></p></main></body></html>
"""
_CARPETA = re.compile(r'((?:href|action)=")((?![a-z]+:|//)[^"#?]*/)((?:[?#][^"]*)?")')


def argumentos(parser: argparse.ArgumentParser) -> None:
    """A dónde va la copia."""
    parser.add_argument("--salida", metavar="DIR", type=Path, required=True)


def ejecutar(args: argparse.Namespace) -> dict[str, Any]:
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
    from conoceles.proceso.models import Proceso
    from conoceles.publicacion.publicador import publicar

    if not Proceso.objects.filter(pk=clave, inventado=True).exists():
        raise ErrorDeDominio("Solo se hace prototipo de una elección con personas inventadas.")
    publicar(clave, ahora=reloj.ahora(), cortes=True)
    difundir(clave, ahora=reloj.ahora())
    origen = (carpetas().sitio / clave / "actual").resolve()
    shutil.copytree(origen, salida / clave, ignore=shutil.ignore_patterns("*.gz", "*.br", "buscar.sqlite"))
    for pagina in (salida / clave).rglob("*.html"):
        pagina.write_text(_CARPETA.sub(r"\1\2index.html\3", pagina.read_text()))
    for ausente in ("buscar", "comparar"):
        (salida / clave / ausente).mkdir(exist_ok=True)
        (salida / clave / ausente / "index.html").write_text(SIN_LECTOR)
    (salida / "LEEME.txt").write_text(LEEME.format(clave=clave))
    return sum(ruta.is_file() for ruta in salida.rglob("*"))


def texto(resultado: dict[str, Any]) -> str:
    """Dónde quedó."""
    return f"{resultado['archivos']} archivos en {resultado['salida']}. Lea LEEME.txt."
