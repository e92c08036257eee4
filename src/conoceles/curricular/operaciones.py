"""Escribir lo curricular. El envío vive en `expediente`."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from conoceles.candidaturas.models import Candidatura
from conoceles.curricular.consultas import resumen
from conoceles.curricular.models import Borrador, Fotografia, VersionCurricular
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.bases.orden import para_cambiar
from conoceles.nucleo.bases.preparadas import Preparada
from conoceles.nucleo.errores import Conflicto, ErrorDeDominio
from conoceles.proceso.preguntas.cuestionario import Respuesta

_TOMADO = Preparada(
    lambda candidatura, seccion: para_cambiar(Borrador.objects.all()).filter(
        candidatura=candidatura, seccion=seccion
    )
)


class BorradorAjeno(Conflicto):
    """Otra pestaña guardó antes. `actual` y `version` son lo que ya está guardado."""

    def __init__(self, actual: dict[str, Respuesta], version: int) -> None:
        super().__init__("Esta sección cambió en otra ventana mientras usted escribía.")
        self.actual = actual
        self.version = version


@transaction.atomic
def guardar_seccion(
    *,
    candidatura: Candidatura,
    seccion: str,
    contenido: dict[str, Respuesta],
    version: int,
    por: Alcance,
    ahora: datetime,
) -> int:
    """Guarda el borrador de una sección y devuelve su nueva versión.

    `version` es la que se leyó (0 si no había). Guardar lo mismo no la cambia.
    `BorradorAjeno` si otra persona guardó antes; `ErrorDeDominio` si la sección no está abierta.
    """
    fila = next(iter(_TOMADO(candidatura.pk, seccion)), None)
    if fila and fila.contenido == contenido:
        return fila.version
    if (fila.version if fila else 0) != version:
        raise BorradorAjeno(fila.contenido if fila else {}, fila.version if fila else 0)
    nueva = fila or Borrador(candidatura=candidatura, seccion=seccion)
    nueva.contenido, nueva.version = contenido, version + 1
    nueva.por, nueva.en = por.actor, ahora
    _guardar_si_abierta(nueva)
    return nueva.version


def agregar_version(
    *,
    candidatura: Candidatura,
    origen: str,
    contenido: dict[str, Respuesta],
    fotografia: Fotografia | None,
    cuestionario_version: str,
    por: Alcance,
    ahora: datetime,
) -> VersionCurricular:
    """Agrega una versión inmutable. Su huella resume contenido y fotografía."""
    numero = VersionCurricular.objects.filter(candidatura=candidatura).count() + 1
    return VersionCurricular.objects.create(
        candidatura=candidatura,
        numero=numero,
        origen=origen,
        contenido=contenido,
        fotografia=fotografia,
        cuestionario_version=cuestionario_version,
        huella=resumen(contenido, fotografia),
        por=por.actor,
        en=ahora,
    )


def _guardar_si_abierta(fila: Borrador) -> None:
    try:
        with transaction.atomic():
            fila.save()
    except IntegrityError as error:
        raise ErrorDeDominio("Esta sección no está abierta: ya se envió o falta leer el aviso.") from error
