"""EPUB 3 de una boleta o de un perfil: un capítulo por persona, en el orden de la boleta. Mismos datos, mismos octetos."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime, timezone
from html import escape
from pathlib import Path

from conoceles.difusion.dibujo.comun import Datos
from conoceles.difusion.formatos import lectura
from conoceles.difusion.formatos.grande import QUIENES, leido, portada
from conoceles.difusion.formatos.habla import Habla, habla
from conoceles.publicacion.api.documentos import Boleta, Perfil

_EPOCA = (1980, 1, 1, 0, 0, 0)
CONTENEDOR = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="libro/libro.opf" media-type="application/oebps-package+xml"/></rootfiles></container>\n'
)
ESTILO = "body{line-height:1.5}h1,h2,h3{line-height:1.2;text-align:left}dt{font-weight:bold;margin-top:1em}dd{margin:0}\n"
INDICE, RESUMEN = "Índice", "Solo texto, con índice y encabezados en orden."
_DE = {"": "", "es": ' lang="es" xml:lang="es"'}
ACCESIBLE = (
    ("accessMode", "textual"), ("accessModeSufficient", "textual"), ("accessibilityFeature", "tableOfContents"),
    ("accessibilityFeature", "readingOrder"), ("accessibilityFeature", "structuralNavigation"),
    ("accessibilityHazard", "none"), ("accessibilitySummary", RESUMEN),
)  # fmt: skip


def componer(formato: str, d: Datos, carpeta: Path) -> bytes:
    """`formato`: «boleta» o «perfil»."""
    (documento, gente), en = leido(formato, d, carpeta), habla(d)
    titulo, gana, dia = portada(documento, d["jornada"], en)
    pie = lectura.pie(documento, d["huella"], d["zona"], en)
    dichos = [f"{d['eleccion']}. {d['institucion']}.", gana, dia, *pie]
    capitulos = [
        ("portada", titulo, f"<h1>{_limpio(titulo)}</h1>{_boleta(documento, en)}{_parrafos(dichos)}")
    ]
    capitulos += [(f"p{n:03}", p["nombre"], _persona(p, en)) for n, p in enumerate(gente, 1)]
    archivos = {
        "META-INF/container.xml": CONTENEDOR,
        "libro/libro.opf": _paquete(documento, d, capitulos, en),
    }
    archivos |= {"libro/indice.xhtml": _indice(capitulos, en), "libro/estilo.css": ESTILO}
    archivos |= {f"libro/{clave}.xhtml": _pagina(t, cuerpo, en) for clave, t, cuerpo in capitulos}
    return _empacar(archivos)


def _empacar(archivos: dict[str, str]) -> bytes:
    salida = io.BytesIO()
    with zipfile.ZipFile(
        salida, "w"
    ) as libro:  # el tipo va primero y sin comprimir: así lo reconoce un lector
        libro.writestr(zipfile.ZipInfo("mimetype", _EPOCA), "application/epub+zip", zipfile.ZIP_STORED)
        for ruta, texto in archivos.items():
            libro.writestr(zipfile.ZipInfo(ruta, _EPOCA), texto.encode(), zipfile.ZIP_DEFLATED)
    return salida.getvalue()


def _pagina(titulo: str, cuerpo: str, en: Habla, espacios: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml"{espacios} '
        f'lang="{en.clave}" xml:lang="{en.clave}"><head><title>{_limpio(titulo)}</title>'
        f'<link rel="stylesheet" type="text/css" href="estilo.css"/></head><body>{cuerpo}</body></html>\n'
    )


def _boleta(documento: Perfil | Boleta, en: Habla) -> str:
    """Los recuadros, en su orden; de un perfil, nada."""
    renglones = "".join(
        f"<li>{_en_espanol(lectura.seguida(c), en)}</li>" for c in lectura.cajas(documento, en)
    )
    return f"<h2>{_limpio(en.decir(QUIENES))}</h2><ol>{renglones}</ol>" if renglones else ""


def _persona(p: Perfil, en: Habla) -> str:
    partes = [f"<h1>{_en_espanol(p['nombre'], en)}</h1>", _parrafos(lectura.cabeza(p, en))]
    for a in lectura.apartados(p, en):
        partes.append(f"<h2>{_limpio(a.titulo)}</h2>")
        if a.renglones:
            pares = "".join(
                f"<dt>{_limpio(q)}</dt><dd{_DE[en.es(r)]}>{_parrafos(r.splitlines())}</dd>"
                for q, r in a.renglones
            )
            partes.append(f"<dl>{pares}</dl>")
        partes.append(_parrafos([a.razon]))
    return "".join(partes)


def _en_espanol(nombre: str, en: Habla) -> str:
    return f"<span{_DE['es']}>{_limpio(nombre)}</span>" if en.otra else _limpio(nombre)


def _parrafos(dichos: list[str]) -> str:
    return "".join(f"<p>{_limpio(dicho)}</p>" for dicho in dichos if dicho.strip())


def _limpio(texto: str) -> str:
    """Sin lo que XML no admite."""
    return escape("".join(x for x in texto if x >= " " or x in "\t\n"), quote=True)


def _indice(capitulos: list[tuple[str, str, str]], en: Habla) -> str:
    enlaces = "".join(
        f'<li><a href="{clave}.xhtml">{_limpio(titulo)}</a></li>' for clave, titulo, _ in capitulos
    )
    titulo = en.decir(INDICE)
    cuerpo = f'<nav epub:type="toc"><h1>{_limpio(titulo)}</h1><ol>{enlaces}</ol></nav>'
    return _pagina(titulo, cuerpo, en, ' xmlns:epub="http://www.idpf.org/2007/ops"')


def _paquete(documento: Perfil | Boleta, d: Datos, capitulos: list[tuple[str, str, str]], en: Habla) -> str:
    publicado = datetime.fromisoformat(documento["publicado"]).astimezone(timezone.utc)
    modificado = publicado.strftime("%Y-%m-%dT%H:%M:%SZ")
    accesible = "".join(
        f'<meta property="schema:{clave}">{_limpio(en.decir(dicho) if dicho == RESUMEN else dicho)}</meta>'
        for clave, dicho in ACCESIBLE
    )
    piezas = "".join(
        f'<item id="{clave}" href="{clave}.xhtml" media-type="application/xhtml+xml"/>'
        for clave, _, _ in capitulos
    )
    orden = "".join(f'<itemref idref="{clave}"/>' for clave, _, _ in capitulos)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<package xmlns="http://www.idpf.org/2007/opf" version="3.0" '
        'unique-identifier="huella" '
        f'xml:lang="{en.clave}"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<dc:identifier id="huella">urn:sha256:{d["huella"]}</dc:identifier>'
        f"<dc:title>{_limpio(capitulos[0][1])}. {_limpio(d['eleccion'])}</dc:title>"
        f"<dc:language>{en.clave}</dc:language>"
        f"<dc:publisher>{_limpio(d['institucion'])}</dc:publisher><dc:source>{_limpio(en.direccion(documento['pagina']))}</dc:source>"
        f'<meta property="dcterms:modified">{modificado}</meta>{accesible}</metadata><manifest>'
        '<item id="indice" href="indice.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
        f'<item id="estilo" href="estilo.css" media-type="text/css"/>{piezas}</manifest><spine>{orden}</spine></package>\n'
    )
