"""Lo sellado en la base B: sellarlo, leerlo con motivo, y lo que lo repara o suprime."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.views.decorators.debug import sensitive_variables

from conoceles.bitacora.actos import Acto
from conoceles.candidaturas.models import Candidatura
from conoceles.identidad import borradores, documentos, matriz
from conoceles.identidad.constancias.asiento import anotar
from conoceles.identidad.constancias.halladas import exigir_integra
from conoceles.identidad.documentos import BASE
from conoceles.identidad.llaves import cifrado, compromiso, llavero, sal
from conoceles.identidad.models import Acreditacion, BorradorIdentidad, DocumentoIdentidad, VersionDescartada
from conoceles.identidad.permisos import acreditaciones, vinculos
from conoceles.identidad.permisos.consentimiento import (
    Autorizado,
    Dicho,
    Medio,
    agregar,
    autorizaciones,
    medio_de,
)
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import Conflicto, ErrorDeDominio
from conoceles.proceso.preguntas.condiciones import PREFIERE_NO_CONTESTAR
from conoceles.proceso.preguntas.cuestionario import Respuesta, Respuestas


@dataclass(frozen=True)
class Sello:
    """Lo que A puede saber de lo sellado. `cabeza` es la última huella de la cadena de B."""

    version: int
    compromiso: str
    cabeza: str


@sensitive_variables()
def sellar(
    *,
    candidatura: Candidatura,
    respuestas: Respuestas,
    consentimiento: Dicho,
    aviso_version: str,
    origen: str,
    por: Alcance,
    ahora: datetime,
) -> Sello:
    """Sella las respuestas y el consentimiento en una transacción de B; se llama antes de confirmar A.

    `consentimiento`: `tratamiento`, `publicacion`, `estadistica`, los tres contestados, y los `grupos` que se
    publicarían (ausentes, todos). De quien niega el tratamiento se guarda lo que declara `[consentimiento]`.
    Sellar otra vez lo mismo devuelve la misma versión: así se repite un envío que falló entre las dos bases. El
    borrador espera a `borradores.cerrar`. `Conflicto` si otro envío selló a la vez.
    """
    matriz.exigir(por, candidatura, "enviar")
    autorizado = autorizaciones(consentimiento)
    guardadas = dict(respuestas) if autorizado["tratamiento"] else _sin_tratamiento(candidatura)
    medio, ampara = _quien_consintio(candidatura, autorizado, por)
    llave = llavero.obtener_o_crear(candidatura.clave_identidad, ahora)
    # Fuera del `except`: un error de la base lleva lo que se quiso guardar, y no debe ser la causa de ningún otro.
    with suppress(IntegrityError), transaction.atomic(using=BASE):
        exigir_integra(candidatura)
        escrito = escribir_sello(candidatura.clave_identidad, guardadas, llave, origen, ahora)
        perdio = agregar(candidatura, autorizado, aviso_version, medio, por, ahora, ampara)
        if perdio:
            _anotar_reduccion(candidatura, medio, aviso_version, por, ahora)
        datos = {"version": escrito.version, "compromiso": escrito.compromiso}
        entrada = anotar(candidatura, Acto.IDENTIDAD_SELLADA, por=por, ahora=ahora, **datos)
        return Sello(escrito.version, escrito.compromiso, entrada.huella)
    raise Conflicto("Otro envío de esta candidatura llegó al mismo tiempo.")


def _anotar_reduccion(
    candidatura: Candidatura, medio: Medio, aviso: str, por: Alcance, ahora: datetime
) -> None:
    reducido = Acto.CONSENTIMIENTO_REDUCIDO
    anotar(candidatura, reducido, por=por, ahora=ahora, medio=medio, aviso=aviso)


@sensitive_variables()
def _quien_consintio(
    candidatura: Candidatura, autorizado: Autorizado, por: Alcance
) -> tuple[Medio, Acreditacion | None]:
    """Quien lo contestó en el borrador, si eso es lo que se sella; si no, quien envía. Lo acreditado debe seguir vigente."""
    consentido, quien, numero = borradores.consentido(candidatura)
    if quien in ("sesion", "acreditada") and autorizaciones(consentido) == autorizado:
        ampara = acreditaciones.sigue(numero)
        return ("acreditada", ampara) if ampara else ("sesion", None)
    ampara = acreditaciones.vigente(por, candidatura)
    return medio_de(por, candidatura), ampara


def _sin_tratamiento(candidatura: Candidatura) -> dict[str, Respuesta]:
    """Lo que se guarda de quien no autoriza el tratamiento: «prefiero no contestar» a todo, o nada."""
    definicion = candidatura.definicion
    if definicion.consentimiento.tratamiento == "sin_respuesta":
        return {}
    preguntas = (c for c in definicion.identidad.campos() if c.numero)
    return {
        c.clave: [PREFIERE_NO_CONTESTAR] if c.tipo == "opciones" else PREFIERE_NO_CONTESTAR for c in preguntas
    }


@dataclass(frozen=True)
class Escrito:
    """Lo sellado."""

    version: int
    compromiso: str


@sensitive_variables()
def escribir_sello(
    clave: UUID, respuestas: dict[str, Respuesta], llave: bytes, origen: str, ahora: datetime
) -> Escrito:
    """Lo último sellado si dice lo mismo, o una fila nueva."""
    anterior = documentos.ultimo(clave)
    if anterior is not None and anterior.respuestas == respuestas:
        return Escrito(anterior.version, anterior.compromiso)
    version = _siguiente(clave)
    nonce = compromiso.nuevo_nonce()
    aad = documentos.contexto_documento(clave, version)
    cerrado = cifrado.cerrar(llave, {"respuestas": respuestas, "nonce": nonce.hex()}, aad)
    resumen = compromiso.calcular(respuestas, nonce)
    DocumentoIdentidad.objects.create(
        clave=clave, version=version, origen=origen, cifrado=cerrado, compromiso=resumen, en=ahora
    )
    return Escrito(version, resumen)


def _siguiente(clave: UUID) -> int:
    return DocumentoIdentidad.objects.filter(clave=clave).count() + 1


@sensitive_variables()
def leer_para_acto(
    *, candidatura: Candidatura, motivo: str, por: Alcance, ahora: datetime
) -> dict[str, Respuesta]:
    """Lo sellado de una persona, solo para administración; el motivo queda en la bitácora de B.

    Si la constancia no se puede escribir, no hay lectura. `ErrorDeDominio` sin motivo.
    """
    matriz.exigir(por, candidatura, "leer_con_motivo")
    if not motivo.strip():
        raise ErrorDeDominio("Escriba el motivo por el que se consultan estas respuestas.", campo="motivo")
    abierto = documentos.ultimo(candidatura.clave_identidad)
    with transaction.atomic(using=BASE):
        anotar(candidatura, Acto.IDENTIDAD_LEIDA, por=por, ahora=ahora, motivo=motivo.strip())
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
            anotar(candidatura, Acto.IDENTIDAD_DESCARTADA, por=por, ahora=ahora, version=version)


def suprimir(*, candidatura: Candidatura, por: Alcance, ahora: datetime) -> None:
    """Destruye la llave y el borrador: lo sellado queda ilegible aquí y en todo respaldo. Idempotente.

    Si algo falla después de destruir la llave, repetir la orden completa la constancia.
    """
    matriz.exigir(por, candidatura, "suprimir")
    with transaction.atomic(using=BASE):
        BorradorIdentidad.objects.filter(clave=candidatura.clave_identidad).delete()
        if llavero.vive(candidatura.clave_identidad):
            sal.olvidar_comun(candidatura.proceso_id, ahora)  # antes: si algo falla, repetir la olvida
        llavero.destruir(candidatura.clave_identidad, ahora)
        vinculos.terminar(candidatura, por=por, ahora=ahora)
        anotar(candidatura, Acto.IDENTIDAD_SUPRIMIDA, por=por, ahora=ahora)
