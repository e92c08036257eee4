"""Inicio y lista de tareas."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from conoceles.candidaturas.models import Formula
from conoceles.expediente.actos import decisiones
from conoceles.expediente.actos.operaciones import habilitar
from conoceles.nucleo import reloj
from paginas import check, texto
from personas import (
    CORA,
    CURRICULAR,
    LARGO,
    SISTEMA,
    capturar,
    enmendar,
    enviar,
    guardar,
    leer_aviso,
    registrada,
)
from vidas import llevar

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura
    from conoceles.proceso.models import Proceso


def test_inicio_de_ana_lista_lo_suyo_con_su_plazo(ana: Client, candidatura: Candidatura) -> None:
    pagina = texto(check(ana.get("/").content))
    assert "María de la Luz Ñáñez" in pagina
    assert "Quedan 15 días." in pagina
    assert "vence el 10 de mayo de 2024, a las 23:59" in pagina


def test_inicio_dice_el_proximo_plazo_aunque_otro_ya_vencio(
    ana: Client, candidatura: Candidatura, proceso: Proceso, ahora: datetime
) -> None:
    antes = ahora - timedelta(days=20)
    proceso.contiendas.update(captura_desde=antes)  # como si se hubiera abierto entonces
    habilitar(candidatura=registrada(proceso, "bbbb2222", antes), por=SISTEMA, ahora=antes)
    pagina = texto(check(ana.get("/").content))
    assert "Quedan 15 días." in pagina
    assert "De 1 candidatura el plazo ya venció: todavía se recibe, como extemporánea" in pagina


def test_inicio_de_beto_no_ve_a_nadie_del_pri(beto: Client, candidatura: Candidatura) -> None:
    assert "Ñáñez" not in texto(check(beto.get("/").content))


def test_inicio_busca_sin_acentos_y_filtra_por_estado(
    ana: Client, registrar: Callable[..., Candidatura]
) -> None:
    registrar("aaaa1111", "MARÍA ÑÁÑEZ")
    registrar("bbbb2222", "JUAN PÉREZ")
    pagina = texto(check(ana.get("/?q=nanez").content))
    assert "María Ñáñez" in pagina
    assert "Juan Pérez" not in pagina
    assert "Ninguna candidatura a su cargo coincide" in texto(check(ana.get("/?grupo=enviadas").content))


def test_inicio_no_mezcla_lo_que_se_revisa_con_lo_publicado(
    ana: Client, candidatura: Candidatura, ahora: datetime
) -> None:
    llevar(candidatura, "enviada", ahora)
    for grupo, esta in (("por_hacer", False), ("enviadas", True), ("publicadas", False)):
        assert ("Ñáñez" in ana.get(f"/?grupo={grupo}").content.decode()) is esta, grupo
    decisiones.validar(candidatura=candidatura, por=CORA, ahora=ahora)
    for grupo, esta in (("enviadas", False), ("publicadas", True)):
        assert ("Ñáñez" in ana.get(f"/?grupo={grupo}").content.decode()) is esta, grupo


def test_la_candidatura_dice_que_falta_para_enviar_y_publicada_lleva_a_su_perfil(
    ana: Client, candidatura: Candidatura, con_aviso: str, ahora: datetime
) -> None:
    leido = texto(check(ana.get(con_aviso).content))
    assert "Para enviar falta: Estudios, Historia profesional y laboral, Trayectoria" in leido
    assert "Identidad y consentimiento." in leido
    assert "perfil público" not in leido
    llevar(candidatura, "publicada", ahora)
    pagina = ana.get(con_aviso).content.decode()
    assert "Para enviar falta" not in pagina
    assert f'/durango-2023-2024/candidaturas/{candidatura.folio}/">Ver su perfil público</a>' in pagina


def test_inicio_hace_las_mismas_consultas_para_una_que_para_diez(
    ana: Client, registrar: Callable[..., Candidatura]
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    registrar("aaaa0000")
    ana.get("/")  # la primera visita de una sesión anota que está en uso
    with CaptureQueriesContext(connection) as una:
        ana.get("/")
    for i in range(9):
        registrar(f"bbbb000{i}")
    with CaptureQueriesContext(connection) as diez:
        ana.get("/")
    assert len(diez) == len(una)


def test_inicio_de_cora_va_a_revision(cora: Client) -> None:
    assert cora.get("/")["Location"] == "/revision/"


def test_tareas_antes_del_aviso_no_abren_nada(ana: Client, candidatura: Candidatura) -> None:
    arbol = check(ana.get("/candidaturas/aaaa1111/").content)
    assert "Leer los avisos de privacidad" in texto(arbol)
    assert "/candidaturas/aaaa1111/historia/" not in ana.get("/candidaturas/aaaa1111/").content.decode()


@pytest.mark.parametrize("ruta", ["historia/", "fotografia/", "identidad/", "consentimiento/", "verificar/"])
def test_ruta_antes_del_aviso_lleva_al_aviso(ana: Client, candidatura: Candidatura, ruta: str) -> None:
    respuesta = ana.get(f"/candidaturas/aaaa1111/{ruta}")
    assert respuesta["Location"] == "/candidaturas/aaaa1111/aviso/"


def test_guardar_antes_del_aviso_no_guarda(ana: Client, candidatura: Candidatura) -> None:
    ana.post("/candidaturas/aaaa1111/historia/", {"historia": "hola", "version": "0"})
    assert not candidatura.borradores.exists()


def test_aviso_sin_marcar_la_casilla_lo_pide(ana: Client, candidatura: Candidatura) -> None:
    respuesta = ana.post("/candidaturas/aaaa1111/aviso/", {"version": "x"})
    assert respuesta.status_code == 422
    assert "marque que leyó" in texto(check(respuesta.content))
    assert not candidatura.avisos_leidos.exists()


def test_aviso_aceptado_abre_las_tareas(ana: Client, con_aviso: str) -> None:
    arbol = check(ana.get(con_aviso).content)
    assert "Sin empezar" in texto(arbol)
    assert f"{con_aviso}historia/" in ana.get(con_aviso).content.decode()
    check(ana.get(con_aviso + "aviso/").content)


@pytest.mark.parametrize(
    "ruta", ["", "aviso/", "historia/", "identidad/", "verificar/", "acuse/", "acuse.pdf"]
)
def test_candidatura_ajena_no_existe(beto: Client, con_aviso: str, ruta: str) -> None:
    assert beto.get(con_aviso + ruta).status_code == 404


def test_candidata_captura_la_suya(eva: Client, con_aviso: str) -> None:
    assert eva.get(con_aviso + "identidad/").status_code == 200
    assert eva.get("/candidaturas/otro/").status_code == 404


def test_personal_del_instituto_no_abre_la_captura(cora: Client, con_aviso: str) -> None:
    for ruta in ("", "identidad/", "verificar/", "acuse/"):
        assert cora.get(con_aviso + ruta).status_code == 404


@pytest.mark.parametrize(
    ("dia", "frase"),
    [
        ("2024-04-27", "se abre el 27 de abril de 2024. Desde que se abra tendrá 15 días para enviar."),
        ("2024-04-25", "se abre en unos minutos"),
    ],
)
def test_lo_registrado_dice_por_que_no_se_abre_y_desde_cuando(
    ana: Client, proceso: Proceso, ahora: datetime, dia: str, frase: str
) -> None:
    nueva = registrada(proceso, "aaaa9999", ahora)
    enmendar("fecha-captura_inicio", ahora, dia=dia)
    assert frase in ana.get("/").content.decode()
    assert frase in ana.get(f"/candidaturas/{nueva.folio}/").content.decode()


def _orden(ana: Client) -> list[str]:
    return [r.folio for r in ana.get("/").context["lista"].renglones]


def test_inicio_pone_primero_lo_que_urge_y_al_final_lo_enviado(
    ana: Client, registrar: Callable[..., Candidatura], proceso: Proceso, ahora: datetime
) -> None:
    enviada, lista, vacia = registrar("aaaa1111"), registrar("cccc3333"), registrar("bbbb2222")
    for candidatura in (enviada, lista):
        capturar(candidatura, ahora)
    enviar(enviada, ahora)
    antes = ahora - timedelta(days=5)
    vieja = registrada(proceso, "dddd4444", antes)
    habilitar(candidatura=vieja, por=SISTEMA, ahora=antes)
    assert _orden(ana) == [vieja.folio, lista.folio, vacia.folio, enviada.folio]


def test_inicio_dice_que_falta_de_todo_identidad_incluida_y_lleva_a_cada_parte(
    ana: Client, candidatura: Candidatura, ahora: datetime
) -> None:
    leer_aviso(candidatura, ahora)
    guardar(candidatura, "estudios", CURRICULAR["estudios"], ahora)
    pagina = ana.get("/")
    dicho = texto(check(pagina.content))
    assert "Falta: Historia profesional y laboral" in dicho
    assert "Identidad y consentimiento" in dicho
    assert "Se recomienda: fotografía" in dicho
    assert "vence el 10 de mayo" in dicho
    for parte in ("historia", "trayectoria", "identidad"):
        assert f'href="/candidaturas/aaaa1111/{parte}/"' in pagina.content.decode()
    assert "/candidaturas/aaaa1111/estudios/" not in pagina.content.decode()


def test_inicio_dice_cual_esta_lista_para_enviar(
    ana: Client, candidatura: Candidatura, ahora: datetime
) -> None:
    capturar(candidatura, ahora)
    assert "Lista para enviar" in texto(check(ana.get("/").content))


def test_inicio_dice_que_se_pidio_corregir_y_hasta_cuando(
    ana: Client, en_revision: Candidatura, ahora: datetime
) -> None:
    reparo = decisiones.Reparo("historia", next(iter(decisiones.MOTIVOS)), "Diga en qué años trabajó ahí.")
    decisiones.observar_secciones(candidatura=en_revision, reparos=[reparo], por=CORA, ahora=ahora)
    dicho = texto(check(ana.get("/").content))
    assert "Por corregir: Historia profesional y laboral" in dicho
    assert "corregir a más tardar el 30 de abril" in dicho
    assert "Trayectoria política" not in dicho
    with reloj.congelado(ahora + timedelta(days=6)):
        assert "debió corregirse a más tardar el 30 de abril" in texto(check(ana.get("/").content))
        suya = texto(check(ana.get(f"/candidaturas/{en_revision.folio}/").content))
        assert "Debió corregirse a más tardar el 30 de abril de 2024" in suya
        assert "todavía se recibe" in suya


def test_buscar_lo_que_captura_otro_partido_de_la_alianza_dice_quien(
    ana: Client, beto: Client, proceso: Proceso, ahora: datetime
) -> None:
    """El PRI postula ahí en coalición y captura el PAN: Ana lee quién, y ningún nombre."""
    ajena = registrada(proceso, "aaaa1111", ahora, nombre="PERSONA AJENA")
    alianza = proceso.fuerzas.filter(tipo="coalicion", integrantes__siglas="PRI").first()
    pan = proceso.fuerzas.get(siglas="PAN")
    Formula.objects.filter(pk=ajena.formula_id).update(fuerza=alianza, responde=pan)
    contienda = ajena.formula.contienda.nombre
    dicho = texto(check(ana.get("/", {"q": contienda}).content))
    assert f"{contienda} ({alianza.siglas}): la captura PAN." in dicho
    assert "Persona Ajena" not in dicho
    assert "la captura" not in texto(check(ana.get("/", {"q": "zzzz"}).content))


def test_avance_en_hoja_dice_lo_mismo_que_la_lista_y_nada_de_lo_contestado(
    ana: Client, registrar: Callable[..., Candidatura], ahora: datetime
) -> None:
    from io import BytesIO

    from openpyxl import load_workbook

    hecha = registrar("aaaa1111")
    registrar("bbbb2222", "=SUMA(1;2)")
    capturar(hecha, ahora)
    acuse = enviar(hecha, ahora).acuse
    respuesta = ana.get("/herramientas/avance.xlsx")
    hoja = load_workbook(BytesIO(respuesta.content)).active
    filas = [[celda.value or "" for celda in fila] for fila in hoja.iter_rows()]
    assert [f[0] for f in filas[1:]] == ["bbbb2222", "aaaa1111"]
    assert filas[1][1].lower() == "=suma(1;2)"
    assert hoja.cell(2, 2).data_type == "s"
    assert "Identidad y consentimiento" in filas[1][6]
    assert filas[1][8] == "Vacía"
    assert filas[2][9] == acuse
    assert LARGO[:40] not in str(filas)


def test_el_acuse_lleva_a_la_siguiente_pendiente(
    ana: Client, registrar: Callable[..., Candidatura], ahora: datetime
) -> None:
    hecha, otra = registrar("aaaa1111"), registrar("bbbb2222", "JUANA PÉREZ")
    capturar(hecha, ahora)
    enviar(hecha, ahora)
    leer_aviso(otra, ahora)
    pagina = ana.get("/candidaturas/aaaa1111/acuse/")
    assert "Siguiente pendiente: Juana Pérez" in texto(check(pagina.content))
    assert 'href="/candidaturas/bbbb2222/fotografia/"' in pagina.content.decode()
    capturar(otra, ahora)
    enviar(otra, ahora)
    assert "Siguiente pendiente" not in ana.get("/candidaturas/aaaa1111/acuse/").content.decode()


@pytest.mark.lenta
def test_inicio_dice_que_la_identidad_de_la_invitada_la_contesta_ella(invitada: Client, ana: Client) -> None:
    pagina = ana.get("/").content.decode()
    assert "Identidad y consentimiento (contesta la propia persona)" in texto(check(pagina))
    assert "/candidaturas/aaaa1111/identidad/" not in pagina
