"""Ningún texto que se lee de una elección nombra una ley que el día de su jornada no rige, esté donde esté escrito."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.proceso.carga import DefinicionInvalida, leer_carpeta
from publicacion.hoja_de_lengua import copia, llenada, solo

AJENA = "conforme a la LGPDPPSO (2025)"  # la elección es de 2024


@pytest.fixture
def carpeta(tmp_path: Path) -> Path:
    return Path(
        shutil.copytree(RAIZ_PROYECTO / "procesos" / "durango-2023-2024", tmp_path / "durango-2023-2024")
    )


def _rota(carpeta: Path) -> str:
    """La única falta que nombra esa ley, que siempre da el mismo motivo."""
    with pytest.raises(DefinicionInvalida) as error:
        leer_carpeta(carpeta)
    [dicho] = [f for f in map(str, error.value.errores) if "nombra «LGPDPPSO (2025)»" in f]
    assert "no es la del 2 de junio de 2024" in dicho
    return dicho


@pytest.mark.parametrize(
    ("archivo", "antes", "despues", "lugar"),
    [
        (
            "proceso.toml",
            'que_hace = "Hacen',
            f'que_hace = "Hacen, {AJENA},',
            "cargos.diputacion-mr.que_hace",
        ),
        ("proceso.toml", "[difusion]\n", f'[difusion]\nmensajes = ["Vote {AJENA}."]\n', "difusion.mensaje-1"),
        ("lenguas.toml", 'texto = "Puede escribir', f'texto = "Puede, {AJENA}, escribir', "guia.ayuda.texto"),
        ("entregables.toml", 'avance = "Se presenta', f'avance = "Se presenta, {AJENA},', "portadas.avance"),
    ],
)
def test_un_texto_que_nombra_otra_ley_no_se_carga_y_dice_donde(
    carpeta: Path, archivo: str, antes: str, despues: str, lugar: str
) -> None:
    texto = (carpeta / archivo).read_text("utf-8")
    assert antes in texto
    (carpeta / archivo).write_text(texto.replace(antes, despues, 1), "utf-8")
    assert lugar in _rota(carpeta)


@pytest.mark.parametrize(("lugar", "donde"), [("sitio", "eleccion.franja"), ("captura", "franjas.captura")])
def test_una_franja_tampoco(carpeta: Path, lugar: str, donde: str) -> None:
    toml = carpeta / "proceso.toml"
    franja = f'\n[franjas.{lugar}]\ntexto = "Aviso {AJENA}"\ndesde = 2024-05-01\nhasta = 2024-05-02\n'
    toml.write_text(toml.read_text("utf-8") + franja, "utf-8")
    assert donde in _rota(carpeta)


def test_lo_traducido_tampoco(tmp_path: Path) -> None:
    traducida = copia(tmp_path / "traducida")
    llenada(traducida, solo("guia.voto.texto", traduccion=f"Prueba, {AJENA}"))
    assert "lengua qtz: guia.voto.texto" in _rota(traducida)
