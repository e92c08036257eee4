"""Las rutas del sistema de captura, leídas del URLconf, y cómo se llenan sus huecos."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

VALORES = {
    "<slug:seccion>": "historia",
    "<slug:modo>": "con-consentimiento",
    "<path:nombre>": "no-existe.css",
    "<int:numero>": "1",
    "<int:pk>": "1",
    "<str:base>": "default",
    "<int:entrada>": "1",
    "<int:cuenta>": "999999",
    "<str:testigo>": "inventado",
    "<int:paso>": "1",
    "<int:formato>": "1",
    "<slug:clave>": "integral",
    "<slug:que>": "actividad",
    "<slug:derecho>": "oposicion",
    "<uuid:ident>": "00000000-0000-4000-8000-000000000000",
    "<uuid:informe>": "00000000-0000-4000-8000-000000000000",
    "<slug:formato>": "pdf",
    "<slug:pieza>": "preguntas",
    "<slug:manual>": "partidos",
    "<slug:imagen>": "no-existe",
    "<str:dia>": "2024-04-25",
    "<int:publicada>": "1",
}


def rutas(patrones: Any = None, prefijo: str = "") -> Iterator[str]:
    """Todas, como se escribieron."""
    from django.urls import URLResolver, get_resolver

    for patron in patrones if patrones is not None else get_resolver().url_patterns:
        texto = prefijo + str(patron.pattern)
        if isinstance(patron, URLResolver):
            yield from rutas(patron.url_patterns, texto)
        else:
            yield texto


def direccion(ruta: str, folio: str = "aaaa1111") -> str:
    """La ruta con valores en sus huecos; un hueco desconocido reprueba."""
    for hueco, valor in (VALORES | {"<slug:folio>": folio, "<slug:otro>": folio}).items():
        ruta = ruta.replace(hueco, valor)
    assert "<" not in ruta, f"falta un valor para {ruta}"
    return f"/{ruta}"
