"""El ensayo de restauración: se restaura de verdad, no toca la instalación y deja su evidencia."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

import migradas
import vivero
from conoceles.arranque.respaldos import ensayo
from conoceles.nucleo import secretos
from conoceles.nucleo.carpetas import RAIZ_PROYECTO

pytestmark = pytest.mark.lenta


def ordenar(datos: Path, *orden: str) -> subprocess.CompletedProcess[str]:
    limpio = {k: v for k, v in os.environ.items() if not k.startswith("CONOCELES_")}
    propias = {"CONOCELES_DATOS": str(datos), "PYTHONPATH": str(RAIZ_PROYECTO / "src")}
    return vivero.correr("-m", "conoceles", *orden, entorno=limpio | propias)


@pytest.fixture(scope="module")
def respaldada(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Una instalación con su elección cargada, su copia y la del llavero."""
    carpeta = tmp_path_factory.mktemp("ensayo")
    migradas.poner(carpeta / "datos")
    for orden in (
        ("proceso", "cargar", str(RAIZ_PROYECTO / "procesos" / "durango-2023-2024")),
        ("publicar", "--proceso", "durango-2023-2024"),
        ("resguardo", "hacer", str(carpeta / "copias")),
    ):
        hecho = ordenar(carpeta / "datos", *orden)
        assert hecho.returncode == 0, hecho.stderr
    return carpeta


def test_el_ensayo_restaura_comprueba_y_deja_evidencia(respaldada: Path) -> None:
    antes, llaves = _estado(respaldada / "datos"), _octetos(respaldada / "copias")
    hecho = ordenar(respaldada / "datos", "resguardo", "probar", str(respaldada / "copias"), "--json")
    assert hecho.returncode == 0, hecho.stdout + hecho.stderr
    dicho = json.loads(hecho.stdout)
    assert (dicho["ok"], dicho["errores"]) == (True, [])
    assert dicho["archivos"] > 20
    [escrita] = (respaldada / "datos" / "registros" / "ensayos").glob("*.json")
    assert json.loads(escrita.read_text()) == dicho
    assert _estado(respaldada / "datos") == antes
    assert _octetos(respaldada / "copias") == llaves


def _octetos(carpeta: Path) -> dict[str, bytes]:
    """Quien ensaya no escribe junto a las llaves de verdad: su unidad ni siquiera puede."""
    return {str(r.relative_to(carpeta)): r.read_bytes() for r in carpeta.rglob("*") if r.is_file()}


def test_con_los_custodios_se_prueba_donde_no_hay_nada_y_su_evidencia_vale_aqui(
    respaldada: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """En otra máquina, sin los secretos de esta; la evidencia que alguien retoque, o de otra instalación, no vale."""
    monkeypatch.setenv("CONOCELES_DATOS", str(respaldada / "datos"))
    monkeypatch.setattr(secretos, "leer", secretos.leer.__wrapped__)  # los de esta carpeta
    privadas, otra = [str(tmp_path / f"{uno}.pem") for uno in "ab"], tmp_path / "otra"
    for privada in privadas:
        _custodio(Path(privada))
    assert (
        ordenar(respaldada / "datos", "resguardo", "sellar", *(f"{p}.pub" for p in privadas)).returncode == 0
    )
    assert ordenar(respaldada / "datos", "resguardo", "hacer", str(tmp_path / "res")).returncode == 0
    hecho = ordenar(otra, "resguardo", "probar", str(tmp_path / "res"), "--custodios", *privadas, "--json")
    assert hecho.returncode == 0, hecho.stdout + hecho.stderr
    assert not ensayo.probado_con_custodios()
    [escrita] = (otra / "registros" / "ensayos").glob("*-custodios.json")
    traida = respaldada / "datos" / "registros" / "ensayos" / escrita.name
    traida.parent.mkdir(exist_ok=True)
    shutil.copy(escrita, traida)
    assert ensayo.probado_con_custodios()
    traida.write_text(traida.read_text().replace('"archivos": ', '"archivos": 9'))
    vale = ensayo.probado_con_custodios()
    traida.unlink()
    assert not vale


def _custodio(privada: Path) -> None:
    llave = X25519PrivateKey.generate()
    privada.write_bytes(llave.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    publica = llave.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    privada.with_name(f"{privada.name}.pub").write_bytes(publica)


def test_volver_con_llaves_pide_el_registro_de_un_espejo_antes_de_tocar_nada(
    respaldada: Path, tmp_path: Path
) -> None:
    """El que trae la copia no sabe qué se destruyó después."""
    shutil.copytree(respaldada / "datos" / "secretos", tmp_path / "nueva" / "secretos")
    hecho = ordenar(tmp_path / "nueva", "resguardo", "volver", str(respaldada / "copias"))
    assert (hecho.returncode, "diga con --registro" in hecho.stderr) == (2, True)
    assert [p.name for p in (tmp_path / "nueva").iterdir()] == ["secretos"]


def test_una_copia_danada_no_se_da_por_buena(respaldada: Path) -> None:
    [copia] = (respaldada / "copias").glob("2*")
    (copia / "curricular.sqlite3").write_bytes(b"no es una base")
    hecho = ordenar(respaldada / "datos", "resguardo", "probar", str(respaldada / "copias"))
    assert hecho.returncode == 2
    assert "dañado" in hecho.stderr
    [escrita] = (respaldada / "datos" / "registros" / "ensayos").glob("*.json")
    dicho = json.loads(escrita.read_text())
    assert (dicho["ok"], dicho["copia"]) == (False, copia.name)
    assert "dañado" in dicho["errores"][0]["frase"]


def _estado(datos: Path) -> dict[str, str]:
    """Lo que la instalación tiene, byte por byte, menos sus registros: una base que cambia no siempre crece."""
    return {
        str(r.relative_to(datos)): hashlib.sha256(r.read_bytes()).hexdigest()
        for r in datos.rglob("*")
        if r.is_file() and "registros" not in r.parts and not r.name.endswith(("-wal", "-shm"))
    }
