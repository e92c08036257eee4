"""Lo que decide el instituto sobre lo enviado (plan §6.2)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from conoceles.candidaturas.models import Candidatura
from conoceles.expediente.models import Envio, Observacion, Ronda
from conoceles.expediente.operaciones import anotar
from conoceles.expediente.transiciones import mover, tomar_para_cambiar
from conoceles.identidad import operaciones as identidad
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.proceso import consultas as proceso

MOTIVOS = {
    "incompleta": "No responde lo que se pregunta",
    "copiada": "Copia las propuestas de otra candidatura",
    "ofensiva": "Contenido ofensivo, discriminatorio o sexista",
    "ajena": "Menciona a otro partido o candidatura",
    "propaganda": "Lemas o imágenes de campaña",
    "fotografia": "La fotografía incumple las especificaciones",
    "prohibida": "Contenido que la ley electoral prohíbe",
}


@transaction.atomic
def tomar(*, candidatura: Candidatura, por: Alcance, ahora: datetime) -> None:
    """Empieza la revisión. Si ya estaba en revisión, no hace nada."""
    fila = tomar_para_cambiar(candidatura, por)
    if fila.estado == "en_revision":
        return
    mover(fila, "tomar", por=por)
    anotar(fila, "revision_iniciada", por=por, ahora=ahora)


@transaction.atomic
def validar(*, candidatura: Candidatura, por: Alcance, ahora: datetime) -> None:
    """Lo capturado coincide con lo que piden los cuestionarios: puede publicarse."""
    fila = tomar_para_cambiar(candidatura, por)
    _tomar_si_falta(fila, por=por, ahora=ahora)
    mover(fila, "validar", por=por)
    anotar(fila, "validada", por=por, ahora=ahora, ronda=_ronda_enviada(fila))


@transaction.atomic
def observar(
    *, candidatura: Candidatura, seccion: str, motivo: str, texto: str, por: Alcance, ahora: datetime
) -> Observacion:
    """Pide corregir una sección y abre una ronda solo para ella.

    `ErrorDeDominio` si la sección o el motivo no están en la lista o el texto no explica nada.
    """
    if seccion not in _secciones(candidatura):
        raise ErrorDeDominio("Elija una sección de la lista.", campo="seccion")
    if motivo not in MOTIVOS:
        raise ErrorDeDominio("Elija un motivo de la lista.", campo="motivo")
    if len(texto.strip()) < 20:
        raise ErrorDeDominio("Explique qué se debe corregir, en 20 caracteres o más.", campo="texto")
    fila = tomar_para_cambiar(candidatura, por)
    _tomar_si_falta(fila, por=por, ahora=ahora)
    mover(fila, "observar", por=por)
    ronda = _ronda_enviada(fila)
    observacion = Observacion.objects.create(
        candidatura=fila,
        ronda=ronda,
        seccion=seccion,
        motivo=motivo,
        texto=texto.strip(),
        por=por.actor,
        en=ahora,
    )
    Ronda.objects.create(
        candidatura=fila, numero=ronda + 1, secciones=f"|{seccion}|", abierta_por=por.actor, abierta_en=ahora
    )
    if seccion == "identidad":
        identidad.reabrir(candidatura=fila, por=por, ahora=ahora)
    anotar(fila, "observada", por=por, ahora=ahora, seccion=seccion, motivo=motivo, ronda=ronda)
    return observacion


def _secciones(candidatura: Candidatura) -> set[str]:
    curriculares = proceso.definicion(candidatura.proceso_id).curricular.secciones
    return {"fotografia", "identidad", *(seccion.clave for seccion in curriculares)}


def _tomar_si_falta(fila: Candidatura, *, por: Alcance, ahora: datetime) -> None:
    if fila.estado == "enviada":
        mover(fila, "tomar", por=por)
        anotar(fila, "revision_iniciada", por=por, ahora=ahora)


def _ronda_enviada(fila: Candidatura) -> int:
    """Número de la última ronda que se envió."""
    ronda = Envio.objects.filter(candidatura=fila).order_by("-ronda").values_list("ronda", flat=True).first()
    return ronda or 0
