"""Lo que recibe a quien llega: la lista de cambios, las notas, las migraciones sin datos y las revisiones previas."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

import vivero
from conoceles.arranque import cli
from conoceles.arranque.ordenes import de
from conoceles.arranque.version import version
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from taller import ordenes
from taller.ordenes import notas

CLASES = {"Agregado", "Cambiado", "Obsoleto", "Quitado", "Corregido", "Seguridad"}


def test_la_lista_de_cambios_va_de_la_ultima_a_la_primera() -> None:
    secciones = notas.secciones()
    assert secciones[0][:2] == ("Sin publicar", "")
    publicadas = [tuple(map(int, nombre.split("."))) for nombre, _, _ in secciones[1:]]
    assert publicadas == sorted(publicadas, reverse=True)
    assert [f for _, f, _ in secciones[1:]] == sorted((f for _, f, _ in secciones[1:]), reverse=True)
    assert secciones[1][0] == version()
    for nombre, _, cuerpo in secciones:
        clases = re.findall(r"^### (.+)$", cuerpo, re.MULTILINE)
        assert clases, nombre
        assert set(clases) <= CLASES


def test_de_cada_version_publicada_hay_tres_vinetas_a_lo_mas() -> None:
    cuantas = {n: len(re.findall(r"^- ", cuerpo, re.MULTILINE)) for n, _, cuerpo in notas.secciones()[1:]}
    assert {n: c for n, c in cuantas.items() if not 1 <= c <= 3} == {}


def test_las_notas_salen_de_la_lista(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["notas", "0.1.0"], de(ordenes)) == 0
    salida = capsys.readouterr().out
    assert salida.startswith("# Conóceles 0.1.0 (2026-11-25)\n\n### Agregado\n")
    assert "Sin publicar" not in salida


def test_de_una_version_que_no_esta_no_hay_notas(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["notas", "9.9.9"], de(ordenes)) == 2
    assert capsys.readouterr().err == "CHANGELOG.md no dice nada de la versión 9.9.9.\n"


def _migracion(datos: Path, *argumentos: str) -> subprocess.CompletedProcess[str]:
    entorno = {k: v for k, v in os.environ.items() if not k.startswith(("CONOCELES_", "DJANGO_"))}
    entorno |= {"PYTHONPATH": str(RAIZ_PROYECTO / "src"), "CONOCELES_DATOS": str(datos)}
    return vivero.correr("-m", "taller", "migracion", *argumentos, entorno=entorno)


@pytest.mark.lenta
def test_revisar_las_migraciones_no_toca_la_carpeta_de_datos(tmp_path: Path) -> None:
    hecho = _migracion(tmp_path / "datos", "--revisar", "--json")
    assert hecho.returncode == 0, hecho.stderr
    assert json.loads(hecho.stdout) == {"ok": True, "archivos": []}
    assert not (tmp_path / "datos").exists()


@pytest.mark.lenta
def test_una_sala_que_no_existe_se_dice(tmp_path: Path) -> None:
    hecho = _migracion(tmp_path, "cocina")
    assert (hecho.returncode, hecho.stderr) == (2, "No hay una sala «cocina» con modelos.\n")


def test_antes_de_cada_commit_se_revisa_lo_que_se_revisa_antes_de_aceptar() -> None:
    seguido = (RAIZ_PROYECTO / ".ci" / "run").read_text().replace(" \\\n", " ")
    pasos = [
        (paso, " ".join(orden.split()))
        for paso, orden in re.findall(r'^ *paso "(\w+)" (.+?)(?: >.*)?$', seguido, re.MULTILINE)
    ]
    previos = (RAIZ_PROYECTO / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    ganchos = re.findall(r"name: (\w+)\n\s+entry: (.+)$", previos, re.MULTILINE)
    assert len(pasos) == 6
    assert sorted(ganchos) == sorted(pasos), "en otro orden: allá van en dos carriles"
    assert previos.count("repo:") == previos.count("repo: local") == 1
    assert previos.count("language: system") == len(ganchos)
