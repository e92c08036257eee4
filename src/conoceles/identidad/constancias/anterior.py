"""Al ponerse al día una instalación: lo que B ya tenía se asienta una vez, como lo de la base A.

Menos lo que ya entonces no constaba: el permiso que ningún acto dio no se vuelve bueno por actualizar.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.consultas import PARCIAL, por_asentar
from conoceles.bitacora.marcas import TABLAS, no_constaban, sin_asentar, vuelve
from conoceles.bitacora.operaciones import Anotacion, registrar, registrar_varios
from conoceles.candidaturas.models import Candidatura
from conoceles.identidad.constancias import filas, halladas, retirado, totales
from conoceles.identidad.documentos import BASE
from conoceles.identidad.llaves import retiros
from conoceles.identidad.models import PedidoDeAjuste
from conoceles.identidad.permisos.constancias import sin_constancia
from conoceles.nucleo.alcance import Alcance

LOTE = 1000
# Las primeras marcas no decían qué tablas asentaban; entonces no se sellaba lo que pide un ajuste.
_SIN_DECIRLO = {modelo._meta.db_table for modelo in filas.DE_PERSONA if modelo is not PedidoDeAjuste}


def asentar(*, por: Alcance, ahora: datetime) -> bool:
    """Idempotente: dice si lo hizo. Otra vez, solo si volver de versión quitó todos los sellos, o lo de las tablas nuevas."""
    with transaction.atomic(using=BASE):
        entera, tablas = por_asentar(BASE), selladas()
        nuevas = tablas if entera else sin_asentar(BASE, tablas, _SIN_DECIRLO)
        if retiros.sin_un_sello():
            nuevas = {*nuevas, retirado.TABLA}
        if not nuevas:
            return False
        if retirado.TABLA in nuevas:
            retiros.sellar_las_de_antes()
        suyas, de_nadie = _de_cada_eleccion(por, nuevas)
        datos: dict[str, object] = {"filas": de_nadie, TABLAS: sorted(nuevas)}
        if entera:
            datos |= {clase: totales.hay(clase) for clase in ("tablas", "conteos")}
        else:
            datos[PARCIAL] = True
        registrar(using=BASE, por=por, acto=Acto.ANTERIOR_ASENTADO, ahora=ahora, datos=datos)
        for proceso, dichas in suyas.items():
            for n in range(0, len(dichas), LOTE):
                registrar_varios(dichas[n : n + LOTE], using=BASE, por=por, ahora=ahora, proceso=proceso)
    return True


def volver(*, sella: Collection[str], por: Alcance, ahora: datetime) -> None:
    """Como en la base A; de quien hoy tiene algo que no consta no se asentará nada."""
    de_quien = dict(Candidatura.objects.values_list("clave_identidad", "folio"))
    dudosas = {de_quien.get(clave, "") for clave in halladas.alteradas()}
    with transaction.atomic(using=BASE):
        vuelve(BASE, sella=sella, no_constan=dudosas, por=por, ahora=ahora)


def selladas() -> set[str]:
    """Las tablas de B cuyas filas llevan sello, y la de lo retirado."""
    return {retirado.TABLA, *(modelo._meta.db_table for modelo in filas.DE_PERSONA)}


def _de_cada_eleccion(por: Alcance, tablas: Collection[str]) -> tuple[dict[str, list[Anotacion]], list[str]]:
    """Elección → lo que se asienta de cada candidatura; y los sellos de lo que no es de ninguna."""
    leidas = Candidatura.objects.values_list("clave_identidad", "folio", "proceso")
    de_quien = {clave: (folio, proceso) for clave, folio, proceso in leidas.iterator()}
    dudosas = {folio for folio, _, _ in sin_constancia(por) if folio} | no_constaban(BASE)
    constan, sellos = halladas.asentadas(None), defaultdict[tuple[str, str], list[str]](list)
    for clave, sello, _ in filas.hay(tablas=tablas):
        folio, proceso = de_quien.get(clave, ("", ""))
        if folio not in dudosas and sello not in constan.get(folio, ()):
            sellos[folio, proceso].append(sello)
    de_nadie = sellos.pop(("", ""), [])
    suyas = defaultdict[str, list[Anotacion]](list)
    for (folio, proceso), dichos in sorted(sellos.items()):
        suyas[proceso].append(Anotacion(Acto.ANTERIOR_ASENTADO, folio, {"filas": sorted(dichos)}))
    return suyas, de_nadie
