"""De la bitácora a la lista de cada persona, y de la lista a su correo. Repetirlo no dice nada dos veces."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef

from conoceles.avisos import consultas, destinatarios
from conoceles.avisos.carta import asunto, cuerpo
from conoceles.avisos.mensajes import texto
from conoceles.avisos.models import Aviso, Marcador, Mensaje
from conoceles.bitacora import consultas as bitacora
from conoceles.bitacora.models import Entrada
from conoceles.correo.operaciones import encolar
from conoceles.cuentas.models import Cuenta
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.bases.orden import para_cambiar

BASES = ("default", "identidad")
LOTE = 200  # entradas por vuelta y base: publicar no espera a que se lea toda la bitácora
REPOSO = timedelta(minutes=1)  # validar y publicar distan segundos: van en el mismo correo
POR = Alcance.sistema("avisos")


def anotar(*, callado: bool = False) -> int:
    """Pone en la lista de cada persona lo que la bitácora diga de nuevo. Devuelve cuántas entradas leyó.

    La entrada es el renglón de salida: nació con su acto, y el marcador avanza con los avisos que dejó. Así, una
    caída repite la lectura entera o nada. De la que no lleva el sello del sistema no se dice nada a nadie. `callado`: sin correo, para una historia inventada.
    """
    return sum(_de_la_base(base, callado) for base in BASES)


@transaction.atomic
def _de_la_base(base: str, callado: bool) -> int:
    Marcador.objects.get_or_create(pk=base)
    marcador = para_cambiar(Marcador.objects.all()).get(pk=base)
    entradas = list(bitacora.desde(base, marcador.hasta)[:LOTE])
    if entradas:
        Aviso.objects.bulk_create(
            [a for e in filter(bitacora.sellada, entradas) for a in _avisos(base, e, callado)]
        )
        Marcador.objects.filter(pk=base).update(hasta=entradas[-1].pk)
    return len(entradas)


def _avisos(base: str, entrada: Entrada, callado: bool) -> list[Aviso]:
    return [
        Aviso(
            cuenta=cuenta,
            base=base,
            entrada=entrada.pk,
            acto=entrada.acto,
            proceso=entrada.proceso,
            folio=entrada.folio,
            en=entrada.momento,
            por_correo=not callado and texto(entrada.acto, cuenta.papel).por_correo,
        )
        for cuenta in destinatarios.de(entrada)
    ]


def repartir(*, ahora: datetime) -> int:
    """Escribe a cada persona, una vez por hora y elección, lo que no se le ha escrito. Devuelve cuántos mensajes."""
    hora = ahora.astimezone(timezone.utc).replace(minute=0, second=0, microsecond=0)
    pendientes = Aviso.objects.filter(mensaje=None, por_correo=True, en__lte=ahora - REPOSO)
    hecho = Mensaje.objects.filter(cuenta=OuterRef("cuenta"), proceso=OuterRef("proceso"), hora=hora)
    esperan = pendientes.exclude(Exists(hecho)).order_by("cuenta", "proceso").values_list("cuenta", "proceso")
    return sum(_escribir(pk, proceso, hora, ahora) for pk, proceso in list(esperan.distinct()))


def _escribir(cuenta_pk: int, proceso: str, hora: datetime, ahora: datetime) -> bool:
    """El mensaje, su correo y la marca de cada aviso, o nada. Falso si otro obrero ya le escribió en esta hora."""
    try:
        with transaction.atomic():
            cuenta = para_cambiar(Cuenta.objects.all()).get(pk=cuenta_pk)
            de_esta = cuenta.avisos.filter(mensaje=None, por_correo=True, proceso=proceso)
            suyos = list(para_cambiar(de_esta.order_by("en", "id")))
            if not suyos:
                return False
            _enviar(cuenta, suyos, hora, ahora)
    except IntegrityError:
        return False
    return True


def _enviar(cuenta: Cuenta, suyos: list[Aviso], hora: datetime, ahora: datetime) -> None:
    correo = encolar(
        para=cuenta.correo,
        asunto=asunto(cuenta, suyos, suyos[0].proceso),
        cuerpo=cuerpo(cuenta, suyos),
        clase="aviso",
        proceso=suyos[0].proceso,
        por=POR,
        ahora=ahora,
    )
    mensaje = Mensaje.objects.create(cuenta=cuenta, proceso=suyos[0].proceso, hora=hora, correo=correo)
    Aviso.objects.filter(pk__in=[a.pk for a in suyos]).update(mensaje=mensaje)


def leer(*, por: Alcance, hasta: int, ahora: datetime) -> int:
    """Da por leídos los de quien actúa, hasta el último que tenía a la vista. Devuelve cuántos."""
    return consultas.listar(por, sin_leer=True).filter(pk__lte=hasta).update(leido_en=ahora)


def leer_uno(*, aviso: Aviso, ahora: datetime) -> None:
    """Lo da por leído, una vez. El aviso llega ya filtrado por alcance."""
    Aviso.objects.filter(pk=aviso.pk, leido_en=None).update(leido_en=ahora)
