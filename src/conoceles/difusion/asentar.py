"""Las causas por las que algo no se anota en difusión."""

from __future__ import annotations

from datetime import date, datetime

from conoceles.difusion.calendario import calla
from conoceles.nucleo.errores import ErrorDeDominio, ErroresDeCampos
from conoceles.proceso.definicion import Definicion


def exigir_textos(**textos: tuple[str, int, str]) -> None:
    """De cada campo: lo escrito, cuántas letras caben y qué se dice si falta. `ErroresDeCampos` con todas las causas."""
    faltas = {}
    for campo, (texto, maximo, falta) in textos.items():
        if not texto.strip():
            faltas[campo] = falta
        elif len(texto.strip()) > maximo:
            faltas[campo] = f"Caben {maximo:,} letras; escribió {len(texto.strip()):,}."
    if faltas:
        raise ErroresDeCampos("No se anotó.", faltas)


def exigir_dia(d: Definicion, dia: date | None, ahora: datetime) -> date:
    """Un día que ya llegó y en que la elección no calla la difusión."""
    if dia is None:
        raise ErrorDeDominio("Escriba el día: día, mes y año.", campo="fecha")
    if dia > d.calendario.dia_local(ahora):
        raise ErrorDeDominio("Ese día todavía no llega.", campo="fecha")
    if calla(d, dia):
        raise ErrorDeDominio(
            "Ese día es de veda y la elección detiene entonces la estrategia de difusión.", campo="fecha"
        )
    return dia
