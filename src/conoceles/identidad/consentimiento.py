"""Consentir y revocar: solo se agregan filas y la última manda."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Literal
from uuid import UUID

from django.db import transaction

from conoceles.bitacora import operaciones as bitacora
from conoceles.candidaturas.models import Candidatura
from conoceles.identidad import documentos, matriz
from conoceles.identidad.documentos import BASE
from conoceles.identidad.models import Consentimiento
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import ErroresDeCampos

Medio = Literal["sistema", "formato", "revocacion"]
PREGUNTAS = ("tratamiento", "publicacion", "estadistica")


def autorizaciones(consentimiento: Mapping[str, bool]) -> dict[str, bool]:
    """Las tres respuestas, todas contestadas con sí o no; `ErroresDeCampos` nombra las que faltan."""
    errores = {p: "Contesta sí o no." for p in PREGUNTAS if not isinstance(consentimiento.get(p), bool)}
    if errores:
        raise ErroresDeCampos("Falta contestar el consentimiento.", errores)
    return {p: consentimiento[p] for p in PREGUNTAS}


def como_respuestas(vigente: Consentimiento) -> dict[str, str]:
    """El consentimiento con las claves del cuestionario (`c_publicacion: si`)."""
    return {f"c_{p}": "si" if getattr(vigente, p) else "no" for p in PREGUNTAS}


def agregar(
    clave: UUID,
    autorizado: Mapping[str, bool],
    aviso_version: str,
    medio: Medio,
    por: Alcance,
    ahora: datetime,
) -> None:
    """Agrega la fila; quien llama pone la transacción y la constancia."""
    Consentimiento.objects.create(
        clave=clave, **autorizado, aviso_version=aviso_version, medio=medio, por=por.actor, en=ahora
    )


def consentir(
    *,
    candidatura: Candidatura,
    consentimiento: Mapping[str, bool],
    aviso_version: str,
    medio: Medio,
    por: Alcance,
    ahora: datetime,
) -> None:
    """Registra las tres respuestas. `NoEncontrado` fuera de alcance; `ErroresDeCampos` si falta una."""
    matriz.exigir(por, candidatura, "consentir")
    autorizado = autorizaciones(consentimiento)
    _registrar(candidatura, autorizado, aviso_version, medio, "consentimiento_registrado", por, ahora)


def revocar(*, candidatura: Candidatura, por: Alcance, ahora: datetime) -> None:
    """Retira el permiso de publicar; lo demás queda como estaba. Sin consentimiento previo, no hace nada.

    La entrada `consentimiento_revocado` en la bitácora de B es el aviso para quien publica.
    """
    matriz.exigir(por, candidatura, "consentir")
    vigente = documentos.consentimientos([candidatura.clave_identidad]).get(candidatura.clave_identidad)
    if vigente is None or not vigente.publicacion:
        return
    autorizado = {
        "tratamiento": vigente.tratamiento,
        "publicacion": False,
        "estadistica": vigente.estadistica,
    }
    acto = "consentimiento_revocado"
    _registrar(candidatura, autorizado, vigente.aviso_version, "revocacion", acto, por, ahora)


def _registrar(
    candidatura: Candidatura,
    autorizado: Mapping[str, bool],
    aviso_version: str,
    medio: Medio,
    acto: str,
    por: Alcance,
    ahora: datetime,
) -> None:
    with transaction.atomic(using=BASE):
        agregar(candidatura.clave_identidad, autorizado, aviso_version, medio, por, ahora)
        bitacora.registrar(
            using=BASE,
            por=por,
            acto=acto,
            ahora=ahora,
            proceso=candidatura.proceso_id,
            folio=candidatura.folio,
            datos={"medio": medio, "aviso": aviso_version},
        )
