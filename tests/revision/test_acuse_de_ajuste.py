"""Cómo terminó un ajuste se descarga firmado: lo tiene quien lo pidió, lo tiene el instituto y cualquiera lo comprueba."""

from __future__ import annotations

import base64
import re
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from conoceles.bitacora.models import Entrada
from conoceles.expediente.ajuste import ajustes
from conoceles.lector.verificador.acuse import AcuseDeActo, autentico, codigo_en
from conoceles.lector.verificador.verificar import examinar
from conoceles.nucleo import firma
from leyes.juez import texto_de_pdf as texto_de
from paginas import check
from personas import DINA, LARGO, de_partido
from registro.certificada import certificar
from vidas import OTRO_TEXTO, llevar

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura


@pytest.fixture
def pedido(candidatura: Candidatura, ahora: datetime) -> Candidatura:
    """La de Eva, con su único ajuste por resolver: la historia y una respuesta de identidad."""
    llevar(candidatura, "publicada", ahora)
    ajustes.pedir(
        candidatura=candidatura, debe_decir={"historia": OTRO_TEXTO}, de_identidad={"p8": "si"},
        por=de_partido(candidatura), ahora=ahora,
    )  # fmt: skip
    return candidatura


def _captura(candidatura: Candidatura) -> str:
    return f"/candidaturas/{candidatura.folio}/ajuste/acuse.pdf"


def _revision(candidatura: Candidatura) -> str:
    return f"/revision/{candidatura.folio}/ajuste/acuse.pdf"


def test_sin_resolver_no_hay_acuse_ni_se_ofrece(ana: Client, dina: Client, pedido: Candidatura) -> None:
    for navegador, ruta in ((ana, _captura(pedido)), (dina, _revision(pedido))):
        assert navegador.get(ruta).status_code == 404
        assert ruta not in navegador.get(ruta.removesuffix("acuse.pdf")).content.decode()


@pytest.mark.parametrize(
    ("accion", "acto", "dicho"),
    [
        ({"accion": "aplicar"}, "ajuste_aplicado", "Se aplicó. Lo publicado dice lo que se pidió"),
        (
            {"accion": "declinar", "causa": "propaganda"},
            "ajuste_declinado",
            "El texto pedido es propaganda",
        ),
    ],
)
def test_resuelto_lo_descargan_las_dos_partes_y_se_comprueba(
    ana: Client,
    dina: Client,
    pedido: Candidatura,
    tmp_path: Path,
    datos: Path,
    ahora: datetime,
    accion: dict[str, str],
    acto: str,
    dicho: str,
) -> None:
    certificar(datos / "sitio", ahora)
    assert dina.post(_revision(pedido).removesuffix("acuse.pdf"), accion).status_code == 302
    for navegador, ruta in ((ana, _captura(pedido)), (dina, _revision(pedido))):
        pagina = navegador.get(ruta.removesuffix("acuse.pdf")).content
        check(pagina)
        assert ruta in pagina.decode()
    archivo = tmp_path / "acuse.pdf"
    archivo.write_bytes(ana.get(_captura(pedido)).content)
    assert archivo.read_bytes() == dina.get(_revision(pedido)).content
    leido, entrada = texto_de(archivo.read_bytes()), Entrada.objects.get(acto=acto)
    assert dicho in leido
    assert pedido.folio in leido
    assert "Cuestionario de identidad" in leido
    for callado in ("afromexicana", LARGO[:40], OTRO_TEXTO.strip()[:40], pedido.nombre):
        assert callado.lower() not in leido.lower()
    # Como palabra entera: las letras al azar del código también pueden formar un nombre corto.
    assert not re.search(r"\bDina\b", leido, re.IGNORECASE)
    codigo = autentico(codigo_en(archivo.read_bytes()), firma.llave_publica("acuses"))
    assert isinstance(codigo, AcuseDeActo)
    assert (codigo.acto, codigo.entrada, codigo.huella) == (acto, entrada.id, entrada.huella)
    hecho = examinar(archivo, base64.b64encode(firma.llave_publica()).decode())
    assert hecho.problemas == []


def test_fuera_de_plazo_el_acuse_lo_dice(ana: Client, pedido: Candidatura) -> None:
    tarde = datetime.fromisoformat("2024-04-29T09:00:00-06:00")
    ajustes.declinar(candidatura=pedido, causa="propaganda", por=DINA, ahora=tarde)
    leido = texto_de(ana.get(_captura(pedido)).content)
    assert "No: después del día hábil siguiente" in leido
    assert "contenidos prohibidos" in leido


def test_beto_y_quien_no_entro_no_lo_descargan(
    beto: Client, dina: Client, client: Client, pedido: Candidatura
) -> None:
    dina.post(_revision(pedido).removesuffix("acuse.pdf"), {"accion": "aplicar"})
    assert beto.get(_captura(pedido)).status_code == 404
    assert beto.get(_revision(pedido)).status_code == 404
    assert client.get(_captura(pedido)).status_code == 302
