"""Podar o publicar mientras se comprueba no es una alteración; volver atrás, sí."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from conoceles.lector.verificador import cotejo as comprobador
from conoceles.lector.verificador import eslabones
from conoceles.lector.verificador.verificar import examinar, main, verificar
from lector.instantaneas import activar, huella, publicar


def _tres(eleccion: Path) -> list[Path]:
    """Tres publicaciones seguidas, con su manifiesto guardado."""
    hechas: list[Path] = []
    for cual in ("una", "dos", "tres"):
        anterior = huella(hechas[-1]) if hechas else None
        hechas.append(publicar(eleccion, {"index.html": cual}, anterior=anterior))
        _guardar(eleccion, hechas[-1])
    return hechas


def _guardar(eleccion: Path, carpeta: Path) -> None:
    (eleccion / "manifiestos").mkdir(exist_ok=True)
    for nombre, sufijo in (("manifiesto.json", "json"), ("manifiesto.firma", "firma")):
        shutil.copy(carpeta / nombre, eleccion / "manifiestos" / f"{carpeta.name}.{sufijo}")


@pytest.mark.parametrize("antes", ["la lee entera", "la abre"])
def test_podar_mientras_se_comprueba_no_es_una_alteracion(
    eleccion: Path, monkeypatch: pytest.MonkeyPatch, antes: str
) -> None:
    una, *_ = _tres(eleccion)
    leer = comprobador._manifiesto

    def podar(carpeta: Path, *args: Any) -> Any:
        if carpeta == una and antes == "la abre":
            shutil.rmtree(una)
        datos = leer(carpeta, *args)
        if carpeta == una:
            shutil.rmtree(una)
        return datos

    monkeypatch.setattr(comprobador, "_manifiesto", podar)
    resultado = examinar(eleccion)
    assert resultado.problemas == []
    assert any("se podó mientras" in aviso for aviso in resultado.avisos)


def test_publicar_mientras_se_comprueba_no_es_una_alteracion(
    eleccion: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _tres(eleccion)
    leer, nuevas = comprobador._manifiesto, iter(["cuatro", "cinco"])

    def publicar_otra(carpeta: Path, *args: Any) -> Any:
        datos = leer(carpeta, *args)
        if cual := next(nuevas, ""):
            actual = (eleccion / "actual").resolve()
            _guardar(eleccion, publicar(eleccion, {"index.html": cual}, anterior=huella(actual)))
        return datos

    monkeypatch.setattr(comprobador, "_manifiesto", publicar_otra)
    assert examinar(eleccion).problemas == []


@pytest.mark.parametrize("llego", ["el árbol", "el manifiesto"])
def test_lo_que_acaba_de_llegar_y_se_sirve_al_rato_no_es_una_alteracion(
    eleccion: Path, monkeypatch: pytest.MonkeyPatch, llego: str
) -> None:
    """Así llega a un espejo."""
    _, dos, tres = _tres(eleccion)
    activar(eleccion, dos)
    if llego == "el manifiesto":
        tres = tres.rename(eleccion / tres.name)

    def pausa(_: float) -> None:
        if tres.parent == eleccion:
            tres.rename(eleccion / "instantaneas" / tres.name)
        activar(eleccion, eleccion / "instantaneas" / tres.name)

    monkeypatch.setattr(eslabones.time, "sleep", pausa)
    assert examinar(eleccion).problemas == []


def test_volver_atras_la_actual_sigue_siendo_un_problema(eleccion: Path) -> None:
    _, dos, tres = _tres(eleccion)
    activar(eleccion, dos)
    shutil.rmtree(tres)
    assert any(tres.name in problema for problema in verificar(eleccion))


def test_una_actual_fuera_de_las_instantaneas_tambien_se_comprueba(eleccion: Path, tmp_path: Path) -> None:
    *_, tres = _tres(eleccion)
    otra = shutil.copytree(tres, tmp_path / tres.name)
    (otra / "index.html").write_text("otra cosa")
    shutil.rmtree(tres)
    (eleccion / "actual").unlink()
    (eleccion / "actual").symlink_to(otra)
    assert any("index.html" in problema for problema in verificar(eleccion))


def test_sin_ningun_archivo_que_comprobar_no_se_dice_que_coincide(
    carpeta: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Una carpeta con solo el manifiesto no es una publicación comprobada; una vacía, tampoco."""
    sola = tmp_path / "sola"
    sola.mkdir()
    assert main([str(sola)]) == 2
    for nombre in ("manifiesto.json", "manifiesto.renglones", "manifiesto.firma"):
        shutil.copy(carpeta / nombre, sola / nombre)
    assert main([str(sola), "--descarga"]) == 2
    salida = capsys.readouterr()
    assert "Todo coincide" not in salida.out
    assert "no hay ningún archivo" in salida.err
