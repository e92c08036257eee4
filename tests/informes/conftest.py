"""Una elección mínima y contada a mano: cinco candidaturas, cada una en una situación distinta.

| folio | actor | sexo | situación el 25 de abril a las 10:00 |
|---|---|---|---|
| aaaa1111 | PRI | mujer | validada el 24 |
| bbbb2222 | PRI | hombre | enviada el 24, sin revisar |
| cccc3333 | PAN | mujer | habilitada el 5: su plazo venció el 20 |
| dddd4444 | PAN | hombre | observada el 24 |
| eeee5555 | MC | no binario | registrada, sin acceso |
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import constan
from personas import CORA, SISTEMA, capturar, enviar, registrada

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura
    from conoceles.proceso.models import Proceso

GENTE = (
    ("aaaa1111", "PRI", "mujer", "ANA ÑÁÑEZ"),
    ("bbbb2222", "PRI", "hombre", "BETO PÉREZ"),
    ("cccc3333", "PAN", "mujer", "CORA RUIZ"),
    ("dddd4444", "PAN", "hombre", "DARÍO SOTO"),
    ("eeee5555", "MC", "no_binario", "EVA LUZ"),
)


@pytest.fixture
def carpeta(datos: Path) -> Path:
    """Carpeta de datos propia, con sus llaves."""
    from conoceles.nucleo import secretos

    secretos.crear_faltantes()
    return datos


@pytest.fixture
def eleccion(carpeta: Path, proceso: Proceso, ahora: datetime) -> dict[str, Candidatura]:
    from conoceles.expediente.actos.decisiones import observar, tomar, validar
    from conoceles.expediente.actos.operaciones import habilitar

    inicio, ayer = ahora - timedelta(days=20), ahora - timedelta(days=1)
    proceso.contiendas.update(
        captura_desde=inicio
    )  # una captura que se abrió antes de lo que dice la carpeta
    gente: dict[str, Candidatura] = {}
    for folio, siglas, sexo, nombre in GENTE:
        fila = gente[folio] = registrada(proceso, folio, inicio, siglas=siglas, nombre=nombre)
        type(fila.persona).objects.filter(pk=fila.persona_id).update(sexo=sexo)
        constan.alta(fila)
        if folio != "eeee5555":
            cuando = inicio if folio == "cccc3333" else ahora - timedelta(days=5)
            habilitar(candidatura=fila, por=SISTEMA, ahora=cuando)
            fila.refresh_from_db()
    for folio in ("aaaa1111", "bbbb2222", "dddd4444"):
        capturar(gente[folio], ayer)
        enviar(gente[folio], ayer)
    for folio in ("aaaa1111", "dddd4444"):
        tomar(candidatura=gente[folio], por=CORA, ahora=ayer)
        gente[folio].refresh_from_db()
    validar(candidatura=gente["aaaa1111"], por=CORA, ahora=ayer)
    observar(
        candidatura=gente["dddd4444"], seccion="historia", motivo="incompleta", texto="Indique los años de cada empleo.",
        por=CORA, ahora=ayer,
    )  # fmt: skip
    return gente


@pytest.fixture
def tabla(eleccion: dict[str, Candidatura], ahora: datetime) -> Callable[..., list[tuple[object, ...]]]:
    """Renglones de una tabla de un informe."""
    from conoceles.informes.catalogo import TIPOS, armar
    from conoceles.informes.contexto import abrir

    def _tabla(tipo: str, clave: str, corte: datetime = ahora) -> list[tuple[object, ...]]:
        documento = armar(TIPOS[tipo], abrir("durango-2023-2024", corte))
        [hallada] = [t for t in documento.tablas if t.clave == clave]
        return [*hallada.renglones]

    return _tabla
