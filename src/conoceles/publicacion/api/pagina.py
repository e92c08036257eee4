"""La página que explica los documentos para programas: lo que dice cada campo sale de su esquema."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from conoceles.publicacion.api.publicar import CARPETA, esquemas
from conoceles.publicacion.instantanea.pagina import Pagina, resumir
from conoceles.publicacion.lectura.fichas import SitioPublico
from conoceles.publicacion.sitio import pagina


def portada(sitio: SitioPublico) -> Pagina:
    """`datos/api/`."""
    boletas = [(b.clave, b.nombre) for b in sitio.contiendas]
    documentos = [_documento(json.loads(octetos)) for octetos in esquemas().values()]

    def componer() -> str:
        return pagina.sencilla("api", sitio, "../../", boletas=boletas, documentos=documentos)

    return Pagina(f"{CARPETA}index.html", componer, resumir(boletas, documentos))


def _documento(esquema: dict[str, Any]) -> dict[str, Any]:
    return {
        "clave": esquema["$id"].partition(".")[0],
        "titulo": esquema["title"],
        "descripcion": esquema["description"],
        "campos": list(_campos(esquema)),
        "ejemplo": json.dumps(esquema["examples"][0], ensure_ascii=False, indent=1),
    }


def _campos(esquema: dict[str, Any], dentro: str = "") -> Iterator[tuple[str, str]]:
    """Cada propiedad con su descripción; las de adentro, con su camino."""
    for nombre, propiedad in esquema.get("properties", {}).items():
        yield f"{dentro}{nombre}", propiedad["description"]
        de_cada_uno = propiedad.get("items", propiedad)
        yield from _campos(de_cada_uno, f"{dentro}{nombre}{'[]' if 'items' in propiedad else ''}.")
