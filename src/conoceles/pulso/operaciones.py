"""Latir, frenar lo irreversible y, cuando una persona comprobó la hora, seguir."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from conoceles.bitacora import consultas as bitacora
from conoceles.bitacora.actos import Acto
from conoceles.bitacora.operaciones import registrar
from conoceles.cuentas.avisos import avisar_al_instituto
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.bases.orden import para_cambiar
from conoceles.nucleo.errores import Conflicto, ErrorDeDominio
from conoceles.pulso.comparacion import Hallazgo, atraso, ausencia
from conoceles.pulso.consultas import MUERTO, SIN_PRISA, Falla, frase, frenos, que_no_cuadra
from conoceles.pulso.lectura import Lectura, leer
from conoceles.pulso.models import Ausencia, Freno, Latido, Reanudacion

ADMINISTRA = ("administracion",)
ASUNTO_DE_FRENO = "Conóceles: el calendario se detuvo y espera que alguien compruebe la hora"
QUE_HACER_CON_EL_FRENO = "Quien administra la comprueba y reanuda el calendario en Hoy, «Reloj del sistema»."


@transaction.atomic
def latir(
    *, por: Alcance, ahora: datetime, lectura: Lectura | None = None, fallas: Iterable[Falla] = ()
) -> Freno | None:
    """Guarda los dos relojes de este minuto; si no concuerdan con lo anterior, deja el freno y lo devuelve.

    `ahora` es la hora del dominio; `lectura`, los relojes del equipo (los de este momento si falta); `fallas`, lo que el obrero
    no logra terminar.
    """
    lectura = lectura or leer()
    previo = para_cambiar(Latido.objects.all()).filter(pk=lectura.arranque).first()
    hallazgo = que_no_cuadra(lectura) if Latido.objects.exists() else _sin_latidos(ahora)
    Latido.objects.update_or_create(
        pk=lectura.arranque,
        defaults={
            "equipo": lectura.equipo,
            "pared": lectura.pared,
            "monotono": lectura.monotono,
            "origen": lectura.origen if hallazgo or previo is None else previo.origen,
            "dominio": ahora,
            "fallas": [{**falla._asdict(), "desde": falla.desde.isoformat()} for falla in fallas],
        },
    )
    return _frenar(hallazgo, lectura.equipo, por=por, ahora=ahora) if hallazgo else None


def _sin_latidos(ahora: datetime) -> Hallazgo | None:
    """La primera vez no hay con qué comparar, salvo lo último que alguien hizo; un reloj puesto a mano no se juzga."""
    if os.environ.get("CONOCELES_AHORA"):
        return None
    ultima = bitacora.ultimo_momento("default")
    return atraso(ultima, ahora) or ausencia(ultima, ahora, SIN_PRISA)


def _frenar(hallazgo: Hallazgo, equipo: str, *, por: Alcance, ahora: datetime) -> Freno:
    freno = Freno.objects.create(
        causa=hallazgo.causa, equipo=equipo, antes=hallazgo.antes, despues=hallazgo.despues, en=ahora
    )
    datos = {
        "freno": freno.pk,
        "causa": freno.causa,
        "antes": freno.antes.isoformat(),
        "despues": freno.despues.isoformat(),
    }
    registrar(using="default", por=por, acto=Acto.CALENDARIO_FRENADO, ahora=ahora, datos=datos)
    avisar_al_instituto(
        asunto=ASUNTO_DE_FRENO,
        cuerpo=f"{frase(freno)}\n\n{QUE_HACER_CON_EL_FRENO}",
        clase="freno",
        por=por,
        ahora=ahora,
    )
    return freno


@transaction.atomic
def reanudar(*, nota: str, comprobada: bool, por: Alcance, ahora: datetime) -> int:
    """Levanta los frenos: quien administra comprobó la hora y dice qué pasó. Devuelve cuántos.

    `NoEncontrado` a quien no administra; `ErrorDeDominio` sin la nota o sin comprobar; `Conflicto` si el obrero no
    late o su hora no es la de este servidor: reanudar así sería volver a tropezar.
    """
    por.exigir(ADMINISTRA, "ese freno")
    if not comprobada:
        raise ErrorDeDominio(
            "Marque que comprobó la hora en un reloj ajeno a este sistema.", campo="comprobada"
        )
    if not nota.strip():
        raise ErrorDeDominio(
            "Diga qué pasó con la hora o por qué el sistema no estuvo en marcha.", campo="nota"
        )
    _exigir_obrero_a_la_hora(leer())
    pendientes = list(para_cambiar(frenos()))
    for freno in pendientes:
        Reanudacion.objects.create(
            freno=freno, nota=nota.strip()[:300], por=por.actor, nombre_por=por.nombre, en=ahora
        )
    if pendientes:
        datos: dict[str, object] = {"frenos": [f.pk for f in pendientes], "nota": nota.strip()[:300]}
        datos["hasta"] = {base: bitacora.ultimo_id(base) for base in ("default", "identidad")}
        registrar(using="default", por=por, acto=Acto.CALENDARIO_REANUDADO, ahora=ahora, datos=datos)
    return len(pendientes)


def _exigir_obrero_a_la_hora(lectura: Lectura) -> None:
    ultimo = Latido.objects.filter(arranque=lectura.arranque).first()
    ultimo = ultimo or Latido.objects.order_by("-pared").first()
    if ultimo is None or abs(lectura.pared - ultimo.pared) > MUERTO:
        raise Conflicto(
            "El obrero no está en marcha, o su hora no es la de este servidor. Corrija la hora, arranque el obrero "
            "y vuelva a intentarlo en un minuto."
        )


@transaction.atomic
def avisar_ausencia(*, hasta: datetime, motivo: str, por: Alcance, ahora: datetime) -> Ausencia:
    """Quien administra avisa que el sistema estará detenido hasta ese momento (hora real).

    `NoEncontrado` a quien no administra; `ErrorDeDominio` sin motivo o con un momento que ya pasó.
    """
    por.exigir(ADMINISTRA, "esa ausencia")
    pared = leer().pared
    if hasta <= pared:
        raise ErrorDeDominio("Ese momento ya pasó.", campo="hasta")
    if not motivo.strip():
        raise ErrorDeDominio("Diga por qué se detendrá el sistema.", campo="motivo")
    fila = Ausencia.objects.create(
        hasta=hasta, motivo=motivo.strip()[:300], por=por.actor, nombre_por=por.nombre, en=ahora, pared=pared
    )
    datos = {"ausencia": fila.pk, "hasta": hasta.isoformat(), "motivo": fila.motivo}
    registrar(using="default", por=por, acto=Acto.AUSENCIA_AVISADA, ahora=ahora, datos=datos)
    return fila
