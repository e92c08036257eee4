"""Importar junta las dos bases: respuestas históricas en A y conteos sin dueño en B."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from cargada import cargada
from conoceles.candidaturas.models import Candidatura, Persona
from conoceles.curricular.models import VersionCurricular
from conoceles.expediente.actos import importacion
from conoceles.expediente.actos.importacion import importar
from conoceles.identidad.totales.conteos import conteos_sueltos
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import NoEncontrado

PROCESO = "durango-2021-2022"
COMUNES = ("PARTIDO_COALICION", "CARGO", "ENTIDAD", "MUNICIPIO", "NUM_LISTA_O_FORMULA", "NOMBRE_CANDIDATO",
           "TIPO_CANDIDATO", "EDAD", "SEXO")  # fmt: skip
PREGUNTAS = tuple(f"{n}. ¿Pregunta?" for n in range(1, 21))
ANA = (
    "MORENA",
    "PRESIDENCIA MUNICIPAL",
    "DURANGO",
    "SIMON BOLIVAR",
    "7",
    "ANA RENTERIA",
    "PROPIETARIA",
    "40",
    "MUJER",
)
SISTEMA = Alcance.sistema("padrón")


@pytest.fixture
def historico(base: None, ahora: datetime) -> None:
    cargada(PROCESO, ahora=ahora, por=SISTEMA)


@pytest.fixture
def libro(tmp_path: Path) -> Callable[..., Path]:
    """Un libro con las dos hojas del INE y una persona."""

    def _libro(persona: tuple[str, ...] = ANA, *, historia: str = "", p1: str = "Sí", rol: str = "") -> Path:
        hojas = openpyxl.Workbook()
        hojas.active.title = "CANDIDATOS"
        hojas.active.append((*COMUNES, "HISTORIA_PROFESIONAL"))
        hojas.active.append((*persona, historia))
        identidad = hojas.create_sheet("CUESTIONARIO IDENTIDAD")
        identidad.append((*COMUNES, *PREGUNTAS))
        identidad.append((*persona[:6], rol or persona[6], *persona[7:], p1, *(" ",) * 19))
        salida = io.BytesIO()
        hojas.save(salida)
        ruta = tmp_path / f"libro-{len(list(tmp_path.iterdir()))}.xlsx"
        ruta.write_bytes(salida.getvalue())
        return ruta

    return _libro


def _importar(
    ruta: Path, ahora: datetime, *, por: Alcance = SISTEMA, simular: bool = False, **otros: Any
) -> Any:
    return importar(ruta, proceso=PROCESO, simular=simular, por=por, ahora=ahora, **otros)


def test_importar_sin_alcance_total_no_existe(
    historico: None, libro: Callable[..., Path], ahora: datetime
) -> None:
    with pytest.raises(NoEncontrado):
        _importar(libro(), ahora, por=Alcance(actor="cuenta:1", papel="partido", fuerza=1))


def test_importar_corrige_el_rol_y_reconoce_el_municipio(
    historico: None, libro: Callable[..., Path], ahora: datetime
) -> None:
    informe = _importar(libro(rol="SUPLENTE"), ahora, aceptar=["ROL_CORREGIDO"])

    candidatura = Candidatura.objects.get()
    assert candidatura.calidad == "suplente"
    assert candidatura.formula.contienda.municipio == "006"
    avisos = {a.codigo: (a.hoja, a.fila, a.columna) for a in informe.avisos}
    assert avisos["ROL_CORREGIDO"] == ("CANDIDATOS", 2, "TIPO_CANDIDATO")
    assert avisos["MUNICIPIO_SINONIMO"] == ("CANDIDATOS", 2, "MUNICIPIO")


def test_un_corte_que_trae_respuestas_publica_a_la_omisa(
    historico: None, libro: Callable[..., Path], ahora: datetime
) -> None:
    _importar(libro(), ahora)
    assert Candidatura.objects.get().estado == "omisa"
    informe = _importar(libro(historia="Veinte años de maestra rural."), ahora)

    assert (informe.cambios, informe.sin_cambio) == (1, 0)
    assert Candidatura.objects.get().estado == "publicada"
    assert VersionCurricular.objects.get().contenido == {"historia": "Veinte años de maestra rural."}


def test_los_conteos_no_se_repiten_en_cortes_posteriores(
    historico: None, libro: Callable[..., Path], ahora: datetime
) -> None:
    _importar(libro(), ahora)
    _importar(libro(historia="Otra cosa."), ahora)

    assert conteos_sueltos(PROCESO)["p1"] == {"si": 1}


def test_una_respuesta_fuera_de_catalogo_no_se_guarda_como_texto(
    historico: None, libro: Callable[..., Path], ahora: datetime
) -> None:
    ruta = libro(p1="CANARIO SENSIBLE")
    rechazado = _importar(ruta, ahora, simular=True)
    assert [error.codigo for error in rechazado.errores] == ["RESPUESTA_FUERA_DE_CATALOGO"]
    assert "CANARIO" not in repr(rechazado.como_dict())
    informe = _importar(ruta, ahora, aceptar=["RESPUESTA_FUERA_DE_CATALOGO"])

    assert conteos_sueltos(PROCESO)["p1"] == {"fuera_de_catalogo": 1}
    assert "CANARIO" not in repr(informe.como_dict())


def test_si_algo_falla_al_final_no_queda_nada(
    historico: None, libro: Callable[..., Path], ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def _fallar(*_: object, **__: object) -> None:
        raise RuntimeError("se fue la luz")

    monkeypatch.setattr(importacion, "_resumir", _fallar)
    with pytest.raises(RuntimeError):
        _importar(libro(historia="Texto."), ahora)

    assert not Candidatura.objects.exists()
    assert not Persona.objects.exists()
