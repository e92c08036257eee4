"""La lista de lo publicado se cortó y nadie tiene copia: no se publica sobre ella, y la orden que se dice sí sirve."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from conoceles.lector.verificador.verificar import verificar
from conoceles.publicacion.instantanea import cadena, manifiesto
from conoceles.publicacion.instantanea.manifiesto import RENGLONES, SitioAtrasado
from conoceles.publicacion.publicador import publicar, publicar_raiz
from conoceles.publicacion.raiz import RAIZ
from moldes import Molde
from publicacion.conftest import Sembrar
from publicacion.eleccion import AHORA, PROCESO, TEXTO, version

CORTES: dict[str, Callable[[bytes], bytes]] = {
    "a media ruta": lambda t: t[: t.index(b"\t", len(t) // 2) - 70],
    "a medio renglón": lambda t: t[:-9],
    "entre dos renglones": lambda t: b"".join(t.splitlines(keepends=True)[:-9]),
    "vacía": lambda _: b"",
}


@pytest.fixture(scope="module")
def molde(del_archivo: Sembrar) -> Molde:
    """Publicada dos veces: la que se sirve tiene una anterior."""
    with del_archivo() as (datos, eleccion):
        publicar(PROCESO, ahora=AHORA)
        version(eleccion["ANA"], 2, AHORA, historia=f"Otra cosa. {TEXTO}")
        publicar(PROCESO, ahora=AHORA)
    return Molde(datos, eleccion)


@pytest.fixture
def publicada(molde: Molde, base: None, datos: Path) -> Path:
    molde.estrenar(datos)
    return datos / "sitio" / PROCESO


def _cortar(carpeta: Path, como: str = "entre dos renglones") -> None:
    """Y quien publica es otro proceso: el que la escribió la recuerda."""
    manifiesto._ULTIMOS.clear()
    lista = carpeta / RENGLONES
    octetos = lista.read_bytes()
    lista.unlink()
    if como in CORTES:
        lista.write_bytes(CORTES[como](octetos))


def _rutas(eleccion: Path) -> list[bytes]:
    return [r.partition(b"\t")[0] for r in (eleccion / "actual" / RENGLONES).read_bytes().splitlines()]


def _historia(eleccion: Path) -> list[str]:
    """Las publicaciones que la página de verificar enumera, de la más nueva a la más vieja."""
    dicha = json.loads((eleccion / "actual" / "verificar" / "historia.json").read_bytes())
    return [p["huella"][:16] for p in dicha["publicaciones"]]


@pytest.mark.parametrize("como", [*CORTES, "no está"])
def test_sobre_una_lista_cortada_no_se_publica_y_la_orden_que_se_dice_la_repone(
    publicada: Path, ahora: datetime, como: str
) -> None:
    """Antes se firmaba un manifiesto sin lo que faltaba en ella."""
    rutas, perdida = _rutas(publicada), (publicada / "actual").resolve().name
    historia = _historia(publicada)
    _cortar(publicada / "actual", como)
    with pytest.raises(
        SitioAtrasado, match=f"si nadie lo tiene, conoceles publicar --proceso {PROCESO} --con-lo-que-hay"
    ):
        publicar(PROCESO, ahora=ahora)
    assert (publicada / "actual").resolve().name == perdida
    publicar(PROCESO, ahora=ahora, con_lo_que_hay=True)
    assert _rutas(publicada) == rutas
    assert json.loads((publicada / "actual/manifiesto.json").read_bytes())["anterior"][:16] == perdida
    assert (publicada / "manifiestos" / f"{perdida}.json").exists()
    assert not (publicada / "instantaneas" / perdida).exists()
    assert verificar(publicada) == []
    assert [perdida, *historia] == _historia(publicada)


def test_si_se_perdio_la_carpeta_entera_la_cadena_sigue(publicada: Path, ahora: datetime) -> None:
    shutil.rmtree((publicada / "actual").resolve())
    with pytest.raises(SitioAtrasado, match="--con-lo-que-hay"):
        publicar(PROCESO, ahora=ahora)
    cadena.olvidar([PROCESO])
    publicar(PROCESO, ahora=ahora, con_lo_que_hay=True)
    assert verificar(publicada) == []
    assert len([*(publicada / "manifiestos").glob("*.json")]) == 3


def test_una_anterior_con_su_lista_cortada_sale_y_lo_que_se_sirve_no_cambia(
    publicada: Path, ahora: datetime
) -> None:
    sirve = (publicada / "actual").resolve()
    assert not publicar(PROCESO, ahora=ahora)["cambio"]
    [anterior] = [a for a in (publicada / "instantaneas").iterdir() if a != sirve]
    _cortar(anterior)
    assert not publicar(PROCESO, ahora=ahora, con_lo_que_hay=True)["cambio"]
    assert [*(publicada / "instantaneas").iterdir()] == [sirve]
    assert verificar(publicada) == []


def test_la_de_la_portada_tambien_se_repone(publicada: Path, ahora: datetime) -> None:
    publicar_raiz(ahora)
    raiz = publicada.parent / RAIZ
    _cortar(raiz / "actual")
    with pytest.raises(SitioAtrasado, match="--proceso CLAVE"):
        publicar_raiz(ahora)
    publicar_raiz(ahora, con_lo_que_hay=True)
    assert verificar(raiz) == []
