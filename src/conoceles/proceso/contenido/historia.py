"""La historia de lo que rige: cada cambio, con su acto, quién lo hizo y quién lo propuso."""

from __future__ import annotations

from datetime import date, datetime

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.operaciones import registrar
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.canonico import huella as resumir
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.proceso.contenido.edicion import Valor
from conoceles.proceso.contenido.piezas import Pieza
from conoceles.proceso.definicion import Acuerdo
from conoceles.proceso.models import Enmienda, Proceso


def anotar(
    proceso: str,
    pieza: Pieza | None,
    cambio: tuple[Valor, Valor],
    acuerdo: Acuerdo,
    *,
    previa: str,
    por: Alcance,
    ahora: datetime,
    carpeta: bool = False,
    propuso: str = "",
) -> Enmienda:
    """La historia de lo que ya rige: qué, de qué a qué, quién y con qué acto. Sin `pieza`, lo que no se edita en pantalla.

    `previa`: la huella de la definición que regía. `propuso`: quién, si lo aprobó otra persona.
    """
    if not acuerdo.numero or acuerdo.fecha is None:
        raise ErrorDeDominio("Toda enmienda cita el número y la fecha del acto que la autoriza.")
    quedo = Proceso.objects.only("huella", "fuentes").get(pk=proceso)
    antes, despues = cambio
    enmienda = Enmienda.objects.create(
        proceso_id=proceso, pieza=pieza.clave if pieza else "", carpeta=carpeta, propuso=propuso, antes=antes, despues=despues,
        numero=acuerdo.numero, fecha=acuerdo.fecha, organo=acuerdo.organo, huella_previa=previa,
        huella=quedo.huella, por=por.actor, nombre_por=por.nombre, en=ahora,
    )  # fmt: skip
    datos: Valor = {
        "enmienda": enmienda.pk,
        "pieza": enmienda.pieza,
        "acuerdo": acuerdo.numero,
        "huella": enmienda.huella,
        "fuentes": resumir(quedo.fuentes),
    }
    datos |= _movida(pieza, despues) if pieza else {}
    registrar(
        using="default", por=por, acto=Acto.DEFINICION_ENMENDADA, ahora=ahora, proceso=proceso, datos=datos
    )
    return enmienda


def _movida(pieza: Pieza, despues: Valor) -> Valor:
    """La fecha que se movió, de quiénes y a qué día: con eso se avisa. Nada si lo enmendado no es una fecha."""
    if not pieza.fecha:
        return {}
    return {"fecha": pieza.fecha, "territorios": pieza.territorios, "dia": despues["dia"]}


def citar(acuerdo: Acuerdo) -> Valor:
    """El acto, como lo dice el valor de una pieza."""
    return {
        "numero": acuerdo.numero,
        "fecha": acuerdo.fecha.isoformat() if acuerdo.fecha else "",
        "organo": acuerdo.organo,
    }


def leer(citado: Valor) -> Acuerdo:
    """Lo contrario de `citar`, de un acto que dice su fecha."""
    return Acuerdo(citado["numero"], date.fromisoformat(citado["fecha"]), citado["organo"])
