"""La hoja de cálculo y el paquete de fotografías: solo borradores, con la misma validación."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from captura.hojas import cargar, contenido_de
from conoceles.expediente.actos.operaciones import habilitar
from conoceles.expediente.calendario.plazos import vencer_capturas
from conoceles.proceso.consultas import definicion
from paginas import check, texto
from personas import LARGO, SISTEMA, guardar, leer_aviso, registrada

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura
    from conoceles.proceso.models import Proceso


@pytest.fixture
def ajena(proceso: Proceso, ahora: datetime) -> Candidatura:
    """Una del PAN, abierta a captura."""
    fila = registrada(proceso, "bbbb2222", ahora, siglas="PAN", nombre="ROSA AJENA")
    habilitar(candidatura=fila, por=SISTEMA, ahora=ahora)
    return fila


def test_hoja_trae_lo_guardado_listas_y_ninguna_pregunta_de_identidad(
    ana: Client, lista: Candidatura, ajena: Candidatura, ahora: datetime
) -> None:
    guardar(lista, "estudios", {"grado": "maestria", "estatus_grado": "titulo"}, ahora)
    guardar(lista, "historia", {"historia": "=1+1"}, ahora)
    libro = load_workbook(io.BytesIO(ana.get("/herramientas/hoja.xlsx").content))
    hoja = libro["CANDIDATURAS"]
    claves = [celda.value for celda in hoja[2]]
    renglon = dict(zip(claves, hoja[3], strict=True))
    assert (renglon["folio"].value, renglon["grado"].value) == ("aaaa1111", "Maestría")
    assert (renglon["historia"].value, renglon["historia"].data_type) == ("=1+1", "s")
    assert hoja.max_row == 3  # la ajena no viene
    assert not [c for c in claves if c.startswith("p1") or c.startswith("c_")]
    assert {str(v.formula1) for v in hoja.data_validations.dataValidation} == {
        "CATALOGOS!$A$2:$A$11",
        "CATALOGOS!$B$2:$B$8",
    }


def test_cargar_llena_borradores_y_no_envia(ana: Client, lista: Candidatura, hoja_llena: Any) -> None:
    hoja = hoja_llena(
        grado="maestría",
        estatus_grado="Título",
        historia=LARGO,
        telefonos="6181234567\n6187654321",
        motivo="Corto.",
        mas={"casa_campana.calle": "Hidalgo", "casa_campana.cp": "34000"},
    )
    respuesta = cargar(ana, hoja)
    pagina = texto(check(respuesta.content))
    assert "Guardado: Medios de contacto públicos, Estudios" in pagina
    assert "el mínimo es 280" in pagina  # la misma frase que en la pantalla
    guardado = contenido_de(lista)
    assert guardado["grado"] == "maestria"
    assert guardado["telefonos"] == ["6181234567", "6187654321"]
    assert guardado["casa_campana"] == {"calle": "Hidalgo", "cp": "34000"}
    lista.refresh_from_db()
    assert lista.estado == "en_captura"
    assert not lista.envios.exists()


def test_cargar_varias_casas_de_campana_y_volver_a_bajar_la_hoja_las_trae(
    ana: Client, lista: Candidatura, hoja_llena: Any
) -> None:
    otros = "Juárez | 5 | | Centro | 34000 | Durango\nMorelos | | B"
    cargar(ana, hoja_llena(mas={"casa_campana.calle": "Hidalgo", "casa_campana.otros": otros}))
    tres = [
        {"calle": "Hidalgo"},
        {"calle": "Juárez", "exterior": "5", "colonia": "Centro", "cp": "34000", "municipio": "Durango"},
        {"calle": "Morelos", "interior": "B"},
    ]
    assert contenido_de(lista)["casa_campana"] == tres
    hoja = load_workbook(io.BytesIO(ana.get("/herramientas/hoja.xlsx").content))["CANDIDATURAS"]
    renglon = {celda.value: hoja.cell(3, celda.column).value for celda in hoja[2]}
    assert renglon["casa_campana.otros"] == "Juárez | 5 |  | Centro | 34000 | Durango\nMorelos |  | B"
    cargar(ana, hoja_llena(mas={"casa_campana.cp": "34100"}))
    assert contenido_de(lista)["casa_campana"] == [{"calle": "Hidalgo", "cp": "34100"}, *tres[1:]]
    mal = texto(check(cargar(ana, hoja_llena(mas={"casa_campana.otros": "a|b|c|d|e|f|g"})).content))
    assert "«a|b|c|d|e|f|g» trae más partes de las 6" in mal
    assert len(contenido_de(lista)["casa_campana"]) == 3


def test_cargar_celda_vacia_no_borra_y_repetir_no_cambia_nada(
    ana: Client, lista: Candidatura, hoja_llena: Any, ahora: datetime
) -> None:
    guardar(lista, "historia", {"historia": LARGO}, ahora)
    hoja = hoja_llena(historia=None, grado="Sin estudios")
    cargar(ana, hoja)
    assert contenido_de(lista)["historia"] == LARGO
    versiones = [b.version for b in lista.borradores.order_by("seccion")]
    assert "1 sin cambios" in texto(check(cargar(ana, hoja).content))
    assert [b.version for b in lista.borradores.order_by("seccion")] == versiones


def test_cargar_opcion_inventada_se_senala_y_lo_demas_se_guarda(
    ana: Client, lista: Candidatura, hoja_llena: Any
) -> None:
    pagina = texto(check(cargar(ana, hoja_llena(grado="Sabiduría", historia=LARGO)).content))
    assert "«Sabiduría» no está en la lista" in pagina
    assert contenido_de(lista) == {"historia": LARGO}


def test_cargar_lo_que_no_se_ve_se_senala_en_su_renglon(
    ana: Client, lista: Candidatura, hoja_llena: Any
) -> None:
    pagina = texto(check(cargar(ana, hoja_llena(historia=f"\u202e{LARGO}")).content))
    assert "Trae un carácter que no se ve" in pagina
    assert "⟨U+202E⟩" in pagina


def test_cargar_lo_que_la_hoja_esconde_se_pide_a_la_vista_y_no_guarda_nada(
    ana: Client, lista: Candidatura, hoja_llena: Any
) -> None:
    """La fila de las claves, que la hoja trae oculta, y un renglón o una columna sin respuestas no se preguntan."""

    def con(como: Callable[[Any, Any], None]) -> str:
        libro = load_workbook(io.BytesIO(hoja_llena(historia=LARGO)))
        hoja = libro["CANDIDATURAS"]
        hoja.append(["zzzz9999", "OTRA PERSONA"])
        hoja.row_dimensions[4].hidden = hoja.column_dimensions["C"].hidden = True
        como(libro, hoja)
        salida = io.BytesIO()
        libro.save(salida)
        return texto(check(cargar(ana, salida.getvalue()).content))

    letra = next(
        c.column_letter
        for c in load_workbook(io.BytesIO(hoja_llena()))["CANDIDATURAS"][2]
        if c.value == "historia"
    )
    que = "Muéstrelas, o bórrelas si no van, y cargue la hoja otra vez."
    for como, dicho in (
        (lambda _, hoja: setattr(hoja.row_dimensions[3], "hidden", True), f"no se ven: el renglón 3, que se ocultó. {que}"),
        (lambda _, hoja: setattr(hoja.column_dimensions[letra], "hidden", True), f"no se ven: la columna {letra}, que se ocultó. {que}"),
        (lambda _, hoja: setattr(hoja, "sheet_state", "hidden"), f"no se ven: la hoja «CANDIDATURAS» está oculta. {que}"),
        (lambda libro, hoja: libro.copy_worksheet(hoja), "más de una hoja con candidaturas: «CANDIDATURAS» y «CANDIDATURAS Copy»."),
    ):  # fmt: skip
        assert dicho in con(como)
        assert contenido_de(lista) == {}
    assert "Se guardaron borradores" in con(lambda *_: None)


def test_cargar_folio_ajeno_contesta_igual_que_uno_inventado(
    ana: Client, hoja_llena: Any, ajena: Candidatura
) -> None:
    paginas = []
    for folio in ("bbbb2222", "zzzz9999"):
        pagina = texto(check(cargar(ana, hoja_llena(folio=folio, historia=LARGO)).content))
        assert "no está entre sus candidaturas" in pagina
        assert "No se guardó nada" in pagina
        assert "Se guardaron borradores" not in pagina
        paginas.append(pagina.replace(folio, ""))
    assert paginas[0] == paginas[1]
    assert not ajena.borradores.exists()


def test_cargar_sin_aviso_leido_o_ya_enviada_lo_dice(
    ana: Client, candidatura: Candidatura, ahora: datetime
) -> None:
    libro = load_workbook(io.BytesIO(ana.get("/herramientas/hoja.xlsx").content))
    claves = [c.value for c in libro["CANDIDATURAS"][2]]
    libro["CANDIDATURAS"].cell(3, claves.index("historia") + 1, LARGO)
    salida = io.BytesIO()
    libro.save(salida)
    assert "lea el aviso de privacidad" in texto(check(cargar(ana, salida.getvalue()).content))
    assert not candidatura.borradores.exists()


def test_avisos_se_leen_una_vez_para_todas_y_queda_constancia_en_cada_una(
    ana: Client, candidatura: Candidatura, ajena: Candidatura
) -> None:
    ruta = "/herramientas/avisos/"
    version = definicion(candidatura.proceso_id).version_de_avisos
    assert "1 candidatura y" in texto(check(ana.get(ruta).content))
    assert ana.post(ruta, {"version": version}).status_code == 422
    assert ana.post(ruta, {"leido": "si", "version": version}).status_code == 302
    assert candidatura.avisos_leidos.count() == 1
    assert not ajena.avisos_leidos.exists()
    assert "Ya se leyeron para todas" in texto(check(ana.get(ruta).content))


def test_la_omisa_tambien_viene_en_la_hoja_mientras_se_reciba_lo_extemporaneo(
    ana: Client, candidatura: Candidatura, ahora: datetime
) -> None:
    vencer_capturas(por=SISTEMA, ahora=ahora + timedelta(days=20))
    candidatura.refresh_from_db()
    assert candidatura.estado == "omisa"
    libro = load_workbook(io.BytesIO(ana.get("/herramientas/hoja.xlsx").content))
    assert libro["CANDIDATURAS"].cell(3, 1).value == candidatura.folio


def test_cuestionario_en_blanco_trae_todas_las_preguntas(ana: Client, candidatura: Candidatura) -> None:
    pagina = texto(check(ana.get("/herramientas/cuestionario/").content))
    d = definicion(candidatura.proceso_id)
    for campo in (*d.curricular.campos(), *d.identidad.campos()):
        assert campo.etiqueta in pagina
    rotulado = texto(check(ana.get("/herramientas/cuestionario/?folio=aaaa1111").content))
    assert "Folio aaaa1111" in rotulado
    assert ana.get("/herramientas/cuestionario/?folio=bbbb2222").status_code == 404


@pytest.fixture
def doble(lista: Candidatura, registrar: Callable[..., Candidatura], ahora: datetime) -> Candidatura:
    """La otra candidatura de la misma persona, también del PRI."""
    otra = registrar("cccc3333", persona=lista.persona)
    leer_aviso(otra, ahora)
    return otra


def test_copiar_llena_solo_lo_vacio(
    ana: Client, lista: Candidatura, doble: Candidatura, ahora: datetime
) -> None:
    guardar(lista, "historia", {"historia": LARGO}, ahora)
    guardar(lista, "motivo", {"motivo": "Por la escuela."}, ahora)
    guardar(doble, "motivo", {"motivo": "Otro motivo."}, ahora)
    assert "Copiar lo curricular" in texto(check(ana.get("/candidaturas/cccc3333/").content))
    assert ana.post("/candidaturas/cccc3333/copiar/", {"de": "aaaa1111"}).status_code == 302
    assert contenido_de(doble) == {"historia": LARGO, "motivo": "Otro motivo."}
    assert ana.post("/candidaturas/cccc3333/copiar/", {"de": "aaaa1111"}).status_code == 409


def test_copiar_de_otra_persona_o_de_otro_partido_no_existe(
    ana: Client,
    lista: Candidatura,
    registrar: Callable[..., Candidatura],
    ahora: datetime,
) -> None:
    otra = registrar("dddd4444", "OTRA PERSONA")
    ajena = registrar("eeee5555", siglas="PAN", persona=lista.persona)
    for una in (otra, ajena):
        leer_aviso(una, ahora)
        guardar(una, "historia", {"historia": LARGO}, ahora)
        assert ana.post("/candidaturas/aaaa1111/copiar/", {"de": una.folio}).status_code == 404
    assert contenido_de(lista) == {}
    assert "Copiar lo curricular" not in texto(check(ana.get("/candidaturas/aaaa1111/").content))
