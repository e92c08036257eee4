"""Lo capturado en la elección del banco: cada persona recorre la captura por las operaciones de siempre."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from random import Random
from typing import TypedDict

from conoceles.candidaturas.models import Candidatura
from conoceles.curricular.fotografias import Encuadre
from conoceles.expediente.actos import decisiones, envios, operaciones
from conoceles.expediente.calendario import diario
from conoceles.expediente.documentos import formatos_pdf
from conoceles.identidad import consultas as identidad
from conoceles.identidad.permisos import formatos
from conoceles.nucleo.alcance import Alcance
from conoceles.proceso.definicion import Definicion
from conoceles.proceso.preguntas.cuestionario import Respuesta
from taller.banco.siembra import lotes
from taller.banco.siembra.eleccion import AHORA, CLAVE, TOMA
from taller.banco.siembra.lotes import Capturada
from taller.banco.siembra.lotes_de_identidad import CAPTURA, UTTAIP
from taller.banco.siembra.retratos import Guardado
from taller.demo import textos

SISTEMA = Alcance.sistema("banco")
CON_INFORMACION = 0.85
JUNTAS = 1000


def capturar(definicion: Definicion, fotos: Sequence[Guardado], azar: Random) -> int:
    """Lleva a «validada» la mayor parte de las candidaturas; las demás se quedan por capturar.

    Devuelve cuántas tienen información.
    """
    diario.correr(ahora=AHORA)  # abre la captura
    claves = Candidatura.objects.en(SISTEMA).filter(proceso=CLAVE).values_list("pk", flat=True)
    # Una, por lo menos, se queda: se mide también a quien se estrena.
    capturadas = [clave for clave in [*claves][1:] if azar.random() < CON_INFORMACION]
    for lote in (capturadas[n : n + JUNTAS] for n in range(0, len(capturadas), JUNTAS)):
        filas = list(Candidatura.objects.en(SISTEMA).con_todo().filter(pk__in=lote))
        hoja = formatos_pdf.consentimiento(definicion, filas[0], momento=AHORA)
        lotes.sembrar(definicion, lotes.inventar(definicion, filas, fotos, azar), hoja)
    return len(capturadas)


def una(definicion: Definicion, capturada: Capturada, hoja: bytes) -> None:
    """Lo mismo de una sola, por las operaciones de siempre: del aviso a la validación."""
    fila = capturada.fila
    suyo: Suyo = {"candidatura": fila, "por": _responsable(fila), "ahora": AHORA}
    operaciones.aceptar_aviso(version=definicion.version_de_avisos, **suyo)
    for seccion, dicho in capturada.secciones.items():
        operaciones.guardar_seccion(seccion=seccion, contenido=dict(dicho), version=0, **suyo)
    operaciones.guardar_fotografia(
        archivo=capturada.foto.dibujo, fecha_toma=TOMA, encuadre=Encuadre(), **suyo
    )
    operaciones.guardar_identidad(respuestas=dict(capturada.contestado), version=0, **suyo)
    envios.enviar(**suyo)
    _firmar(fila, hoja)
    decisiones.validar(candidatura=fila, por=UTTAIP, ahora=AHORA)


def contenido(nombre: str, azar: Random) -> dict[str, Respuesta]:
    """Un cuestionario curricular completo."""
    secciones = textos.curricular(azar, nombre, "005", completo=True)
    return {campo: valor for seccion in secciones.values() for campo, valor in seccion.items()}


class Suyo(TypedDict):
    """Lo que toda operación de captura recibe."""

    candidatura: Candidatura
    por: Alcance
    ahora: datetime


def _firmar(fila: Candidatura, hoja: bytes) -> None:
    """Quien autorizó publicar entrega su formato y el instituto lo acepta."""
    permiso = identidad.permiso(fila, por=_responsable(fila))
    if permiso is None or not permiso.por_firmar:
        return
    formatos.subir(candidatura=fila, archivo=hoja, por=_responsable(fila), ahora=AHORA)
    recibido = formatos.recibidos(fila, por=UTTAIP)[0]
    formatos.resolver(
        candidatura=fila, numero=recibido.numero, aceptado=True, motivo="", por=UTTAIP, ahora=AHORA
    )


def _responsable(fila: Candidatura) -> Alcance:
    return replace(CAPTURA, fuerza=fila.formula.responde_id)
