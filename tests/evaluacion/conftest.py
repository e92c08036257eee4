"""Ocho candidaturas publicadas y tres personas que leen: Cora, Dina y Fátima."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from conoceles.nucleo.alcance import Alcance
from personas import CLAVE, CORA, LARGO, poner_en, registrada

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura
    from conoceles.evaluacion.models import Evaluacion
    from conoceles.proceso.models import Proceso
    from conoceles.proceso.rubrica import Rubrica

FATIMA = Alcance(actor="cuenta:fatima", papel="revision", todo=True, nombre="Fátima")
SIGLAS = ("PRI", "PAN")


@pytest.fixture
def rubrica(proceso: Proceso) -> Rubrica:
    from conoceles.proceso.consultas import definicion

    return definicion(CLAVE).rubrica


@pytest.fixture
def ocho(proceso: Proceso, ahora: datetime) -> list[Candidatura]:
    """Publicadas; cinco del PRI y tres del PAN, con textos distintos salvo los dos últimos."""
    return [publicada(proceso, f"eval000{i}", ahora, SIGLAS[i > 4], min(i, 6)) for i in range(8)]


def publicada(proceso: Proceso, folio: str, ahora: datetime, siglas: str, texto: int) -> Candidatura:
    from conoceles.curricular.models import VersionCurricular

    fila = registrada(proceso, folio, ahora, siglas=siglas, nombre=f"PERSONA {folio}")
    poner_en(fila, "validada")
    VersionCurricular.objects.create(
        candidatura=fila,
        numero=1,
        origen="envio",
        contenido={
            "historia": " ".join(f"{palabra}{texto}" for palabra in LARGO.split()),
            "grado": "primaria",
        },
        cuestionario_version="1",
        huella="0" * 64,
        por="prueba",
        en=ahora,
    )
    return fila


@pytest.fixture
def leer(rubrica: Rubrica, ahora: datetime) -> Callable[..., Evaluacion]:
    """Esa persona toma una lectura, la marca toda con `valor` (salvo `distintas`) y la cierra."""
    from conoceles.evaluacion import operaciones

    def _leer(por: Alcance = CORA, valor: bool = True, **distintas: bool) -> Evaluacion:
        fila = operaciones.tomar(proceso=CLAVE, por=por, ahora=ahora)
        marcas = dict.fromkeys(rubrica.claves(), valor) | {
            clave.replace("__", "."): v for clave, v in distintas.items()
        }
        operaciones.guardar(evaluacion=fila, marcas=marcas, cerrar=True, por=por, ahora=ahora)
        fila.refresh_from_db()
        return fila

    return _leer
