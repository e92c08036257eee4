"""Inicio y lista de tareas."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from conoceles.expediente.actos import decisiones
from conoceles.expediente.actos.operaciones import habilitar
from paginas import check, texto
from personas import (
    CORA,
    SISTEMA,
    enmendar,
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
    enmendar("fecha-captura_inicio", ahora, dia=dia)
    nueva = registrada(proceso, "aaaa9999", ahora)
    assert frase in ana.get("/").content.decode()
    assert frase in ana.get(f"/candidaturas/{nueva.folio}/").content.decode()
