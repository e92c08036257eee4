"""Lo capturado en la elección del banco: cada persona recorre la captura por las operaciones de siempre."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from random import Random
from typing import TypedDict

from conoceles.candidaturas.models import Candidatura
from conoceles.curricular.fotografias import Encuadre
from conoceles.expediente.actos import decisiones, envios, operaciones
from conoceles.expediente.calendario import diario
from conoceles.expediente.documentos import formatos_pdf
from conoceles.identidad import consultas as identidad
from conoceles.identidad import formatos
from conoceles.nucleo.alcance import Alcance
from conoceles.proceso.cuestionario import Respuesta
from conoceles.proceso.definicion import Definicion
from taller.banco.eleccion import AHORA, CLAVE
from taller.demo import respuestas, textos

SISTEMA = Alcance.sistema("banco")
UTTAIP = Alcance("banco", "administracion", todo=True, nombre="Banco")
CON_INFORMACION = 0.85
TOMA = date(2024, 3, 1)


def capturar(definicion: Definicion, modelos: Sequence[bytes], azar: Random) -> int:
    """Lleva a «validada» la mayor parte de las candidaturas; las demás se quedan por capturar.

    `modelos` son las fotografías que se reparten. Devuelve cuántas candidaturas tienen información.
    """
    diario.correr(ahora=AHORA)  # abre la captura
    filas = list(Candidatura.objects.en(SISTEMA).con_todo().filter(proceso=CLAVE))
    capturadas = [fila for fila in filas if azar.random() < CON_INFORMACION]
    hoja = formatos_pdf.consentimiento(definicion, filas[0], momento=AHORA)
    for fila in capturadas:
        _capturar(definicion, fila, azar.choice(modelos), azar)
        _firmar(fila, hoja)
        decisiones.validar(candidatura=fila, por=UTTAIP, ahora=AHORA)
    return len(capturadas)


def contenido(nombre: str, azar: Random) -> dict[str, Respuesta]:
    """Un cuestionario curricular completo."""
    secciones = textos.curricular(azar, nombre, "005", completo=True)
    return {campo: valor for seccion in secciones.values() for campo, valor in seccion.items()}


class Suyo(TypedDict):
    """Lo que toda operación de captura recibe."""

    candidatura: Candidatura
    por: Alcance
    ahora: datetime


def _capturar(definicion: Definicion, fila: Candidatura, foto: bytes, azar: Random) -> None:
    """Del aviso al acuse."""
    suyo: Suyo = {"candidatura": fila, "por": _responsable(fila), "ahora": AHORA}
    operaciones.aceptar_aviso(version=definicion.version_de_avisos, **suyo)
    for seccion, dicho in textos.curricular(azar, fila.nombre, "005", completo=True).items():
        operaciones.guardar_seccion(seccion=seccion, contenido=dicho, version=0, **suyo)
    operaciones.guardar_fotografia(archivo=foto, fecha_toma=TOMA, encuadre=Encuadre(), **suyo)
    contestado = respuestas.identidad(definicion.identidad, 40, azar) | respuestas.consentimientos(azar)
    operaciones.guardar_identidad(respuestas=contestado, version=0, **suyo)
    envios.enviar(**suyo)


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
    return Alcance("banco", "partido", fuerza=fila.formula.responde_id, nombre="Banco")
