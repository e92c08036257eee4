"""La página que explica los documentos para programas: lo que dice cada campo sale de su esquema."""

from __future__ import annotations

import json
from collections.abc import Iterator

import msgspec

from conoceles.publicacion.api.publicar import CARPETA, esquemas
from conoceles.publicacion.instantanea.pagina import Pagina, resumir
from conoceles.publicacion.lectura.fichas import SitioPublico
from conoceles.publicacion.sitio import pagina


class _Esquema(msgspec.Struct, rename={"identificador": "$id"}):
    """De un JSON Schema, lo que la página explica."""

    identificador: str = ""
    title: str = ""
    description: str = ""
    properties: dict[str, _Esquema] = {}
    items: _Esquema | None = None
    examples: list[dict[str, object]] = []


_LECTOR = msgspec.json.Decoder(_Esquema)


def portada(sitio: SitioPublico) -> Pagina:
    """`datos/api/`."""
    boletas = [(b.clave, b.nombre) for b in sitio.contiendas]
    documentos = [_documento(_LECTOR.decode(octetos)) for octetos in esquemas().values()]

    def componer() -> str:
        return pagina.sencilla("api", sitio, "../../", boletas=boletas, documentos=documentos)

    return Pagina(f"{CARPETA}index.html", componer, resumir(boletas, documentos))


def _documento(esquema: _Esquema) -> dict[str, object]:
    return {
        "clave": esquema.identificador.partition(".")[0],
        "titulo": esquema.title,
        "descripcion": esquema.description,
        "campos": list(_campos(esquema)),
        "ejemplo": json.dumps(esquema.examples[0], ensure_ascii=False, indent=1),
    }


def _campos(esquema: _Esquema, dentro: str = "") -> Iterator[tuple[str, str]]:
    """Cada propiedad con su descripción; las de adentro, con su camino."""
    for nombre, propiedad in esquema.properties.items():
        yield f"{dentro}{nombre}", propiedad.description
        de_cada_uno, es_lista = propiedad.items or propiedad, propiedad.items is not None
        yield from _campos(de_cada_uno, f"{dentro}{nombre}{'[]' if es_lista else ''}.")
