"""Lo de la base B de un lote: lo sellado, lo consentido y los formatos firmados, cada uno con la llave de su persona."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from conoceles.bitacora.actos import Acto
from conoceles.candidaturas.constancia import anotar_varias
from conoceles.candidaturas.models import Candidatura
from conoceles.expediente.actos.envios import CONSENTIMIENTOS
from conoceles.identidad import documentos
from conoceles.identidad.documentos import BASE
from conoceles.identidad.llaves import cifrado, compromiso, llavero
from conoceles.identidad.models import (
    Candado,
    Consentimiento,
    DocumentoIdentidad,
    FormatoFirmado,
    ResolucionDeFormato,
)
from conoceles.identidad.permisos import efecto
from conoceles.identidad.permisos.consentimiento import autorizaciones, de_respuestas
from conoceles.integridad.con_sello import sello_de
from conoceles.nucleo import archivos
from conoceles.nucleo.alcance import Alcance
from conoceles.proceso import consultas as procesos
from conoceles.proceso.definicion import Definicion
from conoceles.proceso.preguntas.cuestionario import Respuesta
from taller.banco.siembra.eleccion import AHORA, CLAVE

CAPTURA = Alcance("banco", "partido", nombre="Banco")
UTTAIP = Alcance("banco", "administracion", todo=True, nombre="Banco")
Respuestas = Mapping[str, Respuesta]


class Sello(NamedTuple):
    """Lo que la base A anota de lo sellado."""

    compromiso: str
    cabeza: str


def sellar(definicion: Definicion, contestado: Mapping[Candidatura, Respuestas]) -> list[Sello]:
    """Un documento y un consentimiento por candidatura, en su orden."""
    claves = [fila.clave_identidad for fila in contestado]
    llavero.asegurar(claves, AHORA)
    llaves = llavero.obtener_varias(claves)
    sellados = [_documento(fila, dicho, llaves[fila.clave_identidad]) for fila, dicho in contestado.items()]
    DocumentoIdentidad.objects.bulk_create(sellados)
    leida = procesos.huella_vigente(CLAVE)
    Consentimiento.objects.bulk_create(
        Consentimiento(
            clave=fila.clave_identidad, **autorizaciones(de_respuestas(dicho)), surten=[], medio="captura",
            aviso_version=definicion.version_de_avisos, definicion=leida, por=CAPTURA.actor, en=AHORA,
        )
        for fila, dicho in contestado.items()
    )  # fmt: skip
    hechos = (
        (fila, Acto.IDENTIDAD_SELLADA, {"version": 1, "compromiso": sellado.compromiso})
        for fila, sellado in zip(contestado, sellados, strict=True)
    )
    entradas = anotar_varias(hechos, BASE, proceso=CLAVE, por=CAPTURA, ahora=AHORA)
    return [Sello(d.compromiso, e.huella) for d, e in zip(sellados, entradas, strict=True)]


def _documento(fila: Candidatura, dicho: Respuestas, llave: bytes) -> DocumentoIdentidad:
    respuestas = {k: v for k, v in dicho.items() if k not in CONSENTIMIENTOS}
    clave, nonce = fila.clave_identidad, compromiso.nuevo_nonce()
    aad = documentos.contexto_documento(clave, 1)
    return DocumentoIdentidad(
        clave=clave, version=1, origen="envio", en=AHORA, compromiso=compromiso.calcular(respuestas, nonce),
        cifrado=cifrado.cerrar(llave, {"respuestas": respuestas, "nonce": nonce.hex()}, aad),
    )  # fmt: skip


def cerrar(filas: Sequence[Candidatura]) -> None:
    """Lo enviado ya no se toca."""
    candados = [Candado(clave=f.clave_identidad, cerrado=True, en=AHORA) for f in filas]
    for candado in candados:
        candado.sello = sello_de(candado)
    Candado.objects.bulk_create(candados)


def firmar(filas: Sequence[Candidatura], hoja: bytes) -> None:
    """Quien autorizó publicar entrega su formato y el instituto lo acepta."""
    dichos = documentos.consentimientos([f.clave_identidad for f in filas])
    esperan = [f for f in filas if efecto.por_firmar(dichos[f.clave_identidad])]
    llaves = llavero.obtener_varias([f.clave_identidad for f in esperan])
    formatos = FormatoFirmado.objects.bulk_create(
        _formato(dichos[f.clave_identidad], llaves[f.clave_identidad], hoja) for f in esperan
    )
    _anotar(esperan, formatos, Acto.FORMATO_RECIBIDO, CAPTURA)
    ResolucionDeFormato.objects.bulk_create(
        ResolucionDeFormato(formato=formato, aceptado=True, por=UTTAIP.actor, en=AHORA)
        for formato in formatos
    )
    Consentimiento.objects.bulk_create(_surte(formato.consentimiento) for formato in formatos)
    _anotar(esperan, formatos, Acto.FORMATO_ACEPTADO, UTTAIP)


def _formato(dicho: Consentimiento, llave: bytes, hoja: bytes) -> FormatoFirmado:
    cerrado = cifrado.cifrar(llave, hoja, cifrado.contexto("formato", "archivo", dicho.clave, dicho.pk))
    return FormatoFirmado(
        clave=dicho.clave, consentimiento=dicho, sha256=archivos.guardar(cerrado, archivos.IDENTIDAD),
        tipo="application/pdf", octetos=len(hoja), por=CAPTURA.actor, en=AHORA,
    )  # fmt: skip


def _surte(dicho: Consentimiento) -> Consentimiento:
    """Lo mismo que se contestó, ya con su formato aceptado."""
    return Consentimiento(
        clave=dicho.clave, tratamiento=dicho.tratamiento, publicacion=dicho.publicacion,
        estadistica=dicho.estadistica, grupos=dicho.grupos, surten=dicho.grupos, medio="formato",
        aviso_version=dicho.aviso_version, definicion=dicho.definicion, por=UTTAIP.actor, en=AHORA,
    )  # fmt: skip


def _anotar(
    filas: Sequence[Candidatura], formatos: Sequence[FormatoFirmado], acto: Acto, por: Alcance
) -> None:
    hechos = ((fila, acto, {"formato": f.pk}) for fila, f in zip(filas, formatos, strict=True))
    anotar_varias(hechos, BASE, proceso=CLAVE, por=por, ahora=AHORA)
