"""La página de prensa: qué cambió, de quién está a la vista, y nunca lo que alguien retiró."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import html5lib
import pytest

from conoceles.bitacora.operaciones import registrar
from conoceles.difusion import segunda
from conoceles.publicacion.publicador import publicar
from personas import SISTEMA, recargar
from publicacion.eleccion import PROCESO, sale, version
from publicacion.test_veda import con_veda

pytestmark = pytest.mark.lenta
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def sin_materiales(monkeypatch: pytest.MonkeyPatch) -> None:
    """Solo las páginas de la segunda vuelta."""
    monkeypatch.setattr(segunda, "_piezas", lambda clave, estado, ahora: iter(()))


def _publicar(datos: Path, momento: datetime) -> Path:
    publicar(PROCESO, ahora=momento, cortes=True)
    segunda.difundir(PROCESO, ahora=momento)
    return datos / "sitio" / PROCESO / "actual/prensa"


def test_dice_las_cifras_el_metodo_a_quien_preguntar_y_que_cambio_cada_dia(
    eleccion: dict[str, Any], datos: Path, ahora: datetime
) -> None:
    version(eleccion["ANA"], 2, ahora + timedelta(days=1), historia="Corregida. " * 30)
    html = (_publicar(datos, ahora + timedelta(days=1, minutes=5)) / "index.html").read_text()
    html5lib.HTMLParser(strict=True).parse(html)
    hoy, ayer = html.index("26 de abril de 2024</h3>"), html.index("25 de abril de 2024</h3>")
    assert hoy < html.index("Ana María de la Luz Núñez</a>") < ayer < html.index("Cora Órdaz Muñoz</a>")
    assert html.count("Ana María de la Luz Núñez</a>") == 1
    assert "Dina Arreola" not in html, "en revisión todavía no muestra nada"
    assert "A quién preguntar" in html
    assert "lo publicado hasta el 26 de abril de 2024" in html, "las cifras dicen su corte"


def test_el_canal_es_atom_y_va_de_lo_mas_reciente_a_lo_mas_antiguo(
    eleccion: dict[str, Any], datos: Path, ahora: datetime
) -> None:
    version(eleccion["ANA"], 2, ahora + timedelta(hours=1), historia="Corregida. " * 30)
    raiz = ElementTree.fromstring(
        (_publicar(datos, ahora + timedelta(hours=2)) / "novedades.atom").read_bytes()
    )
    momentos = [datetime.fromisoformat(e.findtext(f"{ATOM}updated") or "") for e in raiz.iter(f"{ATOM}entry")]
    assert momentos == sorted(momentos, reverse=True)
    assert (raiz.findtext(f"{ATOM}entry/{ATOM}title") or "").startswith(
        "Ana María de la Luz Núñez: se publicó"
    )
    assert len({e.findtext(f"{ATOM}id") for e in raiz.iter(f"{ATOM}entry")}) == len(momentos)


def test_quien_se_suprime_sale_ya_de_la_pagina_de_hoy_y_de_las_guardadas(
    eleccion: dict[str, Any], datos: Path, ahora: datetime
) -> None:
    carpeta = datos / "sitio" / PROCESO
    assert "Ana María" in (_publicar(datos, ahora) / "index.html").read_text()
    sale(eleccion, "ANA", ahora + timedelta(minutes=1), desde="publicada")
    publicar(PROCESO, ahora=ahora + timedelta(minutes=2))
    assert [p for p in carpeta.rglob("prensa/*") if b"Ana Mar" in p.read_bytes()] == []
    nueva = (_publicar(datos, ahora + timedelta(minutes=3)) / "index.html").read_text()
    assert "Cora Órdaz Muñoz" in nueva
    assert "Ana María" not in nueva


def test_lo_que_alguien_retira_no_se_anuncia(eleccion: dict[str, Any], datos: Path, ahora: datetime) -> None:
    from django.db import transaction

    antes = (_publicar(datos, ahora) / "novedades.atom").read_bytes()
    with transaction.atomic(using="identidad"):
        registrar(
            using="identidad", por=SISTEMA, acto="revocacion_repetida", ahora=ahora + timedelta(minutes=1),
            proceso=PROCESO, folio="ANA",
        )  # fmt: skip
    despues = _publicar(datos, ahora + timedelta(minutes=2))
    assert (despues / "novedades.atom").read_bytes() == antes
    assert "revoc" not in (despues / "index.html").read_text()


def test_la_veda_que_detiene_las_novedades_detiene_tambien_el_canal_de_la_prensa(
    eleccion: dict[str, Any], datos: Path, tmp_path: Path, ahora: datetime
) -> None:
    recargar(con_veda(tmp_path / "veda", "novedades"), ahora)
    prensa = datos / "sitio" / PROCESO / "actual" / "prensa"
    publicar(PROCESO, ahora=datetime.fromisoformat("2024-05-29T23:59:00-06:00"))
    en_veda = datetime.fromisoformat("2024-05-30T00:00:00-06:00")
    segunda.difundir(PROCESO, ahora=en_veda - timedelta(seconds=9))
    assert (prensa / "novedades.atom").exists()
    publicar(PROCESO, ahora=en_veda)
    assert not (prensa / "novedades.atom").exists(), "sin esperar a la segunda vuelta"
    segunda.difundir(PROCESO, ahora=en_veda)
    assert "novedades.atom" not in (prensa / "index.html").read_text()
    assert not (prensa / "novedades.atom").exists()
