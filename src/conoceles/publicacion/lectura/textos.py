"""Cómo se escriben en español las fechas y los valores de una ficha."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from conoceles.nucleo.dias import en_palabras
from conoceles.proceso.definicion import Acuerdo, Campo
from conoceles.proceso.preguntas import domicilios
from conoceles.proceso.preguntas.cuestionario import Respuesta
from conoceles.proceso.preguntas.legible import domicilio
from conoceles.proceso.preguntas.medidas import en_palabras as medida


class Propio(str):
    """Lo que escribió una persona: se publica como lo escribió, en cualquier lengua."""

    __slots__ = ()


# Lo demás se elige de una lista, o son cifras, fechas y direcciones.
DE_PUNO_Y_LETRA = ("texto", "texto_largo", "lista", "domicilio")


def dia(fecha: date | None) -> str:
    """«2 de junio de 2024», o vacío."""
    return en_palabras(fecha) if fecha else ""


def acuerdo(acto: Acuerdo | None) -> str:
    """«IEPC/CG58/2024 del Consejo General, de 1 de abril de 2024»; vacío si no consta."""
    if acto is None:
        return ""
    organo = f" del {acto.organo}" if acto.organo else ""
    return f"{acto.numero}{organo}{f', de {dia(acto.fecha)}' if acto.fecha else ''}"


def momento(instante: datetime, zona: str) -> str:
    """«25 de abril de 2024, 10:00», en la hora de la elección."""
    local = instante.astimezone(ZoneInfo(zona))
    return f"{dia(local.date())}, {local:%H:%M}"


def iso(instante: datetime, zona: str) -> str:
    """ISO 8601 con el huso de la elección."""
    return instante.astimezone(ZoneInfo(zona)).isoformat(timespec="seconds")


def valores(campo: Campo, valor: Respuesta | None, municipios: Mapping[str, str]) -> tuple[str, ...]:
    """Lo que se lee de una respuesta; vacío cuando no la hay."""
    if campo.tipo == "domicilio":
        return tuple(Propio(d) for uno in domicilios.varios(valor) if (d := domicilio(uno, municipios)))
    etiquetas = {o.clave: o.etiqueta for o in campo.opciones}
    lista = valor if isinstance(valor, list) else [valor]
    leidas = (etiquetas.get(str(v), medida(campo, str(v))) for v in lista if v not in (None, "", " "))
    return tuple(Propio(v) if campo.tipo in DE_PUNO_Y_LETRA else v for v in leidas)


def con_matiz(valor: str, matiz: str) -> str:
    """«Licenciatura (trunca)»; sin matiz, el valor."""
    return f"{valor} ({matiz})" if matiz else valor  # sin él, el mismo: también si es de puño y letra
