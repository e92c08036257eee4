"""El ajuste único a lo publicado (plan §11.7): se pide una vez y solo administración lo resuelve."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from django.db import IntegrityError, transaction

from conoceles import leyes
from conoceles.bitacora.actos import Acto
from conoceles.candidaturas.consultas import exigir_invitada
from conoceles.candidaturas.models import Candidatura
from conoceles.curricular.fotografias import Imagen
from conoceles.expediente.ajuste.cambios import asentado, constancia_de, revisados, version_con
from conoceles.expediente.calendario.plazos import vence_ajuste
from conoceles.expediente.models import Ajuste, AjusteResuelto
from conoceles.expediente.transiciones import exigir, mover, tomar_para_cambiar
from conoceles.identidad import ajustes as identidad
from conoceles.identidad.operaciones import Sello
from conoceles.nucleo import reloj
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.dias import en_palabras
from conoceles.nucleo.errores import Conflicto, ErrorDeDominio
from conoceles.proceso import consultas as proceso
from conoceles.proceso.preguntas.cuestionario import Respuestas

# Causa → (qué se dice, regla de `procesos/_derecho`). Lista cerrada: fuera de ella, el ajuste se aplica.
CAUSAS = {
    "sin_diferencia": ("Lo publicado ya coincide con lo que se enviaba", "ajuste-unico"),
    "ofensiva": ("El texto pedido es ofensivo, discriminatorio o sexista", "contenido-prohibido"),
    "propaganda": ("El texto pedido es propaganda", "contenido-prohibido"),
    "ajena": ("El texto pedido menciona a otra candidatura o a quien la postula", "contenido-prohibido"),
    "no_responde": ("El texto pedido no contesta lo que pregunta el cuestionario", "contenido-prohibido"),
    "sin_legitimacion": ("Lo pidió quien no responde por la candidatura", "ajuste-legitimacion"),
}


@transaction.atomic
def pedir(
    *,
    candidatura: Candidatura,
    debe_decir: Respuestas,
    por: Alcance,
    ahora: datetime,
    recibido_en: datetime | None = None,
    de_identidad: Respuestas | None = None,
    imagen: Imagen | None = None,
) -> Ajuste:
    """Registra la única solicitud. `debe_decir`: campo → valor nuevo, de una o varias secciones.

    `de_identidad`: pregunta → respuesta nueva; se guarda cifrada en la base B y aquí solo consta que la hay.
    `recibido_en`: cuándo llegó el correo, si lo registra el instituto; quien responde lo omite.
    `Conflicto` si ya se pidió o no está publicada; `ErroresDeCampos` si el texto incumple una regla.
    """
    fila = tomar_para_cambiar(candidatura, por)
    recibido = exigir_pedible(fila, recibido_en, por=por, ahora=ahora)
    cambios = revisados(fila, debe_decir, de_identidad, imagen, motivo="ajuste", por=por, ahora=ahora)
    numero = uuid4()
    if cambios.identidad:
        identidad.pedir(candidatura=fila, ajuste=numero, debe_decir=cambios.identidad, por=por, ahora=ahora)
    ajuste = _crear(
        id=numero,
        candidatura=fila,
        medio="correo" if recibido_en else "sistema",
        recibido_en=recibido,
        vence_en=vence_ajuste(fila.definicion.calendario, recibido),
        dice=cambios.dice,
        debe_decir=cambios.debe_decir,
        fotografia=cambios.fotografia,
        con_identidad=bool(cambios.identidad),
        por=por.actor,
        nombre_por=por.nombre,
        en=ahora,
    )
    datos = {"medio": ajuste.medio, "vence": ajuste.vence_en.isoformat(), "secciones": cambios.secciones}
    mover(fila, Acto.AJUSTE_PEDIDO, por=por, ahora=ahora, **datos)
    return ajuste


@transaction.atomic
def aplicar(*, candidatura: Candidatura, por: Alcance, ahora: datetime) -> AjusteResuelto:
    """Publica lo pedido como versión nueva; la anterior se conserva. `Conflicto` si no hay nada por resolver.

    Las respuestas de identidad se sellan primero en B: si A no confirma, esa versión se descarta.
    """
    fila = tomar_para_cambiar(candidatura, por)
    exigir(fila, Acto.AJUSTE_APLICADO, por=por)
    ajuste = _por_resolver(fila)
    version = version_con(fila, ajuste.debe_decir, ajuste.fotografia, "ajuste", por=por, ahora=ahora)
    sello = _sellar(fila, ajuste, por=por, ahora=ahora)
    resuelto = AjusteResuelto.objects.create(
        ajuste=ajuste,
        **asentado(version, sello),
        recibido_en=reloj.llegada(ahora),
        por=por.actor,
        en=ahora,
    )
    datos = {**constancia_de(version, sello), "a_tiempo": resuelto.recibido < ajuste.vence_en}
    mover(fila, Acto.AJUSTE_APLICADO, por=por, ahora=ahora, **datos)
    return resuelto


@transaction.atomic
def declinar(*, candidatura: Candidatura, causa: str, por: Alcance, ahora: datetime) -> AjusteResuelto:
    """Lo declara improcedente por una causa de la lista. La solicitud queda gastada.

    `ErrorDeDominio` (`causa`) fuera de la lista, o sin norma que la funde ese día; `Conflicto` si no hay nada por resolver.
    """
    if causa not in CAUSAS:
        raise ErrorDeDominio("Elija una causa de la lista.", campo="causa")
    fila = tomar_para_cambiar(candidatura, por)
    exigir(fila, Acto.AJUSTE_DECLINADO, por=por)
    ajuste = _por_resolver(fila)
    cita = fundamento_de_acto(fila.proceso_id, causa, ahora)
    resuelto = AjusteResuelto.objects.create(
        ajuste=ajuste, causa=causa, recibido_en=reloj.llegada(ahora), por=por.actor, en=ahora
    )
    datos = {
        "causa": causa,
        "fundamento": cita,
        "a_tiempo": resuelto.recibido < ajuste.vence_en,
    }
    mover(fila, Acto.AJUSTE_DECLINADO, por=por, ahora=ahora, **datos)
    return resuelto


def fundamento(clave: str, causa: str, en: datetime) -> str:
    """La norma que funda esa causa ese día."""
    definicion = proceso.definicion(clave)
    dia = definicion.calendario.dia_local(en)
    return leyes.cita_o_pendiente(CAUSAS[causa][1], dia, definicion.entidad)


def fundamento_de_acto(clave: str, causa: str, en: datetime) -> str:
    """Como `fundamento`; `SinLey`, junto a la causa, si lo mandaba una norma que ya no rige."""
    definicion = proceso.definicion(clave)
    try:
        return leyes.cita_de_acto(CAUSAS[causa][1], definicion.calendario.dia_local(en), definicion.entidad)
    except leyes.SinLey as falta:
        raise falta.junto_a("causa") from None


def exigir_pedible(
    fila: Candidatura, recibido_en: datetime | None, *, por: Alcance, ahora: datetime
) -> datetime:
    """Que hoy se pueda pedir, por quien actúa y por única vez; desde cuándo corre el plazo."""
    exigir_invitada(por, fila)
    _exigir_primera(fila)
    exigir(fila, Acto.AJUSTE_PEDIDO, por=por)
    return _recepcion(por, recibido_en, ahora)


def _exigir_primera(fila: Candidatura) -> None:
    previo = Ajuste.objects.filter(candidatura=fila).first()
    if previo is not None:
        dia = fila.definicion.calendario.dia_local(previo.recibido_en)
        raise Conflicto(f"El ajuste se pide por única ocasión y ya se recibió el {en_palabras(dia)}.")


def _recepcion(por: Alcance, recibido_en: datetime | None, ahora: datetime) -> datetime:
    """El plazo corre desde que llegó: lo que pide quien usa el sistema, al frente; de un correo, su fecha."""
    if por.papel == "administracion":
        if recibido_en is None:
            raise ErrorDeDominio("Escriba cuándo se recibió el correo.", campo="recibido_en")
        if recibido_en > ahora:
            raise ErrorDeDominio("El correo no pudo recibirse en el futuro.", campo="recibido_en")
        return recibido_en
    if recibido_en is not None:
        raise ErrorDeDominio("Solo la autoridad electoral registra solicitudes recibidas por correo.")
    return reloj.recibido(ahora)


def _sellar(fila: Candidatura, ajuste: Ajuste, *, por: Alcance, ahora: datetime) -> Sello | None:
    if not ajuste.con_identidad:
        return None
    return identidad.aplicar(candidatura=fila, ajuste=ajuste.pk, por=por, ahora=ahora)


def _crear(**campos: object) -> Ajuste:
    try:
        with transaction.atomic():
            return Ajuste.objects.create(**campos)
    except IntegrityError as error:
        raise Conflicto("El ajuste se pide por única ocasión y ya se recibió.") from error


def _por_resolver(fila: Candidatura) -> Ajuste:
    ajuste = Ajuste.objects.filter(candidatura=fila, resuelto=None).first()
    if ajuste is None:
        raise Conflicto("No hay un ajuste por resolver.")
    return ajuste
