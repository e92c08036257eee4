"""El acuse de un acto que no se deshace se descarga firmado, y cualquiera lo comprueba: en el sitio y sin conexión."""

from __future__ import annotations

import base64
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from conoceles.bitacora.models import Entrada
from conoceles.lector.verificador.acuse import AcuseDeActo, autentico, codigo_en
from conoceles.lector.verificador.verificar import examinar
from conoceles.lector.wsgi import crear
from conoceles.nucleo import firma
from lector.instantaneas import publicar
from lector.test_wsgi import pedir
from paginas import confirmado
from personas import CLAVE
from registro.certificada import certificar
from revision.test_confirmar import ACUERDO

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura

PAGINA = "verificar/acuse/index.html"


@pytest.fixture
def acuse(dina: Client, candidatura: Candidatura) -> str:
    """La ruta del que le queda a Dina al cancelar un registro."""
    hecho = confirmado(dina, f"/revision/{candidatura.folio}/actos/", {"acto": "cancelar", **ACUERDO})
    numero = hecho["Location"].partition("acuse=")[2]
    ruta = f"/acuse/default/{numero}.pdf"
    assert ruta in dina.get(hecho["Location"]).content.decode()
    return ruta


@pytest.fixture
def pdf(dina: Client, acuse: str, datos: Path, tmp_path: Path, ahora: datetime) -> Path:
    certificar(datos / "sitio", ahora)
    archivo = tmp_path / "acuse.pdf"
    archivo.write_bytes(dina.get(acuse).content)
    return archivo


def test_dice_el_acto_su_hora_y_su_entrada_y_nombra_a_nadie(pdf: Path, candidatura: Candidatura) -> None:
    entrada = Entrada.objects.get(acto="cancelada")
    codigo = codigo_en(pdf.read_bytes())
    dicho = autentico(codigo, firma.llave_publica("acuses"))
    assert isinstance(dicho, AcuseDeActo)
    assert (dicho.eleccion, dicho.acto, dicho.entrada) == (CLAVE, "cancelada", entrada.id)
    assert (dicho.huella, dicho.momento) == (entrada.huella, entrada.momento.replace(microsecond=0))
    assert candidatura.folio not in codigo


@pytest.mark.parametrize("parte", range(7))
def test_cambiar_cualquier_parte_lo_invalida(pdf: Path, parte: int) -> None:
    partes = codigo_en(pdf.read_bytes()).split(".")
    cambiada = "1" if partes[parte][-2:-1] != "1" else "2"
    partes[parte] = partes[parte][:-2] + cambiada + partes[parte][-1]
    assert autentico(".".join(partes), firma.llave_publica("acuses")) is None


def test_solo_lo_descarga_quien_lo_hizo(dina: Client, cora: Client, ana: Client, acuse: str) -> None:
    assert dina.get(acuse).status_code == 200
    for otra in (cora, ana):
        assert otra.get(acuse).status_code == 404
    assert dina.get(acuse.replace("default", "otra")).status_code == 404
    assert dina.get("/acuse/default/999999.pdf").status_code == 404


def test_se_comprueba_en_el_sitio_y_sin_conexion(pdf: Path, tmp_path: Path, ahora: datetime) -> None:
    llave = base64.b64encode(firma.llave_publica())
    hecho = examinar(pdf, llave.decode())
    assert hecho.problemas == []
    assert "Acuse auténtico, octeto por octeto: Cancelada" in hecho.avisos[0]
    carpeta = publicar(
        tmp_path / "sitio" / CLAVE, {PAGINA: '<form data-zona="America/Monterrey"></form><!--resultado-->'}
    )
    (carpeta / "verificar/llave.pub").write_bytes(llave)
    certificar(tmp_path / "sitio", ahora)
    codigo = codigo_en(pdf.read_bytes())
    dicho = pedir(crear(tmp_path / "sitio"), f"/{CLAVE}/verificar/acuse/", f"c={codigo}").cuerpo.decode()
    assert "El código es auténtico" in dicho
    assert "<dd>Cancelada</dd>" in dicho
    otro = codigo.replace(".cancelada.", ".sustituida.")
    mal = pedir(crear(tmp_path / "sitio"), f"/{CLAVE}/verificar/acuse/", f"c={otro}").cuerpo.decode()
    assert "No se pudo comprobar" in mal
