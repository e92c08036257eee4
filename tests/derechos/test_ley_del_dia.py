"""Cada acto cita la ley vigente en su fecha: la solicitud de hoy sobre 2024 no es de 2024."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, transaction

from conoceles import leyes
from conoceles.derechos import consultas, operaciones, vulneraciones
from conoceles.derechos.models import PasoARCO, Vulneracion
from conoceles.derechos.respuesta_pdf import respuesta
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.proceso.models import Proceso
from personas import CLAVE, DINA, recargar

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura
    from conoceles.derechos.models import SolicitudARCO

HOY = datetime.fromisoformat("2026-11-26T10:00:00-06:00")
VISPERA = datetime.fromisoformat("2025-03-20T10:00:00-06:00")


@pytest.fixture
def acordar(tmp_path: Path, ahora: datetime) -> Callable[[int], None]:
    """La elección fija sus horas de aviso: las declara su carpeta, que se vuelve a cargar."""
    carpeta = Path(shutil.copytree(RAIZ_PROYECTO / "procesos" / CLAVE, tmp_path / "eleccion"))
    sin_horas = (carpeta / "proceso.toml").read_text("utf-8")

    def acordar(horas: int) -> None:
        declaradas = f"{sin_horas}\n[derechos]\nvulneracion_horas = {horas}\n"
        (carpeta / "proceso.toml").write_text(declaradas, "utf-8")
        assert recargar(carpeta, ahora)["cambio"]

    return acordar


def _negada(candidatura: Candidatura, por: Alcance, en: datetime, resuelta: datetime) -> SolicitudARCO:
    solicitud = operaciones.pedir(candidatura=candidatura, derecho="acceso", por=por, ahora=en)
    operaciones.avanzar(
        solicitud=solicitud, estado="improcedente", causa="ya_hecho", por=DINA, ahora=resuelta
    )
    return solicitud


def _en_papel(solicitud: SolicitudARCO) -> str:
    from pypdf import PdfReader

    paginas = PdfReader(io.BytesIO(respuesta(solicitud))).pages
    return " ".join(" ".join(p.extract_text() for p in paginas).split())


def test_la_de_hoy_sobre_2024_cita_la_ley_de_hoy(publicada: Candidatura, ella: Alcance) -> None:
    solicitud = _negada(publicada, ella, HOY, HOY + timedelta(days=1))
    papel = _en_papel(solicitud)
    assert "LGPDPPSO (2025), artículo 49, fracción VII" in papel
    assert "Ley de datos de Durango (2025)" in papel
    recurso = papel.partition("Puede inconformarse con el recurso que prevé ")[2]
    assert recurso.startswith("LGPDPPSO (2025), artículo 50"), "el aviso promete que la respuesta lo dirá"
    assert "2017" not in papel


def test_la_de_2024_cita_la_de_2024_y_vista_despues_no_cambia(
    publicada: Candidatura, ella: Alcance, ahora: datetime
) -> None:
    solicitud = _negada(publicada, ella, ahora, ahora + timedelta(days=1))
    papel = _en_papel(solicitud)
    assert "LGPDPPSO (2017), artículo 55, fracción VII" in papel
    assert "2025" not in papel
    [vista] = consultas.de_candidatura(publicada, HOY)
    assert "LGPDPPSO (2017), artículo 55" in vista.pasos[-1].fundamento


def test_la_iniciada_la_vispera_termina_con_la_ley_de_su_inicio(
    publicada: Candidatura, ella: Alcance
) -> None:
    solicitud = _negada(publicada, ella, VISPERA, VISPERA + timedelta(days=5))
    fundamento = solicitud.pasos.get(estado="improcedente").fundamento
    assert (
        "LGPDPPSO (2017), artículo 55, fracción VII, que rige lo iniciado antes de su abrogación"
        in fundamento
    )


def test_antes_de_toda_ley_no_hay_solicitud(publicada: Candidatura, ella: Alcance) -> None:
    with pytest.raises(leyes.SinLey), transaction.atomic():
        operaciones.pedir(candidatura=publicada, derecho="acceso", por=ella, ahora=HOY.replace(year=2016))
    assert not PasoARCO.objects.exists()


def test_las_causas_que_se_ofrecen_son_las_de_la_ley_del_tramite(
    publicada: Candidatura, ella: Alcance, ahora: datetime
) -> None:
    vieja = operaciones.pedir(candidatura=publicada, derecho="acceso", por=ella, ahora=ahora)
    nueva = operaciones.pedir(candidatura=publicada, derecho="acceso", por=ella, ahora=HOY)
    assert all("(2017)" in frase for _, frase in consultas.causas(vieja, ahora))
    assert all("(2025)" in frase and "2017" not in frase for _, frase in consultas.causas(nueva, HOY))
    assert len(consultas.causas(nueva, HOY)) == 8


def _vulneracion(en: datetime) -> Vulneracion:
    return vulneraciones.anotar(
        tipo="acceso", detectada_en=en, que_paso="Un equipo abierto.", datos="Nombre", personas=1, causa="",
        medidas="Se cerró.", por=DINA, ahora=en,
    )  # fmt: skip


def _aviso(fila: Vulneracion, en: datetime) -> str:
    hecho = vulneraciones.seguir(
        vulneracion=fila, tipo="autoridad", texto="Oficio.", hecho_en=en, por=DINA, ahora=en
    )
    return hecho.fundamento


def test_la_vulneracion_cita_la_ley_del_dia_en_que_se_detecto(publicada: Candidatura) -> None:
    fila = _vulneracion(HOY)
    assert fila.vence_en == HOY + timedelta(hours=72)
    assert fila.fundamento.startswith("LGPDPPSO (2025), artículos 31 a 34")


def test_el_aviso_de_una_vulneracion_cita_la_ley_del_dia_en_que_se_avisa(publicada: Candidatura) -> None:
    """Detectada la víspera de la ley nueva: lo iniciado termina con la anterior, y la de hoy con la de hoy."""
    vispera = _aviso(_vulneracion(VISPERA), VISPERA + timedelta(days=2))
    assert "LGPDPPSO (2017), artículo 40, que rige lo iniciado antes de su abrogación" in vispera
    hoy = _aviso(_vulneracion(HOY), HOY + timedelta(days=1))
    assert "LGPDPPSO (2025), artículos 31 a 34" in hoy
    assert "2017" not in hoy


def test_lo_que_acordo_una_eleccion_que_ya_no_corre_no_rige_la_vulneracion_de_hoy(
    publicada: Candidatura, acordar: Callable[[int], None], ahora: datetime
) -> None:
    acordar(24)
    assert _vulneracion(ahora).vence_en == ahora + timedelta(hours=24)
    assert _vulneracion(ahora).fundamento.endswith("acuerdo por confirmar")
    assert _vulneracion(HOY).vence_en == HOY + timedelta(hours=72), "esa elección cerró en 2024"
    acordar(96)
    assert _vulneracion(ahora).vence_en == ahora + timedelta(hours=72), "un acuerdo no alarga el de la ley"


def test_con_solo_archivos_tambien_se_anota(publicada: Candidatura) -> None:
    Proceso.objects.update(historico=True)
    assert _vulneracion(HOY).fundamento.startswith("LGPDPPSO (2025)")


@pytest.mark.postgres
def test_la_base_no_admite_un_paso_sin_ley(publicada: Candidatura, ella: Alcance, ahora: datetime) -> None:
    solicitud = operaciones.pedir(candidatura=publicada, derecho="acceso", por=ella, ahora=ahora)
    with pytest.raises(IntegrityError, match="la ley en que se funda"), transaction.atomic():
        PasoARCO.objects.create(solicitud=solicitud, estado="procedente", por="intrusa", en=ahora)
