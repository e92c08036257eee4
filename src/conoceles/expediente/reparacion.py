"""Lo que deja una caída entre las dos bases: se descarta en B lo que A no aceptó y se avisa lo demás."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, Subquery

from conoceles.bitacora import compuerta
from conoceles.bitacora.actos import Acto
from conoceles.bitacora.estados import SIN_ENVIAR, SIN_PERFIL, Estado
from conoceles.candidaturas.models import Candidatura
from conoceles.expediente.models import AjusteResuelto, Cierre, CorreccionOficial, Envio, Ronda
from conoceles.identidad import borradores, conservacion, operaciones
from conoceles.identidad import consultas as identidad
from conoceles.identidad.llaves import retiros
from conoceles.integridad.pregunta import dudosas
from conoceles.nucleo.alcance import Alcance


@dataclass(frozen=True)
class Reparacion:
    """Versiones huérfanas descartadas, candados que faltaban o sobraban y lo que no se repara solo."""

    descartadas: int
    cerradas: int
    avisos: tuple[str, ...]
    desbloqueadas: int = 0
    sueltas: int = 0  # candados que sobraban


def reparar(*, por: Alcance, ahora: datetime) -> Reparacion:
    """Compara los envíos de A con lo sellado en B. Idempotente; no toca lo de hace menos de 5 minutos.

    Una versión de B sin envío se descarta: la persona conserva su borrador y vuelve a enviar.
    Un envío de A sin versión en B no se repara: se informa, porque solo un respaldo mezclado lo produce.
    """
    aceptadas = _aceptadas()
    descarta = not compuerta.cerrada(
        Acto.IDENTIDAD_DESCARTADA
    )  # con otra hora, lo que se está enviando parece viejo
    sueltas = identidad.huerfanas(aceptadas, ahora) if descarta else []
    duenas = _por_clave([h.clave for h in sueltas])
    dudan = dudosas([una.folio for una in duenas.values()])
    for suelta in (s for s in sueltas if s.clave in duenas and duenas[s.clave].folio not in dudan):
        operaciones.descartar_version(
            candidatura=duenas[suelta.clave], version=suelta.version, por=por, ahora=ahora
        )
    desbloqueadas = _levantar_bloqueos(por=por, ahora=ahora)
    perdidas = identidad.faltantes(aceptadas)
    folios = _por_clave([clave for clave, _ in perdidas])
    avisos = (
        f"El envío de {folios[clave].folio} nombra una versión de identidad que B no tiene."
        for clave, _ in perdidas
    )
    return Reparacion(len(sueltas), _cerrar(por, ahora), tuple(avisos), desbloqueadas, _soltar(por, ahora))


def _aceptadas() -> set[tuple[UUID, int]]:
    """(clave, versión) de todo lo que A dio por bueno: envíos, ajustes aplicados y correcciones de oficio."""
    consultas = (
        Envio.objects.values_list("candidatura__clave_identidad", "identidad_version"),
        AjusteResuelto.objects.values_list("ajuste__candidatura__clave_identidad", "identidad_version"),
        CorreccionOficial.objects.values_list("candidatura__clave_identidad", "identidad_version"),
    )
    return {(clave, version) for filas in consultas for clave, version in filas if version is not None}


def _cerrar(por: Alcance, ahora: datetime) -> int:
    """Echa el candado de B en lo enviado sin ronda abierta; falta si el sistema cayó justo después de A."""
    enviadas = Envio.objects.filter(ronda=_ultima_ronda(), en__lte=ahora - identidad.GRACIA)
    claves = identidad.sin_bloquear(enviadas.values_list("candidatura__clave_identidad", flat=True))
    pendientes = identidad.sin_candado(list(claves))
    for candidatura in _por_clave(list(pendientes)).values():
        borradores.cerrar(candidatura=candidatura, por=por, ahora=ahora)
    return len(pendientes)


def _soltar(por: Alcance, ahora: datetime) -> int:
    """Quita el de lo que está por enviarse: lo puso otro cliente, y así nadie contesta a tiempo."""
    abiertas = Ronda.objects.filter(numero=_ultima_ronda(), abierta_en__lte=ahora - identidad.GRACIA)
    enviado = Envio.objects.filter(candidatura=OuterRef("candidatura"), ronda=OuterRef("numero"))
    por_enviar = abiertas.filter(~Exists(enviado), candidatura__estado__in=(*SIN_ENVIAR, Estado.OBSERVADA))
    duenas = {
        ronda.candidatura.clave_identidad: ronda.candidatura
        for ronda in por_enviar.select_related("candidatura")
        if ronda.abre("identidad")
    }
    sobran = identidad.con_candado(duenas)
    for clave in sobran:
        borradores.soltar(candidatura=duenas[clave], por=por, ahora=ahora)
    return len(sobran)


def _ultima_ronda() -> Subquery:
    suyas = Ronda.objects.filter(candidatura=OuterRef("candidatura")).order_by("-numero")
    return Subquery(suyas.values("numero")[:1])


def _levantar_bloqueos(*, por: Alcance, ahora: datetime) -> int:
    """Lo que B bloqueó y A no concluyó (o ya restituyó): se desbloquea."""
    cerrados = Cierre.objects.vigentes().values_list("proceso_id", flat=True)
    fuera = Candidatura.objects.filter(Q(estado__in=SIN_PERFIL) | Q(proceso__in=cerrados))
    claves = identidad.bloqueadas_sin_concluir(list(fuera.values_list("clave_identidad", flat=True)), ahora)
    for candidatura in _por_clave(claves).values():
        retiros.asentar(candidatura.clave_identidad, retiros.RESTITUIDA, por=por, ahora=ahora)
        conservacion.desbloquear(candidatura=candidatura, por=por, ahora=ahora)
    return len(claves)


def _por_clave(claves: list[UUID]) -> dict[UUID, Candidatura]:
    return {fila.clave_identidad: fila for fila in Candidatura.objects.filter(clave_identidad__in=claves)}
