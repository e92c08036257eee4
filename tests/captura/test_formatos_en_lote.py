"""Varios formatos firmados de una vez: cada archivo se casa con su persona, y lo que no casa se pregunta."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from conoceles.captura.formatos_en_lote import casar
from conoceles.expediente.actos.operaciones import habilitar
from identidad.documentos_de_prueba import pdf
from paginas import check, texto
from personas import SISTEMA, capturar, enviar, registrada

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura

pytestmark = pytest.mark.usefixtures("datos")
RUTA = "/herramientas/formatos/"


@pytest.fixture
def enviadas(registrar: Callable[..., Candidatura], ahora: datetime, datos: Path) -> list[Candidatura]:
    """Tres de Ana con un sí a publicar, y una que dijo que no."""
    nombres = {
        "aaaa1111": "MARÍA ÑÁÑEZ",
        "bbbb2222": "JUANA PÉREZ",
        "cccc3333": "LUZ DOS",
        "dddd4444": "EVA NO",
    }
    filas = [registrar(folio, nombre) for folio, nombre in nombres.items()]
    for fila in filas:
        capturar(fila, ahora, publicacion=fila.nombre != "Eva No", p1="si")
        enviar(fila, ahora)
    return filas


def _subir(ana: Client, *nombres: str, **mas: Any) -> Any:
    archivos = [SimpleUploadedFile(n, mas.get("octetos", pdf()), "application/pdf") for n in nombres]
    return ana.post(RUTA, {"archivos": archivos, "de": mas.get("de", [])})


def _subidos(ana: Client, folio: str) -> int:
    return len(ana.get(f"/candidaturas/{folio}/formatos/").context["recibidos"])


def test_se_casan_por_folio_o_nombre_y_se_dice_de_quien_fue_cada_uno(
    ana: Client, enviadas: list[Candidatura]
) -> None:
    assert "Faltan 3 formatos firmados" in texto(check(ana.get("/").content))
    hecho = _subir(ana, "bbbb2222 firmado.pdf", "maria-ñañez_1.PDF")
    assert hecho.status_code == 200
    dicho = texto(check(hecho.content))
    assert "Se recibieron 2 formatos" in dicho
    assert "Falta 1 formato firmado" in dicho
    assert [_subidos(ana, f.folio) for f in enviadas] == [1, 1, 0, 0]
    assert "Eva No" not in dicho  # dijo que no: no espera firma


def test_lo_que_no_casa_se_pregunta_y_no_se_guarda_de_nadie(ana: Client, enviadas: list[Candidatura]) -> None:
    hecho = _subir(ana, "escaneo 001.pdf", "cccc3333.pdf")
    assert hecho.status_code == 422
    dicho = texto(check(hecho.content))
    assert "¿De quién es «escaneo 001.pdf»?" in dicho
    assert "Se recibió 1 formato" in dicho
    assert [_subidos(ana, f.folio) for f in enviadas] == [0, 0, 1, 0]
    elegir = hecho.content.decode().partition('<select id="de-')[2]
    assert elegir.partition("<option ")[2].startswith('value="">Elija a la persona')  # nadie viene elegido
    assert _subir(ana, "escaneo 001.pdf", de=[""]).status_code == 422
    assert _subir(ana, "escaneo 001.pdf", de=["aaaa1111"]).status_code == 200
    assert _subidos(ana, "aaaa1111") == 1


def test_dos_de_la_misma_persona_o_uno_que_no_sirve_no_detienen_a_los_demas(
    ana: Client, enviadas: list[Candidatura]
) -> None:
    dicho = texto(check(_subir(ana, "aaaa1111.pdf", "Maria Ñañez.pdf", "bbbb2222.pdf").content))
    assert "Ya venía otro archivo de esta persona" in dicho
    assert [_subidos(ana, f.folio) for f in enviadas] == [1, 1, 0, 0]
    dicho = texto(check(_subir(ana, "cccc3333.pdf", octetos=b"hola").content))
    assert "debe ser un PDF, JPG o PNG" in dicho
    assert "Elija los archivos" in texto(check(_subir(ana).content))


def test_el_de_otro_partido_no_casa_ni_se_elige(
    ana: Client, enviadas: list[Candidatura], ahora: datetime
) -> None:
    ajena = registrada(enviadas[0].proceso, "eeee5555", ahora, siglas="PAN", nombre="ROSA AJENA")
    habilitar(candidatura=ajena, por=SISTEMA, ahora=ahora)
    for mas in ({}, {"de": ["eeee5555"]}):
        assert "No se sabe de quién es" in texto(check(_subir(ana, "eeee5555.pdf", **mas).content))


def test_los_rotulados_se_llaman_con_su_folio_y_vuelven_solos(
    ana: Client, enviadas: list[Candidatura]
) -> None:
    paquete = zipfile.ZipFile(io.BytesIO(ana.get("/herramientas/formatos.zip").content))
    assert [casar(nombre, enviadas) for nombre in sorted(paquete.namelist())] == [
        f.folio for f in enviadas[:3]
    ]
    assert paquete.read(paquete.namelist()[0]).startswith(b"%PDF")
    _subir(ana, *paquete.namelist()[:2])
    assert len(zipfile.ZipFile(io.BytesIO(ana.get("/herramientas/formatos.zip").content)).namelist()) == 1
