"""Poner en la obra los documentos para programas: lo ya publicado dice desde cuándo y qué decía antes."""

from __future__ import annotations

import json
from datetime import datetime
from importlib.resources import files

from conoceles.publicacion.api import boleta as de_boleta
from conoceles.publicacion.api import perfil as de_perfil
from conoceles.publicacion.api import reserva
from conoceles.publicacion.api.documentos import Boleta, Perfil
from conoceles.publicacion.instantanea.obra import Obra
from conoceles.publicacion.lectura.fichas import ContiendaPublica, Ficha, SitioPublico
from conoceles.publicacion.sitio.indice import quienes

CARPETA = "datos/api/"
ESQUEMAS = ("perfil", "boleta")


def ruta_de_perfil(folio: str) -> str:
    """Relativa a la elección."""
    return f"{reserva.PUBLICADOS}{folio}.json"


def ruta_de_boleta(clave: str) -> str:
    """Relativa a la elección."""
    return f"{CARPETA}contiendas/{clave}.json"


def poner_perfil(obra: Obra, sitio: SitioPublico, ficha: Ficha, url: str, ahora: datetime) -> None:
    """El de una candidatura."""
    previo = reserva.publicado(obra.arbol, obra.base, ficha.folio)
    mostraba = previo if previo and previo["con_informacion"] else reserva.leer(obra.arbol, ficha.folio)
    if previo and previo["con_informacion"] and not ficha.con_informacion:
        reserva.guardar(obra.arbol, obra.base, ficha.folio)
    documento = de_perfil.documento(
        sitio, ficha, url, previo=previo, mostraba=mostraba, momento=_momento(ahora)
    )
    obra.poner(ruta_de_perfil(ficha.folio), _json(documento), quienes(ficha))


def poner_boleta(
    obra: Obra, sitio: SitioPublico, boleta: ContiendaPublica, url: str, ahora: datetime
) -> None:
    """El de una boleta, después de los de sus personas."""
    ruta = ruta_de_boleta(boleta.clave)

    def huella(folio: str) -> str:
        return obra.archivos[ruta_de_perfil(folio)].sha256

    previo: Boleta | None = json.loads(_publicado(obra, ruta))
    documento = de_boleta.documento(sitio, boleta, url, huella, previo=previo, momento=_momento(ahora))
    obra.poner(ruta, _json(documento), [f.folio for f in boleta.fichas])


def esquemas() -> dict[str, bytes]:
    """Ruta → JSON Schema de cada documento."""
    carpeta = files("conoceles.publicacion.api").joinpath("esquemas")
    return {
        f"{CARPETA}{nombre}.schema.json": carpeta.joinpath(f"{nombre}.schema.json").read_bytes()
        for nombre in ESQUEMAS
    }


def _publicado(obra: Obra, ruta: str) -> bytes:
    """El anterior, o el nulo de JSON si no hay."""
    anterior = obra.arbol.ruta(obra.base) / ruta
    return anterior.read_bytes() if anterior.is_file() else b"null"


def _momento(ahora: datetime) -> str:
    return ahora.isoformat(timespec="seconds")


def _json(documento: Perfil | Boleta) -> bytes:
    return json.dumps(documento, ensure_ascii=False, indent=1).encode()
