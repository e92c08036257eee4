"""Matriz de lectura: qué papel puede hacer qué con las respuestas de identidad. Lo no escrito, no.

| papel | capturar y leer lo propio | completitud | leer con motivo (queda en la bitácora) | consentir |
|---|---|---|---|---|
| partido, independiente, candidatura | sí | sí | no | sí |
| administración | no | sí | sí | sí (solicitud ARCO) |
| revisión | no | sí | no | no |
| consulta | no | no | no | no |
| sistema | solo escribir | sí | no | no |
"""

from __future__ import annotations

from typing import Literal

from conoceles.candidaturas.models import Candidatura
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import NoEncontrado

Permiso = Literal["leer", "escribir", "completitud", "leer_con_motivo", "consentir", "suprimir", "reparar"]

_CAPTURA: frozenset[Permiso] = frozenset({"leer", "escribir", "completitud", "consentir"})
_MATRIZ: dict[str, frozenset[Permiso]] = {
    "partido": _CAPTURA,
    "independiente": _CAPTURA,
    "candidatura": _CAPTURA,
    "administracion": frozenset({"completitud", "leer_con_motivo", "consentir", "suprimir"}),
    "revision": frozenset({"completitud"}),
    "sistema": frozenset({"escribir", "completitud", "suprimir", "reparar"}),
}


def permite(papel: str, permiso: Permiso) -> bool:
    """Si el papel tiene el permiso; un papel desconocido no tiene ninguno."""
    return permiso in _MATRIZ.get(papel, frozenset())


def exigir(por: Alcance, candidatura: Candidatura, permiso: Permiso) -> None:
    """`NoEncontrado`, igual si no existe, si es ajena o si el papel no puede."""
    if not permite(por.papel, permiso) or not Candidatura.objects.en(por).filter(pk=candidatura.pk).exists():
        raise NoEncontrado("No se encontró esa candidatura.")
