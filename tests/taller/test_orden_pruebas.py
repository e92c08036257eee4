"""`pruebas`: qué se corre en cada medida, y qué se dice cuando falta un programa."""

from __future__ import annotations

import argparse
import contextlib
import os
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connections
from hypothesis import settings

from conoceles.nucleo.errores import ErrorDeDominio
from taller import postgres_de_pruebas, requisitos
from taller.prestadas import pruebas

SIMULACROS = ("simulacro or hypothesis", pruebas.CON_BASE)
DIRECCIONES = {base: "postgresql://x" for base in pruebas.BASES}


@pytest.fixture
def corridas(monkeypatch: pytest.MonkeyPatch) -> list[tuple[list[str], set[str]]]:
    """Cada corrida de pytest: sus argumentos y las bases que recibió."""
    hechas: list[tuple[list[str], set[str]]] = []

    def run(orden: list[str], *, env: dict[str, str], **_: Any) -> Any:
        assert orden[2:6] == ["pytest", *pruebas.ENTEROS]
        assert orden[7] == "-m"
        en_postgres = (
            f"-n{pruebas.DEL_SEGUNDO_MOTOR}"
            if env.keys() & set(pruebas.BASES)
            else f"-n{pruebas.CON_ESPERAS}"
        )
        assert orden[6] == ("-n2" if "not lenta" in orden[8] or orden[8] in SIMULACROS else en_postgres)
        hechas.append((orden[8:], env.keys() & set(pruebas.BASES)))
        return SimpleNamespace(returncode=0)

    @contextlib.contextmanager
    def servidor() -> Iterator[dict[str, str]]:
        yield DIRECCIONES

    monkeypatch.setattr(pruebas, "subprocess", SimpleNamespace(run=run, STDOUT=subprocess.STDOUT))
    monkeypatch.setattr(requisitos, "conseguir", lambda paquetes: None)
    monkeypatch.setattr(postgres_de_pruebas, "servidor", servidor)
    monkeypatch.setenv(pruebas.BASES[0], "postgresql://de-la-operacion")
    return hechas


def _args(*resto: str, **medida: bool) -> argparse.Namespace:
    medidas = {"rapidas": False, "exhaustivas": False, "simulacros": False}
    return argparse.Namespace(**medidas | medida, resto=list(resto))


def test_rapidas_sin_navegador_ni_lentas_ni_postgres(corridas: list[Any]) -> None:
    assert pruebas.ejecutar(_args("-q", rapidas=True))["ok"]
    ordinarias = "not simulacro and not larga"
    assert corridas == [([f"{ordinarias} and not navegador and not lenta", "-q"], set())]


def test_ordinarias_sqlite_y_lo_marcado_en_postgres(corridas: list[Any]) -> None:
    pruebas.ejecutar(_args())
    assert sorted(corridas) == [
        (["not simulacro and not larga"], set()),
        (["postgres and not simulacro and not larga"], set(pruebas.BASES)),
    ]


def test_exhaustivas_todo_menos_simulacros_y_lo_marcado_en_postgres(corridas: list[Any]) -> None:
    pruebas.ejecutar(_args("tests/x", exhaustivas=True))
    en_postgres = ["postgres and not simulacro", "tests/x"]
    assert sorted(corridas) == [(["not simulacro", "tests/x"], set()), (en_postgres, set(pruebas.BASES))]


def test_los_dos_motores_corren_a_la_vez_y_lo_del_segundo_se_lee_junto_al_final(
    corridas: list[Any], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Si uno esperara al otro, ninguno pasaría de la barrera; y la falla de cualquiera de los dos cuenta."""
    juntos = threading.Barrier(2)

    def run(orden: list[str], *, stdout: Any, stderr: Any, **_: Any) -> Any:
        juntos.wait(30)
        if stdout is None:
            print("dice SQLite")
            return SimpleNamespace(returncode=0)
        assert stderr == subprocess.STDOUT
        stdout.write("dice PostgreSQL")
        return SimpleNamespace(returncode=1)

    monkeypatch.setattr(pruebas.subprocess, "run", run)
    assert not pruebas.ejecutar(_args())["ok"]
    dicho = capfd.readouterr().out
    assert dicho.index("dice SQLite") < dicho.index("— PostgreSQL —\ndice PostgreSQL")


@pytest.mark.usefixtures("base")
def test_lo_que_toca_las_bases_se_marca_solo(request: pytest.FixtureRequest) -> None:
    assert request.node.get_closest_marker("base")


def test_sin_la_marca_no_se_puede_tocar_una_base(request: pytest.FixtureRequest) -> None:
    assert not request.node.get_closest_marker("base")
    for conexion in connections.all():
        with pytest.raises(RuntimeError, match="Database access not allowed"):
            conexion.cursor()


def test_simulacros_y_propiedades_y_en_postgres_ademas_lo_que_toca_las_bases_sin_repetir_lo_marcado(
    corridas: list[Any],
) -> None:
    pruebas.ejecutar(_args(simulacros=True))
    sin_marca = "base and not postgres and not navegador and not simulacro"
    assert corridas == [
        (["simulacro or hypothesis", pruebas.OTROS_EJEMPLOS], set()),
        ([f"postgres and simulacro or {sin_marca}", pruebas.OTROS_EJEMPLOS], set(pruebas.BASES)),
    ]


def test_las_propiedades_repiten_sus_ejemplos_salvo_donde_se_piden_otros() -> None:
    de_los_simulacros = settings.get_profile(pruebas.OTROS_EJEMPLOS.partition("=")[2])
    assert not de_los_simulacros.derandomize
    assert settings.get_profile("conoceles").derandomize


@pytest.mark.parametrize(("alcanza", "medida"), [(True, "rapidas"), (False, "rapidas"), (True, "simulacros")])
def test_lo_temporal_va_en_memoria_si_alcanza_y_nunca_en_los_simulacros(
    corridas: list[Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, alcanza: bool, medida: str
) -> None:
    vistas: list[Path] = []
    monkeypatch.delenv("TMPDIR", raising=False)
    monkeypatch.setattr(pruebas, "MEMORIA", tmp_path)
    monkeypatch.setattr(pruebas, "CABE", 1 if alcanza else 2**80)
    plantillas: list[str | None] = []
    antes = tempfile.gettempdir()

    def corre(*_: Any) -> int:
        vistas.append(Path(tempfile.gettempdir()))
        plantillas.append(os.environ.get(pruebas.PLANTILLAS))
        return 0

    monkeypatch.delenv(pruebas.PLANTILLAS, raising=False)
    monkeypatch.setattr(pruebas, "_pytest", corre)
    pruebas.ejecutar(_args(**{medida: True}))
    assert {*plantillas} == {antes if alcanza and medida == "rapidas" else None}, "no se van con la corrida"
    assert {tmp_path in vista.parents for vista in vistas} == {alcanza and medida == "rapidas"}
    assert [*tmp_path.iterdir()] == []
    assert tmp_path not in Path(tempfile.gettempdir()).parents


@pytest.mark.parametrize(
    ("codigos", "bien"), [([0, 5], True), ([5, 5], False), ([0, 1], False), ([4, 0], False)]
)
def test_veredicto(
    codigos: list[int], bien: bool, corridas: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    en_sqlite, en_postgres = codigos
    monkeypatch.setattr(pruebas, "_pytest", lambda que, resto, bases, *_: en_postgres if bases else en_sqlite)
    assert pruebas.ejecutar(_args())["ok"] is bien


def test_sin_permiso_dice_la_orden_exacta(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(requisitos, "esta", lambda paquete: paquete != "nginx")
    monkeypatch.setattr(requisitos.os, "geteuid", lambda: 1000)
    with pytest.raises(ErrorDeDominio, match=r"sudo apt-get install -y --no-install-recommends nginx$"):
        requisitos.conseguir(("chromium", "nginx", "postgresql"))


def test_como_root_instala_lo_que_falta(monkeypatch: pytest.MonkeyPatch) -> None:
    puestos: set[str] = set()
    ordenes: list[list[str]] = []

    def run(orden: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        ordenes.append(orden)
        if "install" in orden:
            puestos.update(orden)
        return subprocess.CompletedProcess(orden, 0, "", "")

    monkeypatch.setattr(requisitos, "esta", lambda paquete: paquete in puestos)
    monkeypatch.setattr(requisitos.os, "geteuid", lambda: 0)
    monkeypatch.setattr(requisitos.shutil, "which", lambda programa: programa)
    monkeypatch.setattr(requisitos.subprocess, "run", run)
    requisitos.conseguir(("chromium", "nginx"))
    assert [orden[1] for orden in ordenes] == ["update", "install"]
