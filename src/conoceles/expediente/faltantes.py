"""Qué le falta a una candidatura para poder enviar: solo lo obligatorio, y nunca lo escrito."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.consultas import de_folio
from conoceles.candidaturas.consultas import definicion_de
from conoceles.candidaturas.models import Candidatura
from conoceles.curricular.models import Borrador, Fotografia
from conoceles.identidad import consultas as identidad
from conoceles.proceso.definicion import Cuestionario, Seccion
from conoceles.proceso.preguntas.cuestionario import Respuestas
from conoceles.proceso.preguntas.validacion import revisar_seccion

IDENTIDAD = "Cuestionario de identidad y consentimiento"
SIN_RESPUESTA, INCOMPLETA, COMPLETA = "sin respuesta", "incompleta", "completa, sin enviar"
DESPUES = "se escribió después del corte"


@dataclass(frozen=True)
class Parte:
    """Una parte obligatoria. `estado`: una de las frases de arriba; de la identidad, nunca cuánto falta."""

    clave: str
    titulo: str
    estado: str

    @property
    def falta(self) -> bool:
        return self.estado != COMPLETA


def partes(candidatura: Candidatura, hasta: datetime) -> list[Parte]:
    """Las obligatorias para su cargo, en el orden en que se capturan, como estaban entonces.

    De un borrador que cambió después solo se sabe, por la bitácora, si ya había algo escrito.
    """
    cuestionario = definicion_de(candidatura).curricular
    borradores = {b.seccion: b for b in Borrador.objects.filter(candidatura=candidatura)}
    todo = {k: v for b in borradores.values() for k, v in b.contenido.items()}
    secciones = [
        Parte(s.clave, s.titulo, _estado(s, borradores.get(s.clave), todo, candidatura, hasta))
        for s in cuestionario.secciones
        if any(campo.obligatorio for campo in s.campos)
    ]
    return [*_fotografia(cuestionario, candidatura, hasta), *secciones, _identidad(candidatura, hasta)]


def faltan(candidatura: Candidatura, hasta: datetime) -> list[str]:
    """Los títulos de lo que falta; vacío si solo le falta enviar."""
    return [
        f"{p.titulo} ({p.estado})" if p.estado == DESPUES else p.titulo
        for p in partes(candidatura, hasta)
        if p.falta
    ]


def _estado(
    seccion: Seccion,
    borrador: Borrador | None,
    todo: Respuestas,
    candidatura: Candidatura,
    hasta: datetime,
) -> str:
    if borrador is None or (borrador.en <= hasta and not any(borrador.contenido.values())):
        return SIN_RESPUESTA
    if borrador.en > hasta:
        previos = de_folio("default", candidatura.folio).filter(
            acto=Acto.BORRADOR_GUARDADO, momento__lte=hasta
        )
        return DESPUES if previos.filter(datos__seccion=seccion.clave).exists() else SIN_RESPUESTA
    errores = [h for h in revisar_seccion(seccion, todo, envio=True) if h.nivel == "error"]
    return INCOMPLETA if errores else COMPLETA


def _fotografia(cuestionario: Cuestionario, candidatura: Candidatura, hasta: datetime) -> list[Parte]:
    if not cuestionario.fotografia_obligatoria:
        return []
    hay = Fotografia.objects.filter(candidatura=candidatura, motivo="captura", en__lte=hasta).exists()
    return [Parte("fotografia", "Fotografía", COMPLETA if hay else SIN_RESPUESTA)]


def _identidad(candidatura: Candidatura, hasta: datetime) -> Parte:
    """Completa o no: si está vacía o a medias es asunto de la persona."""
    if identidad.escrito_desde(candidatura, hasta + timedelta(seconds=1)):
        return Parte("identidad", IDENTIDAD, DESPUES)
    completa = identidad.completitud(candidatura) == "completa"
    return Parte("identidad", IDENTIDAD, COMPLETA if completa else INCOMPLETA)
