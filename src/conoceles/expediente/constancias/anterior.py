"""Al ponerse al día una instalación: lo que ya había se asienta una vez, y de ahí en adelante todo lo que diga sale de un acto.

Es un acto declarado: lo que alguien hubiera cambiado por fuera antes queda como lo normal, y por eso se asienta una sola vez. Lo
mismo las filas de las tablas que una versión nueva empieza a sellar, y de esa vez solo ellas.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from itertools import chain

from django.db import transaction
from django.db.models import Model

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.consultas import PARCIAL, por_asentar
from conoceles.bitacora.marcas import TABLAS, no_constaban, sin_asentar, vuelve
from conoceles.bitacora.operaciones import Anotacion, registrar, registrar_varios
from conoceles.bitacora.selladas import CAMPO, Sellada, asentadas, leidas
from conoceles.candidaturas.constancia import del_padron
from conoceles.candidaturas.models import Candidatura
from conoceles.cuentas.constancia.asiento import encargos
from conoceles.curricular.models import VersionCurricular
from conoceles.expediente.constancias import filas
from conoceles.expediente.models import Cierre, SeccionOculta
from conoceles.nucleo.alcance import Alcance

LOTE = 1000


def asentar(*, por: Alcance, ahora: datetime, otras: Collection[type[Model]] = ()) -> bool:
    """Lo que hoy hay en la base A, y en las tablas `otras` que no son de una candidatura. Idempotente: dice si lo hizo.

    Otra vez, solo si volver de versión quitó todos los sellos; y lo de las tablas que ninguna vez se asentaron, o en que escribió
    la versión a la que se volvió, que no las sellaba.
    """
    with transaction.atomic():
        entera, todas = por_asentar("default"), selladas(otras)
        tablas = sorted(todas if entera else sin_asentar("default", todas))
        if not tablas:
            return False
        dudosas = no_constaban("default")
        nuevas = [fila for fila in _sin_acto(tablas, otras) if fila.nombre not in dudosas]
        sueltas = {fila.nombre: fila.sello for fila in nuevas if not filas.es(fila.nombre)}
        datos: dict[str, object] = {CAMPO: sueltas, TABLAS: tablas}
        datos |= {"encargos": encargos()} if entera else {PARCIAL: True}
        registrar(using="default", por=por, acto=Acto.ANTERIOR_ASENTADO, ahora=ahora, datos=datos)
        for proceso, suyas in (_de_cada_eleccion() if entera else _solo_filas(nuevas)).items():
            for n in range(0, len(suyas), LOTE):
                registrar_varios(suyas[n : n + LOTE], using="default", por=por, ahora=ahora, proceso=proceso)
    return True


def volver(
    *, sella: Collection[str], por: Alcance, ahora: datetime, otras: Collection[type[Model]] = ()
) -> None:
    """A punto de volver a la versión que `sella` esas tablas: lo que escriba en las demás se asentará al actualizar otra vez."""
    with transaction.atomic():
        no_constan = {fila.nombre for fila in _sin_acto(selladas(otras), otras)}
        vuelve("default", sella=sella, no_constan=no_constan, por=por, ahora=ahora)


def selladas(otras: Iterable[type[Model]] = ()) -> set[str]:
    """Las tablas de A cuyas filas llevan sello, con esas otras."""
    todas: list[type[Model]] = [*filas.DE_CANDIDATURA, Cierre, *otras]
    return {tabla._meta.db_table for tabla in todas}


def _sin_acto(tablas: Collection[str], otras: Iterable[type[Model]]) -> list[Sellada]:
    """Las filas de esas tablas que ningún acto dejó como están."""
    constan = asentadas(tablas)
    sin_folio: list[type[Model]] = [Cierre, *otras]
    sueltas = (leidas(tabla, "pk") for tabla in sin_folio if tabla._meta.db_table in tablas)
    suyas = (fila for fila in filas.hay() if fila.nombre.partition(":")[0] in tablas)
    return [fila for fila in chain(suyas, *sueltas) if constan.get(fila.nombre) != fila.sello]


def _de_cada_eleccion() -> dict[str, list[Anotacion]]:
    ocultas, versiones = defaultdict[str, dict[str, str]](dict), defaultdict[str, list[str]](list)
    abiertas = SeccionOculta.objects.filter(fin_en=None)
    for folio, seccion, numero in abiertas.values_list("candidatura__folio", "seccion", "expediente"):
        ocultas[folio][seccion] = numero
    for folio, huella in VersionCurricular.objects.order_by("numero").values_list(
        "candidatura__folio", "huella"
    ):
        versiones[folio].append(huella)
    escritas = _por_folio(filas.hay())
    suyas = defaultdict[str, list[Anotacion]](list)
    for folio, hoy in sorted(del_padron().items()):
        tenia = {"ocultas": ocultas[folio], "versiones": versiones[folio], CAMPO: escritas[folio]}
        suyas[hoy.proceso].append(Anotacion(Acto.ANTERIOR_ASENTADO, folio, hoy.asiento | tenia))
    return suyas


def _solo_filas(nuevas: Iterable[Sellada]) -> dict[str, list[Anotacion]]:
    """Sin su padrón, su estado ni lo oculto: eso ya constaba, y lo cambiado no se vuelve bueno."""
    procesos = dict(Candidatura.objects.values_list("folio", "proceso"))
    dichas = _por_folio(fila for fila in nuevas if filas.es(fila.nombre))
    suyas = defaultdict[str, list[Anotacion]](list)
    for folio, escritas in sorted(dichas.items()):
        suyas[procesos[folio]].append(Anotacion(Acto.ANTERIOR_ASENTADO, folio, {CAMPO: escritas}))
    return suyas


def _por_folio(escritas: Iterable[Sellada]) -> dict[str, dict[str, str]]:
    dichas = defaultdict[str, dict[str, str]](dict)
    for fila in escritas:
        dichas[fila.de][fila.nombre] = fila.sello
    return dichas
