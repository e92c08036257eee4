"""Un padrón inventado del PRI, importado por la operación de `padron importar`: para lo que se corre aparte."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura

COLUMNAS = (
    "CARGO", "DISTRITO", "PARTIDO", "NUM_LISTA_O_FORMULA", "NOMBRE", "PRIMER APELLIDO", "SEGUNDO APELLIDO",
    "CARACTER", "SEXO", "FECHA DE NACIMIENTO",
)  # fmt: skip


def importadas(cuantas: int, ahora: datetime) -> list[Candidatura]:
    """Tantas candidaturas propietarias, una por fórmula; la elección ya está cargada."""
    from conoceles.candidaturas.models import Candidatura
    from conoceles.expediente.actos.importacion import exigir_sin_errores, importar
    from conoceles.nucleo.carpetas import carpetas
    from personas import CLAVE, SISTEMA

    ruta = carpetas().datos / "padron.csv"
    _escribir(ruta, cuantas)
    informe = importar(ruta, proceso=CLAVE, simular=False, por=SISTEMA, ahora=ahora)
    exigir_sin_errores(informe)
    assert informe.altas == cuantas
    return list(
        Candidatura.objects.filter(proceso=CLAVE).order_by("formula__contienda__orden", "formula__posicion")
    )


def _escribir(ruta: Path, cuantas: int) -> None:
    from taller.demo.nombres import nombre

    azar, usados = Random(cuantas), set[str]()
    with ruta.open("w", encoding="utf-8", newline="") as archivo:
        escritor = csv.writer(archivo)
        escritor.writerow(COLUMNAS)
        for _, lugar in zip(range(cuantas), _lugares(), strict=False):
            escritor.writerow((*lugar, *nombre(azar, "mujer", usados), "Propietario", "MUJER", "17/05/1980"))


def _lugares() -> Iterator[tuple[Any, ...]]:
    """Primero los distritos; quien ya no cabe, en la lista estatal con la clave de su fórmula."""
    from conoceles.proceso.consultas import definicion
    from personas import CLAVE

    eleccion = definicion(CLAVE)
    mayoria, lista = eleccion.cargo("diputacion-mr").nombre, eleccion.cargo("diputacion-rp").nombre
    yield from ((mayoria, distrito.numero, "PRI", "") for distrito in eleccion.distritos)
    yield from ((lista, "", "PRI", 1000 + n) for n in range(1000))
