"""Plazos del procedimiento: la captura, que marca la omisión sin cerrar, el ajuste y la revisión."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from conoceles.bitacora import compuerta
from conoceles.bitacora.actos import Acto
from conoceles.bitacora.estados import EN_PLAZO, Estado
from conoceles.candidaturas.alcances import ambito
from conoceles.candidaturas.models import Candidatura
from conoceles.cuentas import consultas as cuentas
from conoceles.cuentas.consultas import Entregada
from conoceles.expediente.actos.operaciones import habilitar_varias
from conoceles.expediente.models import Cierre, Ronda
from conoceles.expediente.transiciones import mover, tomar_para_cambiar
from conoceles.integridad.pregunta import dudosas
from conoceles.nucleo import dias, reloj
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.una_por_una import una_por_una
from conoceles.proceso import consultas as proceso
from conoceles.proceso.definicion import Calendario, Definicion
from conoceles.proceso.models import Proceso

_DE_SU_PLAZO = (
    "candidatura", "abierta_en", "candidatura__formula__responde", "candidatura__formula",
    "candidatura__formula__contienda__clave",
)  # fmt: skip


def vence_captura(calendario: Calendario, desde: datetime) -> date:
    """Último día para capturar, contado desde el inicio del plazo y cortado en la jornada."""
    vence = calendario.vence(desde, calendario.captura_dias, habiles=calendario.captura_habiles)
    jornada = calendario.dia("jornada")
    return min(vence, jornada) if jornada else vence


def inicios_de_captura(
    proceso_: str, rondas: QuerySet[Ronda], *, hasta: datetime | None = None
) -> dict[UUID, datetime]:
    """Candidatura → cuándo empezó su plazo: el primer acuse de recibo de quien responde por ella.

    Sin personas designadas (cuentas de la demostración o abiertas por orden), la habilitación. Quien solo
    tiene accesos sin acuse falta del resultado: su plazo no ha empezado. `hasta`: como se veía entonces.
    """
    entregas = cuentas.entregas(proceso_)
    inicios = {}
    for candidatura, abierta, responde, formula, contienda in rondas.values_list(*_DE_SU_PLAZO):
        suyas = [
            e
            for e in entregas.get(ambito(responde, formula), ())
            if not e.contiendas or contienda in e.contiendas
        ]
        inicio = _inicio(abierta, suyas, hasta)
        if inicio is not None:
            inicios[candidatura] = inicio
    return inicios


def inicio_de_captura(ronda: Ronda) -> datetime | None:
    """Lo mismo de una candidatura."""
    propia = Ronda.objects.filter(pk=ronda.pk)
    return inicios_de_captura(ronda.candidatura.proceso_id, propia).get(ronda.candidatura_id)


def _inicio(abierta: datetime, suyas: Sequence[Entregada], hasta: datetime | None) -> datetime | None:
    acuses = [e.acusada_en for e in suyas if e.acusada_en and (hasta is None or e.acusada_en <= hasta)]
    if acuses:
        return max(min(acuses), abierta)
    return None if any(e.vigente for e in suyas) else abierta


def captura_vencida(candidatura: Candidatura, ronda: Ronda, ahora: datetime) -> bool:
    """Si el plazo de captura de esa candidatura ya había terminado al recibirse; el que no ha empezado, no."""
    inicio = inicio_de_captura(ronda)
    if inicio is None:
        return False
    calendario = candidatura.definicion.calendario
    return reloj.recibido(ahora) >= dias.fin(vence_captura(calendario, inicio), calendario.zona)


def vence_ajuste(calendario: Calendario, recibido: datetime) -> datetime:
    """Instante en que termina el día hábil siguiente al de recepción (plan §11.7)."""
    return dias.fin(calendario.vence(recibido, 1, habiles=True), calendario.zona)


def vence_revision(definicion: Definicion, enviada: datetime) -> date:
    """Último día local para decidir sobre lo enviado en ese momento."""
    revision = definicion.revision
    return definicion.calendario.vence(enviada, revision.dias, habiles=revision.habiles)


def vence_subsanacion(definicion: Definicion, observada: datetime) -> date:
    """Último día local para corregir lo observado en ese momento, cortado en la jornada. Después todavía se recibe."""
    revision = definicion.revision
    vence = definicion.calendario.vence(observada, revision.subsanacion_dias, habiles=revision.habiles)
    jornada = definicion.calendario.dia("jornada")
    return min(vence, jornada) if jornada else vence


def vencer_capturas(*, por: Alcance, ahora: datetime) -> int:
    """Marca como omisas las que no enviaron en su plazo; pueden seguir capturando. Devuelve cuántas.

    Antes deja atender todo lo que pudo llegar en él (`reloj.TOPE`): a quien está en la cola no se le da por omisa.
    """
    return una_por_una(
        compuerta.abiertas(Acto.PLAZO_VENCIDO, _en_curso()),
        lambda clave: _vencer_las_de(clave, por=por, ahora=ahora),
    )


def _vencer_las_de(clave: str, *, por: Alcance, ahora: datetime) -> int:
    pendientes = Ronda.objects.filter(
        numero=1, candidatura__proceso=clave, candidatura__estado__in=EN_PLAZO
    ).select_related("candidatura__formula__contienda")
    inicios = inicios_de_captura(clave, pendientes)

    def vencer(ronda: Ronda) -> int:
        inicio = inicios.get(ronda.candidatura_id)
        if inicio is None:
            return 0
        calendario = ronda.candidatura.definicion.calendario
        limite = dias.fin(vence_captura(calendario, inicio), calendario.zona)
        return _vencer(ronda.candidatura, limite, por=por, ahora=ahora) if ahora >= limite + reloj.TOPE else 0

    return una_por_una(pendientes, vencer, lambda ronda: ronda.candidatura.folio)


def abrir_capturas(*, por: Alcance, ahora: datetime) -> int:
    """Habilita lo registrado desde el día que el calendario fije, si constan los actos que lo autorizan. Devuelve cuántas."""
    return una_por_una(_en_curso(), lambda clave: abrir_las_de(clave, por=por, ahora=ahora))


def abre(calendario: Calendario, ahora: datetime) -> bool:
    """Si ya llegó el día en que se captura."""
    dia = calendario.dia("captura_inicio")
    return dia is not None and ahora >= dias.inicio(dia, calendario.zona)


def abrir_las_de(
    clave: str, *, por: Alcance, ahora: datetime, nuevas: Mapping[UUID, Candidatura] = {}
) -> int:
    """Las de esa elección. `nuevas`: las que registró esta misma transacción; véase `habilitar_varias`."""
    if proceso.sin_autorizar(clave):
        return 0
    registradas = Candidatura.objects.en(por).filter(proceso=clave, estado=Estado.REGISTRADA)
    calendario = proceso.definicion(clave).calendario
    if not any(abre(c, ahora) for c in calendario.todos()):
        return 0
    lugares = registradas.values_list("pk", "formula__contienda__municipio", "formula__contienda__distrito")
    pendientes = [pk for pk, *lugar in lugares.iterator() if abre(calendario.de(*lugar), ahora)]
    return habilitar_varias(claves=pendientes, por=por, ahora=ahora, nuevas=nuevas)


def _en_curso() -> list[str]:
    """Las elecciones que no son archivo ni se han cerrado."""
    cerrados = Cierre.objects.vigentes().values_list("proceso_id", flat=True)
    abiertos = Proceso.objects.filter(historico=False).exclude(pk__in=cerrados)
    return list(abiertos.values_list("pk", flat=True))


@transaction.atomic
def _vencer(candidatura: Candidatura, limite: datetime, *, por: Alcance, ahora: datetime) -> int:
    fila = tomar_para_cambiar(candidatura, por)
    if fila.estado not in EN_PLAZO or dudosas([fila.folio]):  # envió mientras tanto, o la movió otro
        return 0
    mover(fila, Acto.PLAZO_VENCIDO, por=por, ahora=ahora, vencio=limite.isoformat())
    return 1
