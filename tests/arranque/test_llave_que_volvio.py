"""La llave de los acuses y la de publicar: la de antes puesta otra vez, la que no se declaró y las bases de antes del cambio."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

import vivero
from conoceles.nucleo.carpetas import RAIZ_PROYECTO

pytestmark = pytest.mark.lenta


def correr(datos: Path, *orden: str, **entorno: str) -> subprocess.CompletedProcess[str]:
    limpio = {k: v for k, v in os.environ.items() if not k.startswith("CONOCELES_")}
    propias = {"CONOCELES_DATOS": str(datos), "CONOCELES_ACEPTA": "SQLITE,DIRECCION,LLAVE_DE_MAS"}
    variables = limpio | {"PYTHONPATH": str(RAIZ_PROYECTO / "src")} | propias | entorno
    return vivero.correr("-m", "conoceles", *orden, entorno=variables)


def _en_produccion(datos: Path, *orden: str) -> None:
    hecho = correr(datos, *orden, CONOCELES_MODO="produccion")
    assert hecho.returncode == 0, hecho.stderr


def _copiar(de: Path, a: Path) -> None:
    subprocess.run(["cp", "-a", de, a], check=True)  # dos nombres del mismo archivo lo siguen siendo


@pytest.fixture(scope="module")
def publicada(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Producción con su elección publicada."""
    datos = tmp_path_factory.mktemp("llave") / "datos"
    _en_produccion(datos, "proceso", "cargar", str(RAIZ_PROYECTO / "procesos" / "durango-2023-2024"))
    _en_produccion(datos, "publicar", "--proceso", "durango-2023-2024")
    return datos


@pytest.fixture(scope="module", params=["acuses", "firma"])
def molde(
    request: pytest.FixtureRequest, publicada: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, str]:
    """Con esa llave cambiada; en `antes`, las bases y las llaves de antes del cambio."""
    carpeta, cual = tmp_path_factory.mktemp(request.param), str(request.param)
    for nombre in ("antes", "datos"):
        _copiar(publicada, carpeta / nombre)
    rotar = ("llave", "rotar", "--acto", "Acuerdo 1", *(["--acuses"] if cual == "acuses" else []))
    _en_produccion(carpeta / "datos", *rotar)
    return carpeta, cual


@pytest.fixture
def cambiada(molde: tuple[Path, str], tmp_path: Path) -> tuple[Path, str]:
    """Su copia, para estropearla."""
    for nombre in ("antes", "datos"):
        _copiar(molde[0] / nombre, tmp_path / nombre)
    return tmp_path / "datos", molde[1]


def _volver_las_bases(datos: Path) -> None:
    for base in datos.glob("curricular.sqlite3*"):
        base.unlink()
    shutil.copy(datos.parent / "antes" / "curricular.sqlite3", datos)


def test_con_las_bases_de_antes_del_cambio_vale_la_llave_que_declara_el_registro(
    cambiada: tuple[Path, str],
) -> None:
    """Volver a un momento anterior dejaba cerrado el sistema, pidiendo la llave que el cambio destruyó."""
    datos, cual = cambiada
    _volver_las_bases(datos)
    hecho = correr(datos, "resguardo", "reponer")
    assert hecho.returncode == 0, hecho.stderr
    assert "LLAVE_AJENA" not in correr(datos, "comprobar").stdout
    shutil.copy(datos.parent / "antes" / "secretos" / f"{cual}.llave", datos / "secretos")
    assert f"La llave «{cual}» es la de antes del último cambio" in correr(datos, "comprobar").stdout


def test_volver_de_una_copia_de_antes_del_cambio_pide_el_registro_y_con_el_sale(
    cambiada: tuple[Path, str], tmp_path: Path
) -> None:
    """Mandaba poner la llave del resguardo: la que se cambió, quizá por robada."""
    datos, _ = cambiada
    nueva = tmp_path / "nueva"
    shutil.copytree(datos / "secretos", nueva / "secretos")
    shutil.copy(datos / "llaves.sqlite3", nueva)
    assert (
        correr(tmp_path / "antes", "resguardo", "hacer", "--sin-llaves", str(tmp_path / "copia")).returncode
        == 0
    )
    hecho = correr(nueva, "resguardo", "volver", str(tmp_path / "copia"))
    assert (hecho.returncode, "repita con --registro" in hecho.stderr) == (2, True)
    assert sorted(p.name for p in nueva.iterdir()) == ["llaves.sqlite3", "secretos"]
    espejo = ("--registro", str(datos / "sitio" / "log"))
    hecho = correr(nueva, "resguardo", "volver", str(tmp_path / "copia"), *espejo)
    assert hecho.returncode == 0, hecho.stderr
    assert "LLAVE_AJENA" not in correr(nueva, "comprobar").stdout


def test_la_de_antes_y_la_de_otro_no_arrancan_y_cada_una_dice_su_remedio(cambiada: tuple[Path, str]) -> None:
    datos, cual = cambiada
    llave = datos / "secretos" / f"{cual}.llave"
    llave.write_bytes((datos.parent / "antes" / "secretos" / llave.name).read_bytes())
    dicho = correr(datos, "papeles").stderr
    assert f"Copie {llave} de la máquina en que se hizo el cambio" in dicho
    llave.write_bytes(os.urandom(32))
    assert f"La llave «{cual}» no es la de esta instalación" in correr(datos, "papeles").stderr


def test_si_el_registro_declara_otra_llave_de_acuses_se_dice_y_la_orden_lo_remedia(tmp_path: Path) -> None:
    """Con el público de otra, se declaraba ese: ningún acuse se podía comprobar, y nadie lo decía."""
    datos = tmp_path / "datos"
    entorno = {"CONOCELES_MODO": "produccion"}
    correr(datos, "proceso", "cargar", str(RAIZ_PROYECTO / "procesos" / "durango-2023-2024"), **entorno)
    (datos / "secretos" / "acuses.pub").write_bytes(os.urandom(32))
    obrero = entorno | {"CONOCELES_PAPEL": "obrero"}  # quien opera la pondría bien; él no tiene la privada
    hecho = correr(datos, "publicar", "--proceso", "durango-2023-2024", **obrero)
    assert hecho.returncode == 0, hecho.stderr
    dicho = correr(datos, "comprobar", **entorno).stdout
    assert "ACUSES_SIN_DECLARAR" in dicho
    hecho = correr(datos, "llave", "rotar", "--acuses", "--acto", "Acuerdo 1", **entorno)
    assert hecho.returncode == 0, hecho.stderr
    assert "ACUSES_SIN_DECLARAR" not in correr(datos, "comprobar", **entorno).stdout
