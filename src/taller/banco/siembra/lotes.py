"""Lo capturado de muchas candidaturas a la vez: los renglones que dejan las operaciones, escritos por lotes.

Es la única puerta propia del banco: por las de siempre, treinta mil tardan casi una hora. Las restricciones, los
disparadores y las cadenas siguen vivos, y una prueba compara lo que deja con lo que dejan las operaciones.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from django.db import transaction

from conoceles.bitacora.actos import Acto
from conoceles.candidaturas.constancia import anotar_varias
from conoceles.candidaturas.models import Candidatura
from conoceles.curricular.consultas import resumen
from conoceles.curricular.fotografias import ALTO, ANCHO
from conoceles.curricular.models import Borrador, Fotografia, VersionCurricular
from conoceles.expediente.models import AvisoLeido, Envio
from conoceles.expediente.transiciones import mover_varias
from conoceles.proceso import consultas as procesos
from conoceles.proceso.definicion import Definicion
from conoceles.proceso.preguntas.cuestionario import Respuesta
from taller.banco.siembra import lotes_de_identidad
from taller.banco.siembra.eleccion import AHORA, CLAVE, TOMA
from taller.banco.siembra.lotes_de_identidad import CAPTURA, UTTAIP
from taller.banco.siembra.retratos import Guardado
from taller.demo import respuestas, textos

BASES = ("default", "identidad", "llaves")
Secciones = Mapping[str, Mapping[str, Respuesta]]


@dataclass(frozen=True)
class Capturada:
    """Una candidatura y lo que se dice de ella."""

    fila: Candidatura
    secciones: Secciones
    foto: Guardado
    contestado: Mapping[str, Respuesta]


def inventar(
    definicion: Definicion, filas: Sequence[Candidatura], fotos: Sequence[Guardado], azar: Random
) -> list[Capturada]:
    """Lo que cada quien captura."""
    return [
        Capturada(
            fila,
            textos.curricular(azar, fila.nombre, "005", completo=True),
            azar.choice(fotos),
            respuestas.identidad(definicion.identidad, 40, azar) | respuestas.consentimientos(azar),
        )
        for fila in filas
    ]


def sembrar(definicion: Definicion, capturadas: Sequence[Capturada], hoja: bytes) -> None:
    """De «por capturar» a «validada», todas o ninguna. `hoja`: el formato que firma quien autoriza publicar."""
    filas = [c.fila for c in capturadas]
    with (
        transaction.atomic(),
        transaction.atomic(using="identidad"),
        transaction.atomic(using="llaves"),
    ):
        _borradores(definicion, capturadas)
        fotos = _fotografias(capturadas)
        sellos = lotes_de_identidad.sellar(definicion, {c.fila: c.contestado for c in capturadas})
        _enviar(definicion, capturadas, fotos, sellos)
        lotes_de_identidad.firmar(filas, hoja)
        mover_varias(filas, Acto.REVISION_INICIADA, por=UTTAIP, ahora=AHORA)
        mover_varias(filas, Acto.VALIDADA, por=UTTAIP, ahora=AHORA, datos={f.pk: {"ronda": 1} for f in filas})


def _borradores(definicion: Definicion, capturadas: Sequence[Capturada]) -> None:
    """El aviso leído y cada sección guardada una vez."""
    filas, version = [c.fila for c in capturadas], definicion.version_de_avisos
    AvisoLeido.objects.bulk_create(
        AvisoLeido(candidatura=fila, version=version, por=CAPTURA.actor, en=AHORA) for fila in filas
    )
    leido = {"version": version, "huellas": {a.clave: a.huella for a in definicion.avisos}}
    anotar_varias(
        ((fila, Acto.AVISO_LEIDO, leido) for fila in filas), proceso=CLAVE, por=CAPTURA, ahora=AHORA
    )
    mover_varias(filas, Acto.CAPTURA_EMPEZADA, por=CAPTURA, ahora=AHORA)
    Borrador.objects.bulk_create(
        Borrador(candidatura=c.fila, seccion=clave, contenido=dicho, por=CAPTURA.actor, en=AHORA)
        for c in capturadas
        for clave, dicho in c.secciones.items()
    )
    guardadas = (
        (c.fila, Acto.BORRADOR_GUARDADO, {"seccion": clave, "version": 1})
        for c in capturadas
        for clave in c.secciones
    )
    anotar_varias(guardadas, proceso=CLAVE, por=CAPTURA, ahora=AHORA)


def _fotografias(capturadas: Sequence[Capturada]) -> list[Fotografia]:
    fotos = Fotografia.objects.bulk_create(
        Fotografia(
            candidatura=c.fila, sha256=c.foto.sha256, formato="jpeg", ancho=ANCHO, alto=ALTO,
            octetos=c.foto.octetos, fecha_toma=TOMA, por=CAPTURA.actor, en=AHORA,
        )
        for c in capturadas
    )  # fmt: skip
    hechas = ((c.fila, Acto.FOTOGRAFIA_GUARDADA, {"sha256": c.foto.sha256}) for c in capturadas)
    anotar_varias(hechas, proceso=CLAVE, por=CAPTURA, ahora=AHORA)
    return fotos


def _enviar(
    definicion: Definicion,
    capturadas: Sequence[Capturada],
    fotos: Sequence[Fotografia],
    sellos: Sequence[lotes_de_identidad.Sello],
) -> None:
    versiones = VersionCurricular.objects.bulk_create(
        _version(definicion, c, foto) for c, foto in zip(capturadas, fotos, strict=True)
    )
    leida = procesos.version_vigente(CLAVE)
    envios = Envio.objects.bulk_create(
        Envio(
            candidatura=c.fila, ronda=1, acuse=f"{c.fila.folio.upper()}-01-{version.huella[:6].upper()}",
            version=version, huella_curricular=version.huella, identidad_version=1,
            compromiso_identidad=sello.compromiso, cabeza_identidad=sello.cabeza, definicion=leida,
            por=CAPTURA.actor, nombre_por=CAPTURA.nombre, en=AHORA,
        )
        for c, version, sello in zip(capturadas, versiones, sellos, strict=True)
    )  # fmt: skip
    datos = {e.candidatura_id: _dicho(e) for e in envios}
    mover_varias([c.fila for c in capturadas], Acto.ENVIADA, por=CAPTURA, ahora=AHORA, datos=datos)
    lotes_de_identidad.cerrar([c.fila for c in capturadas])


def _version(definicion: Definicion, capturada: Capturada, foto: Fotografia) -> VersionCurricular:
    contenido = {campo: valor for dicho in capturada.secciones.values() for campo, valor in dicho.items()}
    return VersionCurricular(
        candidatura=capturada.fila, numero=1, origen="envio", contenido=contenido, fotografia=foto,
        cuestionario_version=definicion.curricular.version, huella=resumen(contenido, foto),
        por=CAPTURA.actor, en=AHORA,
    )  # fmt: skip


def _dicho(envio: Envio) -> dict[str, object]:
    """Lo que de un envío dice la bitácora."""
    return {
        "ronda": envio.ronda,
        "acuse": envio.acuse,
        "huella_curricular": envio.huella_curricular,
        "compromiso_identidad": envio.compromiso_identidad,
        "cabeza_identidad": envio.cabeza_identidad,
    }
