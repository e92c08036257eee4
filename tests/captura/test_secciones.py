"""Secciones curriculares y temas de identidad: se guarda lo escrito y nada se pierde."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from paginas import check, texto

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura

LARGO = (
    "Nací en Canatlán y estudié para maestra rural. Durante doce años di clases en escuelas multigrado de la "
    "sierra, donde organicé con las familias un comedor y una biblioteca. Después coordiné la red municipal de "
    "salud comunitaria, capacité a parteras y llevé el registro de vacunación. Hoy asesoro a cooperativas de "
    "mujeres que venden conservas y queso, y participo en el consejo ciudadano del agua."
)
SECCIONES = ["contacto", "estudios", "historia", "trayectoria", "motivo", "propuestas"]


@pytest.mark.parametrize("seccion", SECCIONES)
def test_seccion_vacia_es_una_pagina_correcta(ana: Client, con_aviso: str, seccion: str) -> None:
    check(ana.get(con_aviso + seccion + "/").content)


def test_seccion_desconocida_no_existe(ana: Client, con_aviso: str) -> None:
    assert ana.get(con_aviso + "nada/").status_code == 404


def test_guardar_bien_vuelve_a_las_tareas(ana: Client, con_aviso: str, candidatura: Candidatura) -> None:
    respuesta = ana.post(con_aviso + "historia/", {"historia": LARGO, "version": "0"})
    assert respuesta["Location"] == con_aviso
    assert candidatura.borradores.get().contenido["historia"].startswith("Nací en Canatlán")
    assert "Completa" in texto(check(ana.get(con_aviso).content))


def test_guardar_corto_conserva_lo_escrito_y_dice_que_falta(ana: Client, con_aviso: str) -> None:
    respuesta = ana.post(con_aviso + "historia/", {"historia": "Soy maestra.", "version": "0"}, follow=True)
    arbol = check(respuesta.content)
    assert "el mínimo es 280" in texto(arbol)
    assert "Soy maestra." in texto(arbol)
    assert "En proceso" in texto(check(ana.get(con_aviso).content))


def test_guardar_correo_mal_escrito_conserva_lo_tecleado(ana: Client, con_aviso: str) -> None:
    datos = {"correos": ["no es correo", ""], "redes": ["facebook.com/x"], "version": "0"}
    respuesta = ana.post(con_aviso + "contacto/", datos, follow=True)
    assert 'value="no es correo"' in respuesta.content.decode()
    assert "campo--error" in respuesta.content.decode()
    check(respuesta.content)


def test_domicilio_se_guarda_por_partes(ana: Client, con_aviso: str, candidatura: Candidatura) -> None:
    datos = {"casa_campana_calle": "Juárez", "casa_campana_cp": "34000", "version": "0"}
    ana.post(con_aviso + "contacto/", datos)
    assert candidatura.borradores.get().contenido["casa_campana"] == {"calle": "Juárez", "cp": "34000"}


def test_dos_ventanas_muestran_las_dos_versiones(ana: Client, con_aviso: str) -> None:
    ana.post(con_aviso + "motivo/", {"motivo": "Primera ventana.", "version": "0"})
    choque = ana.post(con_aviso + "motivo/", {"motivo": "Segunda ventana.", "version": "0"})
    assert choque.status_code == 409
    pagina = texto(check(choque.content))
    assert "Primera ventana." in pagina
    assert "Segunda ventana." in pagina
    version = str(choque.context["version"])
    ana.post(con_aviso + "motivo/", {"motivo": "Las dos.", "version": version})
    assert "Las dos." in ana.get(con_aviso + "motivo/").content.decode()


def test_autoguardado_contesta_la_version_y_avisa_del_choque(ana: Client, con_aviso: str) -> None:
    auto = {"HTTP_X_AUTOGUARDADO": "1"}
    bien = ana.post(con_aviso + "motivo/", {"motivo": "Uno.", "version": "0"}, **auto)
    assert bien.json()["version"] == 1
    mal = ana.post(con_aviso + "motivo/", {"motivo": "Dos.", "version": "0"}, **auto)
    assert (mal.status_code, mal.json()) == (409, {"conflicto": True})


def test_texto_con_html_se_escapa(ana: Client, con_aviso: str) -> None:
    ana.post(con_aviso + "motivo/", {"motivo": "<script>alert(1)</script>", "version": "0"})
    check(ana.get(con_aviso + "motivo/").content)
    check(ana.get(con_aviso + "verificar/").content)


def test_temas_de_identidad_son_paginas_correctas(ana: Client, con_aviso: str) -> None:
    indice = ana.get(con_aviso + "identidad/")
    check(indice.content)
    for avance, _ in indice.context["renglones"]:
        clave = avance.seccion.clave
        ruta = "consentimiento/" if clave == "consentimiento" else f"identidad/{clave}/"
        check(ana.get(con_aviso + ruta).content)


def test_tema_con_salto_ignora_lo_que_no_aplica(ana: Client, con_aviso: str) -> None:
    original = ana.get(con_aviso + "identidad/indigena/").context["original"]
    datos = {"p1": "no", "p2": "si", "p3": "otro", "p3_otro": "nada", "original": original}
    respuesta = ana.post(con_aviso + "identidad/indigena/", datos)
    assert respuesta.status_code == 302
    assert "revisar" not in respuesta["Location"]
    pagina = ana.get(con_aviso + "identidad/indigena/").content.decode()
    assert "nada" not in pagina


def test_tema_incompleto_conserva_lo_contestado(ana: Client, con_aviso: str) -> None:
    original = ana.get(con_aviso + "identidad/indigena/").context["original"]
    respuesta = ana.post(con_aviso + "identidad/indigena/", {"p1": "si", "original": original}, follow=True)
    assert 'value="si" checked' in respuesta.content.decode()
    assert "Elija una respuesta." in texto(check(respuesta.content))


def test_dos_temas_en_dos_ventanas_no_chocan(ana: Client, con_aviso: str) -> None:
    indigena = ana.get(con_aviso + "identidad/indigena/").context["original"]
    discapacidad = ana.get(con_aviso + "identidad/discapacidad/").context["original"]
    uno = ana.post(con_aviso + "identidad/indigena/", {"p1": "no", "p2": "no", "original": indigena})
    dos = ana.post(con_aviso + "identidad/discapacidad/", {"p4": "no", "original": discapacidad})
    assert (uno.status_code, dos.status_code) == (302, 302)
    assert 'value="no" checked' in ana.get(con_aviso + "identidad/indigena/").content.decode()


def test_mismo_tema_en_dos_ventanas_muestra_las_dos(ana: Client, con_aviso: str) -> None:
    original = ana.get(con_aviso + "identidad/discapacidad/").context["original"]
    ana.post(con_aviso + "identidad/discapacidad/", {"p4": "no", "original": original})
    choque = ana.post(con_aviso + "identidad/discapacidad/", {"p4": "pnc", "original": original})
    assert choque.status_code == 409
    assert "Lo que ya estaba guardado:" in texto(check(choque.content))


def test_consentimiento_nunca_viene_marcado(ana: Client, con_aviso: str) -> None:
    assert "checked" not in ana.get(con_aviso + "consentimiento/").content.decode()
