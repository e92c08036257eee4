"""Las capacitaciones y su asistencia quedan como evidencia: lista, firma, constancias e informe."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from conoceles.ayuda.models import Asistencia, Capacitacion, ListaFirmada
from conoceles.informes.catalogo import TIPOS, armar
from conoceles.informes.contexto import abrir
from curricular.imagenes import con_exif
from identidad.documentos_de_prueba import pdf
from paginas import check, texto
from personas import CLAVE

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.proceso.models import Proceso

LUGAR = "/ayuda/capacitacion/"
SESION = {
    "fecha": "2024-04-10",
    "tema": "Captura de los cuestionarios",
    "publico": "partidos",
    "imparte": "Unidad de Transparencia",
    "lugar": "Sala de sesiones",
}
LISTA = "Ana Ñáñez; Partido Inventado\n\nBeto Pérez\nAna Ñáñez; Partido Inventado\n"


@pytest.fixture
def sesion(dina: Client, proceso: Proceso) -> Capacitacion:
    dina.post(LUGAR, SESION)
    return Capacitacion.objects.get()


@pytest.fixture
def anotada(dina: Client, sesion: Capacitacion) -> Capacitacion:
    dina.post(f"{LUGAR}{sesion.pk}/", {"accion": "asistencia", "lista": LISTA})
    return sesion


def test_registrar_sin_datos_dice_cada_falta_y_conserva_lo_escrito(dina: Client, proceso: Proceso) -> None:
    respuesta = dina.post(LUGAR, {"tema": "Captura", "fecha": "2024-02-31"})
    assert respuesta.status_code == 422
    leido = texto(check(respuesta.content))
    for frase in ("Escriba la fecha.", "Elija a quién se dirige.", "Escriba quién la imparte."):
        assert frase in leido
    assert 'value="Captura"' in respuesta.content.decode()
    assert not Capacitacion.objects.exists()


@pytest.mark.postgres
def test_la_asistencia_no_se_repite_aunque_la_lista_si(dina: Client, anotada: Capacitacion) -> None:
    dina.post(f"{LUGAR}{anotada.pk}/", {"accion": "asistencia", "lista": LISTA})
    assert list(Asistencia.objects.values_list("nombre", "representa")) == [
        ("Ana Ñáñez", "Partido Inventado"),
        ("Beto Pérez", ""),
    ]
    leido = texto(check(dina.get(f"{LUGAR}{anotada.pk}/").content))
    assert "Asistencia: 2" in leido


@pytest.mark.parametrize("lista", ["", "  \n ", "ab", "x" * 201, "Ana; " + "y" * 201])
def test_una_lista_que_no_se_entiende_no_agrega_a_nadie(
    dina: Client, sesion: Capacitacion, lista: str
) -> None:
    respuesta = dina.post(f"{LUGAR}{sesion.pk}/", {"accion": "asistencia", "lista": f"Beto Pérez\n{lista}"})
    esperado = 302 if not lista.strip() else 422
    assert respuesta.status_code == esperado
    assert Asistencia.objects.count() == (1 if esperado == 302 else 0)


def test_de_una_sesion_futura_no_hay_asistencia(dina: Client, proceso: Proceso) -> None:
    dina.post(LUGAR, SESION | {"fecha": "2024-05-20"})
    futura = Capacitacion.objects.get()
    respuesta = dina.post(f"{LUGAR}{futura.pk}/", {"accion": "asistencia", "lista": LISTA})
    assert respuesta.status_code == 422
    assert "todavía no llega" in texto(check(respuesta.content))


def test_retirar_un_error_lo_deja_sin_efecto_y_a_la_vista_de_nadie(
    dina: Client, anotada: Capacitacion
) -> None:
    [_, beto] = Asistencia.objects.all()
    datos = {"accion": "retirar", "asistencia": str(beto.pk)}
    assert dina.post(f"{LUGAR}{anotada.pk}/", datos).status_code == 302
    assert dina.post(f"{LUGAR}{anotada.pk}/", datos).status_code == 404
    assert "Beto" not in texto(check(dina.get(f"{LUGAR}{anotada.pk}/").content))
    assert Asistencia.objects.count() == 2


@pytest.mark.parametrize("documento", ["lista.pdf", "constancias.pdf"])
def test_la_lista_y_las_constancias_son_pdf(dina: Client, anotada: Capacitacion, documento: str) -> None:
    respuesta = dina.get(f"{LUGAR}{anotada.pk}/{documento}")
    assert respuesta.content.startswith(b"%PDF")
    assert respuesta["Content-Type"] == "application/pdf"


def test_sin_asistencia_no_hay_constancias(dina: Client, sesion: Capacitacion) -> None:
    assert dina.get(f"{LUGAR}{sesion.pk}/constancias.pdf").status_code == 404


def test_la_lista_firmada_en_pdf_se_guarda_y_se_devuelve_igual(
    dina: Client, sesion: Capacitacion, datos: Path
) -> None:
    archivo = SimpleUploadedFile("lista", pdf())
    dina.post(f"{LUGAR}{sesion.pk}/", {"accion": "firmada", "archivo": archivo})
    assert ListaFirmada.objects.get().formato == "pdf"
    assert dina.get(f"{LUGAR}{sesion.pk}/firmada").content == pdf()


def test_la_lista_fotografiada_se_guarda_sin_lo_que_la_camara_escribio(
    dina: Client, sesion: Capacitacion, datos: Path
) -> None:
    archivo = SimpleUploadedFile("lista", con_exif())
    dina.post(f"{LUGAR}{sesion.pk}/", {"accion": "firmada", "archivo": archivo})
    guardada = dina.get(f"{LUGAR}{sesion.pk}/firmada").content
    assert guardada.startswith(b"\xff\xd8\xff")
    assert b"Fulana" not in guardada
    assert b"SECRETO" not in guardada


@pytest.mark.parametrize(
    "octetos",
    [b"", b"<html>", b"%PDF" + b"x" * 10_000_001, b"%PDF-1.7 lista", b"\xff\xd8\xff\xe0 foto", pdf(51)],
    ids=["vacia", "pagina", "pesada", "sin_nada", "danada", "larga"],
)
def test_una_lista_que_no_es_documento_se_rechaza(dina: Client, sesion: Capacitacion, octetos: bytes) -> None:
    datos = {"accion": "firmada", "archivo": SimpleUploadedFile("lista.pdf", octetos)}
    respuesta = dina.post(f"{LUGAR}{sesion.pk}/", datos)
    assert respuesta.status_code == 422
    check(respuesta.content)
    assert not ListaFirmada.objects.exists()


def test_entra_en_las_actividades_del_mes(anotada: Capacitacion, ahora: datetime) -> None:
    documento = armar(TIPOS["mensual"], abrir(CLAVE, ahora))
    [tabla] = [t for t in documento.tablas if t.clave == "M1"]
    frase = "Capacitación «Captura de los cuestionarios» (Partidos políticos): 2 personas."
    assert tabla.renglones == (("2024-04-10", frase),)


def test_la_comision_mira_y_no_toca(comision: Client, anotada: Capacitacion) -> None:
    assert "<form" not in comision.get(LUGAR).content.decode()
    assert comision.get(f"{LUGAR}{anotada.pk}/").status_code == 200
    assert comision.post(LUGAR, SESION).status_code == 404
    assert comision.post(f"{LUGAR}{anotada.pk}/", {"accion": "asistencia", "lista": LISTA}).status_code == 404


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("modelo", "cambio"),
    [(Capacitacion, {"tema": "Otro"}), (Asistencia, {"nombre": "Otra"}), (Asistencia, {"retirada_en": None})],
)
def test_sql_directo_no_cambia_la_evidencia(
    anotada: Capacitacion, modelo: Any, cambio: dict[str, Any]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        modelo.objects.update(**cambio)
    with pytest.raises(IntegrityError), transaction.atomic():
        modelo.objects.all().delete()
