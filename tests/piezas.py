"""Piezas de pytest con las personas de siempre: la elección cargada, una candidatura y sus navegadores.

Los modelos se importan tarde: Django aún no está listo cuando pytest lee este archivo.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from cargada import cargada
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from personas import CLAVE, CORA, SISTEMA, capturar, dentro, enviar, registrada

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura, Persona
    from conoceles.cuentas.models import Cuenta
    from conoceles.proceso.definicion import Definicion
    from conoceles.proceso.models import Proceso


@pytest.fixture
def proceso(base: None, ahora: datetime) -> Proceso:
    """La elección de Durango 2023-2024, como viene en el repositorio."""
    from conoceles.proceso.models import Proceso

    cargada(CLAVE, ahora=ahora, inventado=True)
    return Proceso.objects.get(pk=CLAVE)


@pytest.fixture
def sin_azar(monkeypatch: pytest.MonkeyPatch) -> None:
    """El sorteo de cada celda da cero: lo publicado se compara con otra cuenta. El azar lo prueba `identidad/test_ruido.py`."""
    from conoceles.identidad.totales import ruido

    monkeypatch.setattr(ruido, "laplace", lambda escala: 0)


@pytest.fixture(scope="session")
def durango() -> Definicion:
    """La definición real de 2023-2024."""
    from conoceles.proceso.carga import leer_carpeta

    return leer_carpeta(RAIZ_PROYECTO / "procesos" / CLAVE)


@pytest.fixture
def sin_intentos_previos(base: None) -> None:
    """Nadie ha fallado al entrar."""
    from django.core.cache import cache

    cache.clear()


@pytest.fixture
def registrar(proceso: Proceso, ahora: datetime) -> Callable[..., Candidatura]:
    """Registra y habilita una candidatura del PRI en la primera contienda."""
    from conoceles.expediente.actos.operaciones import habilitar

    def _registrar(
        folio: str,
        nombre: str = "MARÍA DE LA LUZ ÑÁÑEZ",
        siglas: str = "PRI",
        persona: Persona | None = None,
    ) -> Candidatura:
        candidatura = registrada(proceso, folio, ahora, siglas=siglas, nombre=nombre, persona=persona)
        habilitar(candidatura=candidatura, por=SISTEMA, ahora=ahora)
        candidatura.refresh_from_db()
        return candidatura

    return _registrar


@pytest.fixture
def candidatura(registrar: Callable[..., Candidatura]) -> Candidatura:
    """La de Eva: habilitada, con su primera ronda abierta."""
    return registrar("aaaa1111")


@pytest.fixture
def capturada(candidatura: Candidatura, ahora: datetime) -> Candidatura:
    """La de Eva, lista para enviar."""
    capturar(candidatura, ahora)
    return candidatura


@pytest.fixture
def en_revision(capturada: Candidatura, ahora: datetime) -> Candidatura:
    """La de Eva, enviada y tomada por Cora."""
    from conoceles.expediente.actos.decisiones import tomar

    enviar(capturada, ahora)
    tomar(candidatura=capturada, por=CORA, ahora=ahora)
    capturada.refresh_from_db()
    return capturada


@pytest.fixture
def cuenta(proceso: Proceso, ahora: datetime) -> Callable[..., Cuenta]:
    from conoceles.cuentas.operaciones import crear_cuenta

    def _cuenta(nombre: str, papel: str, ambito: str = "") -> Cuenta:
        return crear_cuenta(
            correo=f"{nombre.lower()}@prueba.mx",
            clave=None,
            nombre=nombre,
            papel=papel,
            ambito=ambito,
            por=SISTEMA,
            ahora=ahora,
        )

    return _cuenta


@pytest.fixture
def ana(proceso: Proceso, cuenta: Callable[..., Cuenta]) -> Client:
    """El navegador de Ana, ya dentro."""
    return dentro(cuenta("Ana", "partido", f"fuerza:{proceso.fuerzas.get(siglas='PRI').pk}"))


@pytest.fixture
def beto(proceso: Proceso, cuenta: Callable[..., Cuenta]) -> Client:
    return dentro(cuenta("Beto", "partido", f"fuerza:{proceso.fuerzas.get(siglas='PAN').pk}"))


@pytest.fixture
def eva(candidatura: Candidatura, cuenta: Callable[..., Cuenta], ahora: datetime) -> Client:
    """El navegador de la persona candidata, que ya leyó ella misma los avisos."""
    from conoceles.candidaturas.alcances import alcance_de
    from conoceles.expediente.actos.operaciones import aceptar_aviso
    from conoceles.proceso.consultas import definicion

    suya = cuenta("Eva", "candidatura", f"candidatura:{candidatura.pk}")
    version = definicion(candidatura.proceso_id).version_de_avisos
    aceptar_aviso(candidatura=candidatura, version=version, por=alcance_de(suya), ahora=ahora)
    return dentro(suya)


@pytest.fixture
def independiente(registrar: Callable[..., Candidatura], cuenta: Callable[..., Cuenta]) -> Client:
    ajena = registrar("iiii1111", "ÍÑIGO LÓPEZ", "IND")
    return dentro(cuenta("Inigo", "independiente", f"formula:{ajena.formula_id}"))


@pytest.fixture
def cora(cuenta: Callable[..., Cuenta]) -> Client:
    return dentro(cuenta("Cora", "revision"))


@pytest.fixture
def dina(cuenta: Callable[..., Cuenta]) -> Client:
    return dentro(cuenta("Dina", "administracion"))


@pytest.fixture
def fabian(cuenta: Callable[..., Cuenta]) -> Client:
    """Otra persona que administra."""
    return dentro(cuenta("Fabian", "administracion"))


@pytest.fixture
def comision(cuenta: Callable[..., Cuenta]) -> Client:
    return dentro(cuenta("Comision", "consulta"))
