"""Con una candidatura a la vista, su elección se lee de ella: trae las fechas de su territorio (decisión 0014)."""

from __future__ import annotations

import re

from conoceles.nucleo.carpetas import RAIZ_PROYECTO

POR_LA_CLAVE = re.compile(r"definicion\((?:[a-z_]+\.)*(?:fila|candidatura)\.proceso_id\)")


def test_nadie_busca_por_su_clave_la_eleccion_de_una_candidatura() -> None:
    hallados = [
        archivo.relative_to(RAIZ_PROYECTO).as_posix()
        for archivo in sorted((RAIZ_PROYECTO / "src" / "conoceles").rglob("*.py"))
        if POR_LA_CLAVE.search(archivo.read_text("utf-8"))
    ]
    assert hallados == []


def test_buscarla_por_su_clave_se_encuentra() -> None:
    assert POR_LA_CLAVE.search("x = procesos.definicion(ajuste.candidatura.proceso_id).calendario")
    assert not POR_LA_CLAVE.search("x = procesos.definicion(informe.proceso_id).calendario")
