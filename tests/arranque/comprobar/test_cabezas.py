"""Lo que el sitio firmó y la base ya no tiene: se acusa, salvo que la copia que se repuso fuera anterior y su acto lo diga."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from conoceles.arranque.comprobar.cadenas import cabezas
from conoceles.arranque.respaldos import reposicion
from conoceles.bitacora.models import Entrada
from conoceles.proceso.models import Proceso

HUELLA, OTRA = "a" * 64, "b" * 64


def firmar(datos: Path, numero: int, huella: str) -> None:
    """Un manifiesto publicado sobre una entrada que la base no tiene."""
    carpeta = datos / "sitio" / "durango-2023-2024" / "manifiestos"
    carpeta.mkdir(parents=True, exist_ok=True)
    (carpeta / f"{numero}.json").write_text(json.dumps({"cabezas": {"curricular": huella}}))


def halladas() -> list[tuple[str, str]]:
    return [(h.gravedad, h.estado) for h in cabezas()]


def test_lo_que_la_copia_no_alcanzo_a_tener_lo_asienta_el_acto_de_volver_y_lo_demas_se_acusa(
    proceso: Proceso, datos: Path, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("conoceles.arranque.servicios.obrero.publicar_con_raiz", lambda *_, **__: None)
    firmar(datos, 1, HUELLA)
    assert halladas() == [("error", "abierto")]
    reposicion.repetir(ahora=ahora)
    assert halladas() == [("dato", "asentado")]
    assert Entrada.objects.get(acto="bases_vueltas").datos == {"perdidas": [HUELLA]}
    firmar(datos, 2, OTRA)
    assert sorted(halladas()) == [("dato", "asentado"), ("error", "abierto")]


def test_un_acto_de_volver_que_no_escribio_el_sistema_no_asienta_nada(
    proceso: Proceso, datos: Path, ahora: datetime
) -> None:
    firmar(datos, 1, HUELLA)
    Entrada.objects.create(
        momento=ahora, actor="x", acto="bases_vueltas", proceso="", folio="", datos={"perdidas": [HUELLA]},
        anterior="x", huella="c" * 64, sello="",
    )  # fmt: skip
    assert halladas() == [("error", "abierto")]
