"""El lanzador elige un Python que sirva, desde cualquier carpeta. Aquí los candidatos son de mentira."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from conoceles.nucleo.carpetas import RAIZ_PROYECTO

# Hace lo que el lanzador pide a un intérprete, y anota cada llamada con su nombre.
SIRVE = """#!/bin/sh
echo "$(basename "$0") $*" >>"$ANOTA"
if [ "$2" = venv ]; then mkdir -p "$4/bin"; cp "$0" "$4/bin/python"; fi
"""
NO_SIRVE = """#!/bin/sh
echo "$(basename "$0") rechazado" >>"$ANOTA"
exit 127
"""


class Copia:
    """Un proyecto de mentira, con espacios en la ruta y solo los candidatos que se le pongan."""

    def __init__(self, carpeta: Path) -> None:
        self.raiz = carpeta / "mi proyecto"
        self.bin = carpeta / "bin"
        self.anota = carpeta / "anota"
        (self.raiz / "requirements").mkdir(parents=True)
        self.bin.mkdir()
        for programa in ("conoceles", "taller"):
            shutil.copy2(RAIZ_PROYECTO / programa, self.raiz)
        for lista in ("produccion", "pruebas"):
            (self.raiz / "requirements" / f"{lista}.txt").write_text(f"{lista}\n")
        for programa in ("sh", "dirname", "basename", "cat", "cmp", "cp", "mkdir", "readlink"):
            (self.bin / programa).symlink_to(str(shutil.which(programa)))

    def candidato(self, nombre: str, guion: str) -> Path:
        ruta = self.bin / nombre
        ruta.write_text(guion)
        ruta.chmod(0o755)
        return ruta

    def correr(
        self, *args: str, programa: str = "conoceles", **entorno: str
    ) -> subprocess.CompletedProcess[str]:
        self.anota.write_text("")
        return subprocess.run(
            [self.raiz / programa, *args],
            env={"PATH": str(self.bin), "ANOTA": str(self.anota)} | entorno,
            cwd="/",
            capture_output=True,
            text=True,
            check=False,
        )

    def llamadas(self) -> list[str]:
        return self.anota.read_text().splitlines()


@pytest.fixture
def copia(tmp_path: Path) -> Copia:
    return Copia(tmp_path)


def test_prueba_cada_candidato_antes_de_confiar(copia: Copia) -> None:
    copia.candidato("python3.14", NO_SIRVE)
    copia.candidato("python3.12", SIRVE)
    assert copia.correr("ajustes").returncode == 0
    assert copia.llamadas()[0] == "python3.14 rechazado"
    assert any(llamada.startswith("python3.12 -m venv --clear") for llamada in copia.llamadas())
    assert copia.llamadas()[-1] == "python -m conoceles ajustes"


def test_instala_con_huellas_una_sola_vez_y_otra_si_cambia_la_lista(copia: Copia) -> None:
    copia.candidato("python3.13", SIRVE)
    copia.correr("ajustes")
    assert sum("--require-hashes" in llamada for llamada in copia.llamadas()) == 1
    copia.correr("ajustes")
    assert copia.llamadas() == ["python -m conoceles ajustes"]
    (copia.raiz / "requirements" / "produccion.txt").write_text("otra\n")
    copia.correr("ajustes")
    assert sum("--require-hashes" in llamada for llamada in copia.llamadas()) == 1


def test_pruebas_instala_la_lista_mayor_y_sirve_para_lo_demas(copia: Copia) -> None:
    copia.candidato("python3.13", SIRVE)
    copia.correr("pruebas", "--rapidas")
    assert any("pruebas.txt" in llamada for llamada in copia.llamadas())
    copia.correr("ajustes")
    assert copia.llamadas() == ["python -m conoceles ajustes"]


def test_con_el_taller_al_lado_se_suman_las_que_presta(copia: Copia) -> None:
    copia.candidato("python3.13", SIRVE)
    (copia.raiz / "src" / "taller").mkdir(parents=True)
    copia.correr("ajustes")
    assert copia.llamadas()[-1] == "python -m taller.prestadas ajustes"


def test_el_taller_es_otro_programa_con_el_mismo_entorno(copia: Copia, tmp_path: Path) -> None:
    """Sus palabras son suyas: `verificar` no es la de `./conoceles`. Y por un enlace llega al mismo lugar."""
    copia.candidato("python3.13", SIRVE)
    copia.correr("banco", programa="taller")
    assert any("pruebas.txt" in llamada for llamada in copia.llamadas())
    assert copia.llamadas()[-1] == "python -m taller banco"
    copia.correr("verificar", programa="taller")
    assert copia.llamadas() == ["python -m taller verificar"]
    (tmp_path / "enlace").symlink_to(copia.raiz / "taller")
    copia.correr("banco", programa=str(tmp_path / "enlace"))
    assert copia.llamadas() == ["python -m taller banco"]


def test_conoceles_python_fuerza_el_interprete(copia: Copia, tmp_path: Path) -> None:
    copia.candidato("python3.14", SIRVE)
    mio = copia.candidato("mi-python", SIRVE)
    assert copia.correr("ajustes", CONOCELES_PYTHON=str(mio)).returncode == 0
    assert copia.llamadas()[0].startswith("mi-python -c")


def test_conoceles_python_que_no_sirve_lo_dice(copia: Copia) -> None:
    copia.candidato("python3.14", SIRVE)
    hecho = copia.correr("ajustes", CONOCELES_PYTHON="/no/existe")
    assert hecho.returncode == 2
    assert "CONOCELES_PYTHON=/no/existe no sirve" in hecho.stderr


def test_sin_python_dice_que_instalar(copia: Copia) -> None:
    # El último candidato es una ruta fija del sistema: aquí se cambia por una que no existe.
    lanzador = copia.raiz / "conoceles"
    lanzador.write_text(lanzador.read_text().replace("/usr/bin/python3", "/no/existe"))
    hecho = copia.correr("ajustes")
    assert hecho.returncode == 2
    assert "apt-get install python3 python3-venv" in hecho.stderr
    assert hecho.stdout == ""


@pytest.mark.lenta
def test_instalacion_que_falla_no_se_da_por_hecha(copia: Copia) -> None:
    copia.candidato("python3.13", SIRVE + 'case "$*" in *pip*) exit 1;; esac\n')
    hecho = copia.correr("ajustes")
    assert hecho.returncode == 2
    assert "No se pudieron instalar" in hecho.stderr
    assert not (copia.raiz / ".venv" / "produccion.txt").exists()


def test_verificar_no_hace_entorno(copia: Copia) -> None:
    copia.candidato("python3.11", SIRVE)
    assert copia.correr("verificar", "una ruta", "--json").returncode == 0
    assert copia.llamadas()[-1] == "python3.11 -m conoceles.lector.verificador.verificar una ruta --json"
    assert not (copia.raiz / ".venv").exists()


def test_por_enlace_simbolico(copia: Copia, tmp_path: Path) -> None:
    copia.candidato("python3.13", SIRVE)
    enlace = tmp_path / "enlace"
    enlace.symlink_to(copia.raiz / "conoceles")
    entorno = {"PATH": str(copia.bin), "ANOTA": str(copia.anota)}
    assert subprocess.run([enlace, "ajustes"], env=entorno, capture_output=True, check=False).returncode == 0
    assert os.access(copia.raiz / ".venv" / "bin" / "python", os.X_OK)
