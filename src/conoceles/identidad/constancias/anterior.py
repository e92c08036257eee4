"""Al ponerse al día una instalación: lo que B ya tenía se asienta una vez, como lo de la base A.

Menos lo que ya entonces no constaba: el permiso que ningún acto dio no se vuelve bueno por actualizar.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from django.db import transaction

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.consultas import por_asentar
from conoceles.bitacora.operaciones import Anotacion, registrar, registrar_varios
from conoceles.candidaturas.models import Candidatura
from conoceles.identidad.constancias import filas, totales
from conoceles.identidad.documentos import BASE
from conoceles.identidad.permisos.constancias import sin_constancia
from conoceles.nucleo.alcance import Alcance

LOTE = 1000


def asentar(*, por: Alcance, ahora: datetime) -> bool:
    """Idempotente: dice si lo hizo. Otra vez, solo si volver de versión quitó todos los sellos."""
    with transaction.atomic(using=BASE):
        if not por_asentar(BASE):
            return False
        suyas, de_nadie = _de_cada_eleccion(por)
        datos = {"filas": de_nadie, "tablas": totales.hay("tablas"), "conteos": totales.hay("conteos")}
        registrar(using=BASE, por=por, acto=Acto.ANTERIOR_ASENTADO, ahora=ahora, datos=datos)
        for proceso, dichas in suyas.items():
            for n in range(0, len(dichas), LOTE):
                registrar_varios(dichas[n : n + LOTE], using=BASE, por=por, ahora=ahora, proceso=proceso)
    return True


def _de_cada_eleccion(por: Alcance) -> tuple[dict[str, list[Anotacion]], list[str]]:
    """Elección → lo que se asienta de cada candidatura; y los sellos de lo que no es de ninguna."""
    leidas = Candidatura.objects.values_list("clave_identidad", "folio", "proceso")
    de_quien = {clave: (folio, proceso) for clave, folio, proceso in leidas.iterator()}
    dudosas = {folio for folio, _, _ in sin_constancia(por)}
    sellos = defaultdict[tuple[str, str], list[str]](list)
    for clave, sello, _ in filas.hay():
        sellos[de_quien.get(clave, ("", ""))].append(sello)
    de_nadie = sellos.pop(("", ""), [])
    suyas = defaultdict[str, list[Anotacion]](list)
    for (folio, proceso), dichos in sorted(sellos.items()):
        if folio not in dudosas:
            suyas[proceso].append(Anotacion(Acto.ANTERIOR_ASENTADO, folio, {"filas": sorted(dichos)}))
    return suyas, de_nadie
