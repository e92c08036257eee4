"""Visitas por día, de los conteos sin direcciones de todos los lectores."""

from __future__ import annotations

from datetime import date

from django.db.models import Sum

from conoceles.estadistica.models import Visitas
from conoceles.estadistica.publicado import Celda
from conoceles.nucleo.dias import en_palabras


def por_dia(clave: str, hasta: date) -> dict[str, int]:
    """Día ISO → páginas vistas de esa elección, en días anteriores a `hasta` (el de hoy no está completo). Una consulta."""
    suyas = Visitas.objects.filter(proceso=clave, dia__lt=hasta)
    dias = suyas.values_list("dia").annotate(Sum("veces")).order_by("dia")
    return {dia.isoformat(): veces for dia, veces in dias}


def celdas(clave: str, hasta: date) -> list[Celda]:
    """Una celda por día."""
    return [
        {
            "clave": dia,
            "etiqueta": en_palabras(date.fromisoformat(dia)),
            "valor": vistas,
            "texto": str(vistas),
        }
        for dia, vistas in por_dia(clave, hasta).items()
    ]
