"""Copiar y reponer el llavero sin deshacer ningún borrado.

Una copia lleva las llaves como están en el almacén, envueltas por la maestra, que no va en ella: ni la copia
sola ni la maestra sola abren nada. Lleva también las claves destruidas: reponer nunca revive una.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.views.decorators.debug import sensitive_variables

from conoceles.identidad.llaves import llavero
from conoceles.identidad.llaves.cifrado import DocumentoIlegible, descifrar
from conoceles.identidad.models import Llave
from conoceles.nucleo import secretos


@dataclass(frozen=True)
class Repuesto:
    """Cuántas llaves volvieron, cuántas ya estaban, cuántas se dejaron destruidas y cuántas no abren."""

    repuestas: int
    presentes: int
    destruidas: int
    ajenas: int


def vivas() -> dict[str, str]:
    """Clave → llave envuelta, en hexadecimal."""
    filas = Llave.objects.order_by("clave").iterator()
    return {str(f.clave): bytes(f.envuelta).hex() for f in filas if bytes(f.envuelta)}


def destruidas() -> set[str]:
    """Claves cuya llave se destruyó y no puede volver."""
    return {str(f.clave) for f in Llave.objects.iterator() if not bytes(f.envuelta)}


@sensitive_variables()
def reponer(envueltas: Mapping[str, str], borradas: Collection[str], *, ahora: datetime) -> Repuesto:
    """Agrega las que falten; las de `borradas` quedan destruidas aunque la copia las traiga.

    Una llave que la maestra de esta instalación no abre no se repone: se cuenta como ajena.
    """
    ya, muertas = set(vivas()), set(borradas) | destruidas()
    for clave in sorted(muertas):
        llavero.destruir(UUID(clave), ahora)
    faltan = {c: bytes.fromhex(e) for c, e in envueltas.items() if c not in muertas | ya}
    propias = {c: envuelta for c, envuelta in faltan.items() if _abre(UUID(c), envuelta)}
    Llave.objects.bulk_create(
        [Llave(clave=UUID(c), envuelta=envuelta, creada_en=ahora) for c, envuelta in sorted(propias.items())]
    )
    return Repuesto(len(propias), len(ya & envueltas.keys()), len(muertas), len(faltan) - len(propias))


@sensitive_variables()
def _abre(clave: UUID, envuelta: bytes) -> bool:
    try:
        descifrar(secretos.leer("maestra"), envuelta, llavero.contexto_de(clave))
    except DocumentoIlegible:
        return False
    return True
