"""En los tres días de veda se detiene lo que la definición diga, y nada más."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.proceso.carga import DefinicionInvalida, leer_carpeta
from conoceles.publicacion.fase import fase
from conoceles.publicacion.publicador import publicar
from personas import recargar
from publicacion.eleccion import PROCESO


def con_veda(destino: Path, *detiene: str) -> Path:
    carpeta = shutil.copytree(RAIZ_PROYECTO / "procesos" / PROCESO, destino)
    toml = carpeta / "proceso.toml"
    lista = ", ".join(f'"{d}"' for d in detiene)
    texto = toml.read_text().replace("detiene = []", f"detiene = [{lista}]")
    toml.write_text(texto.replace("jornada = {", "veda_inicio = { dia = 2024-05-30 }\njornada = {", 1))
    return carpeta


@pytest.mark.lenta
def test_la_veda_detiene_lo_declarado_y_los_perfiles_siguen(
    eleccion: dict[str, Any], datos: Path, tmp_path: Path, ahora: datetime
) -> None:
    recargar(con_veda(tmp_path / "veda", "novedades", "incrustar"), ahora)
    actual = datos / "sitio" / PROCESO / "actual"
    publicar(PROCESO, ahora=datetime.fromisoformat("2024-05-29T23:59:00-06:00"))
    boleta = "contiendas/diputacion-mr-01"
    assert (actual / boleta / "novedades.atom").exists()
    assert (actual / "incrustar/diputacion-mr-01/index.html").exists()
    publicar(PROCESO, ahora=datetime.fromisoformat("2024-05-30T00:00:00-06:00"))
    assert not (actual / boleta / "novedades.atom").exists()
    assert not (actual / "incrustar").exists()
    html = (actual / boleta / "index.html").read_text()
    assert "novedades.atom" not in html
    assert "iframe" not in html
    assert "cuentas claras" in (actual / "candidaturas/ANA/index.html").read_text()


def test_sin_decir_cuando_empieza_la_veda_es_el_dia_siguiente_al_ultimo_de_campana(tmp_path: Path) -> None:
    carpeta = con_veda(tmp_path / "veda", "compartir")
    toml = carpeta / "proceso.toml"
    toml.write_text(toml.read_text().replace("veda_inicio = { dia = 2024-05-30 }\n", "", 1))
    definicion = leer_carpeta(carpeta)
    assert definicion.calendario.dia("veda_inicio") is None
    fases = [
        fase(definicion, datetime.fromisoformat(f"{momento}-06:00"))
        for momento in (
            "2024-05-29T23:59:00",
            "2024-05-30T00:00:00",
            "2024-06-02T23:59:00",
            "2024-06-03T00:00:00",
        )
    ]
    assert fases == ["abierta", "veda", "veda", "archivo"]


def test_lo_que_no_se_puede_detener_se_dice(tmp_path: Path) -> None:
    with pytest.raises(DefinicionInvalida) as error:
        leer_carpeta(con_veda(tmp_path / "veda", "perfiles"))
    assert "«perfiles» no se puede detener" in str(error.value)
