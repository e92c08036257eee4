"""Los archivos que no son páginas: JSON de cada ficha, lo estático, cómo verificar, mapa del sitio."""

from __future__ import annotations

import json
import runpy
from collections.abc import Iterable
from dataclasses import fields
from functools import cache
from importlib.resources import files
from xml.sax.saxutils import escape

from django.conf import settings

from conoceles.publicacion.archivos import jornada_ics
from conoceles.publicacion.instantanea import firma
from conoceles.publicacion.instantanea.pagina import en_espanol
from conoceles.publicacion.lectura.fichas import Ficha, SitioPublico
from conoceles.publicacion.lectura.fichas_de import Marco
from conoceles.publicacion.lectura.retrato import Foto
from conoceles.publicacion.sitio import lugares, pagina, territorio

DE_LA_PAGINA = (
    "breve",
    "compara",
    "detalla",
    "de_contacto",
    "de_propuestas",
    "lugar",
)  # cómo se acomoda, no qué dice
DE_LA_FOTO = ("grande", "chica", "ancho", "alto")


def de_ficha(ficha: Ficha, filtros: Iterable[tuple[str, str]]) -> bytes:
    """La ficha en JSON: lo mismo que se lee en la página. De cada pregunta que filtra, `clave` y `clave_texto`."""
    rasgos = {r.clave: r for r in ficha.rasgos}
    dicha: dict[str, object] = {}
    for nombre, valor in _campos(ficha).items():
        if nombre != "rasgos":
            dicha[nombre] = valor
            continue
        for clave, _ in filtros:
            dada = rasgos.get(clave)
            dicha |= {clave: dada.valor if dada else "", f"{clave}_texto": dada.texto if dada else ""}
    return json.dumps(dicha, ensure_ascii=False, default=_campos).encode()


def _campos(parte: object) -> dict[str, object]:
    """Sin copiar lo de adentro, como `asdict`: con treinta mil fichas son minutos."""
    clase: type = type(parte)
    return {nombre: getattr(parte, nombre) for nombre in _nombres(clase)}


@cache
def _nombres(clase: type) -> tuple[str, ...]:
    if clase is Foto:
        return DE_LA_FOTO
    return tuple(c.name for c in fields(clase) if c.name not in DE_LA_PAGINA)


def estaticos(sitio: SitioPublico) -> dict[str, bytes]:
    """Hojas, guiones y tipografía bajo `estatico/`."""
    return {f"estatico/{nombre}": contenido for nombre, contenido in pagina.archivos(sitio).items()}


def del_territorio(sitio: SitioPublico, marco: Marco, url: str) -> dict[str, bytes]:
    """A qué boleta lleva cada lugar, y el día de la jornada mientras no pase."""
    definicion = marco.definicion
    municipios, jornada = territorio.municipios(marco), definicion.calendario.dia("jornada")
    propias = territorio.propias(municipios)
    archivos = {lugares.RUTA: lugares.archivo(municipios, propias, definicion.localidades)}
    if jornada and not sitio.archivo:
        archivos[jornada_ics.RUTA] = jornada_ics.archivo(sitio, jornada, url)
    return archivos


def verificar() -> dict[str, bytes]:
    """La llave pública y el verificador de un solo archivo, que cualquiera puede correr."""
    anexos = {"verificar/llave.pub": firma.llave_publica_texto().encode()}
    # El lector no comparte código con nadie: su programa se corre como archivo suelto, no se importa.
    unico = runpy.run_path(str(files("conoceles.lector.verificador").joinpath("unico.py")))
    anexos["verificar/verificar.py"] = unico["texto"]().encode()
    anexos["verificar/testigo.py"] = unico["testigo"]().encode()
    return anexos


def mapa(clave: str, rutas: Iterable[str]) -> bytes:
    """`sitemap.xml` de la elección, con la dirección pública de la instalación."""
    base = f"{settings.URL_PUBLICA}/{clave}/"
    paginas = sorted(
        r.removesuffix("index.html")
        for r in rutas
        if r.endswith("index.html") and not en_espanol(r).startswith("incrustar/")
    )
    renglones = "".join(f"<url><loc>{escape(base + p)}</loc></url>\n" for p in paginas)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{renglones}</urlset>\n'
    ).encode()
