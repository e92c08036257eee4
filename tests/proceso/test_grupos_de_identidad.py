"""De qué se pide permiso de publicar: de lo que puede publicarse, y de nada más."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from conoceles.proceso.carga import DefinicionInvalida, leer_carpeta
from conoceles.proceso.definicion import Definicion

CARPETA = Path(__file__).parents[1] / "recorridos" / "caleta-2026"
FAMILIA = 'titulo = "Su familia"\n'
GRUPO = '[[grupos]]\nclave = "familia"\nnombre = "Su familia"\n\n[[secciones]]\nclave = "mapuche"'


def _con(tmp_path: Path, *cambios: tuple[str, str]) -> Definicion:
    carpeta = Path(shutil.copytree(CARPETA, tmp_path / "caleta"))
    archivo = carpeta / "identidad.toml"
    texto = archivo.read_text("utf-8")
    for antes, despues in cambios:
        assert antes in texto
        texto = texto.replace(antes, despues)
    archivo.write_text(texto, "utf-8")
    return leer_carpeta(carpeta)


def test_lo_que_solo_se_cuenta_no_es_de_ningun_grupo_ni_pide_permiso(tmp_path: Path) -> None:
    d = _con(tmp_path)
    assert [g.clave for g in d.identidad.grupos] == ["mapuche"]
    assert d.identidad.grupo_de() == {"p1": "mapuche", "p2": ""}


def test_un_grupo_del_que_nada_puede_publicarse_se_rechaza(tmp_path: Path) -> None:
    """Su casilla pediría permiso de publicar lo que nunca se publica."""
    with pytest.raises(DefinicionInvalida, match="ninguna de sus preguntas puede publicarse: quítelo"):
        _con(
            tmp_path,
            ('[[secciones]]\nclave = "mapuche"', GRUPO),
            (FAMILIA, f'{FAMILIA}grupo = "familia"\n'),
        )


def test_lo_que_puede_publicarse_sin_decir_su_grupo_se_rechaza(tmp_path: Path) -> None:
    with pytest.raises(DefinicionInvalida, match="«» no está en"):
        _con(tmp_path, ('grupo = "mapuche"\n', ""))
