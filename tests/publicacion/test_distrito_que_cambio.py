"""Un distrito cuyo mapa cambió: lo dice su carpeta, y lo lee quien abre su boleta."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from tests.publicacion import muestras

from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.proceso.carga import leer_carpeta
from conoceles.publicacion.sitio import pagina
from paginas import check, texto

ORIGEN = RAIZ_PROYECTO / "procesos" / "durango-2023-2024"


def test_la_carpeta_dice_que_distritos_cambiaron(tmp_path: Path) -> None:
    procesos = tmp_path / "procesos"
    shutil.copytree(RAIZ_PROYECTO / "procesos", procesos)
    distritos = procesos / "durango-2023-2024" / "distritos.csv"
    primero, *demas = distritos.read_text("utf-8").splitlines()[1:]
    distritos.write_text(
        "\n".join(["distrito,romano,cabecera,cambio", f"{primero},INE/CG1/2026", *(f"{d}," for d in demas)]),
        "utf-8",
    )
    leida = leer_carpeta(procesos / "durango-2023-2024")
    cambios = [d.cambio for d in leida.distritos]
    assert cambios == ["INE/CG1/2026", *[""] * len(demas)]
    assert {d.cambio for d in leer_carpeta(ORIGEN).distritos} == {""}


def test_su_boleta_lo_dice_y_las_demas_no() -> None:
    sitio, boleta = muestras.sitio(), muestras.contienda()
    assert "Su distrito cambió" not in pagina.contienda(sitio, boleta)
    dicho = texto(check(pagina.contienda(sitio, replace(boleta, cambio="INE/CG1/2026"))))
    assert (
        "Su distrito cambió. Las secciones que lo forman no son las de la elección anterior (INE/CG1/2026)"
        in dicho
    )
