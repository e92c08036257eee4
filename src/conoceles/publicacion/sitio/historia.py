"""La historia de publicaciones: qué se publicó antes, cuándo y con qué huella. Solo se sirve la última.

Cada publicación hereda la historia de la anterior y le suma un renglón, así que no hay que volver a leer los
manifiestos guardados. Se conservan las últimas 200 y la última de cada día.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TypedDict

from conoceles.publicacion.instantanea.manifiesto import Manifiesto
from conoceles.publicacion.lectura import textos

RUTA = "verificar/historia.json"
PAGINA = "verificar/index.html"
RECIENTES, A_LA_VISTA = 200, 20


class Publicacion(TypedDict):
    """Una publicación: cuándo, la huella de su manifiesto, dónde iba cada cadena y de cuándo eran sus datos."""

    momento: str
    huella: str
    cabezas: Mapping[str, str]
    cortes: Mapping[str, str]


class ALaVista(Publicacion):
    """Con sus momentos escritos en español."""

    texto: str
    datos: str


def sumar(previa: Sequence[Publicacion], huella: str, anterior: Manifiesto) -> list[Publicacion]:
    """La historia, de la más reciente a la más antigua, con la publicación de ese manifiesto y esa huella."""
    renglon: Publicacion = {
        "momento": anterior.momento,
        "huella": huella,
        "cabezas": anterior.cabezas,
        "cortes": anterior.cortes,
    }
    historia = [renglon, *previa]
    dias: set[str] = set()
    conservada = []
    for lugar, publicacion in enumerate(historia):
        dia = publicacion["momento"][:10]
        if lugar < RECIENTES or dia not in dias:
            conservada.append(publicacion)
        dias.add(dia)
    return conservada


def a_json(historia: Sequence[Publicacion]) -> bytes:
    """Lo que se publica en `verificar/historia.json`."""
    return json.dumps({"publicaciones": list(historia)}, ensure_ascii=False, indent=1).encode()


def desde_json(octetos: bytes) -> list[Publicacion]:
    """Inversa de `a_json`."""
    leida: list[Publicacion] = json.loads(octetos)["publicaciones"]
    return leida


def a_la_vista(historia: Sequence[Publicacion], zona: str) -> list[ALaVista]:
    """Las más recientes, con sus momentos escritos en español."""
    return [
        {
            **p,
            "texto": textos.momento(datetime.fromisoformat(p["momento"]), zona),
            "datos": textos.momento(datetime.fromisoformat(p["cortes"]["datos"]), zona)
            if p["cortes"].get("datos")
            else "",
        }
        for p in historia[:A_LA_VISTA]
    ]
