"""Subir la fotografía: lo que se acepta y las razones de lo que no."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from curricular.imagenes import jpeg, lisa, tomada_el
from curricular.test_fotografias import DEMASIADOS_PUNTOS, MUY_PEQUENA, NO_SE_LEE, PESADA, SANAS
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
    assert ana.post(con_aviso + "fotografia/", subida)["Location"] == con_aviso + "contacto/"
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
    leido = texto(check(respuesta.content))
    assert razon in leido
    assert "Corrija lo señalado" in leido
    assert "No se hizo nada" not in leido
    assert not candidatura.fotografias.exists()


def test_ver_la_guardada_con_el_almacen_caido_dice_que_se_espere_y_al_registro_por_que(
    ana: Client,
    con_aviso: str,
    datos: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    ana.post(con_aviso + "fotografia/", {"archivo": retrato(), "fecha_toma": "2024-04-01"})
    monkeypatch.setenv("CONOCELES_ARCHIVOS", "s3+http://una:clave@127.0.0.1:9/cubeta")
    ana.raise_request_exception = False
    respuesta = ana.get(con_aviso + "fotografia/imagen")
    assert (respuesta.status_code, respuesta["Retry-After"]) == (503, "30")
    assert "No se perdió nada" in texto(check(respuesta.content))
    assert "127.0.0.1:9/cubeta no atiende: rechaza la conexión" in caplog.text


def test_ver_la_que_se_perdio_lo_dice_y_el_registro_nombra_el_archivo(
    ana: Client, con_aviso: str, datos: Path, caplog: pytest.LogCaptureFixture
) -> None:
    ana.post(con_aviso + "fotografia/", {"archivo": retrato(), "fecha_toma": "2024-04-01"})
    [guardada] = (datos / "archivos").iterdir()
    guardada.unlink()
    ana.raise_request_exception = False
    respuesta = ana.get(con_aviso + "fotografia/imagen")
    assert respuesta.status_code == 500
    assert "Ese archivo ya no está" in texto(check(respuesta.content))
    assert guardada.name in caplog.text


def test_imagen_ajena_no_existe(beto: Client, ana: Client, con_aviso: str, datos: Path) -> None:
    ana.post(con_aviso + "fotografia/", {"archivo": retrato(), "fecha_toma": "2024-04-01"})
    assert beto.get(con_aviso + "fotografia/imagen").status_code == 404


HOSTILES = NO_SE_LEE | DEMASIADOS_PUNTOS | MUY_PEQUENA | PESADA
RAZONES = ("no es una imagen JPG o PNG", "demasiados puntos", "300 puntos o más", "menos de 700 KB")


def test_son_mas_de_sesenta_archivos_distintos() -> None:
    contenidos = {hacer() for hacer in (HOSTILES | SANAS).values()}
    assert len(contenidos) >= 60
    assert len(HOSTILES) >= 45


@pytest.mark.lenta
def test_todo_archivo_hostil_se_rechaza_con_su_razon_por_la_pantalla(
    ana: Client, con_aviso: str, candidatura: Candidatura, datos: Path
) -> None:
    sin_razon = []
    for nombre, hacer in HOSTILES.items():
        subida = {"archivo": SimpleUploadedFile("yo.jpg", hacer() or b"\0"), "fecha_toma": "2024-04-01"}
        respuesta = ana.post(con_aviso + "fotografia/", subida)
        dicho = texto(check(respuesta.content))
        if respuesta.status_code != 422 or not any(razon in dicho for razon in RAZONES):
            sin_razon.append((nombre, respuesta.status_code))
    assert sin_razon == []
    assert not candidatura.fotografias.exists()


@pytest.mark.lenta
def test_todo_archivo_sano_queda_limpio_por_la_pantalla(ana: Client, con_aviso: str, datos: Path) -> None:
    for nombre, hacer in SANAS.items():
        subida = {"archivo": SimpleUploadedFile("yo.jpg", hacer()), "fecha_toma": "2024-04-01"}
        assert ana.post(con_aviso + "fotografia/", subida).status_code == 302, nombre
        imagen = ana.get(con_aviso + "fotografia/imagen")
        assert imagen["Content-Type"] == "image/jpeg"
        with Image.open(io.BytesIO(imagen.content)) as limpia:
            assert (limpia.format, limpia.size) == ("JPEG", (720, 900)), nombre
            assert not limpia.getexif(), nombre
        assert b"SECRETO" not in imagen.content, nombre


def test_sin_fecha_se_dice_la_que_trae_el_archivo(
    ana: Client, con_aviso: str, candidatura: Candidatura, datos: Path
) -> None:
    archivo = tomada_el("2024:04:03 10:00:00")
    respuesta = ana.post(con_aviso + "fotografia/", {"archivo": SimpleUploadedFile("yo.jpg", archivo)})
    assert respuesta.status_code == 422
    assert "Según el archivo, fue el 2024-04-03" in texto(check(respuesta.content))
    otra = {"archivo": SimpleUploadedFile("yo.jpg", archivo), "fecha_toma": "2024-04-10"}
    assert ana.post(con_aviso + "fotografia/", otra).status_code == 302
    assert str(candidatura.fotografias.get().fecha_archivo) == "2024-04-03"


@pytest.mark.parametrize(
    ("recorte", "rojo"),
    [
        ({"recorte_x": "0.2", "recorte_y": "0.5", "recorte_zoom": "1"}, True),
        ({"recorte_x": "0.8", "recorte_y": "0.5", "recorte_zoom": "1"}, False),
        ({"encuadre": "izquierda", "recorte_x": "", "recorte_y": "", "recorte_zoom": ""}, True),
        ({"encuadre": "izquierda", "recorte_x": "nan", "recorte_y": "inf", "recorte_zoom": "1"}, None),
        ({"recorte_x": "1e300", "recorte_y": "-9", "recorte_zoom": "0"}, False),
    ],
)
def test_el_servidor_recorta_donde_se_le_dice(
    ana: Client, con_aviso: str, datos: Path, recorte: dict[str, str], rojo: bool | None
) -> None:
    imagen = lisa(tamano=(2000, 1000), color=(20, 20, 220))
    imagen.paste((220, 20, 20), (0, 0, 1000, 1000))
    subida = {"archivo": SimpleUploadedFile("yo.jpg", jpeg(imagen)), "fecha_toma": "2024-04-01"} | recorte
    assert ana.post(con_aviso + "fotografia/", subida).status_code == 302
    guardada = Image.open(io.BytesIO(ana.get(con_aviso + "fotografia/imagen").content))
    r, _, b = guardada.getpixel((100, 450))  # type: ignore[misc]
    assert rojo is None or (r > b) is rojo
