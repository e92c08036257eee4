"""Oponerse al tratamiento: deja de publicarse y, si así se pide, de contarse."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from conoceles.candidaturas.constancia import anotar
from conoceles.candidaturas.models import Candidatura
from conoceles.identidad import consentimiento, documentos, matriz
from conoceles.identidad.documentos import BASE
from conoceles.nucleo.alcance import Alcance


def oponer(*, candidatura: Candidatura, estadistica: bool, por: Alcance, ahora: datetime) -> None:
    """Revoca la publicación; con `estadistica`, además deja de contarse. Sin consentimiento previo, no hace nada."""
    consentimiento.revocar(candidatura=candidatura, por=por, ahora=ahora)
    vigente = documentos.consentimientos([candidatura.clave_identidad]).get(candidatura.clave_identidad)
    if not estadistica or vigente is None or not vigente.estadistica:
        return
    matriz.exigir(por, candidatura, "consentir")
    autorizado = {
        "tratamiento": vigente.tratamiento,
        "publicacion": False,
        "grupos": [],
        "estadistica": False,
    }
    with transaction.atomic(using=BASE):
        consentimiento.agregar(candidatura, autorizado, vigente.aviso_version, "revocacion", por, ahora)
        datos = {"aviso": vigente.aviso_version}
        anotar(candidatura, "oposicion_registrada", BASE, por=por, ahora=ahora, **datos)
