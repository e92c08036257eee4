"""Varias máquinas que publican a los mismos espejos: lo último de cada una llega, y lo de antes no regresa."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from conoceles.espejos import operaciones
from conoceles.espejos.destinos import Destino
from conoceles.espejos.operaciones import ATRASADA, poner_al_dia
from conoceles.espejos.publicado import publicado
from conoceles.nucleo.almacen import abrir
from conoceles.publicacion.registro_publico import Libro
from curricular.imagenes import jpeg
from espejos.elecciones import publicar_todo
from publicacion.eleccion import PROCESO, TEXTO, fotografia, version

pytestmark = pytest.mark.lenta


@pytest.fixture
def atrasada(publicada: dict[str, Any], datos: Path, ahora: datetime) -> Path:
    """Otra máquina, cuyo sitio es de antes de lo último que publicó esta."""
    otra = datos.with_name("atrasada")
    shutil.copytree(datos, otra, symlinks=True)
    version(publicada["ANA"], 2, ahora, historia=f"Otra cosa. {TEXTO}")
    publicar_todo(ahora)
    return otra


def _entrega(espejo: Path) -> tuple[str, bool, bytes]:
    """Qué instantánea sirve, si guarda su manifiesto, y el punto de control."""
    servida = (espejo / PROCESO / "actual").resolve().name
    guardado = (espejo / PROCESO / "manifiestos" / f"{servida}.json").exists()
    return servida, guardado, (espejo / "log/checkpoint").read_bytes()


@pytest.mark.parametrize("se_entera", ["al empezar", "mientras lo lleva"])
def test_la_maquina_que_se_quedo_atras_no_regresa_a_ningun_espejo(
    carpeta: Path, atrasada: Path, ahora: datetime, monkeypatch: pytest.MonkeyPatch, se_entera: str
) -> None:
    norte = Destino("norte", str(carpeta))
    assert poner_al_dia(norte, ahora=ahora).falla == ""
    quedo = _entrega(carpeta)
    if se_entera == "mientras lo lleva":
        monkeypatch.setattr(operaciones, "lo_ultimo", lambda p: p)
    monkeypatch.setenv("CONOCELES_DATOS", str(atrasada))
    assert poner_al_dia(norte, ahora=ahora).falla != ""
    assert _entrega(carpeta) == quedo


def test_cada_maquina_lleva_a_la_otra_lo_que_solo_ella_tiene(
    publicada: dict[str, Any], atrasada: Path, datos: Path, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """La atrasada alcanzó a asentar una hoja que esta no tiene: ninguna está al día, y entre las dos lo tienen todo."""
    shutil.rmtree(atrasada / "sitio/log")
    shutil.copytree(datos / "sitio/log", atrasada / "sitio/log")
    ultima = publicado().cadenas[PROCESO]
    monkeypatch.setenv("CONOCELES_DATOS", str(atrasada))
    Libro().al_dia(ahora, [b"una entrada que solo asento la atrasada"])
    punto = (atrasada / "sitio/log/checkpoint").read_bytes()
    assert poner_al_dia(Destino("aqui", str(datos / "sitio")), ahora=ahora).falla == ATRASADA
    assert _entrega(datos / "sitio") == (ultima, True, punto)
    monkeypatch.setenv("CONOCELES_DATOS", str(datos))
    assert poner_al_dia(Destino("alla", str(atrasada / "sitio")), ahora=ahora).falla == ""
    assert _entrega(atrasada / "sitio") == (ultima, True, punto)


@pytest.fixture
def nube(publicada: dict[str, Any], cubeta: Callable[..., str], ahora: datetime) -> Destino:
    """Un almacén al que ya llevó esta máquina."""
    almacen = Destino("nube", cubeta())
    assert poner_al_dia(almacen, ahora=ahora).falla == ""
    return almacen


def test_de_un_almacen_no_se_quita_lo_que_publico_otra_maquina(
    nube: Destino, datos: Path, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    claves = abrir(nube.lugar).claves().keys()
    (datos.with_name("vacia") / "sitio").mkdir(parents=True)
    monkeypatch.setenv("CONOCELES_DATOS", str(datos.with_name("vacia")))
    assert poner_al_dia(nube, ahora=ahora).falla == ATRASADA
    assert abrir(nube.lugar).claves().keys() == claves


def test_lo_que_dejo_otra_maquina_tambien_sale_del_almacen_cuando_se_retira(
    nube: Destino, publicada: dict[str, Any], datos: Path, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Una publica el retrato y muere; la otra, que llevó antes al mismo almacén y no lo sabe, toma el turno y lo retira."""
    otra = datos.with_name("otra")
    shutil.copytree(datos, otra, symlinks=True)
    retrato = fotografia(publicada["ANA"], ahora, jpeg(Image.new("RGB", (800, 1000), "teal")))
    version(publicada["ANA"], 2, ahora, foto=retrato, historia=TEXTO)
    publicar_todo(ahora)
    assert poner_al_dia(nube, ahora=ahora).falla == ""
    assert poner_al_dia(Destino("reserva", str(otra / "sitio")), ahora=ahora).falla == ""
    fotos = {c for c in abrir(nube.lugar).claves() if retrato.sha256 in c}
    monkeypatch.setenv("CONOCELES_DATOS", str(otra))
    version(publicada["ANA"], 3, ahora, historia=TEXTO)
    publicar_todo(ahora)
    assert poner_al_dia(nube, ahora=ahora).falla == ""
    assert fotos
    assert not fotos & abrir(nube.lugar).claves().keys()
