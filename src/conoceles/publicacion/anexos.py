"""Los archivos que no son páginas: JSON de cada ficha, lo estático, cómo verificar, mapa del sitio."""

from __future__ import annotations

import json
import runpy
from collections.abc import Iterable
from dataclasses import asdict
from importlib.resources import files
from xml.sax.saxutils import escape

from django.conf import settings

from conoceles.publicacion import firma, pagina
from conoceles.publicacion.fichas import Ficha, SitioPublico


def de_ficha(ficha: Ficha) -> bytes:
    """La ficha en JSON: lo mismo que se lee en la página."""
    return json.dumps(asdict(ficha), ensure_ascii=False).encode()


def estaticos(sitio: SitioPublico) -> dict[str, bytes]:
    """Hojas, guiones y tipografía bajo `estatico/`."""
    return {f"estatico/{nombre}": contenido for nombre, contenido in pagina.archivos(sitio).items()}


def verificar() -> dict[str, bytes]:
    """La llave pública y el verificador de un solo archivo, que cualquiera puede correr."""
    anexos = {"verificar/llave.pub": firma.llave_publica_texto().encode()}
    # El lector no comparte código con nadie: su programa se corre como archivo suelto, no se importa.
    unico = runpy.run_path(str(files("conoceles.lector").joinpath("unico.py")))
    anexos["verificar/verificar.py"] = unico["texto"]().encode()
    return anexos


def mapa(clave: str, rutas: Iterable[str]) -> bytes:
    """`sitemap.xml` de la elección, con la dirección pública de la instalación."""
    base = f"{settings.URL_PUBLICA}/{clave}/"
    paginas = sorted(
        r.removesuffix("index.html")
        for r in rutas
        if r.endswith("index.html") and not r.startswith("incrustar/")
    )
    renglones = "".join(f"<url><loc>{escape(base + p)}</loc></url>\n" for p in paginas)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{renglones}</urlset>\n'
    ).encode()
