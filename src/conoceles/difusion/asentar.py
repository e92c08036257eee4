"""Lo común a lo que se anota en difusión: la fila con su acto, y las causas por las que no se anota."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from conoceles.bitacora import filas
from conoceles.bitacora.actos import Acto
from conoceles.bitacora.filas import Modelo
from conoceles.difusion.calendario import calla
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import ErrorDeDominio, ErroresDeCampos
from conoceles.proceso.definicion import Definicion

A_LA_VEZ = "Otra persona acaba de anotar eso. Vuelva a mirar."


def asentar(
    modelo: type[Modelo],
    acto: Acto,
    proceso: str,
    campos: Mapping[str, object],
    *,
    por: Alcance,
    ahora: datetime,
) -> Modelo:
    """La fila de esa elección y su acto. `Conflicto` si otra persona anotó lo mismo a la vez."""
    suyos = {"proceso_id": proceso, **campos}
    return filas.asentar(modelo, acto, proceso, suyos, por=por, ahora=ahora, ya_esta=A_LA_VEZ)


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
