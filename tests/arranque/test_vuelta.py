"""Volver a la versión anterior: el programa de antes y la copia de las bases de antes de actualizar.

La que sigue es este programa con una migración más. El sitio público se comprueba entero en cada paso.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import version_siguiente
from conoceles.arranque import preparacion
from conoceles.arranque.respaldos import copia_de_bases, lo_retirado, respaldo, vuelta
from conoceles.arranque.servicios import turno
from conoceles.lector.verificador.verificar import examinar
from conoceles.nucleo import secretos
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.nucleo.errores import ErrorDeDominio
from taller.postgres_de_pruebas import servidor

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
CANCELAR = """
from datetime import date
from conoceles.arranque.preparacion import preparar
preparar()
from conoceles.bitacora.actos import Acto
from conoceles.candidaturas.models import Candidatura
from conoceles.expediente.actos import conclusiones
from conoceles.nucleo.alcance import Alcance
from taller.banco.siembra.eleccion import AHORA
quien = Candidatura.objects.con_todo().filter(estado="publicada").order_by("folio").first()
dina = Alcance(actor="cuenta:dina", papel="administracion", todo=True, nombre="Dina")
conclusiones.concluir(candidatura=quien, acto=Acto.CANCELADA, acuerdo="IEPC/CG1/2024", fecha_acuerdo=date(2024, 4, 20), por=dina, ahora=AHORA)
print(quien.folio)
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
            [sys.executable, *orden], env=entorno, cwd=self.carpeta, capture_output=True, text=True,
            check=False,
        )  # fmt: skip

    def bien(self, programa: Path, *orden: str) -> str:
        hecho = self.dar(programa, *orden)
        assert hecho.returncode == 0, hecho.stderr
        [eleccion] = (p.parent for p in (self.datos / "sitio").glob("[!_]*/actual"))
        assert examinar(eleccion).problemas == []
        return hecho.stdout

    def orden(self, programa: Path, *orden: str) -> Any:
        return json.loads(self.bien(programa, "-m", "conoceles", *orden, "--json"))

    def se_publica(self, folio: str) -> bool:
        return (self.datos / "sitio" / "banco" / "actual" / "candidaturas" / f"{folio}.json").exists()

    def errores(self, programa: Path) -> set[str]:
        dicho = json.loads(self.dar(programa, "-m", "conoceles", "comprobar", "--json").stdout)
        return {h["codigo"] for h in dicho if h["gravedad"] == "error"}


@pytest.fixture
def siguiente(tmp_path: Path) -> Path:
    carpeta = tmp_path / "siguiente"
    for parte in ("src", "procesos", "requirements", "docs/manuales"):
        shutil.copytree(RAIZ_PROYECTO / parte, carpeta / parte)
    for suelto in ("pyproject.toml", "docs/ciclo-de-vida.md"):
        shutil.copy(RAIZ_PROYECTO / suelto, carpeta / suelto)
    version_siguiente.escribir(carpeta)
    return carpeta


@pytest.fixture(params=["sqlite", "postgresql"])
def maquina(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Maquina]:
    with ExitStack() as pila:
        bases = pila.enter_context(servidor()) if request.param == "postgresql" else {}
        yield Maquina(tmp_path, bases)


@pytest.mark.simulacro
def test_se_vuelve_a_la_copia_y_lo_retirado_despues_no_reaparece(maquina: Maquina, siguiente: Path) -> None:
    esta = RAIZ_PROYECTO
    maquina.bien(esta, "-c", ELECCION)
    maquina.bien(esta, "-c", ESCRIBIR, "con la anterior")
    errores = maquina.errores(esta)
    maquina.orden(esta, "resguardo", "hacer", "copia", "--solo-bases")

    assert maquina.bien(siguiente, "-c", ESCRIBIR, "con la que sigue") == "con la anterior\n"
    cancelada = maquina.bien(siguiente, "-c", CANCELAR).strip()
    assert maquina.se_publica(cancelada)
    maquina.orden(siguiente, "publicar", "--proceso", "banco")
    assert not maquina.se_publica(cancelada)
    maquina.orden(siguiente, "resguardo", "hacer", "llavero", "--solo-llaves")
    se_niega = maquina.dar(esta, "-m", "conoceles", "publicar", "--proceso", "banco")
    assert (se_niega.returncode, "posterior a este programa" in se_niega.stderr) == (2, True)

    vuelto = maquina.orden(esta, "resguardo", "volver", "copia", "--solo-bases", "--llaves", "llavero")
    assert vuelto["conclusiones_repetidas"] == 1
    assert maquina.bien(esta, "-c", ESCRIBIR, "de vuelta") == "con la anterior\n"
    maquina.orden(esta, "publicar", "--proceso", "banco")
    assert not maquina.se_publica(cancelada)
    # Lo que se publicó con la que sigue se firmó sobre una bitácora que ya no está: lo asienta el acto de volver.
    assert maquina.errores(esta) <= errores

    assert maquina.bien(siguiente, "-c", ESCRIBIR) == "de vuelta\n"


@pytest.fixture
def copia(datos: Path, tmp_path: Path, ahora: datetime, monkeypatch: pytest.MonkeyPatch) -> Path:
    """De tres bases con un solo renglón, que después dicen otra cosa."""
    datos.mkdir()
    for base in ("curricular", "identidad", "llaves"):
        monkeypatch.delenv(f"CONOCELES_BD_{base.upper()}", raising=False)
        with closing(sqlite3.connect(datos / f"{base}.sqlite3")) as conexion, conexion:
            conexion.execute("CREATE TABLE bitacora_entrada (id INTEGER PRIMARY KEY, huella TEXT)")
            conexion.execute("INSERT INTO bitacora_entrada (huella) VALUES ('antes')")
    respaldo.respaldar(tmp_path / "copia", ahora=ahora, solo_bases=True)
    _ahora_dice(datos, "hoy")
    return tmp_path / "copia"


def _ahora_dice(datos: Path, que: str) -> None:
    for base in ("curricular", "identidad", "llaves"):
        with closing(sqlite3.connect(datos / f"{base}.sqlite3")) as conexion, conexion:
            conexion.execute("UPDATE bitacora_entrada SET huella = ?", [que])


def _dicen(datos: Path) -> set[str]:
    dicho = set()
    for base in ("curricular", "identidad", "llaves"):
        with closing(sqlite3.connect(datos / f"{base}.sqlite3")) as conexion:
            dicho |= {huella for (huella,) in conexion.execute("SELECT huella FROM bitacora_entrada")}
    return dicho


def _llavero(carpeta: Path, ahora: datetime, caduca: timedelta) -> Path:
    carpeta.mkdir()
    dicho = {"momento": ahora.isoformat(), "caduca": (ahora + caduca).isoformat()}
    (carpeta / "llaves-1.json").write_text(json.dumps(dicho | {"llaves": {}}))
    secretos.crear_faltantes()
    lista: lo_retirado.Lista = {"momento": ahora.isoformat(), "retiros": [], "cierres": [], "firma": ""}
    firmada = {**lista, "firma": lo_retirado._firma(lista)}
    (carpeta / lo_retirado.ARCHIVO).write_text(json.dumps(firmada))
    return carpeta


def _volver(copia: Path, llavero: Path) -> None:
    vuelta.volver(vuelta.Pedido(copia, llavero, solo_bases=True))


def test_la_copia_de_solo_las_bases_no_lleva_mas_ni_cuenta_como_respaldo(datos: Path, copia: Path) -> None:
    assert {r.name for r in copia.iterdir()} == {"curricular.sqlite3", "identidad.sqlite3", "respaldo.json"}
    assert not (datos / "registros" / "respaldo.json").exists()


def test_la_copia_de_solo_las_bases_no_se_repone_como_si_fuera_entera(
    copia: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONOCELES_DATOS", str(tmp_path / "nueva"))
    with pytest.raises(ErrorDeDominio, match="lleva solo las bases"):
        vuelta.volver(vuelta.Pedido(copia, None))
    assert not (tmp_path / "nueva").exists()


def test_sin_llaves_vigentes_no_se_vacia_ninguna_base(
    datos: Path, copia: Path, tmp_path: Path, ahora: datetime
) -> None:
    """Vaciado el almacén de llaves, nada cifrado se abriría."""
    vencido = _llavero(tmp_path / "llavero", ahora, timedelta(0))
    with pytest.raises(ErrorDeDominio, match="copia vigente del llavero"):
        _volver(copia, vencido)
    assert _dicen(datos) == {"hoy"}


def test_si_muere_con_las_bases_a_medias_nada_abre_la_carpeta(
    copia: Path, tmp_path: Path, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def muere(*_: object) -> None:
        raise KeyboardInterrupt

    preparacion.exigir_entera()
    monkeypatch.setattr(copia_de_bases, "reponer", muere)
    with pytest.raises(KeyboardInterrupt):
        _volver(copia, _llavero(tmp_path / "llavero", ahora, timedelta(1)))
    with pytest.raises(ErrorDeDominio, match="quedó a medias volver de una copia"):
        preparacion.exigir_entera()


def test_con_un_obrero_en_marcha_no_se_vacia_ninguna_base(
    datos: Path, copia: Path, tmp_path: Path, ahora: datetime
) -> None:
    otro = turno.DeArchivo(datos / "registros" / "obrero.candado")
    assert otro.mio()
    with pytest.raises(ErrorDeDominio, match="Hay un obrero en marcha"):
        _volver(copia, _llavero(tmp_path / "llavero", ahora, timedelta(1)))
    otro.soltar()
    assert _dicen(datos) == {"hoy"}


def test_de_una_copia_danada_no_se_vuelve(datos: Path, copia: Path, tmp_path: Path, ahora: datetime) -> None:
    (copia / "identidad.sqlite3").write_bytes(b"otra")
    with pytest.raises(ErrorDeDominio, match="El respaldo está dañado"):
        _volver(copia, _llavero(tmp_path / "llavero", ahora, timedelta(1)))
    assert _dicen(datos) == {"hoy"}
