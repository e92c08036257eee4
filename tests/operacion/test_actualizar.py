"""`operacion/actualizar`, con los programas del sistema en su lugar: qué detiene, qué copia y qué sigue si se repite.

De verdad, en un Debian instalado, en `test_actualizar_en_debian.py`; las bases, en `tests/arranque/test_vuelta.py`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from conoceles.nucleo.carpetas import RAIZ_PROYECTO

ACTUALIZAR = RAIZ_PROYECTO / "operacion" / "actualizar"
SERVICIOS = "conoceles-captura conoceles-obrero conoceles-metricas"
# `conoceles` y el instalador son de la versión que esté puesta: dicen cuál.
PROGRAMAS = {
    "id": "echo 0",
    "systemctl": "",
    "git": "echo nueva >$2/version; cp $RAIZ/nueva/* $2/operacion/systemd/",
    "conoceles": 'case "$2" in hacer) touch $3/respaldo.json ;; esac',
}
INSTALAR = '#!/bin/sh\necho "instalar $(cat $RAIZ/opt/conoceles/version)" >>$RAIZ/llamadas\n'


class Maquina:
    def __init__(self, raiz: Path) -> None:
        self.raiz, self.programa = raiz, raiz / "opt" / "conoceles"
        self.copia = raiz / "var" / "backups" / "conoceles-anterior"
        self.marca = raiz / "var" / "lib" / "conoceles" / "registros" / "volviendo"
        for carpeta in (
            self.programa / "operacion" / "systemd",
            self.copia,
            self.marca.parent,
            raiz / "nueva",
        ):
            carpeta.mkdir(parents=True)
        for unidad in (self.programa / "operacion" / "systemd" / "a.service", raiz / "nueva" / "b.timer"):
            unidad.touch()
        (self.programa / "version").write_text("vieja\n")
        shutil.copy(ACTUALIZAR, self.programa / "operacion")
        self.poner(self.programa / "operacion" / "instalar", INSTALAR)
        (raiz / "programas").mkdir()
        for nombre, hace in PROGRAMAS.items():
            self.hace(nombre, hace)

    def poner(self, archivo: Path, texto: str) -> None:
        archivo.write_text(texto)
        archivo.chmod(0o755)

    def hace(self, nombre: str, que: str) -> None:
        anota = f'echo "{nombre} $*" >>$RAIZ/llamadas'
        self.poner(self.raiz / "programas" / nombre, f"#!/bin/sh\n{anota}\n{que}\n")

    def dar(self, *dicho: str) -> subprocess.CompletedProcess[str]:
        caminos = f"{self.raiz / 'programas'}:{os.environ['PATH']}"
        orden = ["sh", str(self.programa / "operacion" / "actualizar"), *dicho]
        entorno = {"PATH": caminos, "RAIZ": str(self.raiz)}
        return subprocess.run(orden, env=entorno, capture_output=True, text=True, check=False)

    def bien(self, *dicho: str) -> list[str]:
        """Lo que llamó."""
        (self.raiz / "llamadas").unlink(missing_ok=True)
        hecho = self.dar(*dicho)
        assert hecho.returncode == 0, hecho.stderr
        assert "Hecho en " in hecho.stdout
        assert not self.marca.exists()
        return self.llamadas()

    def llamadas(self) -> list[str]:
        dichas = (self.raiz / "llamadas").read_text().replace(f"{self.raiz}/", "/")
        return [d for d in dichas.splitlines() if not d.startswith("id ")]

    def version(self) -> str:
        return (self.programa / "version").read_text().strip()


@pytest.fixture
def maquina(tmp_path: Path) -> Maquina:
    return Maquina(tmp_path)


def test_se_copia_antes_de_traer_el_programa_y_se_vuelve_a_esa_copia_con_el_de_antes(
    maquina: Maquina,
) -> None:
    assert maquina.bien() == [
        f"systemctl stop {SERVICIOS}",
        "systemctl start conoceles-llaves",
        "conoceles resguardo hacer /var/backups/conoceles-anterior --solo-bases",
        "git -C /opt/conoceles pull -q",
        "instalar nueva",
    ]
    assert maquina.bien("--volver") == [
        f"systemctl stop {SERVICIOS}",
        "systemctl start conoceles-respaldo conoceles-llaves",
        "systemctl disable --now b.timer",
        "conoceles resguardo volver /var/backups/conoceles-anterior --solo-bases --llaves /var/backups/conoceles-llaves",
        "instalar vieja",
        "systemctl restart conoceles-lector",
    ]
    assert maquina.version() == "vieja"
    otra = maquina.dar("--volver")
    assert (otra.returncode, "ya se volvió" in otra.stderr) == (2, True)


def test_interrumpida_despues_de_copiar_sigue_donde_iba_y_no_copia_lo_ya_migrado(maquina: Maquina) -> None:
    """La segunda copia sería de unas bases que la versión anterior no abre."""
    maquina.hace("git", f"{PROGRAMAS['git']}; touch $RAIZ/traido; false")
    assert maquina.dar().returncode
    assert maquina.marca.read_text() == f"{maquina.programa}/operacion/actualizar\n"
    maquina.hace("git", PROGRAMAS["git"])
    assert maquina.bien() == ["git -C /opt/conoceles pull -q", "instalar nueva"]
    assert maquina.bien("--volver")
    assert maquina.version() == "vieja"


@pytest.mark.parametrize("falla", ["conoceles", "systemctl"])
def test_si_no_se_puede_copiar_no_se_trae_nada_y_los_servicios_vuelven_a_atender(
    maquina: Maquina, falla: str
) -> None:
    maquina.hace(falla, 'case "$*" in *hacer* | "start conoceles-llaves") false ;; esac')
    assert maquina.dar().returncode
    assert maquina.llamadas()[-1] == f"systemctl start {SERVICIOS}"
    assert (maquina.version(), maquina.marca.exists()) == ("vieja", False)


def test_al_volver_si_lo_de_hoy_no_se_puede_copiar_se_dice_que_se_pierde_y_hay_que_pedirlo(
    maquina: Maquina,
) -> None:
    maquina.bien()
    maquina.hace("systemctl", 'case "$*" in *conoceles-respaldo*) false ;; esac')
    hecho = maquina.dar("--volver")
    assert (hecho.returncode, "al volver se pierde" in hecho.stderr) == (2, True)
    assert maquina.llamadas()[-1] == f"systemctl start {SERVICIOS}"
    assert maquina.version() == "nueva"
    assert "conoceles-respaldo" not in "".join(maquina.bien("--volver", "--sin-copia"))
    assert maquina.version() == "vieja"


def test_volver_interrumpida_se_repite_hasta_el_final_y_mientras_no_se_actualiza(maquina: Maquina) -> None:
    maquina.bien()
    maquina.hace("conoceles", "false")
    assert maquina.dar("--volver").returncode
    orden = f"{maquina.programa}/operacion/actualizar --volver"
    assert maquina.marca.read_text() == f"{orden}\n"
    no = maquina.dar()
    assert (no.returncode, orden in no.stderr) == (2, True)
    maquina.hace("conoceles", PROGRAMAS["conoceles"])
    assert "instalar vieja" in maquina.bien("--volver")


def test_a_medias_otra_cosa_ni_actualiza_ni_vuelve(maquina: Maquina) -> None:
    maquina.marca.write_text("/opt/conoceles/operacion/volver --al-ultimo\n")
    (maquina.copia / "respaldo.json").touch()
    for dicho in ([], ["--volver"]):
        hecho = maquina.dar(*dicho)
        assert (hecho.returncode, "operacion/volver --al-ultimo" in hecho.stderr) == (2, True)
    assert maquina.llamadas() == []


def test_sin_copia_de_antes_no_hay_a_que_volver(maquina: Maquina) -> None:
    hecho = maquina.dar("--volver")
    assert (hecho.returncode, "no hay a qué volver" in hecho.stderr) == (2, True)
    assert maquina.llamadas() == []


def test_desde_otra_carpeta_no_se_trae_nada_de_un_repositorio(maquina: Maquina) -> None:
    """Quien recibe el programa en un archivo, y no con git: lo que se instala es esa carpeta."""
    otra = maquina.raiz / "recibida"
    shutil.copytree(maquina.programa, otra)
    caminos = f"{maquina.raiz / 'programas'}:{os.environ['PATH']}"
    subprocess.run(
        ["sh", str(otra / "operacion" / "actualizar")], env={"PATH": caminos, "RAIZ": str(maquina.raiz)},
        capture_output=True, check=True,
    )  # fmt: skip
    assert [d.split()[0] for d in maquina.llamadas()][-2:] == ["conoceles", "instalar"]
