"""La hoja que Ana llena y carga, y lo que deja guardado."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import SimpleUploadedFile

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura

CARGAR = "/herramientas/cargar/"


def cargar(ana: Client, hoja: bytes, fotos: bytes | None = None) -> Any:
    datos = {"hoja": SimpleUploadedFile("hoja.xlsx", hoja)}
    if fotos is not None:
        datos["fotos"] = SimpleUploadedFile("fotos.zip", fotos)
    return ana.post(CARGAR, datos)


def paquete(**archivos: bytes) -> bytes:
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED) as comprimido:
        for nombre, octetos in archivos.items():
            comprimido.writestr(nombre.replace("__", "."), octetos)
    return salida.getvalue()


def contenido_de(candidatura: Candidatura) -> dict[str, Any]:
    from conoceles.curricular.consultas import contenido

    return contenido(candidatura)
