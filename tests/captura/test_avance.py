"""Lo que falta de cada una, lo que urge y lo que se pidió corregir."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

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


@pytest.mark.parametrize("estado", ["habilitada", "observada"])
def test_inicio_hace_las_mismas_consultas_para_una_que_para_cuatro(
    ana: Client, registrar: Callable[..., Candidatura], ahora: datetime, estado: str
) -> None:
    def otra(folio: str) -> None:
        hecha = registrar(folio)
        if estado == "observada":
            llevar(hecha, estado, ahora)

    otra("aaaa0000")
    ana.get("/")  # la primera visita de una sesión anota que está en uso
    with CaptureQueriesContext(connection) as una:
        ana.get("/")
    for n in range(3):
        otra(f"bbbb000{n}")
    with CaptureQueriesContext(connection) as cuatro:
        ana.get("/")
    assert len(cuatro) == len(una)


def test_lo_observado_que_se_vacia_no_se_dice_corregido(
    ana: Client, candidatura: Candidatura, ahora: datetime
) -> None:
    llevar(candidatura, "observada", ahora)
    guardar(candidatura, "historia", {"historia": ""}, ahora)
    pagina = texto(check(ana.get("/").content))
    assert "Corregida: falta enviarla" not in pagina
    assert "Historia profesional y laboral" in pagina


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
    assert f"{contienda} ({alianza.nombre}): la captura PAN." in dicho
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
