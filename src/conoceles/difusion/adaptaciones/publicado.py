"""Lo publicado hoy que se puede adaptar: cada respuesta, y el documento que lee una grabación."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from conoceles.difusion.adaptaciones.originales import Original, de_todas
from conoceles.difusion.adaptaciones.vigentes import grabaciones
from conoceles.difusion.models import Adaptacion
from conoceles.difusion.segunda import sitio_a_la_vista
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.publicacion.api.publicar import ruta_de_boleta, ruta_de_perfil
from conoceles.publicacion.instantanea import manifiesto
from conoceles.publicacion.instantanea.arbol import Arbol
from conoceles.publicacion.instantanea.renglones.renglon import Renglon


def originales(proceso: str, ahora: datetime) -> list[Original]:
    """Las respuestas a la vista, en el orden de las boletas; ninguna si no se ha publicado."""
    arbol = Arbol(proceso)
    actual = arbol.actual()
    return list(de_todas(arbol.ruta(actual), sitio_a_la_vista(proceso, ahora))) if actual else []


def huella_de(proceso: str, donde: str) -> str:
    """La del documento de una boleta o de un folio. `ErrorDeDominio` si no está publicado."""
    publicados = _publicados(proceso)
    for ruta in (ruta_de_boleta, ruta_de_perfil):
        if renglon := publicados.get(ruta(donde)):
            return renglon.sha256
    raise ErrorDeDominio("No hay una boleta ni un perfil publicado con esa clave.", campo="de")


def grabadas(proceso: str) -> dict[str, Adaptacion]:
    """De quién o de qué boleta → la grabación que lee lo que hoy se publica."""
    return grabaciones(proceso, _publicados(proceso))


def _publicados(proceso: str) -> Mapping[str, Renglon]:
    arbol = Arbol(proceso)
    actual = arbol.actual()
    return manifiesto.leer(arbol.ruta(actual)).archivos if actual else {}
