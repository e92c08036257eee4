"""Qué permiso perdió alguien según la base B, y el almacén de llaves ya no recuerda: lo borró otro cliente, o se perdió con él.

No detiene lo de nadie: mientras B no vuelva atrás, ella misma lo dice.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, pairwise
from operator import attrgetter

from conoceles.identidad.constancias import halladas
from conoceles.identidad.llaves import retiros
from conoceles.identidad.models import Consentimiento, Retiro
from conoceles.identidad.permisos import efecto
from conoceles.nucleo.alcance import Alcance

FRASE = "perdió un permiso que el almacén de llaves ya no recuerda (./conoceles resguardo reponer)"


def faltan() -> Iterator[Consentimiento]:
    """Cada respuesta en que se perdió algo; de quien tiene algo alterado no se sabe, y ya se nombra."""
    hay, filas = retiros.sellos(), Consentimiento.objects.order_by("clave", "pk")
    perdidas = (
        fila
        for _, suyas in groupby(filas.iterator(), attrgetter("clave"))
        for antes, fila in pairwise(suyas)
        if efecto.perdio(antes, fila) and retiros.sello(_de(fila)) not in hay
    )
    if olvidadas := [*perdidas]:
        dudosas = halladas.alteradas({fila.clave for fila in olvidadas})
        yield from (fila for fila in olvidadas if fila.clave not in dudosas)


def reponer() -> int:
    """Vuelven como eran: todo lo que decían está en la respuesta. Dice cuántas."""
    dichas = [*faltan()]
    for fila in dichas:
        quien = Alcance(actor=fila.por, papel="sistema", nombre="")
        retiros.asentar(fila.clave, retiros.REVOCACION, por=quien, ahora=fila.en, **efecto.queda(fila))
    return len(dichas)


def _de(fila: Consentimiento) -> Retiro:
    return Retiro(clave=fila.clave, acto=retiros.REVOCACION, por=fila.por, en=fila.en, **efecto.queda(fila))
