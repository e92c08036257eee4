"""Los formatos en lo publicado: firmados, con la huella de su documento, y fuera en cuanto algo se retira."""

from __future__ import annotations

import hashlib
import io
import json
import re
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from pypdf import PdfReader

from conoceles.bitacora.operaciones import registrar
from conoceles.difusion import segunda
from conoceles.difusion.formatos import piezas, programas
from conoceles.expediente.actos.ordenes import ocultar_seccion
from conoceles.lector.verificador.verificar import examinar
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.proceso.carga.carpeta import leer_carpeta
from conoceles.publicacion.lectura import consultas
from conoceles.publicacion.publicador import publicar
from personas import DINA
from publicacion.eleccion import PROCESO, SISTEMA, sale, version

pytestmark = [pytest.mark.lenta, pytest.mark.usefixtures("una_vez")]
BOLETA = "materiales/contiendas/diputacion-mr-01"


@pytest.fixture
def sin_imagenes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Solo los formatos: las imágenes tienen sus pruebas."""
    monkeypatch.setattr(segunda, "de_todo", lambda sitio, url: iter(()))
    monkeypatch.setattr(segunda, "de_mensajes", lambda sitio, mensajes, url: iter(()))


def _publicar(datos: Path, momento: datetime) -> Path:
    publicar(PROCESO, ahora=momento)
    segunda.difundir(PROCESO, ahora=momento)
    return datos / "sitio" / PROCESO / "actual"


def _formatos(actual: Path) -> set[str]:
    return {
        p.relative_to(actual / "materiales").as_posix()
        for p in (actual / "materiales").rglob("*")
        if p.suffix in (".txt", ".brf", ".pdf", ".opus")
    }


@pytest.mark.usefixtures("sin_imagenes")
def test_cada_formato_lleva_la_huella_del_documento_firmado_del_que_sale(
    eleccion: dict[str, Any], datos: Path, ahora: datetime
) -> None:
    actual = _publicar(datos, ahora)
    perfil = hashlib.sha256((actual / "datos/api/candidaturas/ANA.json").read_bytes()).hexdigest()
    boleta = hashlib.sha256((actual / "datos/api/contiendas/diputacion-mr-01.json").read_bytes()).hexdigest()
    assert perfil in (actual / "materiales/candidaturas/ANA/perfil.txt").read_text()
    hojas = PdfReader(io.BytesIO((actual / BOLETA / "letra-grande.pdf").read_bytes())).pages
    assert boleta in "".join("".join(h.extract_text().split()) for h in hojas)
    assert examinar(datos / "sitio" / PROCESO).problemas == []


@pytest.mark.usefixtures("sin_imagenes")
def test_la_pagina_lista_lo_que_hay_con_su_formato_y_su_peso(
    eleccion: dict[str, Any], datos: Path, ahora: datetime
) -> None:
    publicar(PROCESO, ahora=ahora)
    pagina = datos / "sitio" / PROCESO / "actual" / BOLETA / "index.html"
    assert "Se están preparando" in pagina.read_text()
    _publicar(datos, ahora)
    html = pagina.read_text()
    for dicho in ("Letra grande (PDF", "Braille sin contraer (BRF", "Texto llano (TXT"):
        assert re.search(rf"{re.escape(dicho)}, \d+ KB\)", html), dicho
    for ruta in re.findall(r'href="\.\./\.\./\.\./(materiales/[^"#]+\.(?:txt|brf|opus|pdf))"', html):
        if not ruta.startswith(
            (f"{BOLETA}/cartel", f"{BOLETA}/mural", f"{BOLETA}/volante", f"{BOLETA}/muestra")
        ):
            assert (datos / "sitio" / PROCESO / "actual" / ruta).is_file(), ruta
    enlace = f'href="../../{BOLETA}/#ANA"'
    assert enlace in (datos / "sitio" / PROCESO / "actual/candidaturas/ANA/index.html").read_text()


@pytest.mark.usefixtures("sin_imagenes")
def test_corregir_un_texto_rehace_solo_los_formatos_que_lo_dicen(
    eleccion: dict[str, Any], datos: Path, ahora: datetime
) -> None:
    actual = _publicar(datos, ahora)
    version(eleccion["ANA"], 2, ahora, historia="Un texto corregido. " * 20)
    publicar(PROCESO, ahora=ahora + timedelta(minutes=3))
    assert "candidaturas/ANA/perfil.txt" in _formatos(actual), "lo de antes queda mientras se rehace"
    hecho = segunda.difundir(PROCESO, ahora=ahora + timedelta(minutes=3))
    assert hecho.publicadas == 2 + 1
    assert "Un texto corregido." in (actual / "materiales/candidaturas/ANA/perfil.txt").read_text()


@pytest.mark.usefixtures("sin_imagenes")
def test_lo_que_se_oculta_por_orden_sale_ya_de_todos_los_formatos(
    eleccion: dict[str, Any], datos: Path, ahora: datetime
) -> None:
    actual = _publicar(datos, ahora)
    antes = _formatos(actual)
    ocultar_seccion(
        candidatura=eleccion["ANA"], seccion="historia", expediente="TE-1/2024", fecha=date(2024, 4, 24),
        por=DINA, ahora=ahora,
    )  # fmt: skip
    publicar(PROCESO, ahora=ahora + timedelta(minutes=1))
    retirados = antes - _formatos(actual)
    assert {r for r in retirados if "ANA" in r} == {
        "candidaturas/ANA/perfil.txt",
        "candidaturas/ANA/perfil.brf",
    }
    assert {Path(r).suffix for r in retirados if "diputacion-mr-01" in r} == {".pdf"}
    assert not {r for r in retirados if "ANA" not in r and "diputacion-mr-01" not in r}
    _publicar(datos, ahora + timedelta(minutes=2))
    assert _formatos(actual) == antes
    assert "Esta sección no se muestra" in (actual / "materiales/candidaturas/ANA/perfil.txt").read_text()


@pytest.mark.usefixtures("sin_imagenes")
def test_quien_sale_retira_tambien_lo_de_su_companera_que_la_nombra(
    eleccion: dict[str, Any], datos: Path, ahora: datetime
) -> None:
    actual = _publicar(datos, ahora)
    assert "Ana María" in (actual / "materiales/candidaturas/BETO/perfil.txt").read_text()
    sale(eleccion, "ANA", ahora + timedelta(minutes=1), desde="publicada")
    publicar(PROCESO, ahora=ahora + timedelta(minutes=2))
    quedan = _formatos(actual)
    assert not {r for r in quedan if "ANA" in r or "BETO" in r or "diputacion-mr-01" in r}
    assert "candidaturas/CORA/perfil.txt" in quedan
    assert list((datos / "sitio" / PROCESO).rglob("materiales/candidaturas/ANA/*.*")) == []


@pytest.mark.usefixtures("sin_imagenes")
def test_ningun_formato_lleva_identidad_y_revocarla_no_los_cambia(
    eleccion: dict[str, Any], datos: Path, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as cambio:
        consentida = {eleccion["ANA"].clave_identidad: {"p1": "si"}}
        cambio.setattr(consultas, "publicables", lambda claves, cuestionario, sin_consentir: consentida)
        actual = _publicar(datos, ahora)
        dicho = json.loads((actual / "candidaturas/ANA.json").read_bytes())["identidad"][0]["pregunta"]
        antes = {r: (actual / "materiales" / r).read_bytes() for r in _formatos(actual)}
        assert not [r for r, octetos in antes.items() if dicho[:30].encode() in octetos]
    with transaction.atomic():
        registrar(
            using="default",
            por=SISTEMA,
            acto="candidatura_actualizada",
            ahora=ahora,
            proceso=PROCESO,
            folio="ANA",
        )
    _publicar(datos, ahora + timedelta(minutes=5))
    assert json.loads((actual / "candidaturas/ANA.json").read_bytes())["identidad"] == []
    assert {r: (actual / "materiales" / r).read_bytes() for r in _formatos(actual)} == antes


@pytest.mark.usefixtures("sin_imagenes")
def test_sin_el_programa_la_publicacion_sigue_y_el_sitio_lo_dice(
    eleccion: dict[str, Any], datos: Path, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(programas, "falta", lambda: True)
    actual = _publicar(datos, ahora)
    assert {Path(r).suffix for r in _formatos(actual)} == {".txt", ".pdf"}
    dicho = "Por ahora este sitio no los tiene en: braille sin contraer."
    assert dicho in (actual / BOLETA / "index.html").read_text()


def test_por_perfil_y_contraido_solo_si_la_eleccion_los_declara() -> None:
    from dataclasses import replace

    d = leer_carpeta(RAIZ_PROYECTO / "procesos" / PROCESO)
    assert piezas.de_perfil(d) == (piezas.LLANO, piezas.BRAILLE, piezas.AUDIO)
    todo = replace(d, difusion=replace(d.difusion, por_perfil=True, braille_contraido=True))
    assert piezas.de_perfil(todo) == (
        piezas.LLANO, piezas.BRAILLE, piezas.CONTRAIDO, piezas.GRANDE, piezas.AUDIO,
    )  # fmt: skip
