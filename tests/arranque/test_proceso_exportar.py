"""`proceso exportar`: escribe en una carpeta nueva y no toca una que ya tiene algo."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from conoceles.arranque.ordenes import proceso_cargar, proceso_exportar
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.nucleo.errores import ErrorDeDominio, NoEncontrado
from conoceles.proceso.models import Proceso
from personas import CLAVE, enmendar

if TYPE_CHECKING:
    from conoceles.proceso.models import Proceso


def _args(clave: str, carpeta: Path) -> argparse.Namespace:
    return argparse.Namespace(
        clave=clave,
        carpeta=carpeta,
        inventado=False,
        simular=False,
        aplicar=False,
        completo=False,
        acto=[],
        fecha=[],
        organo=[],
        para=[],
    )


def test_lo_exportado_se_carga_con_la_misma_huella(proceso: Proceso, tmp_path: Path, ahora: datetime) -> None:
    enmendar("fecha-jornada", ahora, dia="2024-06-09")
    resultado = proceso_exportar.ejecutar(_args(CLAVE, tmp_path / "salida"))
    proceso.refresh_from_db()
    assert resultado["huella"] == proceso.huella
    assert f"huella: {proceso.huella}" in proceso_exportar.texto(resultado)
    cargada = proceso_cargar.ejecutar(_args("", tmp_path / "salida"))
    assert (cargada["huella"], cargada["cambio"]) == (proceso.huella, False)
    assert "cambio: no" in proceso_cargar.texto(cargada).splitlines()


def test_recargar_la_carpeta_vieja_dice_que_enmienda_se_volvio_a_aplicar(
    proceso: Proceso, ahora: datetime
) -> None:
    enmendar("fecha-jornada", ahora, dia="2024-06-09")
    cargada = proceso_cargar.ejecutar(_args("", RAIZ_PROYECTO / "procesos" / CLAVE))
    assert "enmienda vuelta a aplicar: Jornada electoral (IEPC/CG45/2024)" in proceso_cargar.texto(cargada)


def test_una_carpeta_con_algo_no_se_pisa(proceso: Proceso, tmp_path: Path) -> None:
    (tmp_path / "algo.txt").write_text("x")
    with pytest.raises(ErrorDeDominio, match="ya tiene algo"):
        proceso_exportar.ejecutar(_args(CLAVE, tmp_path))
    assert [ruta.name for ruta in tmp_path.iterdir()] == ["algo.txt"]


def test_una_eleccion_que_no_existe_no_escribe_nada(base: None, tmp_path: Path) -> None:
    with pytest.raises(NoEncontrado):
        proceso_exportar.ejecutar(_args("no-existe", tmp_path / "salida"))
    assert not (tmp_path / "salida").exists()


@pytest.mark.usefixtures("base")
def test_lo_inventado_lo_dice_quien_carga_y_recargar_no_lo_quita() -> None:
    args = _args("", RAIZ_PROYECTO / "procesos" / CLAVE)
    args.inventado = True
    proceso_cargar.ejecutar(args)
    args.inventado = False
    proceso_cargar.ejecutar(args)
    assert Proceso.objects.get(pk=CLAVE).inventado
