"""Lo que falla en la hoja de una lengua se dice todo de una vez y en su renglón, y su fecha se escribe como en Excel."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from conoceles.proceso.carga import DefinicionInvalida, leer_carpeta
from conoceles.proceso.lenguas import marco
from publicacion.hoja_de_lengua import Filas, copia, llenada

CIFRA = "{1} de {2} candidaturas tienen información publicada."


@pytest.fixture
def carpeta(tmp_path: Path) -> Path:
    return copia(tmp_path / "traducida")


def test_lo_que_pierde_un_dato_se_dice_a_la_vez_que_lo_demas_y_con_su_renglon(carpeta: Path) -> None:
    clave = next(c for c, f in marco.del_sitio().items() if f == CIFRA)
    donde: list[int] = []

    def llenar(filas: Filas) -> None:
        donde.append(next(n for n, f in enumerate(filas, 2) if f["clave"] == clave))
        filas[donde[0] - 2] |= {"traduccion": "Muchas", "hizo": "A", "reviso": "B"}
        filas[0] |= {"traduccion": "Otra", "hizo": "A", "reviso": "A"}

    llenada(carpeta, llenar)
    with pytest.raises(DefinicionInvalida) as rechazo:
        leer_carpeta(carpeta)
    assert [(f.archivo, f.clave) for f in rechazo.value.errores] == [
        ("qtz.csv", "renglón 2"), ("qtz.csv", f"renglón {donde[0]}, {clave}")
    ]  # fmt: skip


@pytest.mark.parametrize("escrita", ["28/11/2026", "2026-11-28"])
def test_la_fecha_de_quien_revisa_se_admite_como_la_pone_una_hoja_de_calculo(
    carpeta: Path, escrita: str
) -> None:
    llenada(
        carpeta,
        lambda filas: filas[0].update(traduccion=filas[0]["original"], hizo="A", reviso="B", fecha=escrita),
    )
    [hecha] = leer_carpeta(carpeta).guia.lenguas[-1].traducciones
    assert (hecha.fecha, hecha.renglon) == (date(2026, 11, 28), 2)
