"""La llave de una persona, o lo que cifró, cambiado por fuera no detiene la publicación de las demás, y se nombra."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from conoceles.arranque.comprobar import llaves
from conoceles.identidad.llaves import llavero
from conoceles.identidad.llaves.cifrado import DocumentoIlegible
from conoceles.identidad.models import DocumentoIdentidad, Llave
from conoceles.identidad.operaciones import sellar, suprimir
from conoceles.nucleo import secretos
from conoceles.publicacion.publicador import publicar
from personas import DINA, de_partido, respaldar
from publicacion.eleccion import PROCESO
from publicacion.por_fuera import cambiar, ficha, otro_final, sin_candados


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


@pytest.fixture
def selladas(eleccion: dict[str, Any], datos: Path, ahora: datetime) -> dict[str, Any]:
    """Ana y Cora contestaron y consintieron publicarlo."""
    for folio in ("ANA", "CORA"):
        sellar(
            candidatura=eleccion[folio], respuestas={"p9": "no"}, aviso_version="a", origen="envio", por=de_partido(eleccion[folio]),
            consentimiento={"tratamiento": True, "publicacion": True, "estadistica": True}, ahora=ahora,
        )  # fmt: skip
        respaldar(eleccion[folio], ahora)
    assert [*llaves.de_personas()] == []
    return eleccion


def _otro_cifrado(clave: UUID) -> None:
    [fila] = DocumentoIdentidad.objects.filter(clave=clave)
    cambiar(DocumentoIdentidad, {"pk": fila.pk}, cifrado=otro_final(bytes(fila.cifrado)))


def _sin_llave(clave: UUID) -> None:
    sin_candados("identidad_llave", "llaves")
    Llave.objects.filter(clave=clave).delete()


def _llave_vacia(clave: UUID) -> None:
    cambiar(Llave, {"clave": clave}, envuelta=b"")


@pytest.mark.postgres
@pytest.mark.parametrize("danio", [_otro_cifrado, _sin_llave, _llave_vacia])
def test_lo_sellado_que_ya_no_se_abre_no_detiene_lo_de_las_demas_y_se_nombra(
    selladas: dict[str, Any], ahora: datetime, danio: Callable[[UUID], None]
) -> None:
    danio(selladas["ANA"].clave_identidad)
    publicar(PROCESO, ahora=ahora)
    assert (ficha("ANA")["identidad"], bool(ficha("CORA")["identidad"])) == ([], True)
    assert [(h.codigo, h.folio) for h in llaves.de_personas()] == [("LLAVE_CAMBIADA", "ANA")]


def test_lo_que_un_acto_suprimio_no_se_nombra(selladas: dict[str, Any], ahora: datetime) -> None:
    suprimir(candidatura=selladas["ANA"], por=DINA, ahora=ahora)
    assert [*llaves.de_personas()] == []
