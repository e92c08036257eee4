"""Un plazo en días hábiles no vence en día de descanso, también cuando la elección ya terminó; y si podría, lo dice."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from conoceles.derechos import consultas, operaciones, plazos
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.proceso.carga import leer_carpeta
from conoceles.proceso.consultas import definicion
from paginas import check, texto
from personas import CLAVE

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura
    from conoceles.nucleo.alcance import Alcance

# Viernes: veinte días hábiles, sin contar descansos, terminan el 25 de diciembre.
VIERNES = datetime.fromisoformat("2026-11-27T10:00:00-06:00")
NAVIDAD = date(2026, 12, 25)
CARPETAS = sorted(p.parent.name for p in (RAIZ_PROYECTO / "procesos").glob("*/proceso.toml"))


@pytest.mark.parametrize("carpeta", CARPETAS)
def test_ninguna_carpeta_que_se_entrega_vence_en_navidad(carpeta: str) -> None:
    eleccion = leer_carpeta(RAIZ_PROYECTO / "procesos" / carpeta)
    vence = plazos.habiles(eleccion, VIERNES, 20)
    assert eleccion.calendario.dia_local(vence) == date(2026, 12, 29), "el lunes 28, a las 24:00"


def test_los_descansos_del_ano_siguiente_tambien_se_cuentan() -> None:
    eleccion = leer_carpeta(RAIZ_PROYECTO / "procesos" / CLAVE)
    desde = datetime.fromisoformat("2026-12-30T10:00:00-06:00")
    vence = eleccion.calendario.dia_local(plazos.habiles(eleccion, desde, 1))
    assert vence == date(2027, 1, 1), "vence al terminar el jueves 31"
    assert eleccion.calendario.dia_local(plazos.habiles(eleccion, desde, 2)) == date(2027, 1, 5), (
        "el 1 no cuenta"
    )


def test_la_solicitud_dice_que_faltan_los_inhabiles_del_ano_en_que_vence(
    publicada: Candidatura, ella: Alcance, dina: Client, eva: Client
) -> None:
    solicitud = operaciones.pedir(candidatura=publicada, derecho="acceso", por=ella, ahora=VIERNES)
    [vista] = consultas.de_candidatura(publicada, VIERNES)
    assert vista.ultimo_dia is not None
    assert definicion(CLAVE).calendario.dia_local(vista.ultimo_dia) == date(2026, 12, 28)
    falta = "Los días inhábiles de 2026 no están declarados: podrían alargarlo."
    assert falta in texto(check(dina.get(f"/derechos/{solicitud.pk}/").content))
    assert falta in texto(check(eva.get(f"/candidaturas/{publicada.folio}/mis-datos/").content))


def test_sin_los_oficiales_se_avisa_de_los_que_caen_en_el_plazo() -> None:
    calendario = leer_carpeta(RAIZ_PROYECTO.joinpath("tests", "recorridos", "caleta-2026")).calendario
    duda = calendario.por_que_dudar(date(2026, 11, 27), NAVIDAD, lo_dice="Ley de descansos")
    assert (
        duda
        == "La elección no dice si es inhábil: 25 de diciembre de 2026, de descanso obligatorio (Ley de descansos)."
    )
    assert calendario.por_que_dudar(date(2026, 11, 27), date(2026, 12, 24), lo_dice="") == ""


def test_con_todo_declarado_no_se_duda(publicada: Candidatura, ella: Alcance, ahora: datetime) -> None:
    operaciones.pedir(candidatura=publicada, derecho="acceso", por=ella, ahora=ahora)
    [vista] = consultas.de_candidatura(publicada, ahora)
    assert vista.duda == ""
