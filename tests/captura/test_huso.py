"""Las horas que se leen son las del lugar de la elección, no las de la máquina ni las del navegador."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from personas import CLAVE, capturar, enviar, recargar

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura


def test_con_otro_huso_el_guardado_el_acuse_y_quien_revisa_dicen_su_hora(
    ana: Client, cora: Client, candidatura: Candidatura, con_aviso: str, tmp_path: Path, ahora: datetime
) -> None:
    """Las 10:00 de Durango son las 09:00 de Tijuana."""
    carpeta = shutil.copytree(RAIZ_PROYECTO / "procesos" / CLAVE, tmp_path / "eleccion")
    toml = carpeta / "proceso.toml"
    dicho = toml.read_text("utf-8")
    assert dicho.count('"America/Monterrey"') == 1
    toml.write_text(dicho.replace("America/Monterrey", "America/Tijuana"), "utf-8")
    assert recargar(carpeta, ahora)["cambio"]
    guardado = ana.post(con_aviso + "motivo/", {"motivo": "Uno.", "version": "0"}, HTTP_X_AUTOGUARDADO="1")
    assert guardado.json()["hora"] == "09:00"
    capturar(candidatura, ahora)
    enviar(candidatura, ahora)
    for navegador, ruta in ((ana, con_aviso + "acuse/"), (cora, f"/revision/{candidatura.folio}/")):
        leido = navegador.get(ruta).content.decode()
        assert "09:00" in leido
        assert "10:00" not in leido
