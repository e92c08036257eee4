"""Sin los actos que aprueban los avisos y el formato, la captura de una elección de verdad no se abre (plan §11.1)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, OperationalError, transaction

from conoceles.bitacora.estados import Estado
from conoceles.expediente.actos.operaciones import habilitar
from conoceles.expediente.calendario.plazos import abrir_capturas
from conoceles.expediente.documentos.formatos_pdf import consentimiento
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.proceso import consultas
from conoceles.proceso.contenido.fuentes import definir
from conoceles.proceso.contenido.vigencia import asentar
from personas import CLAVE, SISTEMA, enmendar, registrada

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura
    from conoceles.proceso.models import Proceso

PIEZAS = ("aviso-simplificado", "aviso-integral", "acto-formato_consentimiento")


@pytest.fixture
def de_verdad(proceso: Proceso, ahora: datetime) -> Candidatura:
    """Una registrada en una elección con personas que existen, con la captura ya en su día."""
    type(proceso).objects.update(inventado=False, captura_autorizada=False)
    return registrada(proceso, "aaaa1111", ahora)


@pytest.mark.postgres
def test_abrir_sin_los_actos_no_abre_y_con_ellos_si(de_verdad: Candidatura, ahora: datetime) -> None:
    for pieza in PIEZAS:
        assert abrir_capturas(por=SISTEMA, ahora=ahora) == 0
        with pytest.raises((IntegrityError, OperationalError)), transaction.atomic():
            habilitar(candidatura=de_verdad, por=SISTEMA, ahora=ahora)
        enmendar(pieza, ahora)
    assert consultas.sin_autorizar(CLAVE) == ()
    assert abrir_capturas(por=SISTEMA, ahora=ahora) == 1


@pytest.mark.postgres
def test_la_base_no_la_abre_aunque_se_escriba_directo(de_verdad: Candidatura, ahora: datetime) -> None:
    filas = type(de_verdad).objects.filter(pk=de_verdad.pk)
    with pytest.raises((IntegrityError, OperationalError)), transaction.atomic():
        filas.update(estado=Estado.HABILITADA)
    for pieza in PIEZAS:
        enmendar(pieza, ahora)
    assert filas.update(estado=Estado.HABILITADA) == 1


def test_lo_inventado_no_espera_a_ningun_acto(proceso: Proceso, ahora: datetime) -> None:
    registrada(proceso, "aaaa1111", ahora)
    assert abrir_capturas(por=SISTEMA, ahora=ahora) == 1


def test_hoy_dice_que_acto_falta_y_lleva_a_el(de_verdad: Candidatura, dina: Client, ana: Client) -> None:
    pagina = " ".join(dina.get("/revision/hoy/").content.decode().split())
    assert "mientras no consten los actos del Comité de Transparencia" in pagina
    assert all(f"/contenidos/{pieza}/" in pagina for pieza in PIEZAS)
    assert (
        "se aprueben los avisos de privacidad y el formato de consentimiento."
        in ana.get("/").content.decode()
    )


def test_lo_que_se_espera_se_dice_mientras_falte_y_no_despues(
    de_verdad: Candidatura, ahora: datetime, ana: Client
) -> None:
    """Con los avisos ya aprobados, decir que se esperan mandaría a buscar lo que no falta."""
    for pieza in PIEZAS[:2]:
        enmendar(pieza, ahora)
    assert (
        "la autoridad electoral espera que se apruebe el formato de consentimiento."
        in ana.get("/").content.decode()
    )


def test_cambiar_lo_que_pregunta_el_formato_exige_otra_version(proceso: Proceso, ahora: datetime) -> None:
    toml = proceso.fuentes["proceso.toml"]
    otro = toml.replace('no = "No autorizo"', 'no = "No lo autorizo"')
    assert otro != toml
    with pytest.raises(ErrorDeDominio, match="Formato de consentimiento"):
        asentar(definir(f := proceso.fuentes | {"proceso.toml": otro}), f, ahora=ahora, inventado=True)
    nuevo = otro.replace(
        'version = "borrador-1"            # del formato', 'version = "borrador-2" # del formato'
    )
    asentar(definir(f := proceso.fuentes | {"proceso.toml": nuevo}), f, ahora=ahora, inventado=True)


def test_el_formato_en_papel_dice_su_version_y_su_acto(proceso: Proceso, ahora: datetime) -> None:
    import io

    from pypdf import PdfReader

    def leido() -> str:
        pdf = consentimiento(consultas.definicion(CLAVE), None, momento=ahora)
        return " ".join(" ".join(p.extract_text() for p in PdfReader(io.BytesIO(pdf)).pages).split())

    assert "Formato, versión borrador-1. Pendiente de aprobación" in leido()
    enmendar("acto-formato_consentimiento", ahora)
    assert "Formato, versión borrador-1. Aprobado por Consejo General: IEPC/CG45/2024" in leido()


def test_cargar_y_enmendar_dicen_si_consta_lo_que_autoriza(proceso: Proceso, ahora: datetime) -> None:
    """La columna que mira el candado no se pone a mano: sale de la definición cada vez que entra en vigor."""
    for pieza in PIEZAS:
        enmendar(pieza, ahora)
        proceso.refresh_from_db()
        assert proceso.captura_autorizada is (pieza == PIEZAS[-1])
