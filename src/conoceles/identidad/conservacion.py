"""Bloquear, desbloquear y archivar lo de identidad. La supresión está en `operaciones`.

Bloquear conserva lo cifrado sin que nadie lo lea, publique ni cuente, hasta que se suprima (plan §12).
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Literal

from django.db import transaction

from conoceles.bitacora.actos import Acto
from conoceles.candidaturas.models import Candidatura
from conoceles.identidad import documentos, matriz
from conoceles.identidad.constancias.asiento import anotar
from conoceles.identidad.documentos import BASE
from conoceles.identidad.models import Bloqueo
from conoceles.identidad.permisos import vinculos
from conoceles.nucleo.alcance import Alcance

Motivo = Literal["conclusion", "cierre", "restitucion"]


def bloquear(*, candidatura: Candidatura, motivo: Motivo, por: Alcance, ahora: datetime) -> None:
    """Desde aquí nadie lee, publica ni cuenta sus respuestas. Idempotente. `NoEncontrado` sin permiso."""
    with transaction.atomic(using=BASE):
        if motivo == "conclusion":  # al cierre no: el archivo sigue diciendo lo que ella quiso que dijera
            vinculos.terminar(candidatura, por=por, ahora=ahora)
        _cambiar(candidatura, True, motivo, Acto.IDENTIDAD_BLOQUEADA, por, ahora)


def desbloquear(*, candidatura: Candidatura, por: Alcance, ahora: datetime) -> None:
    """Levanta el bloqueo por restitución. Idempotente; lo suprimido no vuelve."""
    _cambiar(candidatura, False, "restitucion", Acto.IDENTIDAD_DESBLOQUEADA, por, ahora)


def archivar(candidaturas: Collection[Candidatura], *, por: Alcance, ahora: datetime) -> None:
    """Al cierre de la elección bloquea a todas: lo que se publicó de ellas ya no depende de sus respuestas. Idempotente."""
    with transaction.atomic(using=BASE):
        for candidatura in candidaturas:
            bloquear(candidatura=candidatura, motivo="cierre", por=por, ahora=ahora)


def desarchivar(candidaturas: Collection[Candidatura], *, por: Alcance, ahora: datetime) -> None:
    """Deshace `archivar`. Lo bloqueado por otra causa sigue así."""
    claves = [c.clave_identidad for c in candidaturas]
    ultimos = dict(Bloqueo.objects.filter(clave__in=claves).order_by("pk").values_list("clave", "motivo"))
    with transaction.atomic(using=BASE):
        for candidatura in candidaturas:
            if ultimos.get(candidatura.clave_identidad) == "cierre":
                desbloquear(candidatura=candidatura, por=por, ahora=ahora)


def _cambiar(
    candidatura: Candidatura, bloqueada: bool, motivo: Motivo, acto: Acto, por: Alcance, ahora: datetime
) -> None:
    matriz.exigir(por, candidatura, "bloquear")
    clave = candidatura.clave_identidad
    with transaction.atomic(using=BASE):
        if (clave in documentos.bloqueadas([clave])) == bloqueada:
            return
        Bloqueo.objects.create(clave=clave, bloqueada=bloqueada, motivo=motivo, en=ahora)
        anotar(candidatura, acto, por=por, ahora=ahora, motivo=motivo)
