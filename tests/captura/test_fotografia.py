"""Subir la fotografía: lo que se acepta y las razones de lo que no."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from paginas import check, texto

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura


def retrato(formato: str = "JPEG") -> SimpleUploadedFile:
    salida = io.BytesIO()
    Image.new("RGB", (600, 800), "gray").save(salida, formato)
    return SimpleUploadedFile("yo.jpg", salida.getvalue())


def test_fotografia_buena_se_guarda_y_se_ve(
    ana: Client, con_aviso: str, candidatura: Candidatura, datos: Path
) -> None:
    subida = {"archivo": retrato(), "fecha_toma": "2024-04-01", "encuadre": "centro"}
    assert ana.post(con_aviso + "fotografia/", subida)["Location"] == con_aviso + "fotografia/"
    check(ana.get(con_aviso + "fotografia/").content)
    imagen = ana.get(con_aviso + "fotografia/imagen")
    assert imagen["Content-Type"] == "image/jpeg"
    assert imagen.content.startswith(b"\xff\xd8")
    check(ana.get(con_aviso + "verificar/").content)


@pytest.mark.parametrize(
    ("cambio", "razon"),
    [
        ({"archivo": SimpleUploadedFile("a.jpg", b"<svg/>")}, "no es una imagen JPG o PNG"),
        ({"archivo": ""}, "Elija el archivo"),
        ({"fecha_toma": ""}, "Escriba la fecha"),
        ({"fecha_toma": "ayer"}, "año-mes-día"),
        ({"fecha_toma": "2023-01-01"}, "más de 3 meses"),
    ],
)
def test_fotografia_mala_dice_la_razon_y_no_se_guarda(
    ana: Client, con_aviso: str, candidatura: Candidatura, cambio: dict[str, object], razon: str
) -> None:
    respuesta = ana.post(
        con_aviso + "fotografia/", {"archivo": retrato(), "fecha_toma": "2024-04-01"} | cambio
    )
    assert respuesta.status_code == 422
    assert razon in texto(check(respuesta.content))
    assert not candidatura.fotografias.exists()


def test_imagen_ajena_no_existe(beto: Client, ana: Client, con_aviso: str, datos: Path) -> None:
    ana.post(con_aviso + "fotografia/", {"archivo": retrato(), "fecha_toma": "2024-04-01"})
    assert beto.get(con_aviso + "fotografia/imagen").status_code == 404
