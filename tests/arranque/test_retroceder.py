"""Simulacro: se actualiza, se escribe, se vuelve a la versión anterior con lo escrito y se actualiza otra vez.

La anterior es el programa tal como estaba antes de la última migración. El sitio público se comprueba entero en cada paso.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from anterior import commit_anterior
from conoceles.lector.verificador.verificar import examinar
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from taller.postgres_de_pruebas import servidor

pytestmark = pytest.mark.simulacro
ELECCION = """
from pathlib import Path
from random import Random
from conoceles.arranque.preparacion import preparar
preparar()
from conoceles.proceso.consultas import definicion
from conoceles.proceso.operaciones import cargar
from conoceles.publicacion.publicador import publicar
from taller.banco.siembra import capturas, eleccion
from taller.banco.privado import publicaciones
from taller.banco.siembra.eleccion import AHORA, CLAVE
taller, azar = Path("taller"), Random(1)
taller.mkdir()
cargar(eleccion.carpeta(taller, 20), por=publicaciones.SISTEMA, ahora=AHORA, inventado=True)
publicaciones._padron(taller / "padron.csv", 20, azar)
capturas.capturar(definicion(CLAVE), publicaciones._fotografias(2)[0], azar)
publicar(CLAVE, ahora=AHORA)
from conoceles.candidaturas.models import Candidatura
from conoceles.expediente.actos.operaciones import aceptar_aviso
quien = Candidatura.objects.con_todo().filter(estado__in=("habilitada", "en_captura")).order_by("folio").first()
aceptar_aviso(candidatura=quien, version=definicion(CLAVE).version_de_avisos, por=capturas._responsable(quien), ahora=AHORA)
"""
ESCRIBIR = """
import sys
from conoceles.arranque.preparacion import preparar
preparar()
from conoceles.candidaturas.models import Candidatura
from conoceles.curricular.consultas import borrador
from conoceles.expediente.actos.operaciones import guardar_seccion
from taller.banco.siembra import capturas
from taller.banco.siembra.eleccion import AHORA
quien = Candidatura.objects.con_todo().filter(estado__in=("habilitada", "en_captura")).order_by("folio").first()
antes = borrador(quien).get("motivo", ({}, 0))
print(antes[0].get("motivo", ""))
if sys.argv[1:]:
    guardar_seccion(candidatura=quien, seccion="motivo", contenido={"motivo": sys.argv[1]}, version=antes[1],
                    por=capturas._responsable(quien), ahora=AHORA)
"""


class Maquina:
    """Unas mismas bases y un mismo sitio, con el programa que toque."""

    def __init__(self, carpeta: Path, bases: dict[str, str]) -> None:
        self.carpeta, self.datos = carpeta, carpeta / "datos"
        limpio = {k: v for k, v in os.environ.items() if not k.startswith("CONOCELES_")}
        self.entorno = limpio | bases | {"CONOCELES_DATOS": str(self.datos)}

    def dar(self, programa: Path, *orden: str) -> subprocess.CompletedProcess[str]:
        entorno = self.entorno | {"PYTHONPATH": str(programa / "src")}
        return subprocess.run(
            [sys.executable, *orden],
            env=entorno,
            cwd=self.carpeta,
            capture_output=True,
            text=True,
            check=False,
        )

    def bien(self, programa: Path, *orden: str) -> str:
        hecho = self.dar(programa, *orden)
        assert hecho.returncode == 0, hecho.stderr
        [eleccion] = (p.parent for p in (self.datos / "sitio").glob("[!_]*/actual"))
        assert examinar(eleccion).problemas == []
        return hecho.stdout

    def errores(self, programa: Path) -> set[str]:
        dicho: list[dict[str, Any]] = json.loads(
            self.dar(programa, "-m", "conoceles", "comprobar", "--json").stdout
        )
        return {h["codigo"] for h in dicho if h["gravedad"] == "error"}


@pytest.fixture
def anterior(tmp_path: Path) -> Path:
    """El programa de antes de la última migración."""
    carpeta = tmp_path / "anterior"
    carpeta.mkdir()
    orden = ["git", "-C", str(RAIZ_PROYECTO), "archive", commit_anterior()]
    archivo = subprocess.run(orden, capture_output=True, check=True).stdout
    subprocess.run(["tar", "-x", "-C", str(carpeta)], input=archivo, check=True)
    return carpeta


@pytest.fixture(params=["sqlite", "postgresql"])
def maquina(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Maquina]:
    with ExitStack() as pila:
        bases = pila.enter_context(servidor()) if request.param == "postgresql" else {}
        yield Maquina(tmp_path, bases)


def test_se_vuelve_con_lo_escrito_entre_medio(maquina: Maquina, anterior: Path) -> None:
    nueva = RAIZ_PROYECTO
    maquina.bien(anterior, "-c", ELECCION)
    maquina.bien(anterior, "-c", ESCRIBIR, "con la anterior")
    errores = maquina.errores(anterior)

    assert maquina.bien(nueva, "-c", ESCRIBIR, "con la nueva") == "con la anterior\n"
    maquina.bien(nueva, "-m", "conoceles", "publicar", "--proceso", "banco")
    se_niega = maquina.dar(anterior, "-m", "conoceles", "publicar", "--proceso", "banco")
    assert (se_niega.returncode, "posterior a este programa" in se_niega.stderr) == (2, True)

    plan = json.loads(maquina.bien(nueva, "-m", "conoceles", "retroceder", str(anterior), "--json"))
    assert plan["deshace"]
    assert not plan["hecho"]
    assert maquina.dar(anterior, "-c", ESCRIBIR).returncode  # solo lo dijo
    maquina.bien(nueva, "-m", "conoceles", "retroceder", str(anterior), "--hacer")

    assert maquina.bien(anterior, "-c", ESCRIBIR, "de vuelta") == "con la nueva\n"
    maquina.bien(anterior, "-m", "conoceles", "publicar", "--proceso", "banco")
    assert maquina.errores(anterior) <= errores

    assert maquina.bien(nueva, "-c", ESCRIBIR) == "de vuelta\n"
    maquina.bien(nueva, "-m", "conoceles", "publicar", "--proceso", "banco")
    igual = json.loads(maquina.bien(nueva, "-m", "conoceles", "retroceder", str(nueva), "--json"))
    assert igual == {"deshace": {}, "pierde": [], "no_sella": [], "hecho": False}
