"""Secciones curriculares y temas de identidad: se guarda lo escrito y nada se pierde."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest

from conoceles.proceso.consultas import definicion
from paginas import check, texto
from personas import identidad_completa

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura
    from conoceles.proceso.models import Proceso

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


def test_guardar_bien_lleva_a_la_parte_que_sigue(
    ana: Client, con_aviso: str, candidatura: Candidatura
) -> None:
    respuesta = ana.post(con_aviso + "historia/", {"historia": LARGO, "version": "0"})
    assert respuesta["Location"] == con_aviso + "trayectoria/"
    assert candidatura.borradores.get().contenido["historia"].startswith("Nací en Canatlán")
    assert "Completa" in texto(check(ana.get(con_aviso).content))


def test_guardar_salta_lo_completo_y_no_vuelve_atras(ana: Client, con_aviso: str) -> None:
    ana.post(con_aviso + "trayectoria/", {"trayectoria": LARGO, "version": "0"})
    respuesta = ana.post(con_aviso + "historia/", {"historia": LARGO, "version": "0"})
    assert respuesta["Location"] == con_aviso + "motivo/"
    respuesta = ana.post(con_aviso + "propuestas/", {"version": "0"})
    assert respuesta["Location"] == con_aviso + "identidad/"


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


def test_varias_casas_de_campana_se_agregan_de_una_en_una_y_se_quitan(
    ana: Client, con_aviso: str, candidatura: Candidatura
) -> None:
    una = {"casa_campana_calle": "Juárez", "casa_campana_cp": "34000"}
    otra = {"casa_campana_2_calle": "Hidalgo", "casa_campana_2_municipio": "Lerdo"}
    assert 'name="casa_campana_2_calle"' in ana.get(con_aviso + "contacto/").content.decode()
    ana.post(con_aviso + "contacto/", una | otra | {"casa_campana_2_cp": "", "version": "0"})
    guardadas = [{"calle": "Juárez", "cp": "34000"}, {"calle": "Hidalgo", "municipio": "Lerdo"}]
    assert candidatura.borradores.get().contenido["casa_campana"] == guardadas
    pagina = ana.get(con_aviso + "contacto/").content.decode()
    check(pagina.encode())
    assert 'name="casa_campana_3_calle"' in pagina
    assert 'value="Hidalgo"' in pagina
    verificada = texto(check(ana.get(con_aviso + "verificar/").content))
    assert "Juárez, C.P. 34000" in verificada
    assert "Hidalgo, Lerdo" in verificada
    ana.post(con_aviso + "contacto/", {**una, "casa_campana_2_calle": "", "version": "1"})
    assert candidatura.borradores.get().contenido["casa_campana"] == {"calle": "Juárez", "cp": "34000"}


def test_de_varias_casas_se_dice_cual_esta_mal_y_ninguna_se_pierde(ana: Client, con_aviso: str) -> None:
    datos = {"casa_campana_calle": "Juárez", "casa_campana_2_cp": "34", "version": "0"}
    pagina = ana.post(con_aviso + "contacto/", datos, follow=True).content.decode()
    assert "Domicilio 2: Falta la calle del domicilio." in pagina
    assert "Domicilio 2: El código postal tiene cinco dígitos." in pagina
    assert 'name="casa_campana_2_cp" value="34"' in pagina


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
    assert bien.json()["hora"] == "10:00", "la del huso de la elección, no la del navegador"
    mal = ana.post(con_aviso + "motivo/", {"motivo": "Dos.", "version": "0"}, **auto)
    assert (mal.status_code, mal.json()) == (409, {"conflicto": True})


def test_texto_con_html_se_escapa(ana: Client, con_aviso: str) -> None:
    ana.post(con_aviso + "motivo/", {"motivo": "<script>alert(1)</script>", "version": "0"})
    check(ana.get(con_aviso + "motivo/").content)
    check(ana.get(con_aviso + "verificar/").content)


def test_guardar_toma_solo_los_campos_de_su_seccion(
    ana: Client, con_aviso: str, candidatura: Candidatura
) -> None:
    antes = (candidatura.folio, candidatura.formula_id)
    ajenos = {
        "historia": "De otra parte.",
        "estado": "publicada",
        "folio": "otro",
        "formula": "1",
        "candidatura_id": "1",
    }
    ana.post(con_aviso + "motivo/", {"motivo": "Servir.", "version": "0", **ajenos})
    assert candidatura.borradores.get().contenido.keys() == {"motivo"}
    candidatura.refresh_from_db()
    assert (candidatura.folio, candidatura.formula_id) == antes
    assert candidatura.estado == "en_captura"


def test_identidad_es_una_pagina_con_todos_los_temas(ana: Client, con_aviso: str, proceso: Proceso) -> None:
    pagina = ana.get(con_aviso + "identidad/")
    leido = texto(check(pagina.content))
    identidad = definicion(proceso.clave).identidad
    assert all(s.titulo in leido for s in identidad.secciones)
    assert all(f"{c.numero}. {c.etiqueta}" in leido for c in identidad.campos() if c.numero)
    check(ana.get(con_aviso + "consentimiento/").content)
    # Lo curricular se recuerda en la pestaña por si la sesión termina; lo de identidad, nunca.
    assert b"data-recordar" in ana.get(con_aviso + "motivo/").content
    assert b"data-recordar" not in pagina.content


def test_identidad_dice_la_edad_junto_a_sus_preguntas(ana: Client, con_aviso: str) -> None:
    """La de Eva nació el 17 de mayo de 1980; la jornada es el 2 de junio de 2024."""
    html = ana.get(con_aviso + "identidad/").content.decode()
    assert html.count("Edad registrada: 44 años.") == 2
    assert 'id="p16-ayuda">Edad registrada: 44 años.' in html


def _contestar(ana: Client, raiz: str, **dichas: object) -> HttpResponse:
    original = ana.get(raiz + "identidad/").context["original"]
    return cast("HttpResponse", ana.post(raiz + "identidad/", {"original": original, **dichas}))


def test_identidad_con_salto_ignora_lo_que_no_aplica(ana: Client, con_aviso: str) -> None:
    _contestar(ana, con_aviso, p1="no", p2="si", p3="otro", p3_otro="nada")
    assert "nada" not in ana.get(con_aviso + "identidad/").context["campos"][3].valor


def test_identidad_incompleta_conserva_lo_contestado(ana: Client, con_aviso: str) -> None:
    respuesta = _contestar(ana, con_aviso, p1="si")
    assert respuesta["Location"] == con_aviso + "identidad/?guardado=1&revisar=1"
    pagina = ana.get(respuesta["Location"])
    assert 'value="si" checked' in pagina.content.decode()
    assert "Elija una respuesta." in texto(check(pagina.content))


def test_identidad_completa_sigue_al_consentimiento_y_de_ahi_a_verificar(
    ana: Client, con_aviso: str, proceso: Proceso
) -> None:
    assert _contestar(ana, con_aviso, **identidad_completa())["Location"] == con_aviso + "consentimiento/"
    original = ana.get(con_aviso + "consentimiento/").context["original"]
    dicho = {"original": original, "c_tratamiento": "si", "c_publicacion": "no", "c_estadistica": "si"}
    assert ana.post(con_aviso + "consentimiento/", dicho)["Location"] == con_aviso + "verificar/"


def test_contradecir_la_edad_se_avisa_una_vez_junto_a_la_pregunta_y_no_impide_seguir(
    ana: Client, con_aviso: str
) -> None:
    dichas = identidad_completa(p16="si", p17="si")
    respuesta = _contestar(ana, con_aviso, **dichas)
    assert respuesta["Location"] == con_aviso + "identidad/?guardado=1#p16"
    pagina = ana.get(con_aviso + "identidad/?guardado=1")
    dicho = texto(check(pagina.content))
    assert dicho.count("Contestó «Sí», pero la edad registrada es de 44 años.") == 2
    assert "Se guardó. Una respuesta no coincide" in dicho
    otra = _contestar(ana, con_aviso, vistas=" ".join(pagina.context["contradicciones"]), **dichas)
    assert otra["Location"] == con_aviso + "consentimiento/"


def test_guardar_el_borrador_de_identidad_no_avanza(ana: Client, con_aviso: str) -> None:
    respuesta = _contestar(ana, con_aviso, accion="guardar", p1="no")
    assert respuesta["Location"] == con_aviso + "identidad/?guardado=1"


def test_identidad_y_consentimiento_en_dos_ventanas_no_chocan(ana: Client, con_aviso: str) -> None:
    preguntas = ana.get(con_aviso + "identidad/").context["original"]
    permiso = ana.get(con_aviso + "consentimiento/").context["original"]
    uno = ana.post(con_aviso + "identidad/", {"p1": "no", "original": preguntas})
    dos = ana.post(con_aviso + "consentimiento/", {"c_estadistica": "no", "original": permiso})
    assert (uno.status_code, dos.status_code) == (302, 302)
    assert 'value="no" checked' in ana.get(con_aviso + "identidad/").content.decode()


def test_identidad_en_dos_ventanas_muestra_las_dos(ana: Client, con_aviso: str) -> None:
    original = ana.get(con_aviso + "identidad/").context["original"]
    ana.post(con_aviso + "identidad/", {"p4": "no", "original": original})
    choque = ana.post(con_aviso + "identidad/", {"p4": "pnc", "original": original})
    assert choque.status_code == 409
    assert "Lo que ya estaba guardado:" in texto(check(choque.content))


def test_consentimiento_nunca_viene_marcado(ana: Client, con_aviso: str) -> None:
    assert "checked" not in ana.get(con_aviso + "consentimiento/").content.decode()
