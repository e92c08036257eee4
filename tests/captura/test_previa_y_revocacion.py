"""Ver el perfil antes de enviar es ver el perfil; retirar el permiso lo cambia enseguida."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from conoceles.bitacora.consultas import de_folio
from conoceles.expediente.actos.decisiones import validar
from conoceles.nucleo import secretos
from conoceles.publicacion.publicador import publicar
from paginas import check, revocar, texto
from personas import CORA, capturar, enviar, firmar

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura

pytestmark = pytest.mark.lenta

CON = "/candidaturas/aaaa1111/previa/con-consentimiento/candidaturas/aaaa1111/"
SIN = CON.replace("/con-", "/sin-")
REVOCAR = "/candidaturas/aaaa1111/revocar/"
CANARIO = "Pueblo Canario Zzyzx"


@pytest.fixture
def lista(candidatura: Candidatura, ahora: datetime) -> Candidatura:
    """Capturada, con una respuesta de identidad reconocible y permiso de publicarla."""
    capturar(candidatura, ahora, publicacion=True, p1="si", p3="otro", p3_otro=CANARIO)
    return candidatura


@pytest.fixture
def publicada(datos: Path, lista: Candidatura, ahora: datetime) -> Path:
    return _validada_y_publicada(lista, datos, ahora)


def _validada_y_publicada(
    candidatura: Candidatura, datos: Path, ahora: datetime, *, firma: bool = True
) -> Path:
    """Enviada, con su formato aceptado, validada y publicada. Devuelve la carpeta servida."""
    secretos.crear_faltantes()
    enviar(candidatura, ahora)
    if firma:
        firmar(candidatura, ahora)
    validar(candidatura=candidatura, por=CORA, ahora=ahora)
    return _publicar(candidatura, datos, ahora)


def _publicar(candidatura: Candidatura, datos: Path, ahora: datetime) -> Path:
    publicar(candidatura.proceso_id, ahora=ahora)
    return datos / "sitio" / candidatura.proceso_id / "actual"


def _sin_constancia(pagina: str) -> str:
    """El acuse, la huella, la hora y el sello no existen antes de publicar: lo demás debe ser idéntico."""
    return re.sub(
        r'<section class="perfil__seccion" aria-labelledby="t-constancia">.*?</section>'
        r'|\n<meta name="sello" content="[0-9a-f]+">',
        "",
        pagina,
        flags=re.S,
    )


def test_previa_ensena_identidad_solo_con_consentimiento(ana: Client, lista: Candidatura) -> None:
    check(ana.get("/candidaturas/aaaa1111/previa/").content)
    assert CANARIO in texto(check(ana.get(CON).content))
    assert CANARIO not in ana.get(SIN).content.decode()


@pytest.mark.parametrize(
    ("modo", "publicacion", "grupos", "visto"),
    [
        ("sin-consentimiento", False, (), set()),
        ("lo-elegido", False, (), set()),
        ("con-consentimiento", True, (), {CANARIO, "Sensorial"}),
        ("lo-elegido", True, (), {CANARIO, "Sensorial"}),
        ("lo-elegido", True, ("discapacidad",), {"Sensorial"}),
        ("lo-elegido", True, ("mayor",), set()),
    ],
)
def test_previa_es_la_pagina_que_se_publica(
    ana: Client,
    candidatura: Candidatura,
    datos: Path,
    ahora: datetime,
    modo: str,
    publicacion: bool,
    grupos: tuple[str, ...],
    visto: set[str],
) -> None:
    """Octeto por octeto, salvo la constancia: sin consentimiento, con todos los grupos y con uno."""
    capturar(
        candidatura, ahora, publicacion=publicacion, grupos=grupos,
        p1="si", p3="otro", p3_otro=CANARIO, p4="si", p6="sensorial",
    )  # fmt: skip
    antes = ana.get(CON.replace("con-consentimiento", modo)).content.decode()
    servida = _validada_y_publicada(candidatura, datos, ahora) / "candidaturas/aaaa1111/index.html"
    assert _sin_constancia(antes) == _sin_constancia(servida.read_text())
    assert {v for v in (CANARIO, "Sensorial") if v in antes} == visto


def test_el_si_sin_formato_se_publica_como_si_no_se_consintiera(
    ana: Client, lista: Candidatura, datos: Path, ahora: datetime
) -> None:
    sin = ana.get(SIN).content.decode()
    servida = _validada_y_publicada(lista, datos, ahora, firma=False) / "candidaturas/aaaa1111/index.html"
    assert _sin_constancia(sin) == _sin_constancia(servida.read_text())


def test_previa_trae_sus_hojas_y_nada_ajeno(ana: Client, lista: Candidatura) -> None:
    pagina = ana.get(CON).content.decode()
    hojas = re.findall(r'(?:href|src)="\.\./\.\./(estatico/[^"]+)"', pagina)
    assert len(hojas) == 3  # el icono, el guion y la hoja del final; el estilo va dentro
    raiz = CON.split("candidaturas/aaaa1111/previa/con-consentimiento/")[0]
    raiz += "candidaturas/aaaa1111/previa/con-consentimiento/"
    for hoja in hojas:
        assert ana.get(raiz + hoja).status_code == 200
    for ruta in ("estatico/otra.css", "fotos/abc-640.jpg", "candidaturas/bbbb2222/", "../secretos"):
        assert ana.get(raiz + ruta).status_code == 404
    assert ana.get(CON.replace("con-consentimiento", "otro")).status_code == 404


def test_previa_despues_de_enviar_lleva_a_lo_enviado(
    ana: Client, lista: Candidatura, ahora: datetime
) -> None:
    enviar(lista, ahora)
    for ruta in ("/candidaturas/aaaa1111/previa/", CON):
        assert ana.get(ruta)["Location"] == "/candidaturas/aaaa1111/verificar/"


@pytest.mark.parametrize("quien", ["beto", "cora", "dina", "comision"])
def test_previa_y_revocacion_son_solo_de_quien_captura(
    request: pytest.FixtureRequest, lista: Candidatura, quien: str
) -> None:
    navegador: Client = request.getfixturevalue(quien)
    for ruta in (CON, SIN, REVOCAR, "/candidaturas/aaaa1111/previa/"):
        assert navegador.get(ruta).status_code == 404


def test_revocar_antes_de_enviar_manda_al_consentimiento(ana: Client, lista: Candidatura) -> None:
    assert ana.get(REVOCAR).status_code == 409


def test_revocar_sin_confirmar_no_cambia_nada(ana: Client, lista: Candidatura, ahora: datetime) -> None:
    enviar(lista, ahora)
    assert ana.post(REVOCAR, {"confirmo": "si"}).status_code == 409  # sin haber leído qué pasará
    leido = re.findall(r'name="leido" value="([0-9a-f]+)"', ana.get(REVOCAR).content.decode())
    assert ana.post(REVOCAR, {"leido": leido}).status_code == 422
    assert "El permiso que se contestó espera el formato firmado" in texto(check(ana.get(REVOCAR).content))


def test_revocar_da_constancia_y_una_sola_entrada(ana: Client, lista: Candidatura, ahora: datetime) -> None:
    enviar(lista, ahora)
    for _ in range(2):
        assert revocar(ana).status_code == 302
    (entrada,) = de_folio("identidad", "aaaa1111").filter(acto="consentimiento_revocado")
    pagina = texto(check(ana.get(REVOCAR).content))
    assert entrada.huella in pagina
    assert f"/acuse/identidad/{entrada.id}.pdf" in ana.get(REVOCAR).content.decode()
    assert CANARIO not in pagina


def test_revocar_desde_la_sesion_de_la_persona(eva: Client, lista: Candidatura, ahora: datetime) -> None:
    enviar(lista, ahora)
    assert revocar(eva).status_code == 302
    assert "Permiso retirado" in texto(check(eva.get(REVOCAR).content))


def test_revocar_quita_la_identidad_en_la_siguiente_publicacion(
    ana: Client, publicada: Path, datos: Path, lista: Candidatura, ahora: datetime
) -> None:
    ficha, datos_abiertos = publicada / "candidaturas/aaaa1111/index.html", publicada / "datos/identidad.csv"
    assert CANARIO in ficha.read_text()
    assert CANARIO in datos_abiertos.read_text()
    revocar(ana)
    _publicar(lista, datos, ahora + timedelta(minutes=1))
    assert CANARIO not in ficha.read_text()
    assert [
        p for p in publicada.resolve().rglob("*") if p.is_file() and CANARIO.encode() in p.read_bytes()
    ] == []


def test_la_previa_permite_su_estilo_y_ninguna_otra_pantalla(ana: Client, lista: Candidatura) -> None:
    pagina = ana.get(SIN)
    [estilo] = re.findall(r"<style>(.*?)</style>", pagina.content.decode(), flags=re.S)
    huella = b64encode(hashlib.sha256(estilo.encode()).digest()).decode()
    assert f"style-src 'self' 'sha256-{huella}'" in pagina["Content-Security-Policy"]
    assert "sha256" not in ana.get("/candidaturas/aaaa1111/previa/")["Content-Security-Policy"]
