"""Las llaves: enteras o nada, y la que no sirve se dice con qué hacer."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from conoceles.nucleo import secretos
from conoceles.nucleo.secretos import LlaveInservible


@pytest.fixture
def llaves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("CONOCELES_DATOS", str(tmp_path))
    secretos.leer.cache_clear()
    secretos.crear_faltantes()
    yield tmp_path / "secretos"
    secretos.leer.cache_clear()


@pytest.mark.parametrize("octetos", [b"", b"x" * 20])
def test_la_que_no_esta_entera_dice_que_hacer(llaves: Path, octetos: bytes) -> None:
    (llaves / "maestra.llave").write_bytes(octetos)
    secretos.leer.cache_clear()
    with pytest.raises(LlaveInservible, match=f"mide {len(octetos)} octetos") as caso:
        secretos.faltan()
    assert "Recupérela de su resguardo" in caso.value.remedio


def test_la_que_su_servicio_no_puede_leer_no_es_una_llave_perdida(
    llaves: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def negar(ruta: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(ruta))

    secretos.leer.cache_clear()
    monkeypatch.setattr(Path, "read_bytes", negar)
    with pytest.raises(LlaveInservible, match="No se puede leer la llave «django»") as caso:
        secretos.faltan()
    assert "operacion/instalar" in caso.value.remedio


def test_la_que_falta_se_nombra(llaves: Path) -> None:
    (llaves / "curp.llave").unlink()
    secretos.leer.cache_clear()
    assert secretos.faltan() == ["curp"]


@pytest.mark.parametrize("paso", ["fsync", "link"])
def test_morir_al_crearla_no_deja_media_llave(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, paso: str
) -> None:
    """Una vacía no se distinguía de la de siempre: ninguna orden volvía a arrancar."""

    def morir(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, paso, morir)
    with pytest.raises(OSError, match="No space"):
        secretos.crear(tmp_path / "firma.nueva", b"x" * 32)
    assert list(tmp_path.iterdir()) == []


def test_la_publica_de_los_acuses_que_quedo_vacia_se_repone(llaves: Path) -> None:
    """Vacía, quien publica la certificaba así para siempre."""
    entera = (llaves / "acuses.pub").read_bytes()
    (llaves / "acuses.pub").write_bytes(b"")
    secretos.crear_faltantes()
    assert (llaves / "acuses.pub").read_bytes() == entera
    assert (llaves / "acuses.pub").stat().st_mode & 0o777 == 0o600
