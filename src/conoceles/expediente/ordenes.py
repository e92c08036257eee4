"""Órdenes de autoridad sobre una candidatura: ocultar una sección y retener por litigio, y levantarlas."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, TypeVar

from django.db import IntegrityError, transaction

from conoceles.candidaturas.constancia import anotar
from conoceles.candidaturas.models import Candidatura
from conoceles.expediente.acuerdos import exigir_acuerdo
from conoceles.expediente.estados import CONCLUIDAS, SIN_PERFIL
from conoceles.expediente.models import OrdenAbierta, Retencion, SeccionOculta
from conoceles.expediente.transiciones import tomar_para_cambiar
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import Conflicto, ErrorDeDominio, NoEncontrado
from conoceles.proceso import consultas as proceso

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
    """Deja de mostrar una sección (o `fotografia`); en su lugar va una nota con el expediente."""
    numero, dia = exigir_acuerdo(expediente, fecha, candidatura, ahora)
    fila = _tomar(candidatura, por)
    secciones = proceso.definicion(fila.proceso_id).curricular.secciones
    if seccion not in {"fotografia", *(s.clave for s in secciones)}:
        raise ErrorDeDominio("Elija una sección de la lista.", campo="seccion")
    if fila.estado in SIN_PERFIL:
        raise Conflicto("Esta candidatura ya no tiene perfil público.")
    orden = _abrir(SeccionOculta, fila, numero, dia, por, ahora, seccion=seccion)
    anotar(fila, "seccion_oculta", por=por, ahora=ahora, seccion=seccion, expediente=numero)
    return orden


@transaction.atomic
def mostrar_seccion(
    *, candidatura: Candidatura, seccion: str, expediente: str, por: Alcance, ahora: datetime
) -> None:
    """La sección vuelve a mostrarse."""
    fila = _tomar(candidatura, por)
    _terminar(SeccionOculta, fila, expediente, por, ahora, seccion=seccion)
    anotar(fila, "seccion_mostrada", por=por, ahora=ahora, seccion=seccion, expediente=expediente.strip())


@transaction.atomic
def retener(
    *, candidatura: Candidatura, expediente: str, fecha: date | None, por: Alcance, ahora: datetime
) -> Retencion:
    """Hay un litigio abierto: nada se suprime hasta `liberar`."""
    numero, dia = exigir_acuerdo(expediente, fecha, candidatura, ahora)
    fila = _tomar(candidatura, por)
    if fila.estado not in (*CONCLUIDAS, "cerrada"):
        raise Conflicto("Solo se retiene lo de una candidatura concluida o cerrada.")
    orden = _abrir(Retencion, fila, numero, dia, por, ahora)
    anotar(fila, "retencion_abierta", por=por, ahora=ahora, expediente=numero)
    return orden


@transaction.atomic
def liberar(*, candidatura: Candidatura, expediente: str, por: Alcance, ahora: datetime) -> None:
    """El litigio terminó: el plazo de conservación vuelve a contar."""
    fila = _tomar(candidatura, por)
    _terminar(Retencion, fila, expediente, por, ahora)
    anotar(fila, "retencion_levantada", por=por, ahora=ahora, expediente=expediente.strip())


def _tomar(candidatura: Candidatura, por: Alcance) -> Candidatura:
    if por.papel != "administracion":
        raise NoEncontrado("No existe esa candidatura.")
    return tomar_para_cambiar(candidatura, por)


def _abrir(
    modelo: type[Orden], fila: Candidatura, numero: str, dia: date, por: Alcance, ahora: datetime, **mas: Any
) -> Orden:
    try:
        with transaction.atomic():
            return modelo._default_manager.create(
                candidatura=fila, expediente=numero, fecha=dia, por=por.actor, en=ahora, **mas
            )
    except IntegrityError as error:
        raise Conflicto("Ya hay una orden abierta igual.") from error


def _terminar(
    modelo: type[Orden], fila: Candidatura, expediente: str, por: Alcance, ahora: datetime, **mas: Any
) -> None:
    if not expediente.strip():
        raise ErrorDeDominio("Escriba el número de la orden que la levanta.", campo="acuerdo")
    abiertas = modelo._default_manager.filter(candidatura=fila, fin_en=None, **mas)
    if not abiertas.update(fin_expediente=expediente.strip()[:120], fin_por=por.actor, fin_en=ahora):
        raise Conflicto("No hay una orden abierta que levantar.")
