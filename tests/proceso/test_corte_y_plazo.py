"""El corte de las tablas de identidad frente al último día en que se contesta en plazo."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.proceso.carga import leer_carpeta
from conoceles.proceso.carga.advertencias import advertencias
from conoceles.proceso.definicion import Definicion
from conoceles.proceso.pendientes import pendientes

PROCESOS = RAIZ_PROYECTO / "procesos"
HOY = date(2026, 11, 28)


def _con(tmp_path: Path, patron: str, despues: str, modelo: str = "ejemplo-vigilancia") -> Definicion:
    """La carpeta del modelo, con un texto cambiado en su raíz; a un lado, la que presta su cuestionario."""
    for clave in {modelo, "durango-2023-2024"}:
        shutil.copytree(PROCESOS / clave, tmp_path / clave)
    raiz = tmp_path / modelo / "proceso.toml"
    texto, cuantas = re.subn(patron, despues, raiz.read_text("utf-8"), count=1)
    assert cuantas == 1
    raiz.write_text(texto, "utf-8")
    return leer_carpeta(tmp_path / modelo)


def _dicho(definicion: Definicion) -> tuple[list[str], list[str]]:
    avisos = [a for a in advertencias(definicion) if "Las tablas de identidad, que" in a]
    return avisos, [
        p.que for p in pendientes(definicion, HOY) if "Las tablas de identidad se cuentan" in p.que
    ]


def test_un_grupo_que_contesta_despues_del_corte_se_dice_con_las_dos_fechas(tmp_path: Path) -> None:
    avisos, hoja = _dicho(_con(tmp_path, r"(identidad_corte = \{ dia = )[-0-9]+", r"\g<1>2027-06-20"))
    assert len(avisos) == 1
    assert (
        "se cuentan el 20 de junio de 2027, y en «Módulos de la parte alta» el plazo de captura corre hasta el 21 de junio de 2027"
        in avisos[0]
    )
    assert hoja == [
        "Las tablas de identidad se cuentan el 20 de junio de 2027 y en «Módulos de la parte alta» se contesta hasta el 21 de junio de 2027"
    ]


def test_toda_la_eleccion_se_dice_una_vez_aunque_un_grupo_no_mueva_su_captura(tmp_path: Path) -> None:
    definicion = _con(
        tmp_path, r"(identidad_corte = \{ dia = )[-0-9]+", r"\g<1>2025-04-20", "durango-ayuntamientos-2025"
    )
    avisos, hoja = _dicho(definicion)
    assert [("«" in a, "24 de abril de 2025" in a) for a in (*avisos, *hoja)] == [(False, True)] * 2


def test_el_plazo_en_dias_habiles_se_cuenta_con_ellos(tmp_path: Path) -> None:
    """Quince hábiles desde el 6 de junio, domingo, terminan el 25."""
    avisos, _ = _dicho(_con(tmp_path, r"dias = 15\n", "dias = 15\nhabiles = true\n"))
    assert any(
        "en «Módulos de la parte alta» el plazo de captura corre hasta el 25 de junio" in a for a in avisos
    )


@pytest.mark.parametrize("carpeta", sorted(p.parent.name for p in PROCESOS.glob("*/proceso.toml")))
def test_ninguna_carpeta_que_viaja_deja_fuera_a_quien_contesta_en_plazo(carpeta: str) -> None:
    assert _dicho(leer_carpeta(PROCESOS / carpeta)) == ([], [])
