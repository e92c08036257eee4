"""Sustitución, cancelación y renuncia, y la restitución que las deshace (plan §12).

La identidad se bloquea en B antes de confirmar A: si el sistema cae en medio, `reparacion` levanta el
bloqueo. Al restituir es al revés, A primero: nunca queda legible lo de una candidatura concluida.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction

from conoceles.bitacora.actos import Acto
from conoceles.candidaturas.constancia import anotar
from conoceles.candidaturas.models import Candidatura
from conoceles.candidaturas.sustitutas import DatosDePersona, faltan, registrar_sustituta
from conoceles.expediente.actos.acuerdos import exigir_acuerdo
from conoceles.expediente.actos.operaciones import habilitar
from conoceles.expediente.calendario.apertura import apertura
from conoceles.expediente.models import Conclusion
from conoceles.expediente.transiciones import asentar, exigir, llevar, mover, tomar_para_cambiar
from conoceles.identidad import conservacion as identidad
from conoceles.identidad.llaves import retiros
from conoceles.integridad import pregunta
from conoceles.nucleo import dias, reloj
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import Conflicto


@transaction.atomic
def sustituir(
    *,
    candidatura: Candidatura,
    entra: DatosDePersona,
    acuerdo: str,
    fecha_acuerdo: date | None,
    por: Alcance,
    ahora: datetime,
) -> Candidatura:
    """Concluye la candidatura y abre otra, con folio y plazo propios, en el mismo lugar. Devuelve la nueva.

    El plazo de quien entra se corta en la jornada; desde ese día ya no se sustituye (`Conflicto`).
    """
    numero, fecha = exigir_sustituible(candidatura, entra, acuerdo, fecha_acuerdo, por=por, ahora=ahora)
    fila = tomar_para_cambiar(candidatura, por)
    pregunta.exigir(Candidatura, de=[fila.folio])
    previo = fila.estado
    llevar(fila, Acto.SUSTITUIDA, por=por)
    nueva = registrar_sustituta(sale=fila, entra=entra, ahora=ahora)
    anotar(nueva, Acto.CANDIDATURA_REGISTRADA, por=por, ahora=ahora, sustituye_a=fila.folio)
    abre = apertura(nueva.definicion, ahora)
    if (abre.llego or abre.dia is None) and not abre.faltan:  # antes de la apertura, espera con las demás
        habilitar(candidatura=nueva, por=por, ahora=ahora)
    _concluir(fila, Acto.SUSTITUIDA, previo, numero, fecha, por=por, ahora=ahora, sustituta=nueva)
    nueva.refresh_from_db()
    return nueva


@transaction.atomic
def concluir(
    *,
    candidatura: Candidatura,
    acto: Acto,
    acuerdo: str,
    fecha_acuerdo: date | None,
    por: Alcance,
    ahora: datetime,
) -> None:
    """`acto`: `CANCELADA` o `RENUNCIA_REGISTRADA`. Conserva lo capturado, bloqueado, por si se restituye.

    `ErroresDeCampos` sin el acuerdo y su fecha; `Conflicto` si el acto no cabe en su estado.
    """
    numero, fecha = exigir_concluible(candidatura, acto, acuerdo, fecha_acuerdo, por=por, ahora=ahora)
    fila = tomar_para_cambiar(candidatura, por)
    previo = fila.estado
    llevar(fila, acto, por=por)
    _concluir(fila, acto, previo, numero, fecha, por=por, ahora=ahora)


def exigir_sustituible(
    candidatura: Candidatura,
    entra: DatosDePersona,
    acuerdo: str,
    fecha_acuerdo: date | None,
    *,
    por: Alcance,
    ahora: datetime,
) -> tuple[str, date]:
    """Lo que `sustituir` exige, sin hacer nada; el número y la fecha, limpios. Rechaza lo mismo."""
    definicion = candidatura.definicion
    calendario = definicion.calendario
    jornada = calendario.dia("jornada")
    cargo = definicion.cargo(candidatura.formula.contienda.cargo)
    otros = faltan(entra, cargo, jornada)
    numero, fecha = exigir_acuerdo(acuerdo, fecha_acuerdo, candidatura, ahora, otros=otros)
    if jornada and reloj.recibido(ahora) >= dias.inicio(jornada, calendario.zona):
        raise Conflicto("Desde el día de la jornada ya no se sustituyen candidaturas.")
    exigir(candidatura, Acto.SUSTITUIDA, por=por)
    return numero, fecha


def exigir_concluible(
    candidatura: Candidatura,
    acto: Acto,
    acuerdo: str,
    fecha_acuerdo: date | None,
    *,
    por: Alcance,
    ahora: datetime,
) -> tuple[str, date]:
    """Lo que `concluir` exige, sin hacer nada; el número y la fecha, limpios. Rechaza lo mismo."""
    numero, fecha = exigir_acuerdo(acuerdo, fecha_acuerdo, candidatura, ahora)
    if acto not in (Acto.CANCELADA, Acto.RENUNCIA_REGISTRADA):
        raise Conflicto("Ese acto no concluye una candidatura.")
    exigir(candidatura, acto, por=por)
    return numero, fecha


def restituir(
    *, candidatura: Candidatura, acuerdo: str, fecha_acuerdo: date | None, por: Alcance, ahora: datetime
) -> None:
    """Por sentencia, la candidatura vuelve al estado que tenía. `Conflicto` si su lugar está ocupado.

    `ErroresDeCampos` sin el número de la sentencia y su fecha.
    """
    numero, fecha = exigir_acuerdo(acuerdo, fecha_acuerdo, candidatura, ahora)
    try:
        with transaction.atomic():
            fila = tomar_para_cambiar(candidatura, por)
            ultima = Conclusion.objects.filter(candidatura=fila).last()
            previo = ultima.estado_previo if ultima else "ninguno"
            dia = fecha.isoformat()
            mover(fila, Acto.RESTITUIDA, previo, por=por, ahora=ahora, acuerdo=numero, fecha=dia)
    except IntegrityError as error:
        raise Conflicto("Otra persona ocupa ese lugar: concluya primero esa candidatura.") from error
    clave, que = candidatura.clave_identidad, retiros.RESTITUIDA
    retiros.asentar(clave, que, acuerdo=numero, fecha_acuerdo=fecha, por=por, ahora=ahora)
    identidad.desbloquear(candidatura=candidatura, por=por, ahora=ahora)


def _concluir(
    fila: Candidatura,
    acto: Acto,
    previo: str,
    numero: str,
    fecha: date,
    *,
    por: Alcance,
    ahora: datetime,
    sustituta: Candidatura | None = None,
) -> None:
    Conclusion.objects.create(
        candidatura=fila,
        estado=fila.estado,
        estado_previo=previo,
        acuerdo=numero,
        fecha_acuerdo=fecha,
        sustituta=sustituta,
        por=por.actor,
        en=ahora,
    )
    datos = {"acuerdo": numero, "fecha": fecha.isoformat()}
    asentar(fila, acto, por=por, ahora=ahora, **datos)
    clave = fila.clave_identidad
    retiros.asentar(clave, fila.estado, acuerdo=numero, fecha_acuerdo=fecha, por=por, ahora=ahora)
    identidad.bloquear(candidatura=fila, motivo="conclusion", por=por, ahora=ahora)
