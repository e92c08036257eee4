"""La elección publicada con cinco candidaturas que usan las pruebas del publicador, y sus dibujos hechos una vez."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from moldes import Molde
from publicacion.conftest import Sembrar, del_archivo
from publicacion.eleccion import AHORA, PROCESO

if TYPE_CHECKING:
    from conoceles.difusion.piezas import Pieza
    from conoceles.proceso.models import Proceso

__all__ = ["del_archivo"]


@pytest.fixture(scope="module")
def sembrada(del_archivo: Sembrar) -> Molde:
    """Con la llave de cada persona ya hecha: lo publicado lleva su sello, y así cada prueba publica los mismos octetos."""
    from conoceles.publicacion.lectura.sellos import Sellos  # pide las salas, que aquí arriba aún no están

    with del_archivo() as (datos, candidaturas):
        sellos = Sellos(PROCESO, AHORA)
        sellos.preparar(candidaturas.keys())
        assert sellos.comun
    return Molde(datos, candidaturas)


@pytest.fixture
def eleccion(sembrada: Molde, base: None, datos: Path) -> dict[str, Any]:
    """Folio → candidatura, sin publicar."""
    return sembrada.estrenar(datos)


@pytest.fixture
def una_vez(monkeypatch: pytest.MonkeyPatch, de_la_corrida: Path) -> None:
    dibujar_una_vez(monkeypatch, de_la_corrida)


def dibujar_una_vez(monkeypatch: pytest.MonkeyPatch, de_la_corrida: Path) -> None:
    """Los mismos datos dan los mismos octetos: cada dibujo de verdad se hace una sola vez en toda la corrida."""
    from conoceles.difusion import (
        hacer,  # importa modelos: este archivo se lee antes de que Django esté listo
    )

    de_verdad, hechos = hacer.una, de_la_corrida / "dibujos"
    hechos.mkdir(exist_ok=True)

    def una(fotos: Path, pieza: Pieza) -> bytes:
        hecho = hechos / hacer.resumen(pieza)
        if not hecho.exists():
            a_medias = hecho.with_suffix(f".{os.getpid()}")
            a_medias.write_bytes(de_verdad(fotos, pieza))
            a_medias.rename(hecho)
        return hecho.read_bytes()

    monkeypatch.setattr(hacer, "una", una)
    monkeypatch.setattr(hacer, "POCAS", 1_000_000)


@pytest.fixture
def proceso(eleccion: dict[str, Any]) -> Proceso:
    """La misma elección, para las cuentas de las personas de siempre."""
    from conoceles.proceso.models import Proceso

    return Proceso.objects.get()
