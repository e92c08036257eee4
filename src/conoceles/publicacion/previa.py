"""El perfil tal como se publicaría, antes de enviarlo: las mismas fichas, vistas y plantillas del sitio."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.conf import settings

from conoceles.bitacora.estados import Estado
from conoceles.candidaturas.models import Candidatura
from conoceles.nucleo import estatico
from conoceles.proceso import consultas as procesos
from conoceles.proceso.definicion import Definicion
from conoceles.proceso.models import Proceso
from conoceles.proceso.preguntas.cuestionario import Respuestas
from conoceles.publicacion.instantanea import estilos
from conoceles.publicacion.lectura.consultas import filas
from conoceles.publicacion.lectura.fichas import SitioPublico
from conoceles.publicacion.lectura.fichas_de import ficha, marco
from conoceles.publicacion.lectura.fila import Cuales, Fila, VersionPublica
from conoceles.publicacion.mapa.visibilidad import Visibilidad, filtrar
from conoceles.publicacion.sitio import indice, pagina, sitio_de

ESTILO = estilos.huella(estatico.en_linea())  # el que la página lleva dentro
POR_ASIGNAR = "Se asignará al enviar"


def perfil(
    candidatura: Candidatura,
    *,
    contenido: Respuestas,
    fotografia: str,
    identidad: Respuestas,
    ahora: datetime,
) -> str:
    """HTML de la ficha con ese contenido, como si ya estuviera enviado y validado.

    `fotografia` es su huella, o vacía; `identidad`, lo que se publicaría (vacío: sin consentimiento). Lo que
    el mapa de visibilidad no deja salir, tampoco sale aquí.
    """
    comun = _comun(candidatura.proceso_id)
    definicion = candidatura.definicion
    formula = filas(definicion, Cuales(formulas=[candidatura.formula_id]), con_identidad=False)
    propia = next(f for f in formula if f.folio == candidatura.folio)
    supuesta = _como_publicada(definicion, propia, contenido, fotografia, identidad, ahora)
    mostrada = ficha(supuesta, formula, marco(definicion, "abierta"))
    url = f"{settings.URL_PUBLICA}/{definicion.clave}/"
    return indice.perfil(comun, mostrada, url).componer()


def archivos(proceso: str) -> dict[str, bytes]:
    """Hojas, letra y módulos que la página pide, por su nombre con huella."""
    return pagina.archivos(_comun(proceso))


def _comun(clave: str) -> SitioPublico:
    """Lo común a las páginas de la elección, ya abierta a publicación."""
    inventado = Proceso.objects.get(pk=clave).inventado
    return sitio_de.comun(marco(procesos.definicion(clave), "abierta"), inventado=inventado)


def _como_publicada(
    definicion: Definicion,
    fila: Fila,
    contenido: Respuestas,
    fotografia: str,
    identidad: Respuestas,
    ahora: datetime,
) -> Fila:
    contenido = filtrar(contenido, definicion.curricular, Visibilidad.PUBLICA)
    return replace(
        fila,
        datos=replace(fila.datos, estado=Estado.PUBLICADA),
        version=VersionPublica(contenido, huella="", en=ahora, fotografia=fotografia),
        acuse=POR_ASIGNAR,
        identidad=filtrar(identidad, definicion.identidad, Visibilidad.CON_CONSENTIMIENTO),
    )
