"""Dos elecciones abiertas a la vez, y la misma persona designada en las dos."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from cargada import cargada
from personas import CLAVE, DINA, SISTEMA, registrada

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura
    from conoceles.cuentas.models import Cuenta
    from conoceles.proceso.models import Proceso

OTRA = "durango-ayuntamientos-2025"


@dataclass
class DosElecciones:
    """`una` y `otra`, cada una con su candidatura del PRI; Ana responde por las dos y Beto, del PAN, solo en `una`."""

    una: Proceso
    otra: Proceso
    en_una: Candidatura
    en_otra: Candidatura
    ana: Cuenta
    beto: Cuenta


def dos_elecciones(ahora: datetime) -> DosElecciones:
    from conoceles.expediente.actos.operaciones import habilitar
    from conoceles.proceso.models import Proceso

    cargada(CLAVE, OTRA, ahora=ahora, inventado=True)
    una, otra = (Proceso.objects.get(pk=clave) for clave in (CLAVE, OTRA))
    otra.contiendas.update(captura_desde=None)  # como si las dos abrieran el mismo día
    en_una = registrada(una, "aaaa1111", ahora, nombre="MARÍA ÑÁÑEZ")
    en_otra = registrada(otra, "bbbb2222", ahora, nombre="JUANA RÍOS")
    for fila in (en_una, en_otra):
        habilitar(candidatura=fila, por=SISTEMA, ahora=ahora)
        fila.refresh_from_db()
    ana = designada(una, "Ana Captura", "ana@prueba.mx", ahora)
    designada(otra, "Ana Captura", "ana@prueba.mx", ahora)
    return DosElecciones(
        una, otra, en_una, en_otra, ana, designada(una, "Beto", "beto@prueba.mx", ahora, "PAN")
    )


def designada(proceso: Proceso, nombre: str, correo: str, ahora: datetime, siglas: str = "PRI") -> Cuenta:
    from conoceles.candidaturas.designaciones import Oficio, designar

    ambito = f"fuerza:{proceso.fuerzas.get(siglas=siglas).pk}"
    oficio = Oficio(f"{siglas}/{proceso.pk}", ahora.date())
    entrega = designar(
        proceso=proceso, ambito=ambito, nombre=nombre, correo=correo, oficio=oficio, por=DINA, ahora=ahora
    )
    return entrega.enlace.cuenta
