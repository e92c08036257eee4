"""De la cuenta al alcance: quién responde por qué."""

from __future__ import annotations

from uuid import UUID

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
            return Alcance(actor, papel, fuerza=int(valor), nombre=nombre)
        if (papel, tipo) == (Papel.INDEPENDIENTE, "formula"):
            return Alcance(actor, papel, formula=UUID(valor), nombre=nombre)
        if (papel, tipo) == (Papel.CANDIDATURA, "candidatura"):
            return Alcance(actor, papel, candidatura=UUID(valor), nombre=nombre)
    except ValueError:
        pass  # ámbito ilegible: ante la duda, ningún alcance
    return Alcance(actor, papel, nombre=nombre)
