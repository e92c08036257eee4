"""Las rutas del sistema de captura, leídas del URLconf, y cómo se llenan sus huecos."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

# Solo se pulsan (POST) o no son páginas; sus respuestas con error sí se miran.
SIN_PANTALLA = {
    "estatico/<path:nombre>": "archivos de estilo y módulos",
    "salud/listo": "contesta 503 mientras no haya obrero en marcha: lo mira tests/arranque/test_salud.py",
    "acuse/<str:base>/<int:entrada>.pdf": "descarga que existe cuando alguien hizo un acto que no se deshace",
    "emblema.svg": "imagen que solo existe si la elección la declara",
    "candidaturas/<slug:folio>/previa/<slug:modo>/<path:nombre>": "archivos de la vista previa",
    "candidaturas/<slug:folio>/previa/<slug:modo>/candidaturas/<slug:otro>/": "la del sitio: publicacion/test_accesible.py",
    "ayuda/<slug:manual>/imagenes/<slug:imagen>.png": "imágenes de los manuales",
    "cuenta/llaves/<int:pk>/quitar/": "pide una llave de paso: la mira tests/recorridos/test_accesos.py",
    "cuenta/segundo-factor/confirmar/llave/": "pide una llave de paso: la mira tests/recorridos/test_accesos.py",
    "derechos/<uuid:ident>/respuesta.pdf": "descarga que existe cuando la solicitud se resolvió",
    "difusion/evidencia/<int:publicada>.jpg": "imagen que existe cuando alguien anota una publicación",
    "difusion/miniatura/<path:nombre>": "imagen de lo publicado",
    "difusion/aliadas/<int:numero>/paquete.zip": "descarga que existe cuando alguien anota una aliada",
    "candidaturas/<slug:folio>/acuse.tlog-proof": "descarga que existe cuando el acuse consta en el registro",
    "candidaturas/<slug:folio>/ajuste/acuse.pdf": "descarga que existe cuando el ajuste se resolvió",
    "revision/<slug:folio>/ajuste/acuse.pdf": "descarga que existe cuando el ajuste se resolvió",
    "revision/<slug:folio>/ajuste/fotografia": "imagen que alguien pidió publicar",
    "informes/entregables/documentos/<int:paso>": "descarga de lo que alguien subió",
    "candidaturas/<slug:folio>/formatos/<int:formato>": "descarga de lo que alguien firmó",
    "revision/<slug:folio>/formatos/<int:formato>/archivo": "descarga de lo que alguien firmó",
    "informes/<uuid:informe>/entrega.zip": "descarga que existe cuando la firma quien publica",
    "informes/<uuid:informe>/aviso.pdf": "descarga que existe cuando se cambia lo ya enviado al INE",
    "informes/entregables/<int:numero>/sivople.zip": "descarga que existe cuando hay qué remitir",
}
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
    "<slug:clase>": "facil",
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
