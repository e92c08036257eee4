"""Generar, aprobar, enviar y acusar un informe. Nada se reescribe: un cambio es otra versión."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction

from conoceles.bitacora.actos import Acto
from conoceles.estadistica.asentar import asentar
from conoceles.informes.avisos_al_ine import avisar
from conoceles.informes.catalogo import TIPOS, armar, contexto
from conoceles.informes.contexto import abrir
from conoceles.informes.documento import salidas
from conoceles.informes.documento.congelado import anotar, congelar
from conoceles.informes.documento.documentos import versiones
from conoceles.informes.libro.actos import anotar_el_suyo
from conoceles.informes.models import Informe, PasoDeInforme
from conoceles.integridad.pregunta import exigir
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.bases.memoria import sin_recolector
from conoceles.nucleo.bases.orden import para_cambiar
from conoceles.nucleo.errores import Conflicto, ErrorDeDominio
from conoceles.proceso import consultas as procesos

APRUEBAN = ("administracion", "sistema")
MAXIMO_CONSTANCIA = 200
ACTO_DE = {
    "aprobado": Acto.INFORME_APROBADO,
    "enviado": Acto.INFORME_ENVIADO,
    "acusado": Acto.INFORME_ACUSADO,
}
PASOS = {"aprobado": "", "enviado": "aprobado", "acusado": "enviado"}  # paso → el que exige antes


@sin_recolector()
def generar(*, tipo: str, proceso: str, corte: datetime, por: Alcance, ahora: datetime) -> Informe:
    """Congela el informe de ese corte. Si nada cambió desde su última versión, devuelve esa misma.

    `ErrorDeDominio` si el tipo no existe o el corte no ha llegado; `NoEncontrado` sin el proceso o sin permiso.
    """
    por.exigir(APRUEBAN, "ese informe")
    if tipo not in TIPOS:
        raise ErrorDeDominio(f"No existe el informe «{tipo}». Hay: {', '.join(TIPOS)}.", campo="tipo")
    if corte > ahora:
        raise ErrorDeDominio("El corte todavía no llega.", campo="corte")
    asentar(proceso, ahora=ahora)
    documento = armar(TIPOS[tipo], contexto(TIPOS[tipo], proceso, corte.replace(microsecond=0)))
    ultima = versiones(proceso, tipo, documento.corte[:7]).first()
    if ultima is not None and ultima.huella == salidas.huella(documento):
        return ultima
    try:
        with transaction.atomic():
            nuevo = congelar(documento, por=por, ahora=ahora)
            if TIPOS[tipo].vivo:  # si lo enviado ya no dice eso, la alarma no espera al siguiente corte
                avisar(nuevo, por=por, ahora=ahora)
            return nuevo
    except IntegrityError as error:
        raise Conflicto("Otra persona acaba de generar esa versión.") from error


@transaction.atomic
def avanzar(
    *,
    informe: Informe,
    paso: str,
    constancia: str,
    fecha: date | None = None,
    por: Alcance,
    ahora: datetime,
) -> PasoDeInforme:
    """Aprueba, envía o acusa. Aprobar una versión de algo ya enviado crea el aviso de cambio para el INE.

    `Conflicto` si el paso no sigue al que tiene; `ErrorDeDominio` si falta la constancia al enviar o acusar, o el
    número y la fecha del acto que lo aprueba, cuando la elección dice que lo hay.
    """
    suya = paso == "aprobado" and aprueba_la_comision(informe)
    por.exigir((*APRUEBAN, "consulta") if suya else APRUEBAN, "ese informe")
    fila = para_cambiar(Informe.objects.all()).get(pk=informe.pk)
    exigir(Informe, claves=[fila.pk], de=[fila.proceso_id])
    exigir(PasoDeInforme, claves=fila.pasos.values_list("pk", flat=True), de=[fila.proceso_id])
    _exigir_turno(fila, paso)
    _exigir_sin_observar(fila, paso)
    _exigir_constancia(fila, paso, constancia.strip(), fecha, ahora)
    _exigir_a_tiempo(fila, paso)
    try:
        hecho = PasoDeInforme.objects.create(
            informe=fila,
            estado=paso,
            constancia=constancia.strip(),
            fecha=fecha,
            misma_persona=por.actor == fila.por,
            por=por.nombre or por.actor,
            en=ahora,
        )
    except IntegrityError as error:
        raise Conflicto("Otra persona acaba de dar ese paso.") from error
    if paso == "aprobado":
        anotar_el_suyo(fila, constancia.strip(), fecha, por=por, ahora=ahora)
        avisar(fila, por=por, ahora=ahora)
    anotar(fila, ACTO_DE[paso], por=por, ahora=ahora)
    return hecho


def aprueba_la_comision(informe: Informe) -> bool:
    """Si a ese informe lo aprueba la Comisión (plan §6)."""
    return procesos.definicion(informe.proceso_id).seguimiento.aprobacion(informe.tipo).comision


def _exigir_sin_observar(informe: Informe, paso: str) -> None:
    ultima = informe.revisiones.last()
    if paso != "acusado" and ultima is not None and ultima.resultado == "observado":
        raise Conflicto(
            "La Comisión observó esta versión. Atienda lo observado y genere otra, o espere a que lo retire."
        )


def _exigir_turno(informe: Informe, paso: str) -> None:
    hechos = set(informe.pasos.values_list("estado", flat=True))
    if paso not in PASOS or paso in hechos or (PASOS[paso] and PASOS[paso] not in hechos):
        raise Conflicto("Ese paso no sigue: primero se aprueba, después se envía y al final se acusa.")


def _exigir_a_tiempo(informe: Informe, paso: str) -> None:
    tipo = TIPOS.get(informe.tipo)
    reparos = (
        tipo.reparos(abrir(informe.proceso_id, informe.corte, afuera=tipo.afuera))
        if tipo and paso == "aprobado"
        else ()
    )
    if reparos:
        raise Conflicto(f"Este informe no pasa de borrador: {'; '.join(reparos)}.")


def _exigir_constancia(
    informe: Informe, paso: str, constancia: str, fecha: date | None, ahora: datetime
) -> None:
    """Aprobar solo la exige cuando lo aprueba un acto de otro órgano (plan §6 y §7)."""
    definicion = procesos.definicion(informe.proceso_id)
    acto = definicion.seguimiento.aprobacion(informe.tipo).acto if paso == "aprobado" else ""
    if (acto or paso != "aprobado") and not constancia:
        que = f"Escriba el número. {acto}." if acto else "Escriba el número de oficio, acuerdo o acuse."
        raise ErrorDeDominio(que, campo="constancia")
    if len(constancia) > MAXIMO_CONSTANCIA:
        raise ErrorDeDominio(f"Caben {MAXIMO_CONSTANCIA} letras.", campo="constancia")
    if acto and fecha is None:
        raise ErrorDeDominio("Escriba la fecha del acto que lo aprueba.", campo="fecha")
    if fecha is not None and fecha > ahora.astimezone(ZoneInfo(definicion.calendario.zona)).date():
        raise ErrorDeDominio("Esa fecha todavía no llega.", campo="fecha")
