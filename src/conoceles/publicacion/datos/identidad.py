"""`datos/identidad.*`: un renglón por candidatura que consintió publicar; nadie más aparece."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from conoceles.publicacion import textos
from conoceles.publicacion.consultas import Fila
from conoceles.publicacion.fichas import Ficha
from conoceles.publicacion.fichas_de import Marco

FIJAS = ("FOLIO", "CARGO", "CONTIENDA", "PARTIDO_COALICION", "NOMBRE_CANDIDATO")


def columnas(marco: Marco) -> list[str]:
    """Encabezados: de quién, y las claves del cuestionario."""
    return [*FIJAS, *(c.clave for c in marco.definicion.identidad.campos())]


def renglon(marco: Marco, fila: Fila, ficha: Ficha) -> list[str]:
    """Lo consentido de una candidatura."""
    respuestas = [
        "; ".join(textos.valores(c, fila.identidad.get(c.clave), marco.municipios))
        for c in marco.definicion.identidad.campos()
    ]
    return [
        ficha.folio,
        ficha.cargo_nombre,
        ficha.contienda_nombre,
        ficha.fuerza.nombre,
        ficha.nombre,
        *respuestas,
    ]


AGREGADOS = {
    "INDICADOR": "Identificador del indicador, el de la estadística",
    "TITULO": "Qué se cuenta",
    "DENOMINADOR": "Candidaturas entre las que se cuenta",
    "GRUPO": "Respuesta o grupo de respuestas",
    "CANDIDATURAS": "Cuántas son, o por qué no se dice",
    "CORTE": "Momento del conteo (ISO 8601)",
}


def agregados(indicadores: Sequence[Mapping[str, Any]]) -> list[list[str]]:
    """Conteos de identidad ya protegidos; la celda callada dice por qué."""
    return [
        [i["id"], i["titulo"], str(i["denominador"]), str(c.get("etiqueta", "")), _valor(c), str(i["corte"])]
        for i in indicadores
        if str(i["id"]).startswith("identidad.")
        for c in i["celdas"]
    ]


def _valor(celda: Mapping[str, Any]) -> str:
    return str(celda["texto"]) if celda.get("valor") is None else str(celda["valor"])
