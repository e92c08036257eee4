"""Tras restaurar: repetir lo que un respaldo viejo deshizo, según la memoria que guarda el almacén de llaves.

Lo concluido y lo oculto por orden vuelven a salir del sitio y lo revocado vuelve a callar, antes de que nadie los
sirva. Lo que devuelve (restituir, levantar una orden) no se repite: se dice, para que se registre de nuevo.
"""

from __future__ import annotations

from datetime import datetime
from typing import TypedDict

from django.db import transaction

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.estados import CONCLUIDAS, VIVAS
from conoceles.candidaturas.models import Candidatura
from conoceles.expediente.actos import ordenes
from conoceles.expediente.calendario.conservacion import repetir_supresiones
from conoceles.expediente.models import Conclusion
from conoceles.expediente.transiciones import asentar, rehacer, tomar_para_cambiar
from conoceles.identidad import conservacion as identidad
from conoceles.identidad.llaves import retiros
from conoceles.identidad.permisos.consentimiento import repetir_revocacion
from conoceles.nucleo.alcance import Alcance

FRASES: dict[str, str] = {
    retiros.RESTITUIDA: "{folio}: restitución por {acuerdo}; sigue concluida.",
    retiros.MOSTRADA: "{folio}: se levantó por {acuerdo} la orden que oculta una sección; sigue oculta.",
    retiros.LIBERADA: "{folio}: terminó por {acuerdo} el litigio que la retiene; sigue retenida.",
}


class Repetido(TypedDict):
    """Cuánto se repitió de cada clase."""

    conclusiones_repetidas: int
    ordenes_repetidas: int
    revocaciones_repetidas: int
    supresiones_repetidas: int


def repetir(*, por: Alcance, ahora: datetime) -> Repetido:
    """Cuántas conclusiones, órdenes, revocaciones y supresiones repitió. Idempotente."""
    return {
        "conclusiones_repetidas": _conclusiones(por=por, ahora=ahora),
        "ordenes_repetidas": _ordenes(por=por, ahora=ahora),
        "revocaciones_repetidas": _revocaciones(por=por, ahora=ahora),
        "supresiones_repetidas": repetir_supresiones(por=por, ahora=ahora),
    }


def por_registrar() -> list[str]:
    """Lo que devolvía y no se repitió, una frase por acto: queda fuera hasta que se registre otra vez."""
    concluidas = Candidatura.objects.filter(estado__in=CONCLUIDAS)
    folios = dict(Candidatura.objects.values_list("clave_identidad", "folio"))
    restituidas = {r.clave: r for r in retiros.conclusiones() if r.acto == retiros.RESTITUIDA and r.acuerdo}
    fuera = set(concluidas.filter(clave_identidad__in=restituidas).values_list("clave_identidad", flat=True))
    levantadas = [o for o in retiros.ordenes() if o.acto in FRASES and ordenes.sigue_abierta(o)]
    return [
        FRASES[acto.acto].format(folio=folios[acto.clave], acuerdo=acto.acuerdo)
        for acto in (*(r for clave, r in restituidas.items() if clave in fuera), *levantadas)
    ]


def _conclusiones(*, por: Alcance, ahora: datetime) -> int:
    memoria = {c.clave: c for c in retiros.conclusiones() if c.acto != retiros.RESTITUIDA}
    vivas = Candidatura.objects.filter(estado__in=VIVAS, clave_identidad__in=memoria)
    for candidatura in vivas:
        _concluir(candidatura, memoria[candidatura.clave_identidad], por=por, ahora=ahora)
    return len(vivas)


@transaction.atomic
def _concluir(candidatura: Candidatura, memoria: retiros.Asentado, *, por: Alcance, ahora: datetime) -> None:
    """Con su acuerdo y su momento: el plazo de conservación corre desde entonces. Quien entró no está en la copia."""
    fila = tomar_para_cambiar(candidatura, por)
    previo, acto = fila.estado, Acto.CONCLUSION_REPETIDA
    # No concluye el sistema: repite lo que administración, que es quien puede, ya había hecho. Lo que lo dice va antes: sin
    # eso, la base pide la confirmación que ya se dio.
    rehacer(fila, memoria.acto, acto, por=por, ahora=ahora, acuerdo=memoria.acuerdo)
    Conclusion.objects.create(
        candidatura=fila,
        estado=fila.estado,
        estado_previo=previo,
        acuerdo=memoria.acuerdo,
        fecha_acuerdo=memoria.fecha_acuerdo,
        por=memoria.por,
        en=memoria.en,
    )
    asentar(fila, acto, por=por, ahora=ahora, acuerdo=memoria.acuerdo)
    identidad.bloquear(candidatura=fila, motivo="conclusion", por=por, ahora=ahora)


def _ordenes(*, por: Alcance, ahora: datetime) -> int:
    abiertas = [o for o in retiros.ordenes() if o.acto in (retiros.OCULTA, retiros.RETENIDA)]
    return sum(ordenes.repetir(memoria=orden, por=por, ahora=ahora) for orden in abiertas)


def _revocaciones(*, por: Alcance, ahora: datetime) -> int:
    memoria = retiros.revocaciones()
    suyas = Candidatura.objects.filter(clave_identidad__in=memoria)
    return sum(
        repetir_revocacion(candidatura=c, queda=memoria[c.clave_identidad], por=por, ahora=ahora)
        for c in suyas
    )
