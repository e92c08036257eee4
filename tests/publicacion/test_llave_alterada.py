"""La llave de una persona cambiada por fuera no detiene la publicación de las demás, y se nombra."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from conoceles.arranque.comprobar import llaves
from conoceles.identidad.llaves import llavero
from conoceles.identidad.llaves.cifrado import DocumentoIlegible
from conoceles.identidad.models import Llave
from conoceles.nucleo import secretos
from conoceles.publicacion.publicador import publicar
from publicacion.eleccion import PROCESO
from publicacion.por_fuera import cambiar, ficha


@pytest.fixture
def con_otra_llave(eleccion: dict[str, Any], datos: Path, ahora: datetime) -> str:
    """La de Ana dice lo que decía la de otra persona: la maestra ya no la abre."""
    suya, ajena = (eleccion[folio].clave_identidad for folio in ("ANA", "BETO"))
    llavero.asegurar([suya, ajena], ahora)
    cambiar(Llave, {"clave": suya}, envuelta=Llave.objects.get(clave=ajena).envuelta)
    return "ANA"


def test_una_llave_cambiada_no_detiene_lo_de_las_demas(con_otra_llave: str, ahora: datetime) -> None:
    publicar(PROCESO, ahora=ahora)
    assert ficha("BETO")["nombre"] == "Beto Íñiguez Peña"
    assert ficha(con_otra_llave)["nombre"] == "Ana María de la Luz Núñez"


def test_una_llave_cambiada_se_nombra_y_no_se_culpa_a_la_maestra(con_otra_llave: str) -> None:
    """Sea la primera o la última del llavero."""
    [hallazgo] = llaves.de_personas()
    assert (hallazgo.codigo, hallazgo.folio) == ("LLAVE_CAMBIADA", con_otra_llave)
    assert [*llaves.maestra()] == []


def test_con_la_maestra_de_otra_instalacion_no_se_publica_sin_sellos(
    eleccion: dict[str, Any], datos: Path, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Si no abre ninguna, no son ellas: publicar así quitaría el sello de todas las páginas."""
    claves = [fila.clave_identidad for fila in eleccion.values()]
    llavero.asegurar(claves, ahora)
    monkeypatch.setattr(secretos, "leer", lambda nombre: b"\7" * 32)
    with pytest.raises(DocumentoIlegible):
        llavero.obtener_varias(claves)
    assert [h.codigo for h in llaves.maestra()] == ["LLAVE_AJENA"]
    assert [*llaves.de_personas()] == []
