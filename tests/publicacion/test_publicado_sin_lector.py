"""Lo publicado, en dos servidores sin lector: se busca y se compara con el navegador, y lo que sale del sitio sale del índice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import transaction
from playwright.sync_api import Page

from conoceles.bitacora.actos import Acto
from conoceles.candidaturas.constancia import anotar
from conoceles.expediente.models import Transicion
from conoceles.lector.busqueda import pagina_buscar
from conoceles.lector.indice import Indice
from conoceles.publicacion.busqueda import trozos
from conoceles.publicacion.publicador import publicar, publicar_raiz
from publicacion.eleccion import PROCESO, SISTEMA, version
from publicacion.sin_lector import partes, servidor_comun
from taller.banco import servidores
from taller.navegador import chromium
from vidas import sustituir

pytestmark = [pytest.mark.lenta]


@pytest.fixture
def actual(eleccion: dict[str, Any], datos: Path, ahora: datetime) -> Path:
    version(eleccion["ANA"], 2, ahora, propuesta_1="Captar la lluvia en las escuelas del distrito. " * 9)
    publicar(PROCESO, ahora=ahora)
    publicar_raiz(ahora)
    return datos / "sitio" / PROCESO / "actual"


@pytest.fixture(params=["archivos", "nginx"])
def direccion(request: pytest.FixtureRequest, actual: Path, datos: Path, tmp_path: Path) -> Iterator[str]:
    """La dirección de la elección: la carpeta tal cual, o nginx con el lector caído y su política de contenido."""
    if request.param == "archivos":
        with servidor_comun(actual) as comun:
            yield comun
    else:
        with servidores.nginx(datos / "sitio", tmp_path / "nginx") as puerto:
            yield f"http://127.0.0.1:{puerto}/{PROCESO}/"


@pytest.fixture
def pagina() -> Iterator[Page]:
    with chromium() as navegador:
        yield navegador.new_page(viewport={"width": 360, "height": 740})


@pytest.mark.navegador
def test_eva_busca_y_compara_sin_lector(direccion: str, actual: Path, pagina: Page) -> None:
    quejas: list[str] = []
    pagina.on("console", lambda m: quejas.append(m.text) if m.type == "error" else None)
    for q in ("lluvia", "morena", "PT", "dsitrito", "0123"):
        pagina.goto(f"{direccion}buscar/?{urlencode({'q': q})}")
        pagina.wait_for_selector("[data-cambia=resultados] > *")
        debido = partes(pagina_buscar(Indice(actual / "busqueda.sqlite"), urlencode({"q": q})), "data-cambia")
        assert partes(pagina.content(), "data-cambia") == debido, q
    pagina.goto(f"{direccion}buscar/?q=lluvia")
    pagina.click(".tarjeta a[href*=ANA]")
    assert "/candidaturas/ANA/" in pagina.url
    pagina.goto(f"{direccion}comparar/?c=ANA&c=CORA")
    pagina.wait_for_selector("[data-comparado] table, [data-comparado] article")
    assert "Captar la lluvia" in (pagina.text_content("[data-comparado]") or "")
    assert quejas == []


def en_el_indice(arbol: Path) -> set[str]:
    """Los trozos de un árbol que dicen algo de Ana."""
    return {
        str(p.relative_to(arbol))
        for p in arbol.rglob(f"*{trozos.FIN}")
        if p.name == f"ANA{trozos.FIN}"
        or any(t in str(trozos.leer(p.read_bytes())) for t in ("ANA", "lluvia"))
    }


def test_quien_sale_del_sitio_sale_del_indice_en_esa_publicacion(
    eleccion: dict[str, Any], actual: Path, ahora: datetime
) -> None:
    assert {"indice/personas/ANA.trozo", "indice/palabras/_l.trozo"} <= en_el_indice(actual)
    sustituir(eleccion["ANA"], ahora + timedelta(minutes=1))
    publicar(PROCESO, ahora=ahora + timedelta(minutes=2))
    assert en_el_indice(actual) == set()


def test_suprimir_a_alguien_retira_su_indice_de_los_arboles_guardados(
    eleccion: dict[str, Any], actual: Path, datos: Path, ahora: datetime
) -> None:
    Transicion.objects.create(desde="publicada", acto="suprimir", hacia="suprimida")
    type(eleccion["ANA"]).objects.filter(folio="ANA").update(estado="suprimida")
    momento = ahora + timedelta(minutes=1)
    fila = type(eleccion["ANA"]).objects.get(folio="ANA")
    with transaction.atomic():
        anotar(fila, Acto.SUPRIMIDA, por=SISTEMA, ahora=momento, estado="suprimida")
    publicar(PROCESO, ahora=ahora + timedelta(minutes=2))
    arboles = list((datos / "sitio" / PROCESO / "instantaneas").iterdir())
    assert len(arboles) == 2
    assert [en_el_indice(arbol) for arbol in arboles] == [set(), set()]
