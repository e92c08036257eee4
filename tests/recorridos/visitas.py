"""Qué se visita de cada ruta para mirarla en todos los estados. Quien agrega una pantalla empieza aquí.

Una ruta nueva se visita sola si sus huecos están en `VALORES` (rutas.py) o en `TODOS`. Si para verla hace
falta crear algo antes (un informe, una solicitud), su ejemplo va en `EJEMPLOS`. Una ruta que nadie llega a
ver con 200 reprueba; solo `SIN_PANTALLA` dice cuáles no tienen pantalla y por qué.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from typing import TYPE_CHECKING

from personas import CLAVE
from recorridos.rutas import direccion

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura

# Solo se pulsan (POST) o no son páginas; sus respuestas con error sí se miran.
SIN_PANTALLA = {
    "estatico/<path:nombre>": "archivos de estilo y módulos",
    "candidaturas/<slug:folio>/previa/<slug:modo>/<path:nombre>": "archivos de la vista previa",
    "candidaturas/<slug:folio>/previa/<slug:modo>/candidaturas/<slug:otro>/": "plantilla del sitio público, que "
    "mira tests/publicacion/test_accesible.py",
    "informes/entregables/documentos/<int:paso>": "descarga de lo que alguien subió",
    "informes/<uuid:informe>/aviso.pdf": "descarga que existe cuando se cambia lo ya enviado al INE",
}
BUSQUEDAS = {
    "": ("?q=zzzz", "?grupo=enviadas"),
    "revision/": ("?grupo=sin_enviar", "?grupo=listas", "?q=zzzz"),
    "candidaturas/<slug:folio>/<slug:seccion>/": ("?guardado=1&revisar=1",),
    "candidaturas/<slug:folio>/identidad/<slug:tema>/": ("?guardado=1&revisar=1",),
    "candidaturas/<slug:folio>/consentimiento/": ("?revisar=1",),
}


def direcciones(ruta: str, candidatura: Candidatura, dina: Client) -> Iterator[str]:
    """Las direcciones concretas de una ruta, con sus variantes."""
    ejemplo = EJEMPLOS.get(ruta)
    if ejemplo:
        yield from ejemplo(dina)
        return
    for concreta in _llenas(ruta):
        for busqueda in ("", *BUSQUEDAS.get(ruta, ())):
            yield direccion(concreta, candidatura.folio) + busqueda


def _llenas(ruta: str) -> Iterator[str]:
    """La ruta con cada sección, cada tema y cada modo en su hueco."""
    huecos = {hueco: valores() for hueco, valores in TODOS.items() if hueco in ruta}
    for combinacion in product(*huecos.values()):
        concreta = ruta
        for hueco, valor in zip(huecos, combinacion, strict=True):
            concreta = concreta.replace(hueco, valor)
        yield concreta


def _secciones() -> list[str]:
    from conoceles.proceso.consultas import definicion

    return [s.clave for s in definicion(CLAVE).curricular.secciones]


def _temas() -> list[str]:
    from conoceles.proceso.consultas import definicion

    return [s.clave for s in definicion(CLAVE).identidad.secciones]


def _informe(final: str) -> Callable[[Client], list[str]]:
    def ejemplo(dina: Client) -> list[str]:
        from conoceles.informes.models import Informe

        if not Informe.objects.exists():
            assert dina.post("/informes/generar/", {"tipo": "avance"}).status_code == 302
        return [f"/informes/{Informe.objects.latest('en').pk}/{final}"]

    return ejemplo


TODOS: dict[str, Callable[[], list[str]]] = {
    "<slug:seccion>": _secciones,
    "<slug:tema>": _temas,
    "<slug:que>": lambda: ["actividad", "liberacion", "caso"],
}
EJEMPLOS: dict[str, Callable[[Client], list[str]]] = {
    "informes/<uuid:informe>/paso/": _informe("paso/"),
    "informes/<uuid:informe>/entrega.zip": _informe("entrega.zip"),
    "informes/<uuid:informe>/<slug:formato>": _informe("pdf"),
}
