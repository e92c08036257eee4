"""Abrir un expediente lo aparta un rato: dos personas no revisan el mismo, y de varias se valida solo lo abierto."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Max, QuerySet

from conoceles.bitacora.estados import POR_DECIDIR
from conoceles.candidaturas.models import Candidatura
from conoceles.expediente.actos import decisiones
from conoceles.expediente.actos.decisiones import Reparo
from conoceles.expediente.models import Envio
from conoceles.expediente.transiciones import tomar_para_cambiar, tomar_varias
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import Conflicto
from conoceles.revision.models import Apartado

DURA = timedelta(minutes=30)


@transaction.atomic
def abrir(*, candidatura: Candidatura, por: Alcance, ahora: datetime) -> Apartado | None:
    """Asienta que lo abrió y, si nadie más lo tiene, lo aparta. Devuelve el apartado de la otra persona, si lo hay."""
    fila = tomar_para_cambiar(candidatura, por)
    ajeno = _ajenos(por, ahora).filter(candidatura=fila).first()
    hasta = ahora if ajeno else ahora + DURA
    Apartado.objects.update_or_create(
        candidatura=fila,
        ronda=_ronda(fila),
        por=por.actor,
        defaults={"visto": ahora, "hasta": hasta},
        create_defaults={"nombre_por": por.nombre, "en": ahora, "visto": ahora, "hasta": hasta},
    )
    return ajeno


@transaction.atomic
def soltar(*, candidatura: Candidatura, por: Alcance, ahora: datetime) -> None:
    """Lo deja para quien siga."""
    _soltar([candidatura], por, ahora)


@transaction.atomic
def validar(*, candidatura: Candidatura, por: Alcance, ahora: datetime) -> None:
    """`decisiones.validar`. `Conflicto` si otra persona lo tiene apartado."""
    _tomar_libres([candidatura], por, ahora)
    decisiones.validar(candidatura=candidatura, por=por, ahora=ahora)


@transaction.atomic
def validar_varias(*, candidaturas: Sequence[Candidatura], por: Alcance, ahora: datetime) -> int:
    """Todas o ninguna, solo las que quien valida abrió tal como se enviaron. `Conflicto` si falta abrir una."""
    vistas = abiertas(candidaturas, por)
    for fila in candidaturas:
        if fila.pk not in vistas:
            raise Conflicto(f"Abra antes la candidatura {fila.folio}: se valida solo lo que se abrió.")
    _tomar_libres(candidaturas, por, ahora)
    return decisiones.validar_varias(candidaturas=candidaturas, por=por, ahora=ahora)


@transaction.atomic
def observar(*, candidatura: Candidatura, reparos: Sequence[Reparo], por: Alcance, ahora: datetime) -> None:
    """`decisiones.observar_secciones`. `Conflicto` si otra persona lo tiene apartado."""
    _tomar_libres([candidatura], por, ahora)
    decisiones.observar_secciones(candidatura=candidatura, reparos=reparos, por=por, ahora=ahora)


def abiertas(filas: Collection[Candidatura], por: Alcance) -> set[UUID]:
    """Cuáles abrió esa persona en la ronda que hoy espera decisión."""
    rondas = dict(
        Envio.objects.filter(candidatura__in=filas).order_by("ronda").values_list("candidatura_id", "ronda")
    )
    suyos = Apartado.objects.filter(candidatura__in=filas, por=por.actor)
    return {pk for pk, ronda in suyos.values_list("candidatura_id", "ronda") if rondas.get(pk) == ronda}


def quienes(filas: Collection[Candidatura], ahora: datetime) -> dict[UUID, str]:
    """Candidatura → quien la tiene apartada en este momento, por su nombre."""
    vivos = Apartado.objects.filter(candidatura__in=filas, hasta__gt=ahora)
    return dict(vivos.values_list("candidatura_id", "nombre_por"))


def siguiente(por: Alcance, tras: Candidatura, ahora: datetime) -> str:
    """Folio de la que sigue por decidir, la de envío más antiguo y luego desde el principio; vacío si no queda otra.

    Las que otra persona tiene apartadas no se ofrecen.
    """
    ajenas = _ajenos(por, ahora).values("candidatura")
    filas = Candidatura.objects.en(por).filter(proceso=tras.proceso_id, estado__in=POR_DECIDIR)
    libres = filas.exclude(pk__in=ajenas).exclude(pk=tras.pk).annotate(enviada_en=Max("envios__en"))
    orden = list(libres.order_by("enviada_en", "folio").values_list("enviada_en", "folio"))
    suyo = (Envio.objects.filter(candidatura=tras).aggregate(en=Max("en"))["en"], tras.folio)
    despues = [folio for enviada, folio in orden if suyo[0] is None or (enviada, folio) > suyo]
    return str((despues or [folio for _, folio in orden] or [""])[0])


def frase(ajeno: Apartado) -> str:
    """«Beto la tiene apartada hasta las 10:40.»"""
    zona = ZoneInfo(ajeno.candidatura.definicion.calendario.zona)
    return f"{ajeno.nombre_por} la tiene apartada hasta las {ajeno.hasta.astimezone(zona):%H:%M}."


def _tomar_libres(candidaturas: Sequence[Candidatura], por: Alcance, ahora: datetime) -> None:
    """Para decidirlas; lo que esa persona tenía apartado se suelta con su decisión, o no se suelta."""
    tomar_varias(candidaturas, por)
    ajeno = _ajenos(por, ahora).filter(candidatura__in=candidaturas).first()
    if ajeno:
        raise Conflicto(f"{frase(ajeno)} No se decide dos veces.")
    _soltar(candidaturas, por, ahora)


def _soltar(candidaturas: Sequence[Candidatura], por: Alcance, ahora: datetime) -> None:
    propios = Apartado.objects.filter(candidatura__in=candidaturas, por=por.actor, hasta__gt=ahora)
    propios.update(hasta=ahora, visto=ahora)


def _ajenos(por: Alcance, ahora: datetime) -> QuerySet[Apartado]:
    vivos = Apartado.objects.filter(hasta__gt=ahora).exclude(por=por.actor)
    return vivos.select_related("candidatura")


def _ronda(fila: Candidatura) -> int:
    ronda = Envio.objects.filter(candidatura=fila).aggregate(ultima=Max("ronda"))["ultima"]
    return int(ronda or 0)
