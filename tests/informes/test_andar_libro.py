"""Lo demás del libro de obligaciones, andado por las pantallas hasta el informe del mes: requerir a un área y su respuesta, un
caso no previsto con su órgano, otros documentos (11.18 y 11.19), una liberación, una actividad y una capacitación.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from conoceles.nucleo import reloj
from conoceles.proceso.consultas import definicion
from identidad.documentos_de_prueba import pdf
from personas import CLAVE
from recorridos.viaje.a_pie import APie
from recorridos.viaje.lectora import Archivo

if TYPE_CHECKING:
    from django.test import Client

DIA = datetime(2024, 5, 20, 16, tzinfo=timezone.utc)
FECHA, PDF = "2024-05-20", Archivo("documento.pdf", pdf())
AREA = "Secretaría Técnica"
DICHOS = {
    "Lista de asistencia": "requerimiento", "Domicilio en dos distritos": "caso", "Circular de uso": "documento",
    "Pregunta sobre transporte": "mejora", "Botón más grande": "liberación", "Se visitó a los partidos": "actividad",
    "Cómo se captura": "capacitación",
}  # fmt: skip
pytestmark = pytest.mark.lenta


@pytest.fixture
def quien(eleccion: object, dina: Client) -> Iterator[APie]:
    with reloj.congelado(DIA):
        yield APie(dina)


def test_lo_que_se_anota_en_cada_pantalla_llega_al_mensual_con_el_avance_de_todo(quien: APie) -> None:
    _requerir(quien)
    _registros(quien)
    _otros_documentos(quien)
    _capacitar(quien)
    with reloj.congelado(DIA + timedelta(days=8)):
        assert "Requerimientos vencidos: 1" in quien.seguir("Hoy").texto
        quien.seguir("Informes")
        quien.pulsar("Generar", tipo="mensual")
        mensual = quien.bajar("JSON").decode()
    for dicho in DICHOS:
        assert dicho in mensual, dicho
    for entregable in definicion(CLAVE).seguimiento.entregables:
        assert entregable.actividad in mensual, entregable.numero


def _requerir(quien: APie) -> None:
    quien.seguir("Informes")
    quien.seguir("Requerimientos")
    assert quien.pagina is not None
    datos = {"asunto": "Lista de asistencia", "texto": "La de mayo.", "oficio": "UT/1/2024", "fecha": FECHA}
    pagina = quien.pulsar("Anotar requerimiento", area=AREA, **datos, vence="2024-05-24")
    assert "Término: 24 de mayo de 2024" in pagina.texto
    quien.pulsar("Anotar requerimiento", area=AREA, **datos | {"asunto": "Atendido"}, vence="2024-05-24")
    responde = next(
        li for li in quien.pagina.raiz.iter("li") if str(li.get("id")).startswith("requerimiento-")
        and "Atendido" in quien.pagina.parte(str(li.get("id"))).texto
    )  # fmt: skip
    suyo = quien.pagina.parte(str(responde.get("id"))).con_boton("Anotar respuesta")
    atendido = quien.enviar(
        suyo, "Anotar respuesta", fecha=FECHA, texto="Se entregó.", constancia="ST/2/2024"
    )
    assert "Atendidos: 1" in atendido.texto


def _registros(quien: APie) -> None:
    quien.seguir("Registros")
    quien.pulsar("Anotar actividad", fecha=FECHA, texto="Se visitó a los partidos.")
    quien.pulsar(
        "Anotar liberación", fecha=FECHA, interfaz="captura", version="1.2", cambios="Botón más grande."
    )
    pagina = quien.pulsar(
        "Anotar caso", fecha=FECHA, organo="comision", asunto="Domicilio en dos distritos", resolucion="El del padrón.",
        fundamento="Acuerdo 7",
    )  # fmt: skip
    assert "Decidió: Comisión" in pagina.texto


def _otros_documentos(quien: APie) -> None:
    for clave, asunto in (("11.18", "Circular de uso"), ("11.19", "Pregunta sobre transporte")):
        quien.seguir("Informes")
        quien.seguir("Ruta crítica")
        quien.pulsar("Agregar documento", ruta=clave, asunto=asunto, area=AREA, fecha=FECHA, documento=PDF)
        quien.seguir("Ruta crítica")
        assert quien.pagina is not None
        assert asunto in quien.pagina.parte(f"actividad-{clave}").texto


def _capacitar(quien: APie) -> None:
    """Quien asiste deja de faltar en el calendario del plan."""
    assert "Partidos políticos Faltan 7" in quien.seguir("Capacitación").texto
    datos = {
        "fecha": FECHA,
        "tema": "Cómo se captura",
        "publico": "partidos",
        "imparte": "Unidad de Transparencia",
    }
    sesion = quien.pulsar("Registrar la sesión", **datos)
    if "Anotar asistencia" not in {b for f in sesion.formularios() for b in f.botones}:
        quien.seguir("Cómo se captura")
    quien.pulsar("Anotar asistencia", lista="Ana Ñáñez; PRI")
    assert "Partidos políticos Faltan 6" in quien.seguir("Capacitación").texto
