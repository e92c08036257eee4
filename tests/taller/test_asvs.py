"""ASVS: están los 253 de los niveles 1 y 2, y cada uno tiene sustento que existe."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from taller.evidencia import asvs
from taller.ordenes import asvs as orden

# Sección y números de los requisitos de nivel 1 y 2 de ASVS 5.0.0.
DE_LA_NORMA = """
1.1:1-2 1.2:1-9 1.3:1-11 1.4:1-3 1.5:1-2 2.1:1-3 2.2:1-3 2.3:1-4 2.4:1 3.2:1-2 3.3:1-4 3.4:1-6 3.5:1-5 
3.7:1-2 4.1:1-3 4.2:1 4.3:1-2 4.4:1-4 5.1:1 5.2:1-3 5.3:1-2 5.4:1-3 6.1:1-3 6.2:1-12 6.3:1-4 6.4:1-4 6.5:1-5 
6.6:1-3 6.8:1-4 7.1:1-3 7.2:1-4 7.3:1-2 7.4:1-5 7.5:1-2 7.6:1-2 8.1:1-2 8.2:1-3 8.3:1 8.4:1 9.1:1-3 9.2:1-4 
10.1:1-2 10.2:1-2 10.3:1-4 10.4:1-11 10.5:1-5 10.6:1-2 10.7:1-3 11.1:1-2 11.2:1-3 11.3:1-3 11.4:1-4 11.5:1 
11.6:1 12.1:1-3 12.2:1-2 12.3:1-4 13.1:1 13.2:1-5 13.3:1-2 13.4:1-5 14.1:1-2 14.2:1-4 14.3:1-3 15.1:1-3 
15.2:1-3 15.3:1-7 16.1:1 16.2:1-5 16.3:1-4 16.4:1-3 16.5:1-3 17.1:1 17.2:1-4 17.3:1-2
"""


def _de_la_norma() -> list[str]:
    numeros = []
    for parte in DE_LA_NORMA.split():
        seccion, _, tramos = parte.partition(":")
        for tramo in tramos.split(","):
            primero, _, ultimo = tramo.partition("-")
            numeros += [f"{seccion}.{n}" for n in range(int(primero), int(ultimo or primero) + 1)]
    return numeros


def test_estan_los_doscientos_cincuenta_y_tres_y_en_su_capitulo() -> None:
    leidos = asvs.leer()
    assert [r.numero for suyos in leidos.values() for r in suyos] == _de_la_norma()
    assert len(_de_la_norma()) == 253
    assert all(r.numero.split(".")[0] == clave[1:] for clave, suyos in leidos.items() for r in suyos)


def test_cada_uno_tiene_sustento_que_existe() -> None:
    for r in (r for suyos in asvs.leer().values() for r in suyos):
        assert r.estado in asvs.ESTADOS, r.numero
        if r.estado == "cumplido":
            assert r.citas, r.numero
            assert [c for c in r.citas if not _existe(c)] == [], r.numero
            assert [c for c in r.citas if c.startswith("tests/") and "::" not in c] == [], "nombre la prueba"
        elif r.estado == "queda":
            assert re.search(r"\. Responsable: .+\.$", r.sustento), r.numero
        else:
            assert r.sustento.endswith("."), r.numero


def _existe(cita: str) -> bool:
    archivo, _, prueba = cita.partition("::")
    ruta = RAIZ_PROYECTO / archivo
    return ruta.is_file() and (not prueba or f"def {prueba}(" in ruta.read_text(encoding="utf-8"))


def test_una_cita_que_no_existe_se_nota() -> None:
    assert not _existe("tests/taller/test_asvs.py::test_que_no_existe")
    assert not _existe("docs/nada.md")


def test_la_pagina_dice_cada_requisito_con_su_sustento(tmp_path: Path) -> None:
    salida = tmp_path / "asvs.md"
    assert sum(orden.ejecutar(argparse.Namespace(salida=salida)).values()) == 253
    texto = salida.read_text(encoding="utf-8")
    renglones = [r.renglon for suyos in asvs.leer().values() for r in suyos]
    assert [r for r in renglones if r not in texto] == []
