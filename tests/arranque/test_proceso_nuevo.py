"""`proceso nuevo`: lo que escribe se carga tal cual, y lo mal contestado no escribe nada."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from conoceles.arranque.ordenes import proceso_nuevo
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.proceso.carga import DefinicionInvalida, leer_carpeta

DICHO = {
    "modelo": "durango-ayuntamientos-2025", "clave": "nayarit-2030", "nombre": "Ayuntamientos de Nayarit 2030",
    "entidad": "Nayarit", "instituto": "Instituto Estatal Electoral de Nayarit", "siglas": "IEEN",
    "correo": "transparencia@ieen.example.mx", "sitio": "https://ieen.example.mx", "jornada": "2030-06-02",
}  # fmt: skip


def _args(carpeta: Path, **dicho: Any) -> argparse.Namespace:
    return argparse.Namespace(carpeta=carpeta, **(dict.fromkeys(proceso_nuevo.PREGUNTAS) | dicho))


def test_preguntando_se_escribe_una_carpeta_que_se_carga(tmp_path: Path) -> None:
    contestadas = iter(DICHO.values())
    resultado = proceso_nuevo.ejecutar(_args(tmp_path / "nueva"), preguntar=lambda _: next(contestadas))
    eleccion = leer_carpeta(tmp_path / "nueva")
    assert (eleccion.clave, eleccion.entidad, eleccion.nombre) == (DICHO["clave"], "Nayarit", DICHO["nombre"])
    assert eleccion.calendario.dia("jornada") == date(2030, 6, 2)
    assert all(f.supuesto and f.acuerdo is None for f in eleccion.calendario.fechas.values())
    assert "Nayarit" in eleccion.aviso("integral").texto
    assert not [a for a in eleccion.avisos if "Durango" in a.texto]
    assert "pendientes nayarit-2030" in proceso_nuevo.texto(resultado)


@pytest.mark.parametrize("modelo", proceso_nuevo.modelos())
def test_todo_modelo_sirve(tmp_path: Path, modelo: str) -> None:
    proceso_nuevo.ejecutar(_args(tmp_path / "nueva", **DICHO | {"modelo": modelo}))
    assert leer_carpeta(tmp_path / "nueva").clave == DICHO["clave"]


@pytest.mark.parametrize(
    ("mal", "frase"),
    [
        ({"modelo": "no-hay"}, "No hay un modelo «no-hay»; hay "),
        ({"modelo": "durango-2021-2022"}, "es un archivo"),
        ({"jornada": "dos de junio"}, "no es un día"),
        ({"nombre": 'El "bueno"'}, "lleva comillas"),
        ({"clave": "Con Espacios"}, "solo puede llevar minúsculas"),
    ],
)
def test_mal_contestado_no_escribe_nada(tmp_path: Path, mal: dict[str, str], frase: str) -> None:
    with pytest.raises((ErrorDeDominio, DefinicionInvalida), match=frase):
        proceso_nuevo.ejecutar(_args(tmp_path / "nueva", **DICHO | mal))
    assert not (tmp_path / "nueva").exists()


def test_sin_quien_conteste_lo_dice(tmp_path: Path) -> None:
    def nadie(_: str) -> str:
        raise EOFError

    with pytest.raises(ErrorDeDominio, match="Falta «A cuál se parece»"):
        proceso_nuevo.ejecutar(_args(tmp_path / "nueva"), preguntar=nadie)
