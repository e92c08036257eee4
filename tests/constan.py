"""Lo que una prueba pone en las bases sin pasar por su acto, asentado: en una instalación todo sale de uno."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from conoceles.nucleo.alcance import Alcance

if TYPE_CHECKING:
    from django.db.models import Model

    from conoceles.candidaturas.models import Candidatura

SISTEMA = Alcance.sistema("pruebas")


def alta(candidatura: Candidatura) -> None:
    """Que se registró, con lo que hoy dice de ella el padrón y en el estado en que está."""
    from django.db import transaction

    from conoceles.bitacora.actos import Acto
    from conoceles.candidaturas.constancia import anotar

    with transaction.atomic():
        anotar(candidatura, Acto.CANDIDATURA_REGISTRADA, por=SISTEMA, ahora=candidatura.registrada_en)


def decir(candidatura: Candidatura, **campos: str) -> None:
    """Lo que el padrón dice ahora de su persona, con su asiento."""
    persona = candidatura.persona
    type(persona).objects.filter(pk=persona.pk).update(**campos)
    candidatura.refresh_from_db()
    alta(candidatura)


def mover(candidatura: Candidatura, estado: str) -> None:
    """La deja en ese estado, con su asiento."""
    type(candidatura).objects.filter(pk=candidatura.pk).update(estado=estado)
    candidatura.refresh_from_db()
    alta(candidatura)


def fila(suya: Model, *, acto: str, ahora: datetime, proceso: str = "", folio: str = "") -> None:
    """Que ese acto la escribió."""
    from django.db import transaction

    from conoceles.bitacora.actos import Acto
    from conoceles.bitacora.operaciones import registrar
    from conoceles.bitacora.selladas.recogida import apuntar
    from conoceles.bitacora.selladas.tablas import TABLAS

    papel = sorted(Acto(acto).fila.papeles)[0]
    por = Alcance(actor="pruebas", papel=papel, todo=True)
    de_quien = {"proceso": proceso, "folio": folio}
    with transaction.atomic():
        apuntar(TABLAS[type(suya)], suya)
        registrar(using="default", por=por, acto=Acto(acto), ahora=ahora, **de_quien)
