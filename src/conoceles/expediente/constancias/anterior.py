"""Al ponerse al día una instalación: lo que ya había se asienta una vez, y de ahí en adelante todo lo que diga sale de un acto.

Es un acto declarado: lo que alguien hubiera cambiado por fuera antes queda como lo normal, y por eso se asienta una sola vez. Lo
mismo las filas de las tablas que una versión nueva empieza a sellar, y de esa vez solo ellas.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Model

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.consultas import PARCIAL, TABLAS, por_asentar, tablas_sin_asentar
from conoceles.bitacora.operaciones import Anotacion, registrar, registrar_varios
from conoceles.bitacora.selladas import CAMPO, leidas
from conoceles.candidaturas.constancia import del_padron
from conoceles.candidaturas.models import Candidatura
from conoceles.cuentas.constancia.asiento import encargos
from conoceles.curricular.models import VersionCurricular
from conoceles.expediente.constancias import filas
from conoceles.expediente.models import Cierre, SeccionOculta
from conoceles.nucleo.alcance import Alcance

LOTE = 1000


def asentar(*, por: Alcance, ahora: datetime, otras: Iterable[type[Model]] = ()) -> bool:
    """Lo que hoy hay en la base A, y en las tablas `otras` que no son de una candidatura. Idempotente: dice si lo hizo.

    Otra vez, solo si volver de versión quitó todos los sellos; y lo de las tablas que ninguna vez se asentaron.
    """
    with transaction.atomic():
        entera = por_asentar("default")
        todas: list[type[Model]] = [*filas.DE_CANDIDATURA, Cierre, *otras]
        tablas = {tabla._meta.db_table: tabla for tabla in todas}
        nuevas = set(tablas) if entera else tablas_sin_asentar("default", tablas)
        if not nuevas:
            return False
        sueltas = [tablas[nombre] for nombre in sorted(nuevas) if tablas[nombre] not in filas.DE_CANDIDATURA]
        sellos = {fila.nombre: fila.sello for tabla in sueltas for fila in leidas(tabla, "pk")}
        datos: dict[str, object] = {CAMPO: sellos, TABLAS: sorted(nuevas)}
        datos |= {"encargos": encargos()} if entera else {PARCIAL: True}
        registrar(using="default", por=por, acto=Acto.ANTERIOR_ASENTADO, ahora=ahora, datos=datos)
        for proceso, suyas in (_de_cada_eleccion() if entera else _solo_filas(nuevas)).items():
            for n in range(0, len(suyas), LOTE):
                registrar_varios(suyas[n : n + LOTE], using="default", por=por, ahora=ahora, proceso=proceso)
    return True


def _de_cada_eleccion() -> dict[str, list[Anotacion]]:
    ocultas, versiones = defaultdict[str, dict[str, str]](dict), defaultdict[str, list[str]](list)
    abiertas = SeccionOculta.objects.filter(fin_en=None)
    for folio, seccion, numero in abiertas.values_list("candidatura__folio", "seccion", "expediente"):
        ocultas[folio][seccion] = numero
    for folio, huella in VersionCurricular.objects.order_by("numero").values_list(
        "candidatura__folio", "huella"
    ):
        versiones[folio].append(huella)
    escritas = _escritas()
    suyas = defaultdict[str, list[Anotacion]](list)
    for folio, hoy in sorted(del_padron().items()):
        tenia = {"ocultas": ocultas[folio], "versiones": versiones[folio], CAMPO: escritas[folio]}
        suyas[hoy.proceso].append(Anotacion(Acto.ANTERIOR_ASENTADO, folio, hoy.asiento | tenia))
    return suyas


def _solo_filas(tablas: Collection[str]) -> dict[str, list[Anotacion]]:
    """Sin su padrón, su estado ni lo oculto: eso ya constaba, y lo cambiado no se vuelve bueno."""
    procesos = dict(Candidatura.objects.values_list("folio", "proceso"))
    suyas = defaultdict[str, list[Anotacion]](list)
    for folio, dichas in sorted(_escritas().items()):
        nuevas = {nombre: sello for nombre, sello in dichas.items() if nombre.partition(":")[0] in tablas}
        if nuevas:
            suyas[procesos[folio]].append(Anotacion(Acto.ANTERIOR_ASENTADO, folio, {CAMPO: nuevas}))
    return suyas


def _escritas() -> dict[str, dict[str, str]]:
    escritas = defaultdict[str, dict[str, str]](dict)
    for fila in filas.hay():
        escritas[fila.de][fila.nombre] = fila.sello
    return escritas
