"""La clave del segundo lugar, perdida, de otro, vacía o ilegible: se sabe esa misma noche, y no cuando hace falta la copia."""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from conoceles.arranque.comprobar import momento
from conoceles.arranque.respaldos import copias, segundo_lugar
from conoceles.arranque.respaldos.segundo_lugar import NoLlego
from taller.requisitos import conseguir

pytestmark = pytest.mark.lenta
UN_DIA = timedelta(days=1)


@pytest.fixture
def clave(datos: Path, tmp_path: Path, ahora: datetime, monkeypatch: pytest.MonkeyPatch) -> Path:
    """La de una instalación cuya copia de ayer sí llegó."""
    conseguir(["restic"])
    for base in ("CURRICULAR", "IDENTIDAD", "LLAVES"):
        monkeypatch.delenv(f"CONOCELES_BD_{base}", raising=False)
    monkeypatch.setenv("CONOCELES_SEGUNDO_LUGAR", str(tmp_path / "lejos"))
    for carpeta in ("archivos", "secretos"):
        (datos / carpeta).mkdir(parents=True)
    (datos / "modo").write_text("demo\n")
    for base in ("curricular", "identidad"):
        with closing(sqlite3.connect(datos / f"{base}.sqlite3")) as conexion, conexion:
            conexion.execute("CREATE TABLE bitacora_entrada (id INTEGER PRIMARY KEY, huella TEXT)")
    copias.diaria(tmp_path / "copias", ahora=ahora - UN_DIA)
    assert [*momento.segundo_lugar()] == []
    return segundo_lugar.clave()


def _otra(clave: Path) -> None:
    clave.write_text(secrets.token_urlsafe(32))


@pytest.mark.parametrize(
    ("hacer", "causa"),
    [
        (Path.unlink, "Falta la clave"),
        (_otra, "no abre lo que está allá"),
        (lambda clave: clave.write_text(""), "está vacía"),
    ],
    ids=["perdida", "otra", "vacía"],
)
def test_sin_la_clave_con_que_se_cifro_lo_dicen_la_copia_y_comprobar(
    clave: Path, tmp_path: Path, ahora: datetime, hacer: Callable[[Path], object], causa: str
) -> None:
    """Se decía que se revisara si se llega a ese lugar, y `comprobar`, que no constaba ningún respaldo."""
    buena = clave.read_bytes()
    hacer(clave)
    with pytest.raises(NoLlego, match=rf"{causa}.*La copia de esta máquina sí quedó.*openssl rand"):
        copias.diaria(tmp_path / "copias", ahora=ahora)
    assert len(copias.todas(tmp_path / "copias")) == 2
    [hallado] = momento.segundo_lugar()
    assert (hallado.codigo, hallado.gravedad) == ("SEGUNDO_LUGAR", "error")
    assert causa in hallado.frase
    assert momento.respaldo_mas_reciente() == ahora - UN_DIA  # lo que llegó, llegó
    clave.write_bytes(buena)
    copias.diaria(tmp_path / "copias", ahora=ahora + UN_DIA)
    assert [*momento.segundo_lugar()] == []


def test_una_clave_nueva_no_se_hace_sola_y_con_otro_lugar_vacio_sirve(
    clave: Path, tmp_path: Path, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """La que se hacía sola parecía la buena y no abría nada."""
    clave.unlink()
    with pytest.raises(NoLlego):
        copias.diaria(tmp_path / "copias", ahora=ahora)
    assert not clave.exists()
    _otra(clave)
    monkeypatch.setenv("CONOCELES_SEGUNDO_LUGAR", str(tmp_path / "otro"))
    copias.diaria(tmp_path / "copias", ahora=ahora + UN_DIA)
    assert momento.respaldo_mas_reciente() == ahora + UN_DIA


def test_la_clave_que_el_respaldo_no_puede_leer_se_dice_asi(
    clave: Path, tmp_path: Path, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A `root` ningún permiso lo detiene: se mira lo que el sistema contesta."""
    monkeypatch.setattr(os, "access", lambda ruta, _: Path(ruta) != clave)
    with pytest.raises(NoLlego, match=r"no puede leer la clave.*Repita operacion/instalar"):
        copias.diaria(tmp_path / "copias", ahora=ahora)
