"""Compone respuestas: archivos de la instantánea, páginas de error y búsquedas."""

from __future__ import annotations

import gzip
import hashlib
import re
from base64 import b64encode
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path

from conoceles.lector import encabezados as enc
from conoceles.lector.memoria import MAX_ARCHIVO, Guardada
from conoceles.lector.sitio import Instantanea

MAX_SALTOS = 12
# El papel y la tinta del sitio (`estatico/css`), sin pedirle nada: aquí puede no haber sitio.
_ESTILO = (
    ":root{color-scheme:light dark;--papel:#fbfaf6;--tinta:#17191b}"
    "@media (prefers-color-scheme:dark){:root{--papel:#131618;--tinta:#ece8df}}"
    "body{margin:0;border-top:6px solid;background:var(--papel);color:var(--tinta);"
    'font:1.0625rem/1.5 "Public Sans",system-ui,sans-serif}'
    "main{max-width:36rem;margin:0 auto;padding:3rem 1rem}"
    "h1{margin:0 0 1rem;font-size:min(2rem,11vw);line-height:1.2;letter-spacing:-.02em;text-wrap:balance}p{margin:0}"
)
_DEL_AVISO = (
    f" 'sha256-{b64encode(hashlib.sha256(_ESTILO.encode()).digest()).decode()}'"  # lo permite la política
)
_EN_LENGUA = re.compile(r"lengua/[a-z]+/")
_RELATIVO = re.compile(r"""(\s(?:href|src|action)=["'])(?![/#"'?]|[a-z][a-z0-9+.-]*:)""")


@dataclass(frozen=True)
class Grande:
    """Un archivo que no cabe en la memoria: se entrega por bloques."""

    encabezados: enc.Encabezados
    etag: str
    archivo: Path


def archivo(instantanea: Instantanea, ruta: str, acepta: tuple[str, ...]) -> Guardada | Grande | None:
    """El archivo de esa ruta, ya comprimido si el cliente lo acepta; `None` si no existe."""
    original = instantanea.archivo(ruta)
    if original is None:
        return None
    elegido, codificacion = original, ""
    for nombre, sufijo in enc.CODIFICACIONES:
        hermano = instantanea.archivo(ruta + sufijo) if nombre in acepta else None
        if hermano is not None:
            elegido, codificacion = hermano, nombre
            break
    octetos = elegido.stat().st_size
    etag = f'"{_huella(elegido)}"'
    cabeza = _cabeza(ruta, octetos, etag, codificacion)
    if octetos > MAX_ARCHIVO:
        return Grande(cabeza, etag, elegido)
    return Guardada("200 OK", cabeza, elegido.read_bytes(), etag, pagina=ruta.endswith(".html"))


def del_registro(nombre: str, ruta: Path) -> Guardada:
    """Una teja no cambia nunca; el punto de control y las pruebas, sí. Como dice tlog-tiles."""
    cuerpo = ruta.read_bytes()
    teja = nombre.startswith("log/tile/")
    cabeza = [
        ("Content-Type", "application/octet-stream" if teja else "text/plain; charset=utf-8"),
        ("Content-Length", str(len(cuerpo))),
        ("Cache-Control", "public, max-age=31536000, immutable" if teja else "no-cache"),
    ]
    return Guardada("200 OK", cabeza, cuerpo, f'"{hashlib.sha256(cuerpo).hexdigest()[:32]}"')


def dinamica(ruta: str, html: str, acepta: tuple[str, ...]) -> Guardada:
    """Una página compuesta al momento (búsqueda, comparación)."""
    cuerpo = html.encode("utf-8", "replace")
    codificacion = "gzip" if "gzip" in acepta else ""
    if codificacion:
        cuerpo = gzip.compress(cuerpo, compresslevel=1, mtime=0)
    etag = f'"{hashlib.sha256(cuerpo).hexdigest()[:32]}"'
    return Guardada("200 OK", _cabeza(ruta, len(cuerpo), etag, codificacion), cuerpo, etag, pagina=True)


def no_encontrada(instantanea: Instantanea | None, ruta: str) -> Guardada:
    """La página 404 de la elección, en la lengua de esa dirección, con sus enlaces relativos puestos a la profundidad pedida."""
    saltos, propia = ruta.count("/"), instantanea.archivo("404.html") if instantanea else None
    lengua = _EN_LENGUA.match(ruta)
    if instantanea and lengua and (suya := instantanea.archivo(f"{lengua[0]}404.html")):
        saltos, propia = saltos - 2, suya
    if propia is None or saltos > MAX_SALTOS:
        return aviso("404 Not Found", "Página no encontrada", "La dirección no existe en este sitio.")
    html = rebasar(propia.read_text(encoding="utf-8"), saltos)
    return _pagina("404 Not Found", html)


def rebasar(html: str, saltos: int) -> str:
    """Antepone `../` a los enlaces relativos, para mostrar la página `saltos` niveles más abajo."""
    return _RELATIVO.sub(lambda m: m.group(1) + "../" * saltos, html) if saltos else html


def aviso(estado: str, titulo: str, frase: str) -> Guardada:
    """Una página mínima, que no depende de ningún archivo."""
    dicho = _pagina(
        estado,
        f'<!doctype html>\n<html lang="es"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{escape(titulo)}</title><style>{_ESTILO}</style></head>"
        f"<body><main><h1>{escape(titulo)}</h1><p>{escape(frase)}</p></main></body></html>\n",
    )
    return replace(dicho, estilo=_DEL_AVISO)


def ocupado() -> Guardada:
    """No cabe otra descarga grande: lo demás del sitio sigue atendiendo."""
    frase = "Otras personas están descargando archivos grandes. Inténtelo de nuevo en un minuto."
    base = aviso("503 Service Unavailable", "Espere un momento", frase)
    return replace(base, encabezados=[*base.encabezados, ("Retry-After", "60")])


def redireccion(destino: str) -> Guardada:
    """A una dirección relativa, que vale bajo cualquier prefijo."""
    base = aviso(
        "301 Moved Permanently", "La página está en otra dirección", "Agregue una diagonal al final."
    )
    return replace(base, encabezados=[*base.encabezados, ("Location", destino)])


def _pagina(estado: str, html: str) -> Guardada:
    cuerpo = html.encode()
    return Guardada(estado, _cabeza("aviso.html", len(cuerpo), "", ""), cuerpo, "")


def _cabeza(ruta: str, octetos: int, etag: str, codificacion: str) -> enc.Encabezados:
    cabeza = [
        ("Content-Type", enc.tipo(ruta or "index.html") if not ruta.endswith("/") else enc.tipo(".html")),
        ("Content-Length", str(octetos)),
        ("Cache-Control", enc.caducidad(ruta)),
        ("Vary", "Accept-Encoding"),
    ]
    if etag:
        cabeza.append(("ETag", etag))
    if codificacion:
        cabeza.append(("Content-Encoding", codificacion))
    return cabeza


def _huella(ruta: Path) -> str:
    """Etiqueta fuerte: la huella de los octetos que se entregan."""
    with ruta.open("rb") as origen:
        return hashlib.file_digest(origen, "sha256").hexdigest()[:32]
