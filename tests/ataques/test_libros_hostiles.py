"""Hojas de cálculo hostiles por las dos puertas de una hoja: el padrón y la captura por hoja."""

from __future__ import annotations

from pathlib import Path

import pytest

from ataques.libros_hostiles import LIBROS, TEXTOS, sano
from conoceles.candidaturas.padron.archivo import lectura
from conoceles.captura.masiva.lectura import DE_UNA_HOJA, leer_libro
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.nucleo.recibidos import hijos

CUESTA = "pide demasiada memoria o tiempo"


@pytest.fixture
def memoria(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Octetos que ocupó cada hijo."""
    ocupada: list[int] = []
    hacer = hijos._hacer

    def anotar(*pedido: object) -> hijos.Hecho:
        hecho = hacer(*pedido)  # type: ignore[arg-type]
        ocupada.append(hecho.memoria)
        return hecho

    monkeypatch.setattr(hijos, "_hacer", anotar)
    return ocupada


def test_son_mas_de_veinte() -> None:
    assert len(LIBROS) > 20


@pytest.mark.parametrize("cual", LIBROS | TEXTOS)
def test_del_libro_hostil_se_dice_la_razon_o_no_hace_dano(
    cual: str, tmp_path: Path, memoria: list[int]
) -> None:
    ruta = tmp_path / "padron"
    ruta.write_bytes((LIBROS | TEXTOS)[cual]())
    topes = DE_UNA_HOJA  # los de la puerta más estrecha: con los del padrón, lo mismo en más tiempo
    try:
        leido = lectura.leer(ruta, topes)
    except ErrorDeDominio as error:
        dicho = error.mensaje
        assert "padron" in dicho
        assert "Traceback" not in dicho
    else:
        celdas = {celda for hoja in leido.hojas for fila in hoja.filas for celda in fila}
        assert not any("root:" in celda or len(celda) > 200_000 for celda in celdas)
    assert all(octetos < 40_000_000 + ruta.stat().st_size + topes.memoria for octetos in memoria)


@pytest.mark.parametrize("cual", LIBROS | TEXTOS)
def test_ninguno_es_la_hoja_de_captura(cual: str) -> None:
    with pytest.raises(ErrorDeDominio) as dicho:
        leer_libro((LIBROS | TEXTOS)[cual](), "mi hoja.xlsx")
    assert dicho.value.campo == "hoja"
    assert "padron" not in dicho.value.mensaje


def test_el_sano_se_lee(tmp_path: Path) -> None:
    ruta = tmp_path / "padron.xlsx"
    ruta.write_bytes(sano())
    assert lectura.leer(ruta).hojas[0].filas == (("MUNICIPIO", "NOMBRE"), ("Lerdo", "Ana"))
