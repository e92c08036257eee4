"""De la cuenta al alcance: quién responde por qué."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest

from conoceles.candidaturas.models import Candidatura, Formula, Invitacion
from conoceles.cuentas.acceso import cuenta
from conoceles.cuentas.models import Cuenta, Papel
from conoceles.nucleo.alcance import Alcance


def alcance_de(cuenta: Cuenta) -> Alcance:
    """Lo que la cuenta puede tocar; una cuenta desactivada o con un ámbito ilegible, nada."""
    actor, papel, nombre = f"cuenta:{cuenta.pk}", cuenta.papel, cuenta.nombre
    if not cuenta.is_active:
        return Alcance(actor, papel, nombre=nombre)
    if cuenta.es_institucional:
        return Alcance(actor, papel, todo=True, nombre=nombre)
    tipo, _, valor = cuenta.ambito.partition(":")
    try:
        if (papel, tipo) == (Papel.PARTIDO, "fuerza"):
            contiendas = frozenset(cuenta.contiendas)
            return Alcance(actor, papel, fuerza=int(valor), contiendas=contiendas, nombre=nombre)
        if (papel, tipo) == (Papel.INDEPENDIENTE, "formula"):
            return Alcance(actor, papel, formula=UUID(valor), nombre=nombre)
        if (papel, tipo) == (Papel.CANDIDATURA, "candidatura"):
            return Alcance(actor, papel, candidaturas=_propias(cuenta, UUID(valor)), nombre=nombre)
    except ValueError:
        pass  # ámbito ilegible: ante la duda, ningún alcance
    return Alcance(actor, papel, nombre=nombre)


def alcance(request: HttpRequest) -> Alcance:
    """El de la cuenta que entró."""
    return alcance_de(cuenta(request))


def _propias(cuenta: Cuenta, primera: UUID) -> frozenset[UUID]:
    """Las candidaturas de una persona: las que recibió por invitación; sin invitaciones, la de su ámbito.

    Retirada la invitación, sus derechos siguen (`consultas.solo_derechos`), salvo que después se haya invitado a otra
    cuenta: la anterior pudo no ser de la persona.
    """
    suyas = Invitacion.objects.filter(cuenta=cuenta)
    if not suyas.exists():
        return frozenset({primera})
    despues = Invitacion.objects.filter(candidatura=OuterRef("candidatura"), pk__gt=OuterRef("pk"))
    otra = Exists(despues.exclude(cuenta=cuenta))
    vivas = suyas.recibidas().filter(Q(retirada_en=None) | ~otra)
    return frozenset(vivas.values_list("candidatura_id", flat=True))


def cuentas_propias(candidatura: Candidatura) -> QuerySet[Cuenta]:
    """Las de la persona candidata que alcanzan o alcanzaron esta candidatura; nunca las de quien responde por ella."""
    suya = Q(ambito=f"candidatura:{candidatura.pk}", invitaciones=None) | Q(
        invitaciones__candidatura=candidatura
    )
    return Cuenta.objects.filter(suya, papel=Papel.CANDIDATURA).distinct()


def cuentas_de_la_persona(candidatura: Candidatura) -> QuerySet[Cuenta]:
    """Las que contestan como la propia persona: las suyas o, de una independiente propietaria, las de su fórmula."""
    suyas = Q(pk__in=cuentas_propias(candidatura).values("pk"))
    if candidatura.calidad == "propietaria":
        suyas |= Q(papel=Papel.INDEPENDIENTE, ambito=f"formula:{candidatura.formula_id}")
    return Cuenta.objects.filter(suyas)


def ambitos(cuenta: Cuenta) -> list[str]:
    """El suyo; de una persona candidata, uno por cada candidatura que alcanza."""
    if cuenta.papel != Papel.CANDIDATURA:
        return [cuenta.ambito]
    return [f"candidatura:{pk}" for pk in sorted(alcance_de(cuenta).candidaturas)]


def ambito_de(formula: Formula) -> str:
    """El ámbito de las cuentas que responden por esa fórmula: las de su partido, o las suyas."""
    return f"fuerza:{formula.responde_id}" if formula.responde_id else f"formula:{formula.pk}"
