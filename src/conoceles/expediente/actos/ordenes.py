"""Órdenes de autoridad sobre una candidatura: ocultar una sección y retener por litigio, y levantarlas."""

from __future__ import annotations

from datetime import date, datetime
from typing import TypeVar

from django.db import IntegrityError, transaction
from django.db.models import Q

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.estados import CONCLUIDAS, SIN_PERFIL, Estado
from conoceles.bitacora.papeles import ADMINISTRACION
from conoceles.candidaturas.constancia import anotar
from conoceles.candidaturas.models import Candidatura
from conoceles.expediente.actos.acuerdos import exigir_acuerdo
from conoceles.expediente.models import OrdenAbierta, Retencion, SeccionOculta
from conoceles.expediente.transiciones import tomar_para_cambiar
from conoceles.identidad.llaves import retiros
from conoceles.integridad.pregunta import exigir_candidatura
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import Conflicto, ErrorDeDominio

Orden = TypeVar("Orden", bound=OrdenAbierta)


@transaction.atomic
def ocultar_seccion(
    *,
    candidatura: Candidatura,
    seccion: str,
    expediente: str,
    fecha: date | None,
    por: Alcance,
    ahora: datetime,
) -> SeccionOculta:
    """Deja de mostrar una sección (o `fotografia`); en su lugar va una nota con el expediente.

    `ErroresDeCampos` (`seccion`, `acuerdo`, `fecha_acuerdo`) si algo falta; `Conflicto` si ya no tiene perfil o
    ya estaba oculta.
    """
    fila = _tomar(candidatura, por)
    secciones = fila.definicion.curricular.secciones
    conocida = seccion in {"fotografia", *(s.clave for s in secciones)}
    otros = {} if conocida else {"seccion": "Elija una sección de la lista."}
    numero, dia = exigir_acuerdo(expediente, fecha, candidatura, ahora, otros=otros)
    if fila.estado in SIN_PERFIL:
        raise Conflicto("Esta candidatura ya no tiene perfil público.")
    orden = _abrir(SeccionOculta, fila, numero, dia, por, ahora, seccion=seccion)
    _recordar(fila, retiros.OCULTA, numero, por, ahora, fecha_acuerdo=dia, seccion=seccion)
    anotar(fila, Acto.SECCION_OCULTA, por=por, ahora=ahora, seccion=seccion, expediente=numero)
    return orden


def mostrar_seccion(
    *, candidatura: Candidatura, seccion: str, expediente: str, por: Alcance, ahora: datetime
) -> None:
    """La sección vuelve a mostrarse."""
    with transaction.atomic():
        fila = _tomar(candidatura, por)
        numero = _terminar(SeccionOculta, fila, expediente, por, ahora, seccion=seccion)
        anotar(fila, Acto.SECCION_MOSTRADA, por=por, ahora=ahora, seccion=seccion, expediente=numero)
    _recordar(fila, retiros.MOSTRADA, numero, por, ahora, seccion=seccion)


@transaction.atomic
def retener(
    *, candidatura: Candidatura, expediente: str, fecha: date | None, por: Alcance, ahora: datetime
) -> Retencion:
    """Hay un litigio abierto: nada se suprime hasta `liberar`.

    `ErroresDeCampos` sin expediente y fecha; `Conflicto` si sigue en la contienda o ya estaba retenida.
    """
    numero, dia = exigir_acuerdo(expediente, fecha, candidatura, ahora)
    fila = _tomar(candidatura, por)
    if fila.estado not in (*CONCLUIDAS, Estado.CERRADA):
        raise Conflicto("Solo se retiene lo de una candidatura concluida o cerrada.")
    exigir_candidatura(fila.folio)
    orden = _abrir(Retencion, fila, numero, dia, por, ahora)
    _recordar(fila, retiros.RETENIDA, numero, por, ahora, fecha_acuerdo=dia)
    anotar(fila, Acto.RETENCION_ABIERTA, por=por, ahora=ahora, expediente=numero)
    return orden


def liberar(*, candidatura: Candidatura, expediente: str, por: Alcance, ahora: datetime) -> None:
    """El litigio terminó: el plazo de conservación vuelve a contar."""
    with transaction.atomic():
        fila = _tomar(candidatura, por)
        exigir_candidatura(fila.folio)
        numero = _terminar(Retencion, fila, expediente, por, ahora)
        anotar(fila, Acto.RETENCION_LEVANTADA, por=por, ahora=ahora, expediente=numero)
    _recordar(fila, retiros.LIBERADA, numero, por, ahora)


def repetir(*, memoria: retiros.Asentado, por: Alcance, ahora: datetime) -> bool:
    """Tras restaurar: vuelve a abrir la orden que la base no conoce, como se dio. Dice si la abrió."""
    modelo, mas = _de_la_memoria(memoria)
    de_ella = modelo._default_manager.filter(candidatura__clave_identidad=memoria.clave, **mas)
    fila = Candidatura.objects.filter(clave_identidad=memoria.clave).first()
    if fila is None or de_ella.filter(Q(fin_en=None) | Q(en=memoria.en)).exists():
        return False
    with transaction.atomic():
        modelo._default_manager.create(
            candidatura=fila, expediente=memoria.acuerdo, fecha=memoria.fecha_acuerdo, por=memoria.por,
            en=memoria.en, **mas,
        )  # fmt: skip
        datos = {"expediente": memoria.acuerdo, **mas}
        anotar(fila, Acto.ORDEN_REPETIDA, por=por, ahora=ahora, **datos)
    return True


def sigue_abierta(memoria: retiros.Asentado) -> bool:
    """Si la base tiene abierta la orden que `memoria` dice levantada."""
    modelo, mas = _de_la_memoria(memoria)
    de_ella = modelo._default_manager.filter(candidatura__clave_identidad=memoria.clave, **mas)
    return de_ella.filter(fin_en=None, en__lt=memoria.en).exists()


def _de_la_memoria(memoria: retiros.Asentado) -> tuple[type[OrdenAbierta], dict[str, str]]:
    return (SeccionOculta, {"seccion": memoria.seccion}) if memoria.seccion else (Retencion, {})


def _recordar(
    fila: Candidatura,
    acto: str,
    numero: str,
    por: Alcance,
    ahora: datetime,
    *,
    fecha_acuerdo: date | None = None,
    seccion: str = "",
) -> None:
    retiros.asentar(
        fila.clave_identidad,
        acto,
        por=por,
        ahora=ahora,
        acuerdo=numero,
        fecha_acuerdo=fecha_acuerdo,
        seccion=seccion,
    )


def _tomar(candidatura: Candidatura, por: Alcance) -> Candidatura:
    por.exigir(ADMINISTRACION, "esa candidatura")
    return tomar_para_cambiar(candidatura, por)


def _abrir(
    modelo: type[Orden],
    fila: Candidatura,
    numero: str,
    dia: date,
    por: Alcance,
    ahora: datetime,
    **mas: object,
) -> Orden:
    try:
        with transaction.atomic():
            return modelo._default_manager.create(
                candidatura=fila, expediente=numero, fecha=dia, por=por.actor, en=ahora, **mas
            )
    except IntegrityError as error:
        raise Conflicto("Ya hay una orden abierta igual.") from error


def _terminar(
    modelo: type[Orden], fila: Candidatura, expediente: str, por: Alcance, ahora: datetime, **mas: object
) -> str:
    """El número de la orden que la levanta, limpio."""
    numero = expediente.strip()[:120]
    if not numero:
        raise ErrorDeDominio("Escriba el número de la orden que la levanta.", campo="acuerdo")
    orden = modelo._default_manager.filter(candidatura=fila, fin_en=None, **mas).first()
    if orden is None:
        raise Conflicto("No hay una orden abierta que levantar.")
    orden.fin_expediente, orden.fin_por, orden.fin_en = numero, por.actor, ahora
    orden.save(update_fields=["fin_expediente", "fin_por", "fin_en"])
    return numero
