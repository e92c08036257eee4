"""Cerrado mientras no se diga lo contrario."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import RequestFactory

from conoceles.marco.estatico import direccion
from conoceles.marco.limite import limite_de_solicitud
from paginas import check, texto

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.cuentas.models import Cuenta


def test_anonimo_va_a_entrar_y_vuelve_a_donde_iba(client: Client, base: None) -> None:
    respuesta = client.get("/candidaturas/abc/")
    assert respuesta["Location"] == "/cuenta/entrar/?next=/candidaturas/abc/"
    check(client.get(respuesta["Location"]).content)


def test_anonimo_que_envia_recupera_lo_que_escribio(client: Client, base: None) -> None:
    escrito = "Trabajé <veinte> años en la sierra."
    respuesta = client.post("/candidaturas/abc/historia/", {"historia": escrito, "version": "3"})
    assert respuesta.status_code == 403
    assert escrito in texto(check(respuesta.content))


def test_salud_y_estaticos_son_publicos(client: Client, base: None) -> None:
    assert client.get("/salud/").content == b"ok\n"
    respuesta = client.get(f"/estatico/{direccion('formulario.js')}")
    assert respuesta.status_code == 200
    assert "immutable" in respuesta["Cache-Control"]
    assert client.get("/estatico/x/../../ajustes.py").status_code == 404


def test_lo_estatico_viaja_comprimido_a_quien_lo_acepta(client: Client, base: None) -> None:
    ruta = f"/estatico/{direccion('conoceles.css')}"
    entera, corta = client.get(ruta), client.get(ruta, headers={"Accept-Encoding": "gzip, br"})
    assert "Content-Encoding" not in entera.headers
    assert corta["Content-Encoding"] == "gzip"
    assert gzip.decompress(corta.content) == entera.content
    assert len(corta.content) < 12_000 < len(entera.content)
    assert "Accept-Encoding" in entera["Vary"]
    letra = client.get(f"/estatico/{direccion('public-sans.woff2')}", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in letra.headers


def test_pagina_inexistente_es_amable(client: Client, ana: Cuenta) -> None:
    client.force_login(ana)
    respuesta = client.get("/nada/de/esto/")
    assert respuesta.status_code == 404
    assert "no existe" in texto(check(respuesta.content))


def test_cuerpo_enorme_se_rechaza_antes_de_leerlo(client: Client, ana: Cuenta) -> None:
    client.force_login(ana)
    respuesta = client.post("/candidaturas/abc/historia/", {"historia": "x"}, CONTENT_LENGTH="50000000")
    assert respuesta.status_code == 413
    check(respuesta.content)


@pytest.mark.parametrize(
    "lugar",
    [
        "/herramientas/cargar/",
        "/otra-2027/herramientas/formatos/",
        "/informes/entregables/17/",
        "/revision/padron/",
    ],
)
def test_donde_se_sube_mucho_cabe_lo_que_la_pantalla_promete(client: Client, ana: Cuenta, lugar: str) -> None:
    """Con la elección en la dirección también; y tampoco ahí se lee lo que pasa del máximo."""
    client.force_login(ana)
    llego = HttpResponse("llegó")
    de_30_megas = RequestFactory().post(lugar, CONTENT_LENGTH="30000000")
    assert limite_de_solicitud(lambda _: llego)(de_30_megas) is llego
    assert client.post(lugar, {}, CONTENT_LENGTH="36000001").status_code == 413


def test_mas_archivos_de_los_que_caben_se_dice(client: Client, ana: Cuenta) -> None:
    client.force_login(ana)
    archivos = [SimpleUploadedFile(f"{n}.jpg", b"x") for n in range(401)]
    respuesta = client.post("/herramientas/cargar/", {"fotos": archivos})
    assert respuesta.status_code == 413
    assert "súbalos en tandas" in texto(check(respuesta.content))


def test_formulario_de_texto_demasiado_grande_contesta_413(client: Client, ana: Cuenta) -> None:
    client.force_login(ana)
    respuesta = client.post(
        "/cuenta/salir/", "a=" + "x" * 2_500_000, content_type="application/x-www-form-urlencoded"
    )
    assert respuesta.status_code in (302, 413)


def test_formulario_vencido_deja_un_camino_de_vuelta(base: None, ana: Cuenta) -> None:
    from django.test import Client

    estricto = Client(enforce_csrf_checks=True)
    estricto.force_login(ana)
    respuesta = estricto.post("/candidaturas/abc/historia/", {"historia": "x"})
    assert respuesta.status_code == 403
    assert 'href="/candidaturas/abc/historia/"' in respuesta.content.decode()
    check(respuesta.content)


def test_toda_pagina_de_error_es_html_correcto(base: None, ana: Cuenta) -> None:
    from django.template.loader import render_to_string

    for plantilla in ("400.html", "403.html", "404.html", "413.html", "500.html"):
        check(render_to_string(plantilla))


def test_politica_de_contenido_sin_nada_en_linea(client: Client, base: None) -> None:
    politica = client.get("/cuenta/entrar/")["Content-Security-Policy"]
    for directiva in ("default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"):
        assert directiva in politica
    assert "unsafe" not in politica
