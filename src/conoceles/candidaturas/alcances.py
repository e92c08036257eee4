"""De la cuenta al alcance: quién responde por qué."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.http import HttpRequest

from conoceles.candidaturas.models import Formula
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
            return Alcance(actor, papel, candidatura=UUID(valor), nombre=nombre)
    except ValueError:
        pass  # ámbito ilegible: ante la duda, ningún alcance
    return Alcance(actor, papel, nombre=nombre)


def alcance(request: HttpRequest) -> Alcance:
    """El de la cuenta que entró."""
    return alcance_de(cast(Cuenta, request.user))


def ambito_de(formula: Formula) -> str:
    """El ámbito de las cuentas que responden por esa fórmula: las de su partido, o las suyas."""
    return f"fuerza:{formula.responde_id}" if formula.responde_id else f"formula:{formula.pk}"
