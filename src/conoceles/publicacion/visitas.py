"""Páginas vistas por día, que el lector dejó contadas: sin direcciones, sin consultas, sin cookies.

El acuerdo con el lector son sus archivos `visitas/AAAA-MM-DD.<proceso>.json`, con `{"/ruta/": veces}`.
"""

from __future__ import annotations

import json
from collections import Counter

from conoceles.nucleo.carpetas import carpetas


def por_dia(clave: str) -> list[tuple[str, int]]:
    """Día (ISO 8601) y páginas vistas de una elección, del más reciente al más antiguo."""
    dias: Counter[str] = Counter()
    for archivo in carpetas().visitas.glob("????-??-??.*.json"):
        cuentas = json.loads(archivo.read_text(encoding="utf-8"))
        dias[archivo.name[:10]] += sum(n for ruta, n in cuentas.items() if ruta.startswith(f"/{clave}/"))
    return sorted(((dia, n) for dia, n in dias.items() if n), reverse=True)
