"""Una máquina que solo entrega el sitio: qué se le pone, quién puede dejárselo y nada más.

En Debian de verdad, con la que publica y otra de reserva, en `test_varias_maquinas_en_debian.py`.
"""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import datetime, timezone
from pathlib import Path

import pytest

from conoceles.nucleo.carpetas import RAIZ_PROYECTO

OPERACION = RAIZ_PROYECTO / "operacion"
LLAVE = f"ssh-ed25519 AAAA{'C3NzaC1lZDI1NTE5' * 4} conoceles@captura"
TODAS = ("--sitio=a.mx", "--captura=b.mx", "--remitente=c@d.mx", "--administra=e@f.mx", "--nombre=Dina")


def _simular(*mas: str) -> subprocess.CompletedProcess[str]:
    orden = [sys.executable, "-B", "-m", "instalador", "poner", "--simular", *mas]
    return subprocess.run(orden, cwd=OPERACION, capture_output=True, text=True, check=False)


def test_solo_pregunta_el_nombre_del_sitio() -> None:
    dicho = _simular("--solo-sitio")
    assert dicho.returncode == 2
    assert dicho.stderr.count("--") == 1
    assert "--sitio: nombre del sitio público" in dicho.stderr


def test_pone_lo_que_lo_entrega_y_nada_de_bases_llaves_ni_captura() -> None:
    dicho = _simular("--solo-sitio", "--sitio=a.mx", "--recibe", LLAVE)
    assert dicho.returncode == 1, dicho.stderr
    for suyo in (
        "conoceles-lector.service",
        "conoceles.conf",
        "para a.mx",
        "recibe.pub",
        "conoceles-estilos.path",
    ):
        assert suyo in dicho.stdout, suyo
    for ajeno in ("postgresql", "captura", "secretos", "obrero", "bin/conoceles", "abrir la cuenta"):
        assert ajeno not in dicho.stdout, ajeno


@pytest.mark.parametrize("mas", [("--solo-sitio", "--sitio=a.mx"), TODAS])
def test_sin_la_llave_de_quien_publica_nadie_entra(mas: tuple[str, ...]) -> None:
    assert "recibe.pub" not in _simular(*mas).stdout
    assert "recibe.pub" in _simular(*mas, "--recibe", LLAVE).stdout


@pytest.mark.parametrize("mala", ["AAAA", "ssh-ed25519", f"{LLAVE}\nssh-rsa {LLAVE}", f'command="sh" {LLAVE}', "-----BEGIN OPENSSH PRIVATE KEY-----"])  # fmt: skip
def test_una_llave_que_no_lo_es_no_se_guarda(mala: str) -> None:
    """Un renglón de más, o con sus propias opciones, dejaría entrar a otra cosa."""
    dicho = _simular("--solo-sitio", "--sitio=a.mx", "--recibe", mala)
    assert dicho.returncode == 2
    assert "--recibe: llave pública de ssh" in dicho.stderr


def test_una_maquina_no_es_solo_de_dos_cosas() -> None:
    dicho = _simular("--solo-sitio", "--solo-bases", "--sitio=a.mx")
    assert dicho.returncode == 2
    assert "not allowed with" in dicho.stderr


def test_quien_entra_solo_copia_y_solo_en_los_datos(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(OPERACION))
    from instalador.pasos import recibir
    from instalador.piezas import Archivo
    from instalador.respuestas import Respuestas

    paso = recibir.paso(Respuestas("a.mx", "", "", "", "", "", LLAVE))
    escritos = {pieza.ruta: pieza.texto() for pieza in paso.piezas if isinstance(pieza, Archivo)}
    orden = f"rsync --server --daemon --config={recibir.CARPETAS} ."
    assert escritos[recibir.LLAVE] == f'restrict,command="{orden}" {LLAVE}\n'
    assert f"AuthorizedKeysFile {recibir.LLAVE}" in escritos[recibir.REGLA]
    for propio in (recibir.LLAVE, recibir.CARPETAS, recibir.REGLA):
        assert not propio.is_relative_to("/var/lib/conoceles")


def test_simular_no_se_rompe_donde_sshd_aun_no_tiene_su_regla(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(OPERACION))
    from instalador.pasos import recibir
    from instalador.respuestas import Respuestas

    monkeypatch.setattr(recibir, "hay_systemd", lambda: True)
    monkeypatch.setattr(recibir, "desde", lambda _: 0.0)
    monkeypatch.setattr(recibir, "REGLA", tmp_path / "conoceles.conf")
    *_, leida = recibir.paso(Respuestas("a.mx", "", "", "", "", "", LLAVE)).piezas
    assert not leida.esta()
    recibir.REGLA.touch()
    assert not leida.esta()
    monkeypatch.setattr(recibir, "desde", lambda _: recibir.REGLA.stat().st_mtime)
    assert leida.esta()


def test_lo_escrito_despues_en_el_mismo_segundo_no_esta_leido(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """En una máquina rápida el paquete se instala, sshd arranca y se escribe su regla sin que cambie el segundo."""
    monkeypatch.syspath_prepend(str(OPERACION))
    from instalador.pasos import levantar, recibir
    from instalador.respuestas import Respuestas

    monkeypatch.setattr(recibir, "hay_systemd", lambda: True)
    monkeypatch.setattr(levantar, "sale_bien", lambda *_: True)
    monkeypatch.setattr(levantar, "correr", lambda *_: "Mon 2026-11-30 23:50:00.123456 UTC\n")
    monkeypatch.setattr(recibir, "REGLA", tmp_path / "conoceles.conf")
    *_, leida = recibir.paso(Respuestas("a.mx", "", "", "", "", "", LLAVE)).piezas
    recibir.REGLA.touch()
    arranco = datetime(2026, 11, 30, 23, 50, 0, 123456, timezone.utc).timestamp()
    for escrita, esta in ((arranco + 0.4, False), (arranco - 0.1, True)):
        os.utime(recibir.REGLA, (escrita, escrita))
        assert leida.esta() is esta
