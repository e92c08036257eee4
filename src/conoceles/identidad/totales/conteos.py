"""Totales de una sola dimensión: es todo lo que la estadística recibe de las respuestas.

Nunca sale una fila, ni dos respuestas juntas de la misma persona.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Sum
from django.views.decorators.debug import sensitive_variables

from conoceles.bitacora import operaciones as bitacora
from conoceles.bitacora.actos import Acto
from conoceles.identidad import documentos
from conoceles.identidad.constancias import totales
from conoceles.identidad.constancias.halladas import alteradas
from conoceles.identidad.documentos import BASE
from conoceles.identidad.llaves import llavero
from conoceles.identidad.models import Consentimiento, ConteoSuelto
from conoceles.identidad.permisos.lo_retirado import sin_lo_retirado
from conoceles.nucleo.alcance import Alcance
from conoceles.proceso.consentimiento import EfectosDelNo
from conoceles.proceso.preguntas.cuestionario import Respuestas

PNC = "pnc"
SIN_RESPUESTA = "sin_respuesta"
Conteos = dict[str, Counter[str]]


def agregar_conteos(
    *, proceso: str, lote: str, conteos: Mapping[str, Mapping[str, int]], por: Alcance, ahora: datetime
) -> bool:
    """Guarda cuántas veces se contestó cada cosa (`{"p1": {"si": 4, "no": 120}}`), sin decir quién.

    `lote` identifica el archivo: repetirlo no suma dos veces y devuelve `False`. De cortes
    posteriores, quien importa pasa solo las altas: lo que ya se contó no tiene dueño para restarlo.
    """
    with transaction.atomic(using=BASE):
        if ConteoSuelto.objects.filter(proceso=proceso, lote=lote).exists():
            return False
        filas = ConteoSuelto.objects.bulk_create(
            ConteoSuelto(proceso=proceso, lote=lote, pregunta=pregunta, respuesta=respuesta, cuantas=cuantas)
            for pregunta, respuestas in sorted(conteos.items())
            for respuesta, cuantas in sorted(respuestas.items())
            if cuantas
        )
        bitacora.registrar(
            using=BASE,
            por=por,
            acto=Acto.CONTEOS_AGREGADOS,
            ahora=ahora,
            proceso=proceso,
            datos={"lote": lote, **totales.asiento("conteos", filas)},
        )
    return True


def deshacer_lote(*, proceso: str, lote: str, por: Alcance, ahora: datetime) -> bool:
    """Agrega el mismo lote con el signo contrario: los totales quedan como antes de él. Idempotente."""
    conteos: Conteos = {}
    for fila in ConteoSuelto.objects.filter(proceso=proceso, lote=lote):
        conteos.setdefault(fila.pregunta, Counter())[fila.respuesta] -= fila.cuantas
    return agregar_conteos(proceso=proceso, lote=f"{lote}-deshecho", conteos=conteos, por=por, ahora=ahora)


def conteos_sueltos(proceso: str) -> Conteos:
    """Los importados sin consentimiento, por pregunta. Ninguno, si alguno no consta: un lote puede deshacer otro."""
    if totales.difieren("conteos", proceso):
        return {}
    filas = ConteoSuelto.objects.filter(proceso=proceso).values_list("pregunta", "respuesta")
    resultado: Conteos = {}
    for pregunta, respuesta, total in filas.annotate(total=Sum("cuantas")).order_by("pregunta", "respuesta"):
        resultado.setdefault(pregunta, Counter())[respuesta] += total
    return resultado


@sensitive_variables()
def conteos_sellados(
    claves: Collection[UUID], preguntas: Collection[str], hasta: datetime, efectos: EfectosDelNo
) -> Conteos:
    """Cuenta lo sellado de esas claves en `hasta`, por pregunta; cada clave aporta a cada pregunta.

    Sin documento, bloqueada, suprimida o cambiada por fuera: `sin_respuesta`. Lo que hace cada «no» lo dicen los `efectos`. Una
    pregunta de varias opciones suma en cada opción elegida.
    """
    resultado: Conteos = {pregunta: Counter() for pregunta in preguntas}
    for _, respuestas in dichas(claves, preguntas, hasta, efectos):
        _sumar(resultado, respuestas)
    return resultado


@sensitive_variables()
def dichas(
    claves: Collection[UUID], preguntas: Collection[str], hasta: datetime, efectos: EfectosDelNo
) -> Iterator[tuple[UUID, Respuestas]]:
    """Lo que de cada clave se puede contar. No sale de esta sala."""
    libres = set(claves) - documentos.bloqueadas(claves) - alteradas(claves).keys()
    filas = documentos.ultimos(libres, hasta)
    consentido = sin_lo_retirado(documentos.consentimientos(libres, hasta), hasta)
    llaves = llavero.obtener_varias(filas.keys())
    for clave in claves:
        consentimiento, fila = consentido.get(clave), filas.get(clave)
        respuestas: Respuestas = {}
        callado = _callado(consentimiento, efectos) if consentimiento else SIN_RESPUESTA
        if callado:
            respuestas = dict.fromkeys(preguntas, callado)
        elif fila is not None and clave in llaves:
            respuestas = documentos.respuestas_de(fila, llaves[clave]) or {}
        yield clave, respuestas


def cuentan(claves: Collection[UUID], hasta: datetime, efectos: EfectosDelNo) -> set[UUID]:
    """Aquellas cuyas respuestas entran en las tablas."""
    vigentes = documentos.consentimientos(set(claves) - alteradas(claves).keys(), hasta)
    consentido = sin_lo_retirado(vigentes, hasta)
    return {clave for clave, c in consentido.items() if not _callado(c, efectos)}


def _callado(consentimiento: Consentimiento, efectos: EfectosDelNo) -> str:
    """Con qué se cuenta a quien no autorizó contarse; vacío si lo que contestó sí se cuenta."""
    if not consentimiento.estadistica:
        return efectos.estadistica
    if not consentimiento.publicacion and efectos.publicacion == "sin_estadistica":
        return efectos.estadistica
    return "" if consentimiento.tratamiento else efectos.tratamiento


@sensitive_variables()
def _sumar(resultado: Conteos, respuestas: Respuestas) -> None:
    for pregunta, cuenta in resultado.items():
        valor = respuestas.get(pregunta) or SIN_RESPUESTA
        cuenta.update([str(v) for v in valor] if isinstance(valor, list) else [str(valor)])
