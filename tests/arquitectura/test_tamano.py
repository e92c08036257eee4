"""Ningún archivo de Python pasa de 300 líneas: lo que crece se parte por su propósito."""

from __future__ import annotations

from conoceles.nucleo.carpetas import RAIZ_PROYECTO

MAXIMO = 300
# Con su razón; la que deja de hacer falta se borra de aquí.
EXCEPCIONES = {
    "src/conoceles/lector/verificar.py": "se descarga del sitio y corre solo, sin más archivos a su lado",
}


def _largos() -> dict[str, int]:
    return {
        ruta.relative_to(RAIZ_PROYECTO).as_posix(): lineas
        for carpeta in ("src", "tests")
        for ruta in (RAIZ_PROYECTO / carpeta).rglob("*.py")
        if "migrations" not in ruta.parts and (lineas := ruta.read_text("utf-8").count("\n")) > MAXIMO
    }


def test_archivos_de_mas_de_trescientas_lineas_solo_los_declarados() -> None:
    assert {ruta: lineas for ruta, lineas in _largos().items() if ruta not in EXCEPCIONES} == {}


def test_cada_excepcion_hace_falta_todavia() -> None:
    assert EXCEPCIONES.keys() - _largos() == set()
