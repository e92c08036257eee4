"""El borrador de identidad en la base B: se guarda, se lee, se cierra al enviar y se reabre para subsanar."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.views.decorators.debug import sensitive_variables

from conoceles.bitacora.actos import Acto
from conoceles.candidaturas.models import Candidatura
from conoceles.identidad import documentos, matriz
from conoceles.identidad.constancias.asiento import anotar
from conoceles.identidad.documentos import BASE
from conoceles.identidad.llaves import cifrado, llavero
from conoceles.identidad.models import BorradorIdentidad, Candado
from conoceles.identidad.permisos import acreditaciones
from conoceles.identidad.permisos.consentimiento import Dicho, como_respuestas, de_respuestas, medio_de
from conoceles.integridad.con_sello import sello_de
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import Conflicto, ErrorDeDominio
from conoceles.proceso.preguntas.cuestionario import Respuesta, Respuestas


@sensitive_variables()
def guardar(
    *,
    candidatura: Candidatura,
    respuestas: Respuestas,
    version: int,
    por: Alcance,
    ahora: datetime,
    consiente: bool = False,
) -> int:
    """Guarda el borrador entero y devuelve su nueva versión.

    `consiente`: lo que se contesta es el consentimiento, aunque diga lo mismo que antes.

    `version` es la que se leyó (0 si no había). `Conflicto` si otra pestaña guardó después. No deja
    entrada en la bitácora: un borrador no es un acto; quién y cuándo van dentro de lo cifrado.
    """
    matriz.exigir(por, candidatura, "escribir")
    clave, nueva = candidatura.clave_identidad, version + 1
    llave = llavero.obtener_o_crear(clave, ahora)
    medio = _medio_al_guardar(candidatura, respuestas, por, consiente=consiente)
    documento = {"respuestas": dict(respuestas), "por": por.actor, **medio}
    cerrado = cifrado.cerrar(llave, documento, documentos.contexto_borrador(clave, nueva))
    try:
        with transaction.atomic(using=BASE):
            guardado = _escribir_borrador(clave, version, nueva, cerrado, ahora)
    except IntegrityError:
        guardado = None
    if guardado is None:
        raise ErrorDeDominio("Las respuestas de identidad ya se enviaron y no están abiertas.")
    if not guardado:
        raise Conflicto("Estas respuestas se guardaron desde otra pestaña. Revise la versión más reciente.")
    return nueva


@sensitive_variables()
def _medio_al_guardar(
    candidatura: Candidatura, respuestas: Respuestas, por: Alcance, *, consiente: bool
) -> dict[str, object]:
    """Quién dio el consentimiento que lleva el borrador: quien lo guarda si lo contesta, o quien ya lo había dado."""
    previo, medio, acreditacion = consentido(candidatura)
    if medio and not consiente and de_respuestas(respuestas) == previo:
        return {"medio": medio, "acreditacion": acreditacion}
    ampara = acreditaciones.vigente(por, candidatura)
    return {"medio": medio_de(por, candidatura), "acreditacion": ampara.pk if ampara else None}


@sensitive_variables()
def consentido(candidatura: Candidatura) -> tuple[Dicho, str, int | None]:
    """Lo que el borrador autoriza, el medio con que se contestó (vacío si no hay) y la acreditación que lo ampara."""
    fila = BorradorIdentidad.objects.filter(clave=candidatura.clave_identidad).first()
    if fila is None:
        return {}, "", None
    documento = documentos.abrir_documento_borrador(fila)
    return (
        de_respuestas(documento.respuestas),
        documento.medio,
        documento.acreditacion,
    )


def _escribir_borrador(clave: UUID, version: int, nueva: int, cerrado: bytes, ahora: datetime) -> bool:
    if version:
        filas = BorradorIdentidad.objects.filter(clave=clave, version=version)
        return bool(filas.update(cifrado=cerrado, version=nueva, en=ahora))
    _, creado = BorradorIdentidad.objects.get_or_create(
        clave=clave, defaults={"cifrado": cerrado, "version": nueva, "en": ahora}
    )
    return creado


def descartar(*, candidatura: Candidatura, por: Alcance, ahora: datetime) -> None:
    """Borra sin leerlo lo que la persona llevaba escrito y no envió. Quien llama decide cuándo procede."""
    matriz.exigir(por, candidatura, "descartar")
    with transaction.atomic(using=BASE):
        BorradorIdentidad.objects.filter(clave=candidatura.clave_identidad).delete()
        anotar(candidatura, Acto.IDENTIDAD_SIN_ENVIAR_DESCARTADA, por=por, ahora=ahora)


@sensitive_variables()
def leer(*, candidatura: Candidatura, por: Alcance) -> tuple[dict[str, Respuesta], int]:
    """Lo que quien captura lleva escrito y su versión; `({}, 0)` si no hay borrador.

    Después de enviar ya no se lee. `NoEncontrado` para cualquier papel institucional.
    """
    matriz.exigir(por, candidatura, "leer")
    return _borrador(candidatura)


@sensitive_variables()
def tomar_para_enviar(*, candidatura: Candidatura, por: Alcance) -> dict[str, Respuesta]:
    """Lo que se sellará. Quien envía no siempre puede leerlo: quien llama no se lo muestra."""
    matriz.exigir(por, candidatura, "enviar")
    return _borrador(candidatura)[0]


@sensitive_variables()
def _borrador(candidatura: Candidatura) -> tuple[dict[str, Respuesta], int]:
    borrador = BorradorIdentidad.objects.filter(clave=candidatura.clave_identidad).first()
    if borrador is None:
        return {}, 0
    return documentos.abrir_borrador(borrador), borrador.version


def cerrar(*, candidatura: Candidatura, por: Alcance, ahora: datetime) -> None:
    """Borra el borrador y echa el candado cuando A ya confirmó el envío.

    Hasta entonces el borrador sirve para repetirlo. Idempotente. El sello ya dejó su constancia.
    """
    matriz.exigir(por, candidatura, "cerrar")
    with transaction.atomic(using=BASE):
        _poner_candado(candidatura.clave_identidad, True, ahora)
        BorradorIdentidad.objects.filter(clave=candidatura.clave_identidad).delete()


def soltar(*, candidatura: Candidatura, por: Alcance, ahora: datetime) -> None:
    """Quita el candado que sobra: lo de esa candidatura está por enviarse, y con él nadie puede contestarlo."""
    matriz.exigir(por, candidatura, "reparar")
    with transaction.atomic(using=BASE):
        _poner_candado(candidatura.clave_identidad, False, ahora)


def _poner_candado(clave: UUID, cerrado: bool, ahora: datetime) -> None:
    sello = sello_de(Candado(clave=clave, cerrado=cerrado, en=ahora))
    Candado.objects.update_or_create(clave=clave, defaults={"cerrado": cerrado, "en": ahora, "sello": sello})


@sensitive_variables()
def reabrir(*, candidatura: Candidatura, por: Alcance, ahora: datetime) -> None:
    """Prepara un borrador con lo sellado y lo consentido, para subsanar. Quien reabre no lo lee.

    No pisa un borrador que ya exista.
    """
    matriz.exigir(por, candidatura, "reabrir")
    clave = candidatura.clave_identidad
    abierto = documentos.ultimo(clave)
    if abierto is None:
        return
    consentido = documentos.consentimientos([clave]).get(clave)
    respuestas = abierto.respuestas | (como_respuestas(consentido) if consentido else {})
    documento = {"respuestas": respuestas, "por": por.actor}
    cerrado = cifrado.cerrar(llavero.obtener(clave), documento, documentos.contexto_borrador(clave, 1))
    with transaction.atomic(using=BASE):
        _poner_candado(clave, False, ahora)
        if _escribir_borrador(clave, 0, 1, cerrado, ahora):
            version = abierto.version
            anotar(candidatura, Acto.IDENTIDAD_REABIERTA, por=por, ahora=ahora, version=version)
