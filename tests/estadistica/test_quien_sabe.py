"""Quién conoce lo que contestó cada persona, por las puertas: cada manera de saber basta para que la tabla no salga."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

import constan
from captura.invitadas import CORREO
from conoceles.candidaturas.models import Candidatura, Persona
from conoceles.estadistica.asentar import asentar
from conoceles.expediente.actos import invitaciones, operaciones
from conoceles.expediente.actos.responsables import cambiar_responsable
from conoceles.identidad.operaciones import sellar
from conoceles.identidad.permisos.consentimiento import revocar
from conoceles.identidad.totales import tablas
from conoceles.nucleo import reloj
from conoceles.proceso.models import Proceso
from personas import CLAVE, DINA, SISTEMA, de_partido, registrada, respaldar, titular
from vidas import ACUERDO

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("base")]
CORTE = datetime.fromisoformat("2024-04-28T00:00:00-06:00")
ANTES, ENVIO, DESPUES = CORTE - timedelta(hours=100), CORTE - timedelta(hours=50), CORTE - timedelta(hours=5)
DE_TODO = ("si", "no", "pnc")


class Padron:
    """Quienes se registran y envían, una tras otra."""

    def __init__(self, proceso: Proceso) -> None:
        self.proceso, self.filas = proceso, list[Candidatura]()

    def una(self, siglas: str = "PT", persona: Persona | None = None) -> Candidatura:
        folio = f"z{len(self.filas):07}"
        self.filas.append(
            registrada(self.proceso, folio, ANTES, siglas=siglas, persona=persona, nombre=folio)
        )
        return self.filas[-1]


def _envia(fila: Candidatura, dijo: str, *, publica: bool = False) -> None:
    sellar(
        candidatura=fila, respuestas={"p4": dijo}, aviso_version="a", origen="envio", por=titular(fila), ahora=ENVIO,
        consentimiento={"tratamiento": True, "publicacion": publica, "estadistica": True},
    )  # fmt: skip


def _sale() -> bool:
    with reloj.congelado(CORTE):
        asentar(CLAVE, ahora=CORTE)
        return any(t.cuentas for t in tablas.asentadas(CLAVE, CORTE)["p4"])


def _nada(padron: Padron, dijo: str) -> None:
    _envia(padron.una(), dijo)


def _su_si_espera_el_formato(padron: Padron, dijo: str) -> None:
    _envia(padron.una(), dijo, publica=True)


def _se_vio_y_lo_retiro(padron: Padron, dijo: str) -> None:
    fila = padron.una()
    _envia(fila, dijo, publica=True)
    respaldar(fila, ENVIO)
    revocar(candidatura=fila, por=de_partido(fila), ahora=DESPUES)


def _se_ve_en_su_otra_candidatura(padron: Padron, dijo: str) -> None:
    fila = padron.una()
    otra = padron.una(persona=fila.persona)
    _envia(fila, dijo)
    _envia(otra, dijo, publica=True)
    respaldar(otra, ENVIO)


def _otra_respondia_por_ella(padron: Padron, dijo: str) -> None:
    fila = padron.una("PAN")
    _envia(fila, dijo)
    cambiar_responsable(candidatura=fila, responde="PT", por=DINA, ahora=DESPUES, **ACUERDO)


def _se_la_invito_a_capturar(padron: Padron, dijo: str) -> None:
    fila = padron.una()
    operaciones.habilitar(candidatura=fila, por=SISTEMA, ahora=ANTES)
    invitaciones.invitar(candidatura=fila, correo=CORREO, por=de_partido(fila), ahora=ANTES)
    _envia(fila, dijo)


def _va_dos_veces(padron: Padron, dijo: str) -> None:
    fila = padron.una()
    _envia(fila, dijo)
    _envia(padron.una(persona=fila.persona), dijo)


@pytest.mark.parametrize(
    ("cuantas", "manera", "sale"),
    [
        (4, _nada, True),
        (4, _su_si_espera_el_formato, False),
        (4, _se_vio_y_lo_retiro, False),
        (4, _se_ve_en_su_otra_candidatura, False),
        (4, _otra_respondia_por_ella, False),
        (1, _se_la_invito_a_capturar, False),
        (0, _nada, False),
    ],
)
def test_la_persona_que_alguien_podria_conocer_no_cuenta_entre_las_que_quedan(
    proceso: Proceso, cuantas: int, manera: Callable[[Padron, str], None], sale: bool
) -> None:
    """Con catorce que nadie más conoce no sale; con cuatro más, sí, si tampoco a ellas las conoce nadie."""
    padron = Padron(proceso)
    for i in range(14):
        _nada(padron, DE_TODO[i % 3])
    for i in range(cuantas):
        manera(padron, DE_TODO[i % 3])
    assert _sale() is sale


@pytest.mark.parametrize("con_suplente", [True, False])
def test_la_cuenta_de_una_formula_independiente_sabe_lo_de_sus_dos_personas(
    proceso: Proceso, con_suplente: bool
) -> None:
    """Veintidós que van solas: quitadas seis quedan dieciséis. Si van de dos en dos, diez."""
    padron = Padron(proceso)
    for n in range(11 if con_suplente else 22):
        fila = padron.una("IND")
        _envia(fila, DE_TODO[n % 3])
        if con_suplente:
            persona = Persona.objects.create(
                proceso=proceso, nombre=f"S {n}", sexo="mujer", fecha_nacimiento=date(1980, 5, 17)
            )
            suplente = Candidatura.objects.create(
                proceso=proceso, folio=f"s{n:07}", formula=fila.formula, persona=persona, calidad="suplente", registrada_en=ANTES
            )  # fmt: skip
            constan.alta(suplente)
            _envia(suplente, DE_TODO[(n + 1) % 3])
    assert _sale() is not con_suplente


@pytest.mark.parametrize(("personas", "sale"), [(14, False), (18, True)])
def test_una_persona_con_dos_candidaturas_cuenta_una_vez(proceso: Proceso, personas: int, sale: bool) -> None:
    """Catorce no bastan, aunque sean dieciocho candidaturas."""
    padron = Padron(proceso)
    for i in range(personas):
        (_va_dos_veces if i < 4 else _nada)(padron, DE_TODO[i % 3])
    assert _sale() is sale
    [tabla] = tablas.asentadas(CLAVE, CORTE)["p4"]
    assert tabla.poblacion == personas
    assert tabla.cuentas == ({"si": 6, "no": 6, "pnc": 6, "sin_respuesta": 0} if sale else {})
