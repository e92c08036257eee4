"""Las pantallas: Eva ve lo suyo y ejerce sus derechos; Dina los atiende; nadie más entra."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from conoceles.candidaturas.models import Candidatura, Persona
from conoceles.derechos.models import SolicitudARCO
from paginas import check, texto
from vidas import OTRO_TEXTO

from .conftest import LENGUA

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura


@pytest.fixture
def raiz(publicada: Candidatura) -> str:
    return f"/candidaturas/{publicada.folio}/mis-datos/"


def _ultima() -> str:
    return f"/derechos/{SolicitudARCO.objects.latest('en', 'numero').pk}/"


def test_eva_ve_quien_la_leyo_y_descarga_lo_suyo(eva: Client, raiz: str) -> None:
    pagina = texto(check(eva.get(raiz).content))
    assert "Nadie las ha leído" in pagina
    respuesta = eva.post(raiz + "descargar/")
    assert respuesta["Content-Type"] == "application/zip"
    assert "no-store" in respuesta["Cache-Control"]
    with zipfile.ZipFile(io.BytesIO(respuesta.content)) as z:
        assert LENGUA in z.read("datos.json").decode()
    assert "la persona descarga lo suyo" in texto(check(eva.get(raiz).content))


def test_el_enlace_solo_lo_ve_ella(eva: Client, ana: Client, publicada: Candidatura) -> None:
    tareas = f"/candidaturas/{publicada.folio}/"
    assert "mis-datos" in eva.get(tareas).content.decode()
    assert "mis-datos" not in ana.get(tareas).content.decode()


def test_la_independiente_ve_lo_suyo_y_no_lo_de_su_suplente(
    independiente: Client, candidatura: Candidatura
) -> None:
    propia = Candidatura.objects.get(folio="iiii1111")
    otra = Persona.objects.create(proceso=propia.proceso, nombre="SUPLENTE", sexo="mujer")
    Candidatura.objects.create(
        proceso=propia.proceso, folio="iiii2222", formula=propia.formula, persona=otra, calidad="suplente",
        registrada_en=propia.registrada_en,
    )  # fmt: skip
    assert independiente.get("/candidaturas/iiii1111/mis-datos/").status_code == 200
    assert independiente.get("/candidaturas/iiii2222/").status_code == 200
    assert independiente.get("/candidaturas/iiii2222/mis-datos/").status_code == 404


@pytest.mark.parametrize("derecho", ["acceso", "rectificacion", "cancelacion", "oposicion"])
def test_cada_formulario_es_una_pagina_correcta(eva: Client, dina: Client, raiz: str, derecho: str) -> None:
    check(eva.get(f"{raiz}{derecho}/").content)
    check(dina.get(f"/derechos/registrar/aaaa1111/{derecho}/").content)
    vacio = dina.post(f"/derechos/registrar/aaaa1111/{derecho}/", {"detalle": "Lo que escribí"})
    assert vacio.status_code == 422
    assert "Lo que escribí" in texto(check(vacio.content))


def test_eva_rectifica_y_dina_lo_cumple(eva: Client, dina: Client, raiz: str) -> None:
    assert eva.post(raiz + "rectificacion/", {"historia": OTRO_TEXTO, "p8": "si"}).status_code == 302
    assert "ARCO-AAAA1111-1" in texto(check(eva.get(raiz).content))
    assert "Rectificación" in texto(check(dina.get("/derechos/").content))
    solicitud = _ultima()
    pagina = check(dina.get(solicitud).content)
    assert "Lo que pide está cifrado" in texto(pagina)
    assert dina.post(solicitud, {"estado": "efectiva", "nota": "ya"}).status_code == 409
    assert dina.post(solicitud, {"estado": "procedente"}).status_code == 302
    check(dina.get(solicitud).content)
    assert dina.post(solicitud, {"estado": "efectiva", "nota": ""}).status_code == 302
    assert "Se publicó la corrección" in texto(check(eva.get(raiz).content))
    assert dina.get(solicitud + "respuesta.pdf").content.startswith(b"%PDF")


def test_dina_registra_un_acceso_y_entrega_el_paquete(dina: Client, publicada: Candidatura) -> None:
    elegir = dina.get("/derechos/registrar/", {"folio": publicada.folio.upper(), "derecho": "acceso"})
    datos = {"medio": "escrito", "acreditada": "identificacion", "recibida_en": "2024-04-24T10:00"}
    assert dina.post(elegir["Location"], datos).status_code == 302
    solicitud = _ultima()
    assert dina.get(solicitud + "respuesta.pdf").status_code == 404
    assert dina.post(solicitud + "paquete.zip").status_code == 409
    dina.post(solicitud, {"estado": "procedente"})
    paquete = dina.post(solicitud + "paquete.zip")
    assert paquete["Content-Type"] == "application/zip"
    assert "Hecha efectiva" in texto(check(dina.get(solicitud).content))


def test_dina_busca_por_nombre_a_quien_presento_la_solicitud(dina: Client, publicada: Candidatura) -> None:
    hallada = dina.get("/derechos/registrar/", {"folio": "nanez luz", "derecho": "oposicion"})
    assert hallada["Location"] == f"/derechos/registrar/{publicada.folio}/oposicion/"
    nadie = texto(check(dina.get("/derechos/registrar/", {"folio": "zzzz", "derecho": "acceso"}).content))
    assert "Ninguna candidatura tiene ese nombre ni ese folio." in nadie
    corto = texto(check(dina.get("/derechos/registrar/", {"folio": "lu", "derecho": "acceso"}).content))
    assert "al menos tres letras" in corto


def test_si_varias_llevan_ese_nombre_se_elige_a_la_persona(
    dina: Client, publicada: Candidatura, registrar: Callable[..., Candidatura]
) -> None:
    """Las dos se distinguen por su lugar y su folio, y el derecho elegido viaja con el enlace."""
    tocaya = registrar("bbbb1111", "MARÍA DE LOS ÁNGELES ÑÁÑEZ")
    respuesta = dina.get("/derechos/registrar/", {"folio": "maría ñáñez", "derecho": "oposicion"})
    assert respuesta.status_code == 200
    pagina = check(respuesta.content)
    assert "Hay 2 candidaturas con «maría ñáñez»" in texto(pagina)
    for folio in (publicada.folio, tocaya.folio):
        assert f'href="/derechos/registrar/{folio}/oposicion/"' in respuesta.content.decode()
        assert folio in texto(pagina)


def test_registrar_vacia_senala_todo_lo_que_falta(dina: Client, publicada: Candidatura) -> None:
    pagina = texto(check(dina.post(f"/derechos/registrar/{publicada.folio}/acceso/").content))
    for frase in ("Elija por qué medio llegó.", "Escriba cuándo se recibió.", "Elija cómo se acreditó"):
        assert frase in pagina


def test_hoy_dice_cuantas_y_nada_mas(eva: Client, cora: Client, raiz: str, publicada: Candidatura) -> None:
    eva.post(raiz + "cancelacion/", {"detalle": "Motivo privado"})
    pagina = texto(check(cora.get("/revision/hoy/").content))
    assert "Solicitudes por atender: 1. Vulneraciones sin cerrar: 0." in pagina
    assert "Motivo privado" not in pagina
    assert "ARCO" not in pagina.replace("solicitudes ARCO", "")


def test_improcedente_sin_causa_conserva_lo_escrito(eva: Client, dina: Client, raiz: str) -> None:
    eva.post(raiz + "cancelacion/", {})
    respuesta = dina.post(_ultima(), {"estado": "improcedente", "nota": "Porque sí."})
    assert respuesta.status_code == 422
    pagina = texto(check(respuesta.content))
    assert "Elija una causa de la lista." in pagina
    assert "Porque sí." in pagina


def test_vulneracion_se_anota_se_avisa_y_se_cierra(dina: Client, publicada: Candidatura) -> None:
    registro = "/derechos/vulneraciones/"
    vacia = dina.post(registro, {"personas": "doce", "que_paso": "Se perdió un equipo."})
    assert vacia.status_code == 422
    assert "Se perdió un equipo." in texto(check(vacia.content))
    datos = {
        "tipo": "robo", "detectada_en": "2024-04-24T09:00", "que_paso": "Se perdió un equipo.",
        "datos": "Nombre", "personas": "12", "medidas": "Se borró a distancia.",
    }  # fmt: skip
    una = dina.post(registro, datos)["Location"]
    assert "Plazo para avisar: sábado 27 de abril de 2024, 09:00" in texto(check(dina.get(una).content))
    assert "1 sin cerrar" in texto(check(dina.get("/derechos/").content))
    sin_avisos = {"tipo": "cerrada", "texto": "Listo.", "hecho_en": "2024-04-25T09:00"}
    assert dina.post(una, sin_avisos).status_code == 409
    for tipo in ("personas", "autoridad", "cerrada"):
        hecho = {"tipo": tipo, "texto": "Hecho.", "hecho_en": "2024-04-25T09:00"}
        assert dina.post(una, hecho).status_code == 302
    assert "Cerrada" in texto(check(dina.get(registro).content))


def test_elegir_un_derecho_que_no_existe_no_existe(dina: Client, publicada: Candidatura) -> None:
    assert dina.get("/derechos/registrar/", {"folio": publicada.folio, "derecho": "[]"}).status_code == 404
