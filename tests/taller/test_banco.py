"""El banco: mide de verdad a escala mínima, dice lo que prometió y no deja nada detrás."""

from __future__ import annotations

import argparse
import csv
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.proceso.carga.carpeta import leer_carpeta
from taller import requisitos
from taller.banco import avance, corrida, informe
from taller.banco.privado import limite
from taller.banco.publico import carga
from taller.banco.siembra import eleccion
from taller.ordenes import banco

WRK = """  2 threads and 64 connections
  Latency Distribution
     50%  660.00us
     99%    5.10ms
  Requests/sec:  84994.12
"""


def _banco(temporal: Path, *argumentos: str) -> subprocess.Popen[str]:
    entorno = {**os.environ, "PYTHONPATH": str(RAIZ_PROYECTO / "src"), "TMPDIR": str(temporal)}
    entorno["CONOCELES_DATOS"] = str(temporal / "propia")
    orden = [sys.executable, "-m", "taller", "banco", *argumentos]
    return subprocess.Popen(orden, env=entorno, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def _procesos_en(carpeta: Path) -> list[str]:
    """Órdenes de los procesos vivos que nombran la carpeta o la llevan en su entorno."""
    hallados = []
    for proceso in Path("/proc").glob("[0-9]*"):
        try:
            datos = (proceso / "cmdline").read_bytes() + (proceso / "environ").read_bytes()
        except OSError:
            continue
        if str(carpeta).encode() in datos and proceso.name != str(os.getpid()):
            hallados.append(datos.split(b"\0")[0].decode())
    return hallados


@pytest.fixture
def temporal() -> Iterator[Path]:
    """Donde también alcanza a escribir PostgreSQL, que corre con otra cuenta."""
    with tempfile.TemporaryDirectory(prefix="conoceles-prueba-") as carpeta:
        Path(carpeta).chmod(0o755)
        yield Path(carpeta)


@pytest.mark.simulacro
def test_banco_mide_todo_y_no_deja_nada(temporal: Path) -> None:
    salida = temporal / "mediciones.md"
    proceso = _banco(temporal, "--rapido", "--candidaturas", "100", "--json", "--salida", str(salida))
    impreso, errores = proceso.communicate(timeout=420)
    assert proceso.returncode == 0, errores
    sola, en_tres, despacio = json.loads(impreso)["capturas"]
    for captura in (sola, en_tres, despacio):
        assert (captura["errores"], captura["fallas"]) == ([], 0)
        assert {"entrar", "abrir una sección", "autoguardar", "subir la fotografía"} <= captura[
            "clases"
        ].keys()
        assert 0 < captura["todas"]["p50"] <= captura["todas"]["p95"] <= captura["todas"]["p99"]
        assert captura["procesador_ms"]["hosts"] > 5  # los que atienden, y no solo quien los cuida
    assert (sola["hosts"], sola["personas"], sola["nucleos"]["base"]) == (1, 10, 0)
    assert [(c["hosts"], c["personas"], c["despacio"]) for c in (en_tres, despacio)] == [
        (3, 30, 1),
        (3, 30, 4),
    ]
    assert en_tres["clases"]["volver a entrar"]["cuantas"] == 3
    assert en_tres["clases"]["seguir en otro host"]["cuantas"] == 3
    assert min(en_tres["nucleos"][quien] for quien in ("base", "almacen", "carga")) > 0
    (uno,) = json.loads(impreso)["tamanos"]
    assert uno["padron"]["filas"] == uno["candidaturas"] == 100
    assert 0 < uno["padron"]["con_informacion"] <= 100
    completa = uno["publicacion"]
    assert 0 < completa["limite"] < completa["completa"]
    assert completa["memoria"] > 50  # Django solo ya ocupa más
    for de_una in (completa["correccion"], completa["estreno"]):
        assert 0 < de_una["segundos_fijos"] < de_una["segundos"] <= de_una["segundos_maximo"]
    assert uno["sitio"]["lector"]["por_segundo"] > 0
    assert uno["sitio"]["lector"]["errores"] == uno["sitio"]["nginx"]["errores"] == 0
    assert uno["sitio"]["razon"] > 0
    for busqueda in (uno["busqueda"], uno["busqueda"]["grande"], uno["busqueda"]["hostil"]):
        assert busqueda["consultas"] > 10
        assert 0 < busqueda["p50_ms"] <= busqueda["p99_ms"]
    assert uno["busqueda"]["grande"]["primera_ms"] > 0
    assert sorted(uno["pintada"]) == ["boleta", "perfil", "portada"]
    assert min(p["ms"] for p in uno["pintada"].values()) > 562  # al menos lo que tarda una petición
    assert min(p["kb"] for p in uno["pintada"].values()) > 30  # la letra sola pesa veinte
    assert "Lector ÷ nginx" in salida.read_text()
    columnas = (
        "10 personas en un host | 30 personas en 3 hosts | 30 personas en 3 hosts, 4 veces más despacio"
    )
    assert f"| Medida | {columnas} | Unidad | Meta |" in salida.read_text()
    assert sorted(p.name for p in temporal.iterdir()) == ["mediciones.md"]
    assert _procesos_en(temporal) == []


@pytest.mark.simulacro
def test_banco_interrumpido_desmonta_todo(temporal: Path) -> None:
    """Con todo lo que llega a tener andando: tres hosts, PostgreSQL, el almacén y la gente."""
    proceso = _banco(temporal, "--rapido", "--solo-captura")
    assert proceso.stderr is not None
    for linea in proceso.stderr:
        if "capturan a la vez 30 personas" in linea:
            break
    proceso.send_signal(signal.SIGTERM)
    proceso.communicate(timeout=60)
    assert proceso.returncode == 2
    assert list(temporal.iterdir()) == []
    assert _procesos_en(temporal) == []


@pytest.mark.parametrize("escrito", ["", "muchas", "300,", "9", "100001"])
def test_tamano_incorrecto_es_una_frase(escrito: str) -> None:
    args = argparse.Namespace(
        candidaturas=escrito or "x", rapido=True, salida=None, solo_captura=False, sin_materiales=False
    )
    with pytest.raises(ErrorDeDominio, match=r"número|candidaturas"):
        banco.ejecutar(args)


def test_la_salida_se_comprueba_antes_de_medir(tmp_path: Path) -> None:
    args = argparse.Namespace(
        candidaturas="20",
        rapido=True,
        salida=tmp_path / "no" / "m.md",
        solo_captura=False,
        sin_materiales=False,
    )
    with pytest.raises(FileNotFoundError, match=r"no.m\.md"):  # la línea de órdenes lo dice en español
        banco.ejecutar(args)


@pytest.mark.parametrize("candidaturas", [20, 3000, 30_000])
def test_la_eleccion_tiene_lugar_para_todas_sin_boletas_mas_grandes(
    tmp_path: Path, candidaturas: int
) -> None:
    definicion = leer_carpeta(eleccion.carpeta(tmp_path, candidaturas))
    archivo = eleccion.padron(tmp_path / "padron.csv", definicion, candidaturas, Random(1))
    with archivo.open(encoding="utf-8", newline="") as abierto:
        boletas = Counter((f["CARGO"], f["DISTRITO"], f["MUNICIPIO"]) for f in csv.DictReader(abierto))
    assert boletas.total() == candidaturas
    assert max(boletas.values()) <= 112  # siete partidos, ocho fórmulas de dos personas


def test_lee_lo_que_imprime_wrk() -> None:
    assert carga.interpretar(WRK) == carga.Medida(84994.12, 5.1, 0)
    malas = WRK + "  Socket errors: connect 0, read 3, write 0, timeout 1\n  Non-2xx or 3xx responses: 5\n"
    assert carga.interpretar(malas).errores == 9
    with pytest.raises(ErrorDeDominio, match="wrk"):
        carga.interpretar("unable to connect")


def _resultado(**sitio: Any) -> dict[str, Any]:
    servido = {"por_segundo": 50_000.0, "p99_ms": 2.0, "errores": 0}
    correccion = {"veces": 3, "segundos": 0.4, "segundos_maximo": 0.5, "segundos_fijos": 0.1, "despues": 0.2}
    correccion["procesador"] = 0.5
    completa = {
        "completa": 9.0,
        "por_candidatura_ms": 3.0,
        "limite": 3.0,
        "razon": 3.0,
        "despues": 1.5,
        "memoria": 480.0,
        "procesador": 12.0,
        "razon_de_procesador": 3.6,
    }
    materiales = {"tarjetas_3000": 30.0, "todos": 120.0, "megabytes": 900.0}
    padron = {"filas_por_segundo": 1200.0, "memoria": 310.0, "por_segundo_de_procesador": 1300.0}
    padron["capturadas_por_segundo"] = 250.0
    de_procesador = {"mayo_procesador": 3.5, "estadistica_procesador": 0.25}
    uno = {
        "candidaturas": 3000,
        "padron": padron,
        "informes": {"mayo": 4.0, "estadistica": 0.3, "corte": 1.2} | de_procesador,
        "fotografia": 0.03,
        "publicacion": completa | {"sin_cambios": 0.1, "correccion": correccion, "estreno": correccion},
        "materiales": materiales,
        "sitio": {"paginas": 300, "rondas": 3, "segundos": 5, "lector": servido, "razon": 1.2} | sitio,
        "busqueda": {"p50_ms": 1.0, "p99_ms": 3.0, "grande": None, "hostil": None},
        "pintada": None,
    }
    maquina: dict[str, Any] = dict.fromkeys(
        ("nucleos", "procesador", "memoria", "sistema", "python", "sqlite", "postgres", "nginx", "ocupacion"),
        "x",
    )
    dicho = {"momento": "2026-11-25T10:00", "maquina": maquina | {"nucleos": 2}, "tamanos": [uno]}
    return dicho | {"capturas": [_captura(1, 150.0, base=0.0), _captura(3, 410.0, base=0.3)]}


def _captura(hosts: int, p95: float, base: float) -> dict[str, Any]:
    return {
        "personas": 100 * hosts,
        "despacio": 1,
        "hosts": hosts,
        "segundos": 60.0,
        "por_segundo": 20.0,
        "fallas": 0,
        "errores": [],
        "todas": {"cuantas": 9, "p50": 20.0, "p95": p95, "p99": 850.0},
        "clases": {},
        "procesador_ms": {"hosts": 25.0, "base": base * 10, "almacen": 0.0, "carga": 2.0, "ajeno": 5.0},
        "nucleos": {"hosts": 0.4 * hosts, "base": base, "almacen": 0.0, "carga": 0.1, "ajeno": 0.25},
    }


def test_las_metas_van_junto_al_numero_y_los_errores_se_cuentan() -> None:
    nginx = {"por_segundo": 80_000.0, "p99_ms": 2.0, "errores": 7}
    documento = informe.documento(_resultado(nginx=nginx, razon=0.62))
    assert "| Lector ÷ nginx | 0.62 | razón | ≥ 0.90 |" in documento
    assert "nginx dio 7 respuestas con error" in documento
    assert "| · límite: comprimir y escribir los mismos octetos en un núcleo | 3.00 | s |  |" in documento
    assert "| · publicación ÷ límite | 3.0 | razón | ≤ 4 con dos núcleos |" in documento
    assert "| · procesador ÷ límite, los dos de procesador | 3.6 | razón |  |" in documento
    assert "| p95 de todas las peticiones | 150 | 410 | ms | ≤ 150 ms |" in documento
    assert "| · de PostgreSQL | — | 3.0 | ms |  |" in documento
    assert "| todas | 9 | 20 | 410 | 850 |" in documento
    assert "**Con 300 personas se ocuparon 1.9 de 2 núcleos**" in documento
    assert "Con 100 personas se ocuparon" not in documento
    assert "| · hostil ÷ normal, percentil 99 | — | razón | ≤ 1 |" in documento


def test_la_maquina_no_se_identifica() -> None:
    dicho = json.dumps(corrida.maquina.datos())
    assert os.uname().nodename not in dicho
    assert str(RAIZ_PROYECTO) not in dicho


def test_el_avance_dice_cuanto_lleva_y_cuanto_falta(capsys: pytest.CaptureFixture[str]) -> None:
    segundos = iter((0.0, 0.0, 200.0, 400.0))
    captura = avance.de_captura(100, 1, 50)
    pasos = avance.Avance([300], captura, lambda paso, _: "materiales" in paso, reloj=lambda: next(segundos))
    pasos.empieza(0, next(iter(captura)))
    oir = pasos.oir(300)
    oir("se importa el padrón\n")
    oir("  120 de 300 candidaturas; a este paso, las demás en unos 40 s\n")
    oir("se visita desde un teléfono\n")
    inicio, padron, ajena, ultimo = capsys.readouterr().err.splitlines()
    assert "Van 0 s; faltan unos 5 min" in inicio
    assert "300 candidaturas, se importa el padrón… Van 3 min; faltan unos" in padron
    assert ajena == "  120 de 300 candidaturas; a este paso, las demás en unos 40 s"
    assert "se visita desde un teléfono… Van 7 min; faltan unos 2 min" in ultimo


def test_lo_medido_se_guarda_al_terminar_cada_tamano(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    servido = {"por_segundo": 80_000.0, "p99_ms": 2.0, "errores": 0}
    medido = _resultado(nginx=servido)

    def uno(carpeta: Path, candidaturas: int, *_: object, materiales: bool) -> dict[str, Any]:
        assert carpeta.is_dir()
        if candidaturas == 30_000:
            raise ErrorDeDominio("se acabó la memoria")
        return medido["tamanos"][0] | {"candidaturas": candidaturas}

    monkeypatch.setattr(corrida, "_uno", uno)
    monkeypatch.setattr(corrida.hosts, "medir", lambda *_: medido["capturas"])
    monkeypatch.setattr(requisitos, "conseguir", lambda _: None)
    salida = tmp_path / "m.md"
    args = argparse.Namespace(
        candidaturas="3000,30000", rapido=True, salida=salida, solo_captura=False, sin_materiales=True
    )
    with pytest.raises(ErrorDeDominio, match="memoria"):
        banco.ejecutar(args)
    assert "| Medida | 3,000 | Unidad | Meta |" in salida.read_text(encoding="utf-8")


def test_la_muestra_del_limite_lleva_de_todo_aunque_los_archivos_se_alternen() -> None:
    rutas = [f"candidaturas/{n:06}{fin}" for n in range(66_000) for fin in ("", ".json")]
    muestra = limite.al_azar(rutas)
    assert len({*muestra}) == len(muestra) == limite.MUESTRA
    assert sum(ruta.endswith(".json") for ruta in muestra) == pytest.approx(limite.MUESTRA / 2, rel=0.1)
    assert [*limite.al_azar(rutas)] == [*muestra]
