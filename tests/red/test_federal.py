"""La carpeta federal: sus 332 boletas y pocas personas, que lo que crece con ellas ya lo mira `recorridos/test_carpeta_federal`."""

from __future__ import annotations

import csv
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from personas import CORA, SISTEMA, capturar, enviar, respaldar
from recorridos.carpetas import de_principio_a_fin
from recorridos.padron_de_carpeta import escribir
from red import vida
from red.conftest import Tomar
from red.congelado import comparar
from red.huellas import Publicado

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura

pytestmark = pytest.mark.usefixtures("base")
CLAVE = "ejemplo-federal"
CARPETA = RAIZ_PROYECTO / "procesos" / CLAVE
AHORA = datetime.fromisoformat("2027-04-17T10:00:00-06:00")  # pasado el corte de identidad
CAPTURAN, CON_PERMISO = 9, 3


@pytest.fixture(scope="module")
def publicado(tomar: Tomar) -> dict[str, Publicado]:
    return tomar(CLAVE, AHORA, _sembrar, vida.en_curso)


@pytest.mark.parametrize("momento", ["recien-publicada", "tras-la-vida"])
def test_la_federal_publica_lo_congelado(publicado: dict[str, Publicado], momento: str) -> None:
    comparar(f"federal-{momento}", publicado[momento])


def _sembrar(datos: Path) -> None:
    """De cada lista, los dos primeros lugares. De quienes capturan, tres permiten que se publique su identidad."""
    from conoceles.expediente.actos.importacion import importar
    from conoceles.expediente.calendario.plazos import abrir_capturas
    from conoceles.proceso.operaciones import cargar

    cargar(CARPETA, por=SISTEMA, ahora=AHORA, inventado=True)
    informe = importar(_padron(datos), proceso=CLAVE, simular=False, por=SISTEMA, ahora=AHORA)
    assert not informe.errores
    abrir_capturas(por=SISTEMA, ahora=AHORA)
    suyas = vida.propietarias(CLAVE, "habilitada")[:CAPTURAN]
    for fila in suyas[:CON_PERMISO]:
        _con_permiso(fila)
    for fila in suyas[CON_PERMISO:]:
        de_principio_a_fin(fila, AHORA)


def _padron(datos: Path) -> Path:
    from conoceles.proceso.carga import leer_carpeta

    entero, corto = datos / "entero.csv", datos / "padron.csv"
    escribir(entero, leer_carpeta(CARPETA), por_cargo=1, fuerzas=3)
    with entero.open(encoding="utf-8", newline="") as leido, corto.open("w", encoding="utf-8") as escrito:
        filas = csv.DictReader(leido)
        salida = csv.DictWriter(escrito, filas.fieldnames or ())
        salida.writeheader()
        salida.writerows(f for f in filas if f["NUM_LISTA_O_FORMULA"] in ("", "1", "2"))
    return corto


def _con_permiso(fila: Candidatura) -> None:
    from conoceles.expediente.actos import decisiones

    capturar(fila, AHORA, publicacion=True)
    enviar(fila, AHORA)
    respaldar(fila, AHORA)
    decisiones.tomar(candidatura=fila, por=CORA, ahora=AHORA)
    decisiones.validar(candidatura=fila, por=CORA, ahora=AHORA)
