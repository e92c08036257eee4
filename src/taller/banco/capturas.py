"""Lo capturado en la elección del banco: filas de verdad, escritas por lotes, que pasan por los mismos candados.

No recorre la captura persona por persona: aquí se mide publicar, y lo que importa es cuánto hay.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from random import Random
from typing import Any

from django.db import transaction

from conoceles.candidaturas.models import Candidatura
from conoceles.curricular.models import Fotografia, VersionCurricular
from conoceles.expediente.models import Envio, Ronda
from conoceles.identidad import operaciones as identidad
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.canonico import huella
from conoceles.nucleo.carpetas import carpetas
from conoceles.proceso.definicion import Definicion
from conoceles.publicacion.lectura import fotos
from taller.banco.eleccion import AHORA, CLAVE
from taller.demo import respuestas, textos

SISTEMA = Alcance.sistema("banco")
CON_INFORMACION = 0.85
PASOS = ("habilitada", "en_captura", "enviada", "en_revision", "validada", "publicada")
LOTE = 500


def capturar(definicion: Definicion, modelos: Sequence[str], azar: Random) -> int:
    """Lleva a «publicada» la mayor parte de las candidaturas; las demás se quedan por capturar.

    `modelos` son huellas de fotografías ya preparadas, que se reparten con otro nombre. Devuelve cuántas
    candidaturas tienen información.
    """
    filas = list(Candidatura.objects.en(SISTEMA).con_todo().filter(proceso=CLAVE))
    capturadas = [fila for fila in filas if azar.random() < CON_INFORMACION]
    with transaction.atomic("default"), transaction.atomic("identidad"), transaction.atomic("llaves"):
        Candidatura.objects.filter(proceso=CLAVE).update(estado=PASOS[0])
        abiertas = set(
            Ronda.objects.values_list("candidatura_id", flat=True)
        )  # las que abrió ya el calendario
        rondas = [
            Ronda(candidatura=f, numero=1, abierta_por="banco", abierta_en=AHORA)
            for f in filas
            if f.pk not in abiertas
        ]
        Ronda.objects.bulk_create(rondas, LOTE)
        retratos = [_fotografia(fila, azar.choice(modelos)) for fila in capturadas]
        Fotografia.objects.bulk_create(retratos, LOTE)
        versiones = [_version(definicion, foto, azar) for foto in retratos]
        VersionCurricular.objects.bulk_create(versiones, LOTE)
        Envio.objects.bulk_create([_envio(definicion, version, azar) for version in versiones], LOTE)
        for estado in PASOS[1:]:
            Candidatura.objects.filter(envios__isnull=False).update(estado=estado)
    return len(capturadas)


def contenido(nombre: str, azar: Random) -> dict[str, Any]:
    """Un cuestionario curricular completo."""
    secciones = textos.curricular(azar, nombre, "005", completo=True)
    return {campo: valor for seccion in secciones.values() for campo, valor in seccion.items()}


def _fotografia(fila: Candidatura, modelo: str) -> Fotografia:
    """Una fotografía propia: los tamaños ya hechos de `modelo`, bajo la huella que le toca."""
    sha256 = hashlib.sha256(fila.folio.encode()).hexdigest()
    objetos = carpetas().sitio / CLAVE / "objetos"
    for hecho, nuevo in zip(fotos.nombres(modelo), fotos.nombres(sha256), strict=True):
        os.link(objetos / hecho, objetos / nuevo)
    return Fotografia(
        candidatura=fila, sha256=sha256, formato="jpeg", ancho=720, alto=900, octetos=1, por="banco", en=AHORA
    )


def _version(definicion: Definicion, foto: Fotografia, azar: Random) -> VersionCurricular:
    datos = contenido(foto.candidatura.persona.nombre, azar)
    return VersionCurricular(
        candidatura=foto.candidatura,
        numero=1,
        origen="envio",
        contenido=datos,
        fotografia=foto,
        cuestionario_version=definicion.curricular.version,
        huella=huella({"contenido": datos, "fotografia": foto.sha256}),
        por="banco",
        en=AHORA,
    )


def _envio(definicion: Definicion, version: VersionCurricular, azar: Random) -> Envio:
    """El envío con su identidad sellada, que sí pasa por su operación: sin ella no hay documento cifrado."""
    fila = version.candidatura
    consentimiento = respuestas.consentimientos(azar)
    sello = identidad.sellar(
        candidatura=fila,
        respuestas=respuestas.identidad(definicion.identidad, 40, azar),
        consentimiento={clave.removeprefix("c_"): valor == "si" for clave, valor in consentimiento.items()},
        aviso_version=definicion.version_de_avisos,
        origen="envio",
        por=Alcance("banco", "independiente", formula=fila.formula_id),  # su sí surte efecto
        ahora=AHORA,
    )
    return Envio(
        candidatura=fila,
        ronda=1,
        acuse=f"{fila.folio.upper()}-01",
        version=version,
        huella_curricular=version.huella,
        identidad_version=sello.version,
        compromiso_identidad=sello.compromiso,
        cabeza_identidad=sello.cabeza,
        por="banco",
        nombre_por="Banco",
        en=AHORA,
    )
