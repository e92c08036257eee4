"""Una fotografía cuyo archivo no está nunca detiene la elección: espera su candidatura, y las demás siguen."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

import constan
from conoceles.arranque.servicios.obrero import Obrero
from conoceles.candidaturas.models import Candidatura
from conoceles.curricular.models import Fotografia
from conoceles.nucleo.almacen import AlmacenCaido
from conoceles.nucleo.carpetas import carpetas
from conoceles.publicacion.publicador import publicar
from conoceles.publicacion.rezago import sin_archivo
from curricular.imagenes import jpeg
from publicacion.eleccion import PROCESO, TEXTO, candidatura, fotografia, version

if TYPE_CHECKING:
    pass

FLOR = ("FLOR VALLES SOLÍS", "mujer", "diputacion-mr-03", "PT", "propietaria", "validada")


@pytest.fixture
def ausente(eleccion: dict[str, Any], datos: Path, ahora: datetime) -> Path:
    """Flor, validada, con una fotografía cuyo archivo se quedó en otro equipo; ahí está."""
    flor = candidatura("FLOR", ahora, FLOR)
    foto = fotografia(flor, ahora, jpeg())
    version(flor, 2, ahora, foto=foto, historia=f"Flor y su fotografía. {TEXTO}")
    apartado = datos / "apartado.jpg"
    (carpetas().archivos / foto.sha256).rename(apartado)
    return apartado


def _ficha(folio: str) -> dict[str, Any]:
    leida: dict[str, Any] = json.loads(
        (carpetas().sitio / PROCESO / "actual" / "candidaturas" / f"{folio}.json").read_bytes()
    )
    return leida


def _estado(folio: str) -> str:
    return str(Candidatura.objects.get(folio=folio).estado)


def test_sin_su_archivo_espera_con_lo_que_ya_mostraba_y_las_demas_se_publican(
    ausente: Path, eleccion: dict[str, Any], ahora: datetime
) -> None:
    publicar(PROCESO, ahora=ahora)
    assert "Flor y su fotografía" not in json.dumps(_ficha("FLOR"), ensure_ascii=False)
    assert _ficha("ANA")["con_informacion"]
    assert _estado("FLOR") == "validada"
    assert list(sin_archivo(PROCESO)) == ["FLOR"]


@pytest.mark.parametrize(
    "puesto", [jpeg(Image.new("RGB", (900, 1200), "#a01020")), b"no es una imagen"], ids=["otra", "basura"]
)
def test_con_otro_archivo_en_su_lugar_se_espera_igual(
    ausente: Path, eleccion: dict[str, Any], ahora: datetime, puesto: bytes
) -> None:
    """Quien escribe en la carpeta no pone otra cara ni detiene a las demás."""
    [foto] = Fotografia.objects.filter(candidatura__folio="FLOR")
    (carpetas().archivos / foto.sha256).write_bytes(puesto)
    publicar(PROCESO, ahora=ahora)
    assert list(sin_archivo(PROCESO)) == ["FLOR"]
    assert not [*(carpetas().sitio / PROCESO / "actual").rglob(f"{foto.sha256}*")]
    assert _ficha("ANA")["con_informacion"]


def test_si_no_mostraba_nada_su_pagina_dice_que_se_espera(
    eleccion: dict[str, Any], datos: Path, ahora: datetime
) -> None:
    beto = eleccion["BETO"]
    for estado in ("en_captura", "enviada", "en_revision", "validada"):
        constan.mover(beto, estado)
    foto = fotografia(beto, ahora, jpeg())
    (carpetas().archivos / foto.sha256).unlink()
    version(beto, 1, ahora, foto=foto, historia=TEXTO)
    publicar(PROCESO, ahora=ahora)
    ficha = _ficha("BETO")
    assert (ficha["con_informacion"], ficha["estado"]) == (False, "sin_archivo")
    assert "recupere el archivo de su fotografía" in ficha["estado_texto"]


@pytest.mark.usefixtures("sin_ratos")
def test_al_volver_el_archivo_se_publica_sola(ausente: Path, ahora: datetime) -> None:
    obrero = Obrero(publicar)
    for _ in range(3):  # lo que la primera publicó se asienta, y eso también se publica
        obrero.vuelta(ahora)
    assert obrero.vuelta(ahora) == []
    [huella] = sin_archivo(PROCESO).values()
    ausente.rename(carpetas().archivos / huella)
    assert obrero.vuelta(ahora) == [PROCESO]
    assert "Flor y su fotografía" in json.dumps(_ficha("FLOR"), ensure_ascii=False)
    assert _estado("FLOR") == "publicada"
    assert sin_archivo(PROCESO) == {}


def test_otra_publicacion_no_la_olvida(ausente: Path, eleccion: dict[str, Any], ahora: datetime) -> None:
    publicar(PROCESO, ahora=ahora)
    version(eleccion["ANA"], 2, ahora, historia=f"Otra cosa de Ana. {TEXTO}")
    publicar(PROCESO, ahora=ahora)
    assert "Otra cosa de Ana" in json.dumps(_ficha("ANA"), ensure_ascii=False)
    assert list(sin_archivo(PROCESO)) == ["FLOR"]


def test_la_que_se_subio_en_otro_equipo_se_publica(
    eleccion: dict[str, Any],
    datos: Path,
    ahora: datetime,
    cubeta: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CONOCELES_ARCHIVOS", cubeta())
    flor = candidatura("FLOR", ahora, FLOR)
    monkeypatch.setenv("CONOCELES_DATOS", str(datos.with_name("otro-equipo")))
    foto = fotografia(flor, ahora, jpeg())
    version(flor, 2, ahora, foto=foto, historia=f"Flor y su fotografía. {TEXTO}")
    monkeypatch.setenv("CONOCELES_DATOS", str(datos))
    monkeypatch.setenv(
        "CONOCELES_ARCHIVOS", os.environ["CONOCELES_ARCHIVOS"].replace("secreto-de-prueba", "no")
    )
    with pytest.raises(AlmacenCaido):
        publicar(PROCESO, ahora=ahora)
    monkeypatch.setenv(
        "CONOCELES_ARCHIVOS", os.environ["CONOCELES_ARCHIVOS"].replace(":no@", ":secreto-de-prueba@")
    )
    publicar(PROCESO, ahora=ahora)
    assert "Flor y su fotografía" in json.dumps(_ficha("FLOR"), ensure_ascii=False)
    assert not list(datos.glob("archivos/*"))
