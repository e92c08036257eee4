"""El obrero, sus frenos, la copia del llavero y el cierre vencido: lo que una noche puede dejar de pasar."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from conoceles.arranque.comprobar import archivos, elecciones, momento
from conoceles.arranque.respaldos import ensayo, respaldo_llaves
from conoceles.bitacora.actos import Acto
from conoceles.bitacora.operaciones import registrar
from conoceles.nucleo import reloj
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.carpetas import Carpetas
from conoceles.proceso.consultas import definicion
from conoceles.proceso.models import Proceso
from conoceles.pulso import operaciones
from conoceles.pulso.lectura import leer
from llegadas import en_la_cola
from personas import CLAVE, DINA, SISTEMA

pytestmark = pytest.mark.usefixtures("base")
MINUTO, DIA = timedelta(minutes=1), timedelta(days=1)


def _latir(hace: timedelta, salto: timedelta = timedelta()) -> None:
    aqui = leer()
    lectura = replace(aqui, pared=aqui.pared - hace + salto, monotono=aqui.monotono - hace.total_seconds())
    operaciones.latir(por=SISTEMA, ahora=lectura.pared, lectura=lectura)


def _dichos(halla: Callable[..., Any], *sobre: str) -> list[tuple[str, str]]:
    return [(h.codigo, h.gravedad) for h in halla(*sobre)]


@pytest.mark.parametrize(("modo", "gravedad"), [("produccion", "aviso"), ("demo", "dato")])
def test_si_el_frente_no_sella_la_hora_de_llegada_se_dice_hasta_que_la_selle(
    ahora: datetime, monkeypatch: pytest.MonkeyPatch, modo: str, gravedad: str
) -> None:
    """Lo dice lo último que hizo una persona; lo del sistema no llega por ahí."""
    monkeypatch.setattr(Carpetas, "modo", modo)
    assert _dichos(momento.llegada) == []
    _hacer(DINA, ahora)
    assert _dichos(momento.llegada) == [("SIN_HORA_DE_LLEGADA", gravedad)]
    with en_la_cola(ahora) as suyo:
        _hacer(DINA, suyo)
    _hacer(SISTEMA, ahora)
    assert _dichos(momento.llegada) == []


def _hacer(quien: Alcance, ahora: datetime) -> None:
    with transaction.atomic():
        registrar(using="default", por=quien, acto=Acto.PADRON_IMPORTADO, ahora=ahora)


def test_el_obrero_que_nunca_arranco_es_un_aviso() -> None:
    assert _dichos(momento.latido) == [("OBRERO_SIN_ARRANCAR", "aviso")]


def test_el_obrero_que_late_no_se_dice() -> None:
    _latir(4 * MINUTO)
    assert _dichos(momento.latido) == []


def test_el_obrero_que_dejo_de_latir_es_un_error() -> None:
    _latir(6 * MINUTO)
    assert _dichos(momento.latido) == [("OBRERO_DETENIDO", "error")]


def test_un_freno_es_un_error_hasta_que_una_persona_lo_levanta(ahora: datetime) -> None:
    _latir(2 * MINUTO, salto=-400 * DIA)
    _latir(MINUTO)
    [hallazgo] = momento.latido()
    assert (hallazgo.codigo, hallazgo.gravedad) == ("CALENDARIO_DETENIDO", "error")
    assert "se adelantó" in hallazgo.frase
    operaciones.reanudar(nota="Se corrigió", comprobada=True, por=DINA, ahora=ahora)
    assert _dichos(momento.latido) == []


def test_una_copia_vieja_del_llavero_se_avisa_aunque_se_haya_puesto_al_dia(
    ahora: datetime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CONOCELES_RESPALDO_LLAVES", raising=False)
    assert _dichos(momento.copia_del_llavero) == []
    monkeypatch.setenv("CONOCELES_RESPALDO_LLAVES", str(tmp_path))
    assert _dichos(momento.copia_del_llavero) == [("LLAVERO_SIN_COPIA", "aviso")]
    respaldo_llaves.copiar(tmp_path, ahora=ahora - 2 * DIA)
    for copia in tmp_path.iterdir():
        copia.touch()  # como si se le hubiera quitado hoy una llave destruida
    assert _dichos(momento.copia_del_llavero) == [("LLAVERO_SIN_COPIA", "aviso")]
    respaldo_llaves.copiar(tmp_path, ahora=ahora - DIA)
    assert _dichos(momento.copia_del_llavero) == []
    next(tmp_path.glob("llaves-*")).write_text("{}")
    assert _dichos(momento.copia_del_llavero) == [("LLAVERO_SIN_COPIA", "error")]


@pytest.mark.parametrize(
    ("hace", "bien", "dicho"),
    [
        (None, True, ("SIN_ENSAYO", "aviso")),
        (39, True, ("ENSAYO", "dato")),
        (41, True, ("ENSAYO_VIEJO", "error")),
        (1, False, ("ENSAYO_FALLIDO", "error")),
    ],
)
def test_una_copia_que_no_se_ha_podido_restaurar_se_dice(
    datos: Path, ahora: datetime, hace: int | None, bien: bool, dicho: tuple[str, str]
) -> None:
    if hace is not None:
        (datos / "registros" / "ensayos").mkdir(parents=True)
        evidencia = {"momento": (ahora - hace * DIA).isoformat(), "copia": "2024-04-24", "ok": bien}
        (datos / "registros" / "ensayos" / "2024-04-24.json").write_text(json.dumps(evidencia))
    assert _dichos(momento.ensayo) == [dicho]


@pytest.mark.parametrize(
    ("modo", "falta", "probado", "dicho"),
    [
        ("produccion", 1, False, [("RESGUARDO_SIN_PROBAR", "error")]),
        ("produccion", 1, True, []),
        ("produccion", 0, False, []),  # ya abrió
        ("demo", 1, False, []),
    ],
)
def test_antes_de_abrir_se_exige_un_resguardo_probado_en_otro_lugar(
    proceso: Proceso,
    datos: Path,
    monkeypatch: pytest.MonkeyPatch,
    modo: str,
    falta: int,
    probado: bool,
    dicho: list[tuple[str, str]],
) -> None:
    datos.mkdir(exist_ok=True)
    (datos / "modo").write_text(modo)
    monkeypatch.setattr(ensayo, "probado_con_custodios", lambda: probado)
    dia = definicion(CLAVE).calendario.dia("captura_inicio")
    assert dia is not None
    with reloj.congelado(datetime.fromisoformat(f"{dia}T12:00:00-06:00") - falta * DIA):
        assert _dichos(elecciones.resguardo, CLAVE) == dicho


def test_el_cierre_vencido_es_un_error_desde_el_dia_siguiente(
    proceso: Proceso,
) -> None:
    dia = definicion(CLAVE).calendario.dia("cierre")
    assert dia is not None
    for pasados, esperado in ((0, []), (1, [("CIERRE_VENCIDO", "error")])):
        with reloj.congelado(datetime.fromisoformat(f"{dia}T12:00:00-06:00") + pasados * DIA):
            assert _dichos(elecciones.cierre, CLAVE) == esperado


@pytest.mark.parametrize(
    ("equipo", "arranque", "aparte", "dicho"),
    [
        ("captura1", "otro", "", [("ARCHIVOS_SIN_COMPARTIR", "error")]),
        ("captura1", "otro", "s3://llave:secreto@almacen.example.mx/conoceles", []),
        ("captura1", "", "", []),  # otro contenedor de esta máquina
        ("", "otro", "", []),  # esta, antes de reiniciarse
    ],
)
def test_la_maquina_que_guarda_aparte_lo_que_otra_publica_lo_dice(
    monkeypatch: pytest.MonkeyPatch, equipo: str, arranque: str, aparte: str, dicho: list[tuple[str, str]]
) -> None:
    monkeypatch.setenv("CONOCELES_ARCHIVOS", aparte)
    assert _dichos(archivos.compartidos) == []  # nadie publica todavía
    aqui = leer()
    otra = replace(aqui, equipo=equipo or aqui.equipo, arranque=arranque or aqui.arranque)
    operaciones.latir(por=SISTEMA, ahora=otra.pared, lectura=otra)
    assert _dichos(archivos.compartidos) == dicho
