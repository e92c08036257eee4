"""Ana captura por las pantallas: lo que las pruebas de esta sala agregan a las personas comunes."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from captura.invitadas import CORREO, RAIZ, recibir
from paginas import leido_y_confirmado
from personas import CURRICULAR, LARGO, guardar, leer_aviso

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura
    from conoceles.proceso.models import Proceso


@pytest.fixture
def con_aviso(ana: Client, candidatura: Candidatura) -> str:
    """La dirección de la candidatura, con el aviso ya aceptado por Ana."""
    raiz = f"/candidaturas/{candidatura.folio}/"
    version = ana.get(raiz + "aviso/").context["version"]
    assert ana.post(raiz + "aviso/", {"leido": "si", "version": version}).status_code == 302
    return raiz


@pytest.fixture
def llenar(ana: Client, con_aviso: str, proceso: Proceso) -> Callable[[], str]:
    """Captura lo obligatorio por las pantallas, como lo haría Ana."""

    def _llenar() -> str:
        ana.post(con_aviso + "estudios/", {"grado": "sin_estudios", "version": "0"})
        for clave in ("historia", "trayectoria"):
            ana.post(con_aviso + f"{clave}/", {clave: LARGO, "version": "0"})
        for ruta in ("identidad/", "consentimiento/"):
            _contestar(ana, con_aviso, ruta)
        return con_aviso

    return _llenar


@pytest.fixture
def invitada(candidatura: Candidatura, ana: Client, ahora: datetime) -> Client:
    """Lo curricular lo puso Ana; Eva ya recibió su acceso."""
    leer_aviso(candidatura, ahora)
    for seccion, contenido in CURRICULAR.items():
        guardar(candidatura, seccion, contenido, ahora)
    assert ana.post(RAIZ + "invitacion/", {"acto": "invitar", "correo": CORREO}).status_code == 302
    return recibir()


_PREFERIDAS = {True: ("si",), False: ("no", "pnc")}


def _contestar(ana: Client, raiz: str, ruta: str) -> None:
    """Consiente todo y responde «no» o «prefiero no contestar» a lo demás."""
    pagina = ana.get(raiz + ruta).context
    respuestas: dict[str, Any] = {"original": pagina["original"]}
    for campo in pagina["seccion"].campos:
        claves = [opcion.clave for opcion in campo.opciones]
        if claves and campo.visible_si is None:
            preferidas = _PREFERIDAS[ruta == "consentimiento/"]
            respuestas[campo.clave] = next(c for c in preferidas if c in claves)
    assert ana.post(raiz + ruta, respuestas).status_code == 302


@pytest.fixture
def enviada(ana: Client, llenar: Callable[[], str]) -> str:
    raiz = llenar()
    respuesta = ana.post(raiz + "enviar/", leido_y_confirmado(ana, raiz))
    assert respuesta["Location"] == raiz + "acuse/"
    return raiz


@pytest.fixture
def lista(candidatura: Candidatura, ahora: datetime) -> Candidatura:
    leer_aviso(candidatura, ahora)
    return candidatura


@pytest.fixture
def hoja_llena(ana: Client, lista: Candidatura) -> Callable[..., bytes]:
    """Descarga la hoja y escribe en el primer renglón; las claves con punto van en `mas`."""

    def _llena(mas: dict[str, Any] | None = None, **celdas: Any) -> bytes:
        libro = load_workbook(io.BytesIO(ana.get("/herramientas/hoja.xlsx").content))
        hoja = libro["CANDIDATURAS"]
        claves = {celda.value: celda.column for celda in hoja[2]}
        for clave, valor in (celdas | (mas or {})).items():
            hoja.cell(3, claves[clave], valor)
        salida = io.BytesIO()
        libro.save(salida)
        return salida.getvalue()

    return _llena
