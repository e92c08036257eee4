"""Cada ejemplo de `padron.toml` que trae el manual se carga, y juntos usan todas sus claves."""

from __future__ import annotations

import re
import shutil
import tomllib
from pathlib import Path

import pytest

from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.proceso.carga import leer_carpeta
from conoceles.proceso.padron import CAMPOS

MANUAL = (RAIZ_PROYECTO / "docs/manuales/operacion.md").read_text(encoding="utf-8")
EJEMPLOS = re.findall(r"```toml mapa\n(.*?)```", MANUAL, flags=re.DOTALL)


@pytest.mark.parametrize("ejemplo", EJEMPLOS)
def test_cada_ejemplo_del_manual_se_carga(ejemplo: str, tmp_path: Path) -> None:
    carpeta = Path(shutil.copytree(RAIZ_PROYECTO / "procesos" / "durango-2023-2024", tmp_path / "e"))
    (carpeta / "padron.toml").write_text(ejemplo, encoding="utf-8")
    mapa = leer_carpeta(carpeta).padron
    assert mapa.hojas or mapa.columnas or mapa.valores or mapa.descarta


def test_los_ejemplos_usan_cada_clave_y_el_manual_nombra_cada_campo() -> None:
    todos = [tomllib.loads(ejemplo) for ejemplo in EJEMPLOS]
    assert {clave for dicho in todos for clave in dicho} == {
        "hojas", "columnas", "valores", "descarta", "salta", "hereda",
    }  # fmt: skip
    reglas = {clave for dicho in todos for regla in dicho.get("columnas", []) for clave in regla}
    assert reglas == {"de", "a", "formas", "partes", "une", "rotula"}
    hojas = {clave for dicho in todos for hoja in dicho.get("hojas", []) for clave in hoja}
    assert hojas == {"nombre", "encabezados", "hasta", "subtitulo", "fijos"}
    assert [campo for campo in CAMPOS if f"`{campo}`" not in MANUAL] == []
