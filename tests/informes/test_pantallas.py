"""Las pantallas: quién entra, qué puede hacer y que lo descargado es lo congelado."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from conoceles.informes import consultas
from conoceles.informes.catalogo import TIPOS, armar
from conoceles.informes.contexto import abrir
from conoceles.informes.models import Actividad, Informe, PasoDeEntregable
from identidad.documentos_de_prueba import pdf

RUTAS = (
    "/informes/",
    "/informes/entregables/",
    "/informes/registros/",
    "/informes/requerimientos/",
    "/informes/ruta/",
)


@pytest.mark.parametrize("ruta", RUTAS)
def test_las_ve_administracion_y_la_comision_y_nadie_mas(
    eleccion: object, dina: Client, comision: Client, ana: Client, cora: Client, ruta: str
) -> None:
    assert [c.get(ruta).status_code for c in (dina, comision)] == [200, 200]
    assert [c.get(ruta).status_code for c in (ana, cora)] == [404, 404]


def test_el_encabezado_lleva_a_informes_solo_a_quien_entra(
    eleccion: object, dina: Client, comision: Client, ana: Client, cora: Client
) -> None:
    paginas = [c.get("/revision/").content.decode() for c in (dina, comision, cora)]
    paginas.append(ana.get("/").content.decode())
    assert ['href="/informes/"' in pagina for pagina in paginas] == [True, True, False, False]


def test_la_comision_mira_y_no_toca(eleccion: object, comision: Client) -> None:
    for ruta in RUTAS:
        assert "<form" not in comision.get(ruta).content.decode()  # sin informes, nada que revisar
    assert comision.post("/informes/generar/", {"tipo": "avance"}).status_code == 404
    assert comision.post("/informes/entregables/1/", {"estado": "enviado"}).status_code == 404


def test_generar_aprobar_y_descargar(eleccion: object, dina: Client, comision: Client) -> None:
    assert dina.post("/informes/generar/", {"tipo": "avance", "corte": "2024-04-25T08:00"}).status_code == 302
    informe = Informe.objects.get()
    assert (
        dina.post(
            f"/informes/{informe.pk}/paso/",
            {"paso": "aprobado", "constancia": "Sesión 9", "fecha": "2024-04-24"},
        ).status_code
        == 302
    )
    pagina = comision.get("/informes/").content.decode()
    assert "Aprobado por Dina" in pagina
    assert informe.huella in pagina
    for formato in consultas.FORMATOS:
        respuesta = comision.get(f"/informes/{informe.pk}/{formato}")
        assert respuesta.content == consultas.archivo(informe, formato)
        assert respuesta["Content-Disposition"].startswith("attachment")
    assert comision.get(f"/informes/{informe.pk}/docx").status_code == 404


def test_un_paso_fuera_de_orden_se_rechaza_con_su_razon(eleccion: object, dina: Client) -> None:
    dina.post("/informes/generar/", {"tipo": "avance"})
    respuesta = dina.post(
        f"/informes/{Informe.objects.get().pk}/paso/", {"paso": "enviado", "constancia": "x"}
    )
    assert respuesta.status_code == 409
    assert "primero se aprueba" in respuesta.content.decode()


def test_un_corte_que_no_se_entiende_se_rechaza_junto_a_su_campo(eleccion: object, dina: Client) -> None:
    respuesta = dina.post("/informes/generar/", {"tipo": "omisiones", "corte": "ayer"})
    assert respuesta.status_code == 422
    pagina = respuesta.content.decode()
    assert 'href="#generar-corte"' in pagina
    assert 'value="ayer"' in pagina
    assert '<option value="omisiones" selected>' in pagina


def test_un_borrador_no_se_entrega(eleccion: object, dina: Client) -> None:
    dina.post("/informes/generar/", {"tipo": "avance"})
    informe = Informe.objects.get()
    assert "entrega.zip" not in dina.get("/informes/").content.decode()
    assert dina.get(f"/informes/{informe.pk}/entrega.zip").status_code == 409


@pytest.mark.parametrize(
    ("que", "datos", "campo", "ancla"),
    [
        ("actividad", {"fecha": "2024-04-20", "texto": " "}, "Escriba qué se hizo.", "#actividad-texto"),
        (
            "liberacion",
            {"fecha": "", "interfaz": "captura", "version": "1.7"},
            "Escriba la fecha.",
            "#liberacion-fecha",
        ),
        (
            "caso",
            {"fecha": "2024-04-20", "organo": "osd", "asunto": "x" * 201},
            "Caben 200 letras",
            "#caso-asunto",
        ),
    ],
)
def test_un_registro_rechazado_conserva_lo_escrito(
    eleccion: object, dina: Client, que: str, datos: dict[str, str], campo: str, ancla: str
) -> None:
    datos = {"resolucion": "r", "fundamento": "f", "cambios": "c"} | datos
    respuesta = dina.post(f"/informes/registros/{que}/", datos)
    pagina = respuesta.content.decode()
    assert respuesta.status_code == 422
    assert f'href="{ancla}"' in pagina
    assert pagina.count(campo) == 2
    assert all(valor in pagina for valor in datos.values())


def test_un_entregable_rechazado_conserva_lo_escrito(eleccion: object, dina: Client) -> None:
    respuesta = dina.post("/informes/entregables/17/", {"estado": "enviado", "constancia": " "})
    assert respuesta.status_code == 422
    assert 'href="#17-constancia"' in respuesta.content.decode()
    dina.post("/informes/entregables/17/", {"estado": "acusado", "constancia": "A1"})
    respuesta = dina.post("/informes/entregables/17/", {"estado": "presentado", "constancia": "A2"})
    assert respuesta.status_code == 409
    assert 'value="A2"' in respuesta.content.decode()


def test_lo_restringido_no_existe_para_la_comision(eleccion: object, dina: Client, comision: Client) -> None:
    dina.post("/informes/generar/", {"tipo": "omisiones"})
    informe = Informe.objects.get()
    assert dina.get(f"/informes/{informe.pk}/pdf").status_code == 200
    assert comision.get(f"/informes/{informe.pk}/pdf").status_code == 404


def test_un_entregable_guarda_su_documento(eleccion: object, dina: Client, comision: Client) -> None:
    datos = {
        "estado": "enviado",
        "constancia": "IEPC/1",
        "documento": SimpleUploadedFile("acuerdo.pdf", pdf()),
    }
    assert dina.post("/informes/entregables/17/", datos).status_code == 302
    paso = PasoDeEntregable.objects.get()
    assert comision.get(f"/informes/entregables/documentos/{paso.pk}").content == pdf()
    assert paso.documento in comision.get("/informes/entregables/").content.decode()


def test_lo_anotado_entra_en_el_informe_mensual(eleccion: object, dina: Client, ahora: datetime) -> None:
    assert (
        dina.post("/informes/registros/actividad/", {"fecha": "2024-04-20", "texto": "Taller"}).status_code
        == 302
    )
    assert (
        dina.post("/informes/registros/actividad/", {"fecha": "2024-03-20", "texto": "Otro mes"}).status_code
        == 302
    )
    assert dina.post("/informes/registros/actividad/", {"fecha": "", "texto": "x"}).status_code == 422
    assert Actividad.objects.count() == 2
    documento = armar(TIPOS["mensual"], abrir("durango-2023-2024", ahora + timedelta(minutes=1)))
    assert documento.tablas[0].renglones == (("2024-04-20", "Taller"),)
