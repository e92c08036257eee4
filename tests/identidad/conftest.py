"""Personas de las pruebas de identidad: Ana captura, Beto es rival, Cora revisa, Dina administra.

Los modelos se importan dentro de cada dato: pytest lee este archivo antes de que Django esté listo.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

import constan
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from personas import respaldar, titular

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura
    from conoceles.identidad.operaciones import Sello
    from conoceles.proceso.definicion import Definicion
    from conoceles.proceso.models import Proceso

TODO_SI = {"tratamiento": True, "publicacion": True, "estadistica": True}
RESPUESTAS = {"p1": "si", "p4": "si", "p9": "no", "p20": "durango"}


@cache
def definicion_de_prueba() -> Definicion:
    from conoceles.proceso.carga import leer_carpeta

    return leer_carpeta(RAIZ_PROYECTO / "procesos" / "durango-2023-2024")


@pytest.fixture
def proceso(base: None, ahora: datetime) -> Proceso:
    """Una elección con los cuestionarios de Durango, una contienda y dos partidos."""
    from conoceles.proceso.models import Contienda, Fuerza, Proceso
    from conoceles.proceso.serie import a_json, huella

    definicion = definicion_de_prueba()
    proceso = Proceso.objects.create(
        clave="prueba",
        nombre="Prueba",
        definicion=a_json(definicion),
        huella=huella(definicion),
        cargado_en=ahora,
    )
    Contienda.objects.create(proceso=proceso, clave="d1", cargo="dmr", nombre="D1", ambito="D1", orden=1)
    for orden, siglas in enumerate(("PA", "PB"), start=1):
        Fuerza.objects.create(proceso=proceso, siglas=siglas, nombre=siglas, tipo="partido", orden=orden)
    return proceso


@pytest.fixture
def crear(proceso: Proceso, ahora: datetime) -> Callable[..., Candidatura]:
    """Crea una candidatura de PA con el folio dado."""
    from conoceles.candidaturas.models import Candidatura, Formula, Persona
    from conoceles.proceso.models import Contienda, Fuerza

    def _crear(folio: str, calidad: str = "propietaria") -> Candidatura:
        fuerza, contienda = Fuerza.objects.get(siglas="PA"), Contienda.objects.get()
        formula = Formula.objects.create(
            contienda=contienda, fuerza=fuerza, responde=fuerza, posicion=Formula.objects.count() + 1
        )
        persona = Persona.objects.create(proceso=proceso, nombre=f"PERSONA {folio}", sexo="mujer")
        creada = Candidatura.objects.create(
            proceso=proceso,
            folio=folio,
            formula=formula,
            persona=persona,
            calidad=calidad,
            registrada_en=ahora,
        )
        constan.alta(creada)
        return creada

    return _crear


@pytest.fixture
def candidatura(request: pytest.FixtureRequest, crear: Callable[..., Candidatura]) -> Candidatura:
    """De titular, o de la calidad que pida la prueba."""
    return crear("AAAA1111", getattr(request, "param", "propietaria"))


@pytest.fixture
def ana(proceso: Proceso) -> Alcance:
    return Alcance(actor="ana@pa", papel="partido", fuerza=proceso.fuerzas.get(siglas="PA").pk)


@pytest.fixture
def beto(proceso: Proceso) -> Alcance:
    return Alcance(actor="beto@pb", papel="partido", fuerza=proceso.fuerzas.get(siglas="PB").pk)


@pytest.fixture
def eva(candidatura: Candidatura) -> Alcance:
    """La propia persona, desde su sesión."""
    return Alcance(actor="eva", papel="candidatura", candidaturas=frozenset({candidatura.pk}))


@pytest.fixture
def cora() -> Alcance:
    return Alcance(actor="cora@iepc", papel="revision", todo=True)


@pytest.fixture
def dina() -> Alcance:
    return Alcance(actor="dina@iepc", papel="administracion", todo=True)


@pytest.fixture
def sellada(candidatura: Candidatura, ahora: datetime) -> Callable[..., Sello]:
    """Sella la propia persona, que es independiente; sin decir otra cosa, con consentimiento en todo.

    Si sella ella, su formato firmado ya se aceptó.
    """
    from conoceles.identidad.operaciones import sellar

    def _sellar(respuestas: dict[str, Any], **cambios: Any) -> Sello:
        argumentos: dict[str, Any] = {
            "candidatura": candidatura,
            "consentimiento": TODO_SI,
            "aviso_version": "a1",
            "origen": "envio",
            "por": titular(cambios.get("candidatura", candidatura)),
            "ahora": ahora,
        }
        sello = sellar(respuestas=respuestas, **(argumentos | cambios))
        if "por" not in cambios:
            respaldar(cambios.get("candidatura", candidatura), cambios.get("ahora", ahora))
        return sello

    return _sellar


def se_ve(candidatura: Candidatura, **mas: Any) -> set[str]:
    from conoceles.identidad import consultas

    clave = candidatura.clave_identidad
    return set(consultas.publicables([clave], definicion_de_prueba().identidad, **mas).get(clave, {}))
