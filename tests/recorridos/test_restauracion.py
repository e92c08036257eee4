"""Simulacro: respaldo bajo carga, restauración a vacío, la misma cabeza, y lo suprimido no revive.

Ana envía mientras se respalda. Tres personas ya estaban canceladas; después del respaldo vence su plazo y se
suprimen, otras dos se cancelan y a una más se le oculta una sección por orden. Entonces «se pierde» el servidor y se restaura en una carpeta vacía, con el almacén de llaves y los secretos que se resguardan aparte.
"""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from recorridos.aparte import BASES, entorno_propio
from recorridos.envios_por_red import Envios, aparte, captura
from recorridos.navegador import puerto_libre
from recorridos.postgres_que_muere import postgres

CUANTAS, MANOS, ANTES = 36, 4, 10
MODULO = "recorridos.envios_aparte"


@dataclass
class Simulacro:
    """Lo que a Ana le constaba al empezar y al terminar el respaldo, y lo que hay donde se restauró."""

    respaldo: Path
    vistos_antes: dict[str, str]
    vistos_despues: dict[str, str]
    suprimidas: list[str]
    canceladas: list[str]
    oculta: str
    original: dict[str, Any]
    restaurado: dict[str, Any]
    dicho: dict[str, Any]
    secretos: list[bytes]

    @property
    def manifiesto(self) -> dict[str, Any]:
        leido: dict[str, Any] = json.loads((self.respaldo / "respaldo.json").read_text())
        return leido


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgres", marks=pytest.mark.simulacro)])
def simulacro(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Simulacro]:
    carpeta = tmp_path_factory.mktemp("simulacro")
    with ExitStack() as pila:
        entorno = pila.enter_context(entorno_propio(carpeta / "datos", vacias=request.param == "postgres"))
        entorno = {clave: valor for clave, valor in entorno.items() if clave not in BASES}
        otro = {**entorno, "CONOCELES_DATOS": str(carpeta / "nueva")}
        if request.param == "postgres":
            base = pila.enter_context(postgres())
            bases = base.bases()
            entorno, otro = entorno | bases, otro | base.bases("_r")
            otro["CONOCELES_BD_LLAVES"] = bases[
                "CONOCELES_BD_LLAVES"
            ]  # el llavero sobrevivió: no se restaura
        yield _correr(carpeta, entorno, otro)


def _correr(carpeta: Path, entorno: dict[str, str], otro: dict[str, str]) -> Simulacro:
    folios = json.loads(aparte(MODULO, "sembrar", str(CUANTAS), entorno=entorno))["folios"]
    with captura(puerto_libre() + 1, entorno) as servidor:
        envios = Envios(servidor.puerto)
        envios.todos(suprimidas := folios[:3], 1)
        aparte(MODULO, "cancelar", *suprimidas, entorno=entorno)
        hilo = threading.Thread(target=envios.todos, args=(folios[3:], MANOS))
        hilo.start()
        pausa = threading.Event()
        while len(envios.vistos) < ANTES and hilo.is_alive():
            pausa.wait(0.02)
        vistos_antes = dict(envios.vistos)
        aparte("conoceles", "resguardo", "hacer", "--sin-llaves", str(carpeta / "copia"), entorno=entorno)
        vistos_despues = dict(envios.vistos)
        hilo.join(180)
        envios.alto.set()
    hechas = json.loads(aparte(MODULO, "suprimir", entorno=entorno))
    assert hechas == {"suprimidas": len(suprimidas)}
    canceladas = folios[3:5]
    aparte(MODULO, "cancelar", *canceladas, entorno=entorno)
    aparte(MODULO, "ocultar", folios[5], entorno=entorno)
    original = json.loads(aparte(MODULO, "revisar", entorno=entorno))
    _traer_lo_de_aparte(Path(entorno["CONOCELES_DATOS"]), Path(otro["CONOCELES_DATOS"]))
    dicho = json.loads(
        aparte("conoceles", "resguardo", "volver", str(carpeta / "copia"), "--json", entorno=otro)
    )
    restaurado = json.loads(aparte(MODULO, "revisar", entorno=otro))
    secretos = [p.read_bytes() for p in Path(entorno["CONOCELES_DATOS"], "secretos").iterdir()]
    return Simulacro(
        next((carpeta / "copia").glob("2*")), vistos_antes, vistos_despues, suprimidas, canceladas, folios[5], original, restaurado,
        dicho, secretos,
    )  # fmt: skip


def _traer_lo_de_aparte(de: Path, a: Path) -> None:
    """El llavero y los secretos, que tienen su propio resguardo y saben lo que se suprimió."""
    a.mkdir()
    shutil.copytree(de / "secretos", a / "secretos")
    for llaves in de.glob("llaves.sqlite3*"):
        shutil.copy2(llaves, a / llaves.name)


def test_el_respaldo_se_hizo_mientras_se_enviaba(simulacro: Simulacro) -> None:
    assert ANTES <= len(simulacro.vistos_antes) < len(simulacro.vistos_despues)
    assert len(simulacro.original["acuses"]) == CUANTAS


def test_la_bitacora_termina_donde_terminaba_al_respaldar(simulacro: Simulacro) -> None:
    """La restaurada es un tramo de la original, acaba en la cabeza que anotó el respaldo y se recorre entera."""
    assert simulacro.dicho["copia"]["cabezas"] == simulacro.manifiesto["cabezas"]
    for base, alias in (("curricular", "default"), ("identidad", "identidad")):
        original, repuesta = simulacro.original["huellas"][alias], simulacro.restaurado["huellas"][alias]
        hasta = original.index(simulacro.manifiesto["cabezas"][base]) + 1
        assert repuesta[:hasta] == original[:hasta]
    assert simulacro.restaurado["cadenas"] == {"default": [], "identidad": []}


def test_esta_todo_lo_que_constaba_al_empezar_y_nada_inventado(simulacro: Simulacro) -> None:
    acuses = simulacro.restaurado["acuses"]
    assert simulacro.vistos_antes.items() <= acuses.items() <= simulacro.original["acuses"].items()
    assert simulacro.restaurado["avisos"] == []


def test_los_archivos_son_los_que_la_base_nombra(simulacro: Simulacro) -> None:
    assert simulacro.restaurado["fotos_perdidas"] == []


def test_lo_suprimido_despues_del_respaldo_sigue_suprimido(simulacro: Simulacro) -> None:
    """El respaldo guardaba lo suyo; el llavero recuerda que se destruyó y la restauración lo repite."""
    assert simulacro.dicho["supresiones_repetidas"] == len(simulacro.suprimidas)
    assert not set(simulacro.suprimidas) & set(simulacro.restaurado["legibles"])
    assert simulacro.restaurado["abribles"] == simulacro.restaurado["envios"] - len(simulacro.suprimidas)


def test_lo_cancelado_despues_del_respaldo_sigue_fuera(simulacro: Simulacro) -> None:
    """Sin que nadie registre otra vez el acuerdo: nadie lo sirve, y lo de identidad vuelve bloqueado."""
    assert simulacro.dicho["conclusiones_repetidas"] == len(simulacro.canceladas)
    assert set(simulacro.canceladas) <= set(simulacro.restaurado["fuera"])


def test_lo_oculto_por_orden_despues_del_respaldo_sigue_oculto(simulacro: Simulacro) -> None:
    assert simulacro.dicho["ordenes_repetidas"] == 1
    assert simulacro.restaurado["ocultas"] == [simulacro.oculta]


def test_el_respaldo_no_lleva_llaves(simulacro: Simulacro) -> None:
    archivos = [p for p in simulacro.respaldo.rglob("*") if p.is_file()]
    assert archivos
    assert simulacro.secretos
    for archivo in archivos:
        assert "llave" not in archivo.name
        contenido = archivo.read_bytes()
        assert not any(secreto in contenido for secreto in simulacro.secretos)
