"""Una caché de la que el instituto no sabe (la de una compañía, un CDN sin declarar): cuánto sigue lo de quien se suprimió."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import constan
from conoceles.difusion.segunda import difundir
from conoceles.expediente.calendario.conservacion import suprimir
from curricular.imagenes import jpeg
from difusion import atacante_de_retiradas as atacante
from difusion.atacante_de_retiradas import AZUL, ROJO, VERDE, DeCache
from difusion.conftest import dibujar_una_vez
from espejos.caches import cache
from espejos.elecciones import publicar_todo
from publicacion.eleccion import PROCESO, SISTEMA, TEXTO, fotografia, version
from recorridos.navegador import hasta
from taller.banco import servidores
from vidas import concluir

pytestmark = pytest.mark.simulacro  # el plazo que se declara lo miran `test_espejos` y `lector/test_wsgi`
CARA, PALABRAS = (ROJO, VERDE, AZUL), ("Ñapález",)
PLAZO = 15  # segundos: lo que el sitio deja guardar a quien reparte a otros
Pedir = Callable[[], dict[str, DeCache]]


@pytest.fixture
def abierta() -> Iterator[ExitStack]:
    with ExitStack() as pila:
        yield pila


@pytest.fixture
def con_retrato(
    publicada: dict[str, Any], ahora: datetime, monkeypatch: pytest.MonkeyPatch, de_la_corrida: Path
) -> dict[str, Any]:
    """Ana, con su cara y sus imágenes."""
    dibujar_una_vez(monkeypatch, de_la_corrida)
    persona = publicada["ANA"].persona
    persona.nombre = "ANA ZOQUÍA ÑAPÁLEZ"  # que nadie más lleve, tampoco en los ejemplos
    persona.save()
    constan.alta(publicada["ANA"])
    foto = fotografia(publicada["ANA"], ahora, jpeg(atacante.retrato(CARA)))
    version(publicada["ANA"], 2, ahora, foto=foto, historia=TEXTO)
    publicar_todo(ahora)
    assert difundir(PROCESO, ahora=ahora, hasta=0).faltan == 0
    return publicada


def _calentada(origen: ExitStack, abierta: ExitStack, datos: Path, taller: Path) -> Pedir:
    """Una caché por la que alguien ya bajó todo el sitio, y cómo se vuelve a pedir lo mismo."""
    puerto = origen.enter_context(servidores.nginx(datos / "sitio", taller / "origen"))
    enfrente = abierta.enter_context(cache(puerto, taller / "cache"))
    actual = (datos / "sitio" / PROCESO / "actual").resolve()
    rutas = [
        f"{PROCESO}/{r}" for r in atacante.de_carpeta(actual) if not r.endswith((".gz", ".br", ".sqlite"))
    ]
    return lambda: atacante.de_cache(enfrente, rutas)


def _suprimir(fila: Any, ahora: datetime) -> None:
    concluir(fila, "renunciar", ahora)
    fila.refresh_from_db()
    suprimir(candidatura=fila, motivo="renuncia", bloqueada_en=ahora, por=SISTEMA, ahora=ahora)


def _que_pase_el_plazo() -> None:
    """La caché cuenta segundos enteros, y con el reloj de pared, que puede atrasarse: el monótono no basta."""
    desde = time.time()
    hasta(lambda: time.time() - desde > PLAZO + 1, 2 * PLAZO)


def _suyas(octetos: dict[str, bytes]) -> set[str]:
    return atacante.donde_se_nombra(octetos, PALABRAS) | atacante.donde_se_ve(octetos, CARA)


def _octetos(bajado: dict[str, DeCache]) -> dict[str, bytes]:
    return {r: b.octetos for r, b in bajado.items()}


def _suprimida(fila: Any, datos: Path, ahora: datetime) -> None:
    """Ya no está en lo que el sitio sirve: lo que quede es de la caché."""
    _suprimir(fila, ahora + timedelta(minutes=1))
    publicar_todo(ahora + timedelta(minutes=2))
    assert _suyas(atacante.de_carpeta((datos / "sitio" / PROCESO / "actual").resolve())) == set()


def test_lo_de_quien_se_suprime_no_dura_en_ninguna_cache_que_obedece_mas_que_su_plazo(
    con_retrato: dict[str, Any], abierta: ExitStack, datos: Path, tmp_path: Path, ahora: datetime
) -> None:
    pedir = _calentada(abierta, abierta, datos, tmp_path)
    bajado = pedir()
    antes = _suyas(_octetos(bajado))
    formas = {r.partition("@")[0].rpartition(".")[2] for r in antes}
    assert formas >= {"html", "json", "webp", "jpg", "zip"}
    assert {r.split("/")[1] for r in antes} >= {"fotos", "candidaturas", "materiales", "datos", "descargas"}
    assert [p for p in (tmp_path / "cache" / "guardado").rglob("*") if p.is_file()], "la caché guarda"
    assert {r: bajado[r].segundos for r in antes if bajado[r].segundos > PLAZO} == {}
    _suprimida(con_retrato["ANA"], datos, ahora)
    _que_pase_el_plazo()
    assert _suyas(_octetos(pedir())) == set()


def test_si_el_origen_ya_no_contesta_tampoco_se_entrega_lo_vencido(
    con_retrato: dict[str, Any], abierta: ExitStack, datos: Path, tmp_path: Path, ahora: datetime
) -> None:
    with ExitStack() as origen:
        pedir = _calentada(origen, abierta, datos, tmp_path)
        assert _suyas(_octetos(pedir()))
        _suprimida(con_retrato["ANA"], datos, ahora)
    _que_pase_el_plazo()
    assert _suyas(_octetos(pedir())) == set()
