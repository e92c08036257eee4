"""El viaje en frío sigue el manual: si uno cambia y el otro no, se sabe sin esperar a correrlo entero."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from recorridos.viaje.manual import RUTA, Manual

FUENTES = (
    RAIZ_PROYECTO / "tests" / "recorridos" / "test_viaje_en_frio.py",
    RAIZ_PROYECTO / "tests" / "recorridos" / "viaje" / "instituto.py",
)


def test_el_viaje_da_todas_las_ordenes_del_manual_y_ninguna_otra() -> None:
    seguidos = [m for f in FUENTES for m in re.findall(r'\.seguir\("([^"]+)"\)', f.read_text())]
    assert sorted(seguidos) == sorted(Manual().sin_dar())


def test_cada_bloque_se_da_una_sola_vez() -> None:
    manual = Manual()
    assert "padron importar" in manual.ordenes("Importar el padrón")
    with pytest.raises(AssertionError, match="no dice qué hacer"):
        manual.ordenes("Importar el padrón")
    assert "Importar el padrón" not in manual.sin_dar()


def test_sin_el_apartado_o_sin_el_momento_reprueba(tmp_path: Path) -> None:
    otro = tmp_path / "operacion.md"
    texto = RUTA.read_text(encoding="utf-8")
    otro.write_text(texto.replace("De la carpeta vacía a la última supresión", "Otra cosa"), encoding="utf-8")
    with pytest.raises(AssertionError, match="no trae el apartado"):
        Manual(otro)
    otro.write_text(texto.replace("### Importar otro corte", "### Otro corte"), encoding="utf-8")
    with pytest.raises(AssertionError, match="no dice qué hacer"):
        Manual(otro).ordenes("Importar otro corte")


def test_los_ajustes_son_los_que_el_manual_escribe() -> None:
    assert {"CONOCELES_MODO", "CONOCELES_DATOS", "CONOCELES_BD_LLAVES"} <= Manual().ajustes()
