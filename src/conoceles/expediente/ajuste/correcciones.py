"""Correcciones de oficio: el error es del instituto o lo ordena una autoridad. No gastan el ajuste."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from conoceles.bitacora.actos import Acto
from conoceles.candidaturas.models import Candidatura
from conoceles.curricular.fotografias import Imagen
from conoceles.expediente.actos.acuerdos import exigir_acuerdo
from conoceles.expediente.ajuste.cambios import asentado, constancia_de, revisados, version_con
from conoceles.expediente.models import CorreccionOficial
from conoceles.expediente.transiciones import exigir, mover, tomar_para_cambiar
from conoceles.identidad import ajustes as identidad
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.proceso.preguntas.cuestionario import Respuestas

CAUSAS = {
    "error_propio": "Error de la autoridad electoral",
    "orden": "Orden de autoridad",
    "rectificacion": "Derecho de rectificación (ARCO)",
}


@transaction.atomic
def corregir_de_oficio(
    *,
    candidatura: Candidatura,
    debe_decir: Respuestas,
    causa: str,
    acuerdo: str,
    fecha_acuerdo: date | None,
    por: Alcance,
    ahora: datetime,
    de_identidad: Respuestas | None = None,
    imagen: Imagen | None = None,
) -> CorreccionOficial:
    """Publica la corrección con su nota. `causa`: `error_propio`, `orden` o `rectificacion`, que no lleva nota.

    `de_identidad`: pregunta → respuesta nueva, que se sella en la base B y no se guarda aquí. `ErrorDeDominio`
    si la causa no es de la lista, falta el acuerdo o nada cambia; `Conflicto` si no está publicada.
    """
    if causa not in CAUSAS:
        raise ErrorDeDominio("Elija una causa de la lista.", campo="causa")
    numero, fecha = exigir_acuerdo(acuerdo, fecha_acuerdo, candidatura, ahora)
    fila = tomar_para_cambiar(candidatura, por)
    exigir(fila, Acto.CORRECCION_OFICIAL, por=por)
    cambios = revisados(fila, debe_decir, de_identidad, imagen, motivo="correccion", por=por, ahora=ahora)
    version = version_con(fila, cambios.debe_decir, cambios.fotografia, "correccion", por=por, ahora=ahora)
    sello = None
    if cambios.identidad:
        sello = identidad.corregir(candidatura=fila, debe_decir=cambios.identidad, por=por, ahora=ahora)
    correccion = CorreccionOficial.objects.create(
        candidatura=fila,
        causa=causa,
        acuerdo=numero,
        fecha_acuerdo=fecha,
        **asentado(version, sello),
        por=por.actor,
        en=ahora,
    )
    datos = {
        "causa": causa,
        "acuerdo": numero,
        "secciones": cambios.secciones,
        **constancia_de(version, sello),
    }
    mover(fila, Acto.CORRECCION_OFICIAL, por=por, ahora=ahora, **datos)
    return correccion
