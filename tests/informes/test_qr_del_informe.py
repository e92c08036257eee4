"""El QR impreso en el informe, leído de la imagen de su última página por un lector ajeno."""

from __future__ import annotations

import subprocess
from datetime import datetime
from pathlib import Path

import pytest

from conoceles.informes.catalogo import TIPOS, armar
from conoceles.informes.contexto import abrir
from conoceles.informes.documento import en_registro, salidas
from personas import CLAVE


@pytest.mark.lenta
@pytest.mark.zbar
def test_el_qr_del_informe_lleva_a_verificar_y_nombra_su_hoja(
    eleccion: object, ahora: datetime, tmp_path: Path
) -> None:
    documento = armar(TIPOS["avance"], abrir(CLAVE, ahora))
    (tmp_path / "i.pdf").write_bytes(salidas.pdf(documento))
    subprocess.run(["pdftoppm", "-r", "150", "-png", "i.pdf", "hoja"], cwd=tmp_path, check=True)
    ultima = max(tmp_path.glob("hoja-*.png"))
    orden = ["zbarimg", "--quiet", "--raw", str(ultima)]
    leido = subprocess.run(orden, capture_output=True, text=True, check=True).stdout.strip()
    huella = salidas.huella(documento)
    assert leido == f"http://localhost:8000/{CLAVE}/verificar/#{en_registro.hoja(huella)}"
