"""Tomar una lectura, guardarla, cerrarla, resolver un desacuerdo y concluir la evaluación.

La constancia dice qué se hizo, nunca qué se marcó.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.operaciones import registrar
from conoceles.bitacora.papeles import ADMINISTRACION
from conoceles.candidaturas.constancia import anotar
from conoceles.candidaturas.models import Candidatura
from conoceles.curricular import consultas as curricular
from conoceles.evaluacion import consultas
from conoceles.evaluacion.alcances import EVALUAN
from conoceles.evaluacion.models import Conclusion, Evaluacion, Propuesta, Resolucion
from conoceles.integridad.hallazgo import REMEDIO
from conoceles.integridad.pregunta import ajenas
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.bases.orden import para_cambiar
from conoceles.nucleo.errores import Conflicto, ErrorDeDominio, NoEncontrado
from conoceles.nucleo.texto import cuantos
from conoceles.proceso import consultas as procesos
from conoceles.proceso.rubrica import Rubrica

_OTRA_RUBRICA = "La rúbrica cambió después de empezar: use la versión con que se empezó a evaluar."
_OTRA = "Otra persona acaba de tomar la lectura que faltaba. Pida otra."


def tomar(*, proceso: str, por: Alcance, ahora: datetime) -> Evaluacion:
    """Asigna a quien pide la siguiente lectura: primero lo que ya tiene una. Devuelve la que tenga abierta, si la hay.

    El orden depende de quién pide: dos personas no recorren la lista juntas. `NoEncontrado` a quien no
    evalúa; `Conflicto` si no queda ninguna para esa persona o la evaluación ya concluyó.
    """
    _exigir(proceso, por)
    abierta = Evaluacion.objects.en(por).filter(
        candidatura__proceso=proceso, evaluador=por.actor, cerrada_en=None
    )
    if (suya := abierta.first()) is not None:
        return suya
    pendientes = sorted(
        consultas.por_leer(proceso, por.actor), key=lambda p: (-p[1], _azar(por.actor, p[0].folio))
    )
    if not pendientes:
        raise Conflicto("No queda ninguna candidatura por evaluar para usted.")
    candidatura, hechas = pendientes[0]
    return _abrir(candidatura, hechas + 1, por=por, ahora=ahora)


def _abrir(candidatura: Candidatura, lectura: int, *, por: Alcance, ahora: datetime) -> Evaluacion:
    """Las dos personas leen la misma versión: la que había al tomar la primera."""
    primera = Evaluacion.objects.filter(candidatura=candidatura).first()
    version = primera.version if primera else curricular.vigente(candidatura)
    rubrica = candidatura.definicion.rubrica.version
    if primera and primera.rubrica != rubrica:
        raise Conflicto(_OTRA_RUBRICA)
    assert version is not None  # solo se evalúa lo que tiene contenido
    try:
        with transaction.atomic():
            fila: Evaluacion = Evaluacion.objects.create(
                candidatura=candidatura,
                lectura=lectura,
                version=version,
                rubrica=rubrica,
                evaluador=por.actor,
                nombre=por.nombre or por.actor,
                en=ahora,
            )
            anotar(candidatura, Acto.EVALUACION_TOMADA, por=por, ahora=ahora)
    except IntegrityError as error:
        raise Conflicto(_OTRA) from error
    return fila


@transaction.atomic
def guardar(
    *, evaluacion: Evaluacion, marcas: Mapping[str, bool], cerrar: bool, por: Alcance, ahora: datetime
) -> None:
    """Guarda las marcas propias y, si se pide, cierra la lectura para siempre.

    `ErrorDeDominio` al cerrar con variables sin marcar; `Conflicto` si ya estaba cerrada.
    """
    fila = para_cambiar(Evaluacion.objects.en(por).filter(pk=evaluacion.pk, evaluador=por.actor)).first()
    if fila is None:
        raise NoEncontrado("No existe esa evaluación.")
    rubrica = _exigir(fila.candidatura.proceso_id, por)
    if fila.cerrada_en is not None:
        raise Conflicto("Esta lectura ya se cerró y no cambia.")
    if fila.rubrica != rubrica.version:
        raise Conflicto(_OTRA_RUBRICA)
    fila.marcas = rubrica.completar(marcas)
    faltan = [c for c in rubrica.claves() if c not in fila.marcas]
    if cerrar and faltan:
        raise ErrorDeDominio(
            f"Para cerrar hace falta marcar todo; sin marcar, {cuantos(len(faltan), 'variable', 'variables')}.",
            campo=faltan[0],
        )
    fila.en, fila.cerrada_en = ahora, ahora if cerrar else None
    fila.save(update_fields=["marcas", "en", "cerrada_en"])
    if cerrar:
        anotar(fila.candidatura, Acto.EVALUACION_CERRADA, por=por, ahora=ahora)


def decidir(
    *, candidatura: Candidatura, marcas: Mapping[str, bool], por: Alcance, ahora: datetime
) -> Resolucion:
    """Resuelve el desacuerdo como tercera persona. `Conflicto` si es una de las que leyeron o ya se resolvió.

    `NoEncontrado` si no hay desacuerdo que resolver; `ErrorDeDominio` si falta decidir alguna variable.
    """
    elegidas = _elegidas(candidatura, marcas, por)
    if consultas.leyo(por, candidatura):
        raise Conflicto(
            "Quien leyó no decide: propone, y se resuelve cuando la otra persona propone lo mismo."
        )
    return _resolver(candidatura, "tercera", elegidas, "", por, ahora)


@transaction.atomic
def proponer(
    *, candidatura: Candidatura, marcas: Mapping[str, bool], por: Alcance, ahora: datetime
) -> Resolucion | None:
    """Una de las dos propone cómo queda; si la otra ya propuso lo mismo, queda resuelto por acuerdo.

    Mismos errores que `decidir`; `Conflicto` a quien no leyó. Las dos propuestas quedan, con quién y cuándo.
    """
    elegidas = _elegidas(candidatura, marcas, por)
    if not consultas.leyo(por, candidatura):
        raise Conflicto("Solo quienes leyeron proponen. Usted decide como tercera persona.")
    para_cambiar(Candidatura.objects.all()).get(pk=candidatura.pk)  # dos propuestas a la vez se encuentran
    otra = next((p for p in consultas.propuestas(candidatura) if p.por != por.actor), None)
    nombre = por.nombre or por.actor
    Propuesta.objects.create(candidatura=candidatura, marcas=elegidas, por=por.actor, nombre=nombre, en=ahora)
    anotar(candidatura, Acto.EVALUACION_PROPUESTA, por=por, ahora=ahora)
    if otra is None or otra.marcas != elegidas:
        return None
    return _resolver(candidatura, "acuerdo", elegidas, f"{otra.nombre} y {nombre}"[:200], por, ahora)


def _elegidas(candidatura: Candidatura, marcas: Mapping[str, bool], por: Alcance) -> dict[str, bool]:
    """Las de las variables en que no coincidieron, siempre en el mismo orden."""
    _exigir(candidatura.proceso_id, por)
    distintas = sorted(consultas.desacuerdo(por, candidatura))
    faltan = [clave for clave in distintas if clave not in marcas]
    if faltan:
        raise ErrorDeDominio("Decida cada variable en que no coincidieron.", campo=faltan[0])
    return {clave: marcas[clave] for clave in distintas}


def _resolver(
    candidatura: Candidatura,
    forma: str,
    marcas: dict[str, bool],
    constancia: str,
    por: Alcance,
    ahora: datetime,
) -> Resolucion:
    try:
        with transaction.atomic():
            fila: Resolucion = Resolucion.objects.create(
                candidatura=candidatura,
                forma=forma,
                marcas=marcas,
                constancia=constancia,
                por=por.actor,
                nombre=por.nombre or por.actor,
                en=ahora,
            )
            anotar(candidatura, Acto.EVALUACION_RESUELTA, por=por, ahora=ahora)
    except IntegrityError as error:
        raise Conflicto("Ese desacuerdo ya se resolvió.") from error
    return fila


def concluir(*, proceso: str, por: Alcance, ahora: datetime) -> Conclusion:
    """Cierra la evaluación: desde aquí sus tablas salen en el informe final. Solo administración.

    `Conflicto` si quedan desacuerdos por resolver, si nada se ha evaluado o si ya concluyó.
    """
    _exigir(proceso, por)
    por.exigir(ADMINISTRACION, "esa evaluación")
    if any(h.proceso == proceso for h in ajenas(Evaluacion, Propuesta, Resolucion)):
        raise Conflicto(REMEDIO)
    avance = consultas.avance(proceso)
    if avance.en_desacuerdo or not avance.completas:
        raise Conflicto("Antes de concluir debe haber lecturas completas y ningún desacuerdo pendiente.")
    with transaction.atomic():
        fila = Conclusion.objects.create(proceso_id=proceso, por=por.actor, en=ahora)
        datos = {"completas": avance.completas, "evaluables": avance.evaluables}
        registrar(
            using="default",
            por=por,
            acto=Acto.EVALUACION_CONCLUIDA,
            ahora=ahora,
            proceso=proceso,
            datos=datos,
        )
    return fila


def _exigir(proceso: str, por: Alcance) -> Rubrica:
    por.exigir(EVALUAN, "esa evaluación")
    if Conclusion.objects.filter(proceso=proceso).exists():
        raise Conflicto("La evaluación ya concluyó.")
    rubrica = procesos.definicion(proceso).rubrica
    if not rubrica.rubros:
        raise NoEncontrado("Esta elección no tiene rúbrica.")
    return rubrica


def _azar(actor: str, folio: str) -> str:
    return hashlib.sha256(f"{actor} {folio}".encode()).hexdigest()
