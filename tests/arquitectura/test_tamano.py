"""Ningún archivo de Python pasa de 300 líneas: lo que crece se parte por su propósito."""

from __future__ import annotations

from conoceles.nucleo.carpetas import RAIZ_PROYECTO

MAXIMO = 300


def test_ningun_archivo_pasa_de_trescientas_lineas() -> None:
    largos = {
        ruta.relative_to(RAIZ_PROYECTO).as_posix(): lineas
        for carpeta in ("src", "tests")
        for ruta in (RAIZ_PROYECTO / carpeta).rglob("*.py")
        if "migrations" not in ruta.parts and (lineas := ruta.read_text("utf-8").count("\n")) > MAXIMO
    }
    assert largos == {}
