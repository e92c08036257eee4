"""Escrituras de la base B: borrador, sello, y lo que repara o suprime."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.views.decorators.debug import sensitive_variables

from conoceles.bitacora.models import Entrada
from conoceles.candidaturas.constancia import anotar
from conoceles.candidaturas.models import Candidatura
from conoceles.identidad import cifrado, compromiso, documentos, llavero, matriz
from conoceles.identidad.consentimiento import (
    REDUCIDO,
    agregar,
    autorizaciones,
    como_respuestas,
    de_respuestas,
    medio_de,
)
from conoceles.identidad.documentos import BASE
from conoceles.identidad.models import BorradorIdentidad, Candado, DocumentoIdentidad, VersionDescartada
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import Conflicto, ErrorDeDominio
from conoceles.proceso import consultas as procesos
from conoceles.proceso.condiciones import PREFIERE_NO_CONTESTAR


@dataclass(frozen=True)
class Sello:
    """Lo que A puede saber de lo sellado. `cabeza` es la última huella de la cadena de B."""

    version: int
    compromiso: str
    cabeza: str


@sensitive_variables()
def guardar_borrador(
    *,
    candidatura: Candidatura,
    respuestas: Mapping[str, Any],
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
    documento = {"respuestas": dict(respuestas), "por": por.actor, "medio": medio}
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
    candidatura: Candidatura, respuestas: Mapping[str, Any], por: Alcance, *, consiente: bool
) -> str:
    """Quién dio el consentimiento que lleva el borrador: quien lo guarda si lo contesta, o quien ya lo había dado."""
    previo, medio = _consentido(candidatura)
    return (
        medio
        if medio and not consiente and de_respuestas(respuestas) == previo
        else medio_de(por, candidatura)
    )


@sensitive_variables()
def _consentido(candidatura: Candidatura) -> tuple[dict[str, Any], str]:
    """Lo que el borrador autoriza y el medio con que se contestó; medio vacío si no hay borrador."""
    fila = BorradorIdentidad.objects.filter(clave=candidatura.clave_identidad).first()
    if fila is None:
        return {}, ""
    documento = documentos.abrir_documento_borrador(fila)
    return de_respuestas(documento["respuestas"]), str(documento.get("medio", "captura"))


def _escribir_borrador(clave: UUID, version: int, nueva: int, cerrado: bytes, ahora: datetime) -> bool:
    if version:
        filas = BorradorIdentidad.objects.filter(clave=clave, version=version)
        return bool(filas.update(cifrado=cerrado, version=nueva, en=ahora))
    _, creado = BorradorIdentidad.objects.get_or_create(
        clave=clave, defaults={"cifrado": cerrado, "version": nueva, "en": ahora}
    )
    return creado


def descartar_borrador(*, candidatura: Candidatura, por: Alcance, ahora: datetime) -> None:
    """Borra sin leerlo lo que la persona llevaba escrito y no envió. Quien llama decide cuándo procede."""
    matriz.exigir(por, candidatura, "descartar")
    with transaction.atomic(using=BASE):
        BorradorIdentidad.objects.filter(clave=candidatura.clave_identidad).delete()
        anotar(candidatura, "identidad_sin_enviar_descartada", BASE, por=por, ahora=ahora)


@sensitive_variables()
def leer_borrador(*, candidatura: Candidatura, por: Alcance) -> tuple[dict[str, Any], int]:
    """Lo que quien captura lleva escrito y su versión; `({}, 0)` si no hay borrador.

    Después de enviar ya no se lee. `NoEncontrado` para cualquier papel institucional.
    """
    matriz.exigir(por, candidatura, "leer")
    return _borrador(candidatura)


@sensitive_variables()
def tomar_para_enviar(*, candidatura: Candidatura, por: Alcance) -> dict[str, Any]:
    """Lo que se sellará. Quien envía no siempre puede leerlo: quien llama no se lo muestra."""
    matriz.exigir(por, candidatura, "enviar")
    return _borrador(candidatura)[0]


@sensitive_variables()
def _borrador(candidatura: Candidatura) -> tuple[dict[str, Any], int]:
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
        BorradorIdentidad.objects.filter(clave=candidatura.clave_identidad).delete()
        _poner_candado(candidatura.clave_identidad, True, ahora)


def _poner_candado(clave: UUID, cerrado: bool, ahora: datetime) -> None:
    Candado.objects.update_or_create(clave=clave, defaults={"cerrado": cerrado, "en": ahora})


@sensitive_variables()
def reabrir(*, candidatura: Candidatura, por: Alcance, ahora: datetime) -> None:
    """Prepara un borrador con lo sellado y lo consentido, para subsanar. Quien reabre no lo lee.

    No pisa un borrador que ya exista.
    """
    matriz.exigir(por, candidatura, "reabrir")
    clave = candidatura.clave_identidad
    abierto = ultimo(clave)
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
            anotar(candidatura, "identidad_reabierta", BASE, por=por, ahora=ahora, version=version)


@sensitive_variables()
def ultimo(clave: UUID) -> documentos.Abierto | None:
    """Lo último sellado, abierto; solo para esta sala. `None` si no hay nada."""
    fila = documentos.ultimos([clave]).get(clave)
    return documentos.abrir(fila, llavero.obtener(clave)) if fila else None


@sensitive_variables()
def sellar(
    *,
    candidatura: Candidatura,
    respuestas: Mapping[str, Any],
    consentimiento: Mapping[str, Any],
    aviso_version: str,
    origen: str,
    por: Alcance,
    ahora: datetime,
) -> Sello:
    """Sella las respuestas y el consentimiento en una transacción de B; se llama antes de confirmar A.

    `consentimiento`: `tratamiento`, `publicacion`, `estadistica`, los tres contestados, y los `grupos` que se
    publicarían (ausentes, todos). De quien niega el tratamiento se guarda lo que declara `[consentimiento]`. Sellar otra vez lo mismo devuelve la misma versión (así se
    repite un envío que falló entre las dos bases). El borrador espera a `cerrar`. `Conflicto` si otro envío selló a la vez.
    """
    matriz.exigir(por, candidatura, "enviar")
    autorizado = autorizaciones(consentimiento)
    clave = candidatura.clave_identidad
    guardadas = dict(respuestas) if autorizado["tratamiento"] else _sin_tratamiento(candidatura)
    consentido, quien = _consentido(candidatura)
    propio = quien == "sesion" and autorizaciones(consentido) == autorizado
    medio = "sesion" if propio else medio_de(por, candidatura)
    llave = llavero.obtener_o_crear(clave, ahora)
    entrada: Entrada | None
    try:
        with transaction.atomic(using=BASE):
            version, resumen = escribir_sello(clave, guardadas, llave, origen, ahora)
            if agregar(candidatura, autorizado, aviso_version, medio, por, ahora):
                anotar(candidatura, REDUCIDO, BASE, por=por, ahora=ahora, medio=medio, aviso=aviso_version)
            datos = {"version": version, "compromiso": resumen}
            entrada = anotar(candidatura, "identidad_sellada", BASE, por=por, ahora=ahora, **datos)
    except IntegrityError:
        entrada = None
    if entrada is None:
        raise Conflicto("Otro envío de esta candidatura llegó al mismo tiempo.")
    return Sello(version, resumen, entrada.huella)


def _sin_tratamiento(candidatura: Candidatura) -> dict[str, Any]:
    """Lo que se guarda de quien no autoriza el tratamiento: «prefiero no contestar» a todo, o nada."""
    definicion = procesos.definicion(candidatura.proceso_id)
    if definicion.consentimiento.tratamiento == "sin_respuesta":
        return {}
    preguntas = (c for c in definicion.identidad.campos() if c.numero)
    return {
        c.clave: [PREFIERE_NO_CONTESTAR] if c.tipo == "opciones" else PREFIERE_NO_CONTESTAR for c in preguntas
    }


@sensitive_variables()
def escribir_sello(
    clave: UUID, respuestas: dict[str, Any], llave: bytes, origen: str, ahora: datetime
) -> tuple[int, str]:
    """Versión y compromiso: los de lo último sellado si dice lo mismo, o los de una fila nueva."""
    anterior = ultimo(clave)
    if anterior is not None and anterior.respuestas == respuestas:
        return anterior.version, anterior.compromiso
    version = _siguiente(clave)
    nonce = compromiso.nuevo_nonce()
    aad = documentos.contexto_documento(clave, version)
    cerrado = cifrado.cerrar(llave, {"respuestas": respuestas, "nonce": nonce.hex()}, aad)
    resumen = compromiso.calcular(respuestas, nonce)
    DocumentoIdentidad.objects.create(
        clave=clave, version=version, origen=origen, cifrado=cerrado, compromiso=resumen, en=ahora
    )
    return version, resumen


def _siguiente(clave: UUID) -> int:
    return DocumentoIdentidad.objects.filter(clave=clave).count() + 1


@sensitive_variables()
def leer_para_acto(*, candidatura: Candidatura, motivo: str, por: Alcance, ahora: datetime) -> dict[str, Any]:
    """Lo sellado de una persona, solo para administración; el motivo queda en la bitácora de B.

    Si la constancia no se puede escribir, no hay lectura. `ErrorDeDominio` sin motivo.
    """
    matriz.exigir(por, candidatura, "leer_con_motivo")
    if not motivo.strip():
        raise ErrorDeDominio("Escriba el motivo por el que se consultan estas respuestas.", campo="motivo")
    abierto = ultimo(candidatura.clave_identidad)
    with transaction.atomic(using=BASE):
        anotar(candidatura, "identidad_leida", BASE, por=por, ahora=ahora, motivo=motivo.strip())
    return abierto.respuestas if abierto else {}


def descartar_version(*, candidatura: Candidatura, version: int, por: Alcance, ahora: datetime) -> None:
    """Marca una versión que quedó sin envío en A: no cuenta ni se publica; la siguiente usa otro número.

    La fila no se borra (B solo agrega) y el borrador sigue ahí para repetir el envío. Idempotente.
    """
    matriz.exigir(por, candidatura, "reparar")
    clave = candidatura.clave_identidad
    with transaction.atomic(using=BASE):
        _, nueva = VersionDescartada.objects.get_or_create(
            clave=clave, version=version, defaults={"en": ahora}
        )
        if nueva:
            anotar(candidatura, "identidad_descartada", BASE, por=por, ahora=ahora, version=version)


def suprimir(*, candidatura: Candidatura, por: Alcance, ahora: datetime) -> None:
    """Destruye la llave y el borrador: lo sellado queda ilegible aquí y en todo respaldo. Idempotente.

    Si algo falla después de destruir la llave, repetir la orden completa la constancia.
    """
    matriz.exigir(por, candidatura, "suprimir")
    with transaction.atomic(using=BASE):
        BorradorIdentidad.objects.filter(clave=candidatura.clave_identidad).delete()
        llavero.destruir(candidatura.clave_identidad, ahora)
        anotar(candidatura, "identidad_suprimida", BASE, por=por, ahora=ahora)
