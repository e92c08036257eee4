"""Una federal entera: más de siete mil personas entran, se captura y se revisa lo de todo el país, y se publica."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import pytest

from conoceles.candidaturas.models import Candidatura
from conoceles.expediente.actos.importacion import importar
from conoceles.expediente.calendario.plazos import abrir_capturas
from conoceles.expediente.transiciones import sincronizar
from conoceles.nucleo import reloj, secretos
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.proceso.carga import leer_carpeta
from conoceles.proceso.operaciones import cargar
from conoceles.publicacion.publicador import publicar
from personas import LARGO, SISTEMA
from recorridos.carpetas import de_principio_a_fin
from recorridos.padron_de_carpeta import escribir

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura

CLAVE = "ejemplo-federal"
CARPETA = RAIZ_PROYECTO / "procesos" / CLAVE
AHORA = datetime.fromisoformat("2027-04-05T10:00:00-06:00")


def test_la_federal_son_trescientos_distritos_y_dos_formulas_por_entidad() -> None:
    eleccion = leer_carpeta(CARPETA)
    cuantas = {c.clave: sum(x.cargo == c.clave for x in eleccion.contiendas) for c in eleccion.cargos}
    assert (cuantas["diputacion-mr"], cuantas["senaduria-mr"]) == (300, 32)
    assert [c.puestos for c in eleccion.contiendas if c.cargo == "senaduria-mr"] == 32 * [
        ("Primera fórmula", "Segunda fórmula")
    ]
    assert sum(c.lista or 0 for c in eleccion.cargos if c.principio == "RP") == 200


@pytest.mark.simulacro
@pytest.mark.usefixtures("base")
def test_siete_mil_personas_entran_se_capturan_se_revisan_y_se_publican(
    datos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Captura quien encabeza cada fórmula del primer partido en cada contienda del país: lo que un día fuerte recibe."""
    secretos.crear_faltantes()
    sincronizar()
    padron = tmp_path / "padron.csv"
    with reloj.congelado(AHORA):
        cargar(CARPETA, por=SISTEMA, ahora=AHORA, inventado=True)
        cuantas = escribir(padron, leer_carpeta(CARPETA), por_cargo=300, fuerzas=7)
        informe = importar(padron, proceso=CLAVE, simular=False, por=SISTEMA, ahora=AHORA)
        assert (informe.errores, informe.altas) == ([], cuantas)
        otra = importar(padron, proceso=CLAVE, simular=False, por=SISTEMA, ahora=AHORA)
        assert (otra.altas, otra.cambios) == (0, 0)
        abrir_capturas(por=SISTEMA, ahora=AHORA)
        desde = perf_counter()
        suyas = list(_que_capturan())
        for fila in suyas:
            de_principio_a_fin(fila, AHORA)
        capturar = perf_counter() - desde
        desde = perf_counter()
        publicar(CLAVE, ahora=AHORA)
        segundos = perf_counter() - desde
    with capsys.disabled():
        sys.stdout.write(
            f"{len(suyas)} capturadas y revisadas en {capturar:.0f} s; {cuantas} publicadas en {segundos:.0f} s\n"
        )
    assert len(suyas) == len(leer_carpeta(CARPETA).contiendas)
    assert Candidatura.objects.filter(proceso=CLAVE, estado="publicada").count() == len(suyas)
    una = (datos / "sitio" / CLAVE / "actual" / "candidaturas" / suyas[-1].folio / "index.html").read_text(
        "utf-8"
    )
    assert LARGO[:60] in una
    assert cuantas > 7_000
    perfiles = list((datos / "sitio" / CLAVE / "actual" / "candidaturas").glob("*/index.html"))
    assert len(perfiles) == Candidatura.objects.filter(proceso=CLAVE).count() == cuantas


def _que_capturan() -> Iterator[Candidatura]:
    """La primera propietaria de cada contienda."""
    vistas: set[int] = set()
    for fila in Candidatura.objects.filter(proceso=CLAVE, calidad="propietaria").con_todo():
        if fila.formula.contienda_id not in vistas:
            vistas.add(fila.formula.contienda_id)
            yield fila
