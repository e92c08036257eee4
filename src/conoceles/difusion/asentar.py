"""Lo común a lo que se anota en difusión: la fila con su acto, y las causas por las que no se anota."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TypeVar

from django.db import IntegrityError, models, transaction

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.operaciones import registrar
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import Conflicto, ErrorDeDominio, ErroresDeCampos
from conoceles.proceso.definicion import Definicion

Modelo = TypeVar("Modelo", bound=models.Model)


def asentar(
    modelo: type[Modelo],
    acto: Acto,
    proceso: str,
    campos: Mapping[str, object],
    *,
    por: Alcance,
    ahora: datetime,
) -> Modelo:
    """La fila y su acto en la bitácora, juntos. `Conflicto` si otra persona anotó lo mismo a la vez."""
    try:
        with transaction.atomic():
            fila = modelo._default_manager.create(
                proceso_id=proceso, por=por.nombre or por.actor, en=ahora, **campos
            )
            datos = {"fila": fila.pk}
            registrar(using="default", por=por, acto=acto, ahora=ahora, proceso=proceso, datos=datos)
    except IntegrityError as error:
        raise Conflicto("Otra persona acaba de anotar eso. Vuelva a mirar.") from error
    return fila


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
    if d.calla_la_difusion(dia):
        raise ErrorDeDominio(
            "Ese día es de veda y la elección detiene entonces la estrategia de difusión.", campo="fecha"
        )
    return dia
