"""Lo que se pide a dos personas, siempre o porque la elección lo dice: una lo pide, otra lo confirma. La base no deja que sea la misma."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.papeles import ADMINISTRACION
from conoceles.candidaturas.constancia import anotar
from conoceles.candidaturas.consultas import listar
from conoceles.candidaturas.models import Candidatura
from conoceles.expediente.transiciones import tomar_para_cambiar
from conoceles.integridad.pregunta import exigir
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import Conflicto
from conoceles.revision.models import PorConfirmar

SIEMPRE = frozenset({"reponer", "atestiguar"})  # en toda elección: deciden qué consta


def exige(candidatura: Candidatura, acto: str) -> bool:
    """Si ese acto, por su verbo, lo confirma otra persona en esta elección."""
    return acto in SIEMPRE or acto in candidatura.definicion.revision.segunda_persona


def pendiente(candidatura: Candidatura) -> PorConfirmar | None:
    """Lo que se pidió y nadie más ha confirmado."""
    return PorConfirmar.objects.filter(candidatura=candidatura, confirmado=None).first()


def que_esperan(alcance: Alcance, clave: str) -> tuple[PorConfirmar, ...]:
    """Lo pedido en una elección y sin confirmar, de lo más antiguo a lo más reciente."""
    suya = listar(alcance, clave).filter(pk=OuterRef("candidatura"))
    filas = PorConfirmar.objects.filter(Exists(suya), confirmado=None)
    return tuple(filas.select_related("candidatura__persona").order_by("en"))


def pedir(
    *, candidatura: Candidatura, acto: str, datos: Mapping[str, str], por: Alcance, ahora: datetime
) -> PorConfirmar:
    """Queda esperando a otra persona. `Conflicto` si ya hay otro acto esperando."""
    por.exigir(ADMINISTRACION, "esa candidatura")
    try:
        with transaction.atomic():
            fila = tomar_para_cambiar(candidatura, por)
            pedido = PorConfirmar.objects.create(
                candidatura=fila, acto=acto, datos=dict(datos), por=por.actor, nombre_por=por.nombre, en=ahora
            )
            anotar(fila, Acto.CONCLUSION_PEDIDA, por=por, ahora=ahora, verbo=acto)
    except IntegrityError as error:
        raise Conflicto("Ya hay un acto de esta candidatura que espera a otra persona.") from error
    return pedido


def exigir_otra(pedido: PorConfirmar, por: Alcance) -> None:
    """`Conflicto` a quien lo pidió, o si ningún acto lo pidió así."""
    por.exigir(ADMINISTRACION, "esa candidatura")
    exigir(PorConfirmar, claves=[pedido.pk], de=[pedido.candidatura.folio])
    if pedido.por == por.actor:
        raise Conflicto("Lo pidió usted: lo confirma otra persona que administra.")


def confirmar(*, pedido: PorConfirmar, por: Alcance, ahora: datetime) -> None:
    """Lo da por confirmado; quien llama hace el acto en la misma transacción y con la misma hora."""
    exigir_otra(pedido, por)
    _terminar(pedido, por, ahora, confirmado=True)


@transaction.atomic
def descartar(*, pedido: PorConfirmar, por: Alcance, ahora: datetime) -> None:
    """No se hará: lo retira quien lo pidió, o quien no lo confirma."""
    por.exigir(ADMINISTRACION, "esa candidatura")
    _terminar(pedido, por, ahora, confirmado=False)
    anotar(pedido.candidatura, Acto.CONCLUSION_DESCARTADA, por=por, ahora=ahora, verbo=pedido.acto)


def _terminar(pedido: PorConfirmar, por: Alcance, ahora: datetime, *, confirmado: bool) -> None:
    tomar_para_cambiar(pedido.candidatura, por)
    esperan = PorConfirmar.objects.filter(pk=pedido.pk, confirmado=None)
    if not esperan.update(confirmado=confirmado, fin_por=por.actor, fin_en=ahora):
        raise Conflicto("Eso ya se confirmó o se descartó.")
