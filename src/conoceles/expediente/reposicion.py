"""Tras restaurar: repetir lo que un respaldo viejo deshizo, según la memoria que guarda el almacén de llaves.

Lo concluido vuelve a salir del sitio y lo revocado vuelve a callar, antes de que nadie los sirva. Lo restituido
después de la copia no se repite: queda fuera hasta que su acuerdo se registre de nuevo.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from conoceles.candidaturas.constancia import anotar
from conoceles.candidaturas.models import Candidatura
from conoceles.expediente.conservacion import repetir_supresiones
from conoceles.expediente.estados import CONCLUSIONES, VIVAS
from conoceles.expediente.models import Conclusion
from conoceles.expediente.transiciones import mover, tomar_para_cambiar
from conoceles.identidad import conservacion as identidad
from conoceles.identidad import retiros
from conoceles.identidad.consentimiento import repetir_revocacion
from conoceles.nucleo.alcance import Alcance

ACTO_DE = {estado: acto for acto, estado in CONCLUSIONES.items()}


def repetir(*, por: Alcance, ahora: datetime) -> dict[str, int]:
    """Cuántas conclusiones, revocaciones y supresiones repitió. Idempotente."""
    return {
        "conclusiones_repetidas": _conclusiones(por=por, ahora=ahora),
        "revocaciones_repetidas": _revocaciones(por=por, ahora=ahora),
        "supresiones_repetidas": repetir_supresiones(por=por, ahora=ahora),
    }


def _conclusiones(*, por: Alcance, ahora: datetime) -> int:
    memoria = {c.clave: c for c in retiros.conclusiones()}
    vivas = Candidatura.objects.filter(estado__in=VIVAS, clave_identidad__in=memoria)
    for candidatura in vivas:
        _concluir(candidatura, memoria[candidatura.clave_identidad], por=por, ahora=ahora)
    return len(vivas)


@transaction.atomic
def _concluir(
    candidatura: Candidatura, memoria: retiros.Conclusion, *, por: Alcance, ahora: datetime
) -> None:
    """Con su acuerdo y su momento: el plazo de conservación corre desde entonces. Quien entró no está en la copia."""
    fila = tomar_para_cambiar(candidatura, por)
    previo = fila.estado
    # No concluye el sistema: repite lo que administración, que es quien puede, ya había hecho.
    mover(fila, ACTO_DE[memoria.estado], por=replace(por, papel="administracion"))
    Conclusion.objects.create(
        candidatura=fila,
        estado=fila.estado,
        estado_previo=previo,
        acuerdo=memoria.acuerdo,
        fecha_acuerdo=memoria.fecha_acuerdo,
        por=memoria.por,
        en=memoria.en,
    )
    identidad.bloquear(candidatura=fila, motivo="conclusion", por=por, ahora=ahora)
    anotar(fila, "conclusion_repetida", por=por, ahora=ahora, estado=fila.estado, acuerdo=memoria.acuerdo)


def _revocaciones(*, por: Alcance, ahora: datetime) -> int:
    memoria = retiros.revocaciones()
    suyas = Candidatura.objects.filter(clave_identidad__in=memoria)
    return sum(
        repetir_revocacion(candidatura=c, desde=memoria[c.clave_identidad], por=por, ahora=ahora)
        for c in suyas
    )
