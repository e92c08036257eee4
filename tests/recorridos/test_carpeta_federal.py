"""Una federal entera: más de siete mil personas inventadas entran, se publican y cada una tiene su perfil."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from conoceles.nucleo import reloj, secretos
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.proceso.carga import leer_carpeta
from personas import SISTEMA
from recorridos.padron_de_carpeta import escribir

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
def test_siete_mil_personas_entran_y_se_publican(datos: Path, tmp_path: Path) -> None:
    from conoceles.candidaturas.models import Candidatura
    from conoceles.expediente.actos.importacion import importar
    from conoceles.expediente.transiciones import sincronizar
    from conoceles.proceso.operaciones import cargar
    from conoceles.publicacion.publicador import publicar

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
        publicar(CLAVE, ahora=AHORA)
    assert cuantas > 7_000
    perfiles = list((datos / "sitio" / CLAVE / "actual" / "candidaturas").glob("*/index.html"))
    assert len(perfiles) == Candidatura.objects.filter(proceso=CLAVE).count() == cuantas
