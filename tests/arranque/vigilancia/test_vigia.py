"""Con el obrero muerto, o sin base, quien opera recibe un correo: lo manda otro, sin pasar por la cola."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from conoceles.arranque.vigilancia import vigia
from conoceles.arranque.vigilancia.vigia import vigilar
from conoceles.correo.models import Correo
from conoceles.pulso.lectura import leer
from conoceles.pulso.operaciones import latir
from personas import SISTEMA

pytestmark = pytest.mark.usefixtures("base", "opera")
DIA = timedelta(days=1)
VIVAS = {"curricular": True, "identidad": True, "llaves": True}


@pytest.fixture
def opera(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CONOCELES_OPERA", "opera@prueba.mx")
    monkeypatch.setattr(vigia, "HABILITADAS", tmp_path)


@pytest.fixture
def memoria(tmp_path: Path) -> Path:
    return tmp_path / "dicho.json"


def _latir(hace: timedelta) -> None:
    aqui = leer()
    latir(por=SISTEMA, ahora=aqui.pared - hace, lectura=replace(aqui, pared=aqui.pared - hace))


def test_el_obrero_muerto_se_dice_una_vez_al_dia_y_otra_al_volver_sin_la_cola(
    memoria: Path, ahora: datetime, mailoutbox: list[Any]
) -> None:
    _latir(timedelta(minutes=9))
    for minuto in (0, 5, 10):
        [alerta] = vigilar(memoria, ahora=ahora + timedelta(minutes=minuto), pausa=0)
    assert "hace 9 minutos" in alerta.causa
    assert "systemctl restart conoceles-obrero" in alerta.remedio
    vigilar(memoria, ahora=ahora + DIA, pausa=0)
    _latir(timedelta())
    assert vigilar(memoria, ahora=ahora + DIA, pausa=0) == []
    que = "el obrero no está en marcha"
    assert [c.subject for c in mailoutbox] == [
        f"Conóceles: {que}", f"Conóceles: {que}", f"Conóceles, resuelto: {que}",
    ]  # fmt: skip
    assert {c.to[0] for c in mailoutbox} == {"opera@prueba.mx"}
    assert not Correo.objects.exists()


def test_sin_bases_se_dice_cuales_y_no_se_les_pregunta_mas(
    memoria: Path, ahora: datetime, mailoutbox: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vigia, "contestan", lambda: VIVAS | {"curricular": False, "identidad": False})
    monkeypatch.setattr(vigia, "ultimo_latido", lambda: pytest.fail("esa base no contesta"))
    vigilar(memoria, ahora=ahora, pausa=0)
    assert [c.subject for c in mailoutbox] == ["Conóceles: no contesta la base curricular, identidad"]


def test_si_volver_las_bases_quedo_a_la_mitad_el_remedio_es_repetirlo_y_no_encenderlas(
    memoria: Path, ahora: datetime, datos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vigia, "contestan", lambda: VIVAS | {"curricular": False})
    (datos / "registros").mkdir(parents=True, exist_ok=True)
    (datos / "registros" / "volviendo").write_text("/opt/conoceles/operacion/volver --al-ultimo\n")
    [alerta] = vigilar(memoria, ahora=ahora, pausa=0)
    assert "repita: /opt/conoceles/operacion/volver --al-ultimo." in alerta.remedio
    assert "systemctl restart postgresql" not in alerta.remedio


def test_con_la_base_muda_no_se_dice_que_el_obrero_volvio(
    memoria: Path, ahora: datetime, mailoutbox: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    _latir(timedelta(hours=1))
    vigilar(memoria, ahora=ahora, pausa=0)
    monkeypatch.setattr(vigia, "contestan", lambda: VIVAS | {"curricular": False})
    vigilar(memoria, ahora=ahora, pausa=0)
    assert not [c.subject for c in mailoutbox if "resuelto" in c.subject]


def test_lo_que_systemd_levanta_en_segundos_no_es_noticia(
    memoria: Path, ahora: datetime, mailoutbox: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    _latir(timedelta())
    dichas = iter([VIVAS | {"llaves": False}, VIVAS])
    monkeypatch.setattr(vigia, "contestan", lambda: next(dichas))
    assert vigilar(memoria, ahora=ahora, pausa=0.001) == []
    assert mailoutbox == []


def test_un_servicio_habilitado_que_no_atiende_se_dice_y_el_que_no_es_de_aqui_no(
    memoria: Path, ahora: datetime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _latir(timedelta())
    monkeypatch.setattr(vigia, "atiende", lambda puerto: False)
    assert vigilar(memoria, ahora=ahora, pausa=0) == []
    (tmp_path / "conoceles-lector.service").symlink_to("/etc/systemd/system/conoceles-lector.service")
    assert [a.titulo for a in vigilar(memoria, ahora=ahora, pausa=0)] == ["conoceles-lector no atiende"]


def test_si_el_correo_no_sale_no_se_da_por_dicho(
    memoria: Path, ahora: datetime, settings: Any, mailoutbox: list[Any]
) -> None:
    _latir(timedelta(hours=1))
    sale = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    with pytest.raises(OSError, match="refused"):
        vigilar(memoria, ahora=ahora, pausa=0)
    settings.EMAIL_BACKEND = sale
    vigilar(memoria, ahora=ahora, pausa=0)
    assert len(mailoutbox) == 1
