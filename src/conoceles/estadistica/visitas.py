"""Visitas por día, de los conteos sin direcciones que deja el lector."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date

from conoceles.estadistica.publicado import Celda
from conoceles.nucleo.carpetas import carpetas
from conoceles.nucleo.dias import en_palabras


def por_dia(clave: str, hasta: date) -> dict[str, int]:
    """Día ISO → páginas vistas de esa elección, en días anteriores a `hasta` (el de hoy no está completo)."""
    dias: Counter[str] = Counter()
    for archivo in sorted(carpetas().visitas.glob("*.json")):
        dia = archivo.name.split(".")[0]
        if dia < hasta.isoformat():
            paginas: dict[str, int] = json.loads(archivo.read_text(encoding="utf-8"))
            dias[dia] += sum(n for pagina, n in paginas.items() if pagina.startswith(f"/{clave}/"))
    return {dia: dias[dia] for dia in sorted(dias) if dias[dia]}


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
