"""Pedir ayuda y contestarla. El correo solo avisa: lo escrito se lee dentro del sistema."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve, reverse

from conoceles.ayuda.consultas import de_quien_ve
from conoceles.ayuda.models import RespuestaDeAyuda, SolicitudDeAyuda
from conoceles.bitacora.actos import Acto
from conoceles.bitacora.operaciones import registrar
from conoceles.bitacora.papeles import RESPONSABLES, REVISORES
from conoceles.candidaturas.models import Candidatura
from conoceles.correo.operaciones import encolar
from conoceles.cuentas.models import Cuenta
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.bases.orden import para_cambiar
from conoceles.nucleo.errores import Conflicto, ErrorDeDominio, NoEncontrado
from conoceles.proceso import consultas as procesos
from conoceles.proceso.firma import con_eleccion, firma

MINIMO, MAXIMO = 15, 3000
ASUNTOS = {"nueva": "Conóceles: piden ayuda", "contestada": "Conóceles: contestamos su solicitud de ayuda"}
SIN_CONTESTAR = 10  # por persona: un tropiezo del navegador no llena la bandeja


@transaction.atomic
def pedir(*, texto: str, pagina: str = "", por: Alcance, ahora: datetime) -> SolicitudDeAyuda:
    """Deja la solicitud y avisa al correo del instituto. `pagina`: dirección de la pantalla desde la que se pide.

    `ErrorDeDominio` si no se entiende qué pasa; `Conflicto` si ya tiene demasiadas sin contestar.
    """
    vigente = procesos.elegida(por)
    if por.papel not in RESPONSABLES or vigente is None:
        raise NoEncontrado("No existe esa pantalla.")
    _exigir(texto)
    if SolicitudDeAyuda.objects.filter(por=por.actor, respuesta=None).count() >= SIN_CONTESTAR:
        raise Conflicto(
            "Ya tiene varias solicitudes sin contestar. Espere la respuesta de la autoridad electoral."
        )
    solicitud = SolicitudDeAyuda.objects.create(
        proceso=vigente,
        folio=_folio(pagina, por),
        pagina=pagina[:200] if pagina.startswith("/") else "",
        texto=texto.strip(),
        por=por.actor,
        nombre_por=por.nombre,
        en=ahora,
    )
    _avisar(procesos.definicion(vigente.clave).institucion.correo, "nueva", solicitud, por=por, ahora=ahora)
    _anotar(solicitud, Acto.AYUDA_PEDIDA, por=por, ahora=ahora)
    return solicitud


@transaction.atomic
def contestar(*, numero: int, texto: str, por: Alcance, ahora: datetime) -> RespuestaDeAyuda:
    """Contesta, cierra y avisa a quien pidió. `Conflicto` si alguien del instituto ya contestó."""
    por.exigir(REVISORES, "esa solicitud")
    filas = para_cambiar(de_quien_ve(SolicitudDeAyuda.objects.all(), por))
    solicitud = filas.filter(pk=numero).first()
    if solicitud is None:
        raise NoEncontrado("No existe esa solicitud.")
    if RespuestaDeAyuda.objects.filter(solicitud=solicitud).exists():
        raise Conflicto("Otra persona ya contestó esta solicitud.")
    _exigir(texto)
    respuesta = RespuestaDeAyuda.objects.create(
        solicitud=solicitud, texto=texto.strip(), por=por.actor, nombre_por=por.nombre, en=ahora
    )
    pk = solicitud.por.removeprefix("cuenta:")
    cuenta = Cuenta.objects.filter(pk=pk, is_active=True).first() if pk.isdigit() else None
    _avisar(cuenta.correo if cuenta else "", "contestada", solicitud, por=por, ahora=ahora)
    de_quien = {"cuenta": cuenta.pk} if cuenta else {}
    _anotar(solicitud, Acto.AYUDA_CONTESTADA, por=por, ahora=ahora, **de_quien)
    return respuesta


def _exigir(texto: str) -> None:
    largo = len(texto.strip())
    if largo < MINIMO:
        raise ErrorDeDominio("Escríbalo con un poco más de detalle.", campo="texto")
    if largo > MAXIMO:
        raise ErrorDeDominio(f"Use {MAXIMO} caracteres como máximo; lleva {largo}.", campo="texto")


def _folio(pagina: str, por: Alcance) -> str:
    """El de la candidatura de esa pantalla, si le toca a quien pide."""
    try:
        folio = resolve(pagina.removeprefix(reverse("inicio").rstrip("/"))).kwargs.get("folio", "")
    except Resolver404:
        return ""
    return folio if Candidatura.objects.en(por).filter(folio=folio).exists() else ""


def _avisar(para: str, que: str, solicitud: SolicitudDeAyuda, *, por: Alcance, ahora: datetime) -> None:
    """Sin lo escrito: en una solicitud de ayuda cabe cualquier cosa."""
    if not para:
        return
    contexto = {
        "solicitud": solicitud,
        "direccion": settings.URL_CAPTURA,
        "firma": firma(solicitud.proceso_id),
    }
    encolar(
        para=para,
        asunto=con_eleccion(ASUNTOS[que], solicitud.proceso_id),
        cuerpo=render_to_string(f"ayuda/correo_{que}.txt", contexto),
        clase="ayuda",
        proceso=solicitud.proceso_id,
        por=por,
        ahora=ahora,
    )


def _anotar(
    solicitud: SolicitudDeAyuda, acto: Acto, *, por: Alcance, ahora: datetime, **de_quien: int
) -> None:
    """Como los correos: lo que no es de una candidatura no se asienta en la elección."""
    registrar(
        using="default",
        por=por,
        acto=acto,
        ahora=ahora,
        proceso=solicitud.proceso_id if solicitud.folio else "",
        folio=solicitud.folio,
        datos={"solicitud": solicitud.pk, **de_quien},
    )
