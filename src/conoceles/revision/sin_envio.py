"""Una candidatura que no ha enviado: la evidencia de que pudo hacerlo."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from conoceles.bitacora.estados import ETIQUETAS
from conoceles.candidaturas import consultas as candidaturas
from conoceles.candidaturas.models import Candidatura
from conoceles.expediente.calendario.plazos import inicio_de_captura, vence_captura
from conoceles.expediente.faltantes import faltan
from conoceles.expediente.models import AvisoLeido, Ronda
from conoceles.nucleo import reloj
from conoceles.nucleo.alcance import Alcance
from conoceles.revision.cola import lugar
from conoceles.revision.historia import Hecho, Recordado, historia_de, recordados


@dataclass(frozen=True)
class SinEnvio:
    """Cuándo tuvo acceso, hasta cuándo, qué le falta de lo obligatorio y qué se le recordó. Nunca lo escrito."""

    candidatura: Candidatura
    nombre: str
    lugar: str
    etiqueta: str
    habilitada: datetime | None
    vence: date | None
    dias: int
    aviso: datetime | None
    falta: tuple[str, ...]
    recordatorios: tuple[Recordado, ...]
    historia: tuple[Hecho, ...]


def sin_envio(alcance: Alcance, folio: str) -> SinEnvio:
    """`NoEncontrado` si el folio no existe."""
    fila = candidaturas.obtener(alcance, folio)
    calendario = fila.definicion.calendario
    ronda = Ronda.objects.filter(candidatura=fila, numero=1).first()
    inicio = inicio_de_captura(ronda) if ronda else None
    vence = vence_captura(calendario, inicio) if inicio else None
    ahora = reloj.ahora()
    aviso = AvisoLeido.objects.filter(candidatura=fila).order_by("id").first()
    return SinEnvio(
        candidatura=fila,
        nombre=fila.nombre,
        lugar=lugar(fila),
        etiqueta=ETIQUETAS[fila.estado],
        habilitada=inicio,
        vence=vence,
        dias=(vence - calendario.dia_local(ahora)).days if vence else 0,
        aviso=aviso.en if aviso else None,
        falta=tuple(faltan(fila, ahora)),
        recordatorios=recordados(fila),
        historia=historia_de(folio),
    )
