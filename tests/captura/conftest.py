"""Ana captura por el PRI; Beto es del PAN; Cora revisa; Eva es la candidata.

Los modelos se importan tarde: Django aún no está listo cuando pytest lee este archivo.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.carpetas import RAIZ_PROYECTO

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura
    from conoceles.cuentas.models import Cuenta
    from conoceles.proceso.models import Proceso

SISTEMA = Alcance.sistema("pruebas")
SECRETO = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
LARGO = (
    "Nací en Canatlán y estudié para maestra rural. Durante doce años di clases en escuelas multigrado de la "
    "sierra, donde organicé con las familias un comedor y una biblioteca. Después coordiné la red municipal de "
    "salud comunitaria, capacité a parteras y llevé el registro de vacunación. Hoy asesoro a cooperativas de "
    "mujeres que venden conservas y queso, y participo en el consejo ciudadano del agua."
)


@pytest.fixture
def proceso(base: None, ahora: datetime) -> Proceso:
    """La elección de Durango 2023-2024, como viene en el repositorio."""
    from conoceles.expediente import transiciones
    from conoceles.proceso.models import Proceso
    from conoceles.proceso.operaciones import cargar

    carpeta = RAIZ_PROYECTO / "procesos" / "durango-2023-2024"
    cargar(carpeta, por=SISTEMA, ahora=ahora, inventado=True)
    transiciones.sincronizar()
    return Proceso.objects.get(pk="durango-2023-2024")


@pytest.fixture
def registrar(proceso: Proceso, ahora: datetime) -> Callable[..., Candidatura]:
    """Registra y habilita una candidatura del PRI en la primera contienda."""
    from conoceles.candidaturas.models import Candidatura, Formula, Persona
    from conoceles.expediente.operaciones import habilitar

    def _registrar(folio: str, nombre: str = "MARÍA DE LA LUZ ÑÁÑEZ") -> Candidatura:
        fuerza, contienda = proceso.fuerzas.get(siglas="PRI"), proceso.contiendas.order_by("orden")[0]
        formula = Formula.objects.create(
            contienda=contienda, fuerza=fuerza, responde=fuerza, posicion=Formula.objects.count() + 1
        )
        persona = Persona.objects.create(proceso=proceso, nombre=nombre, sexo="mujer")
        candidatura = Candidatura.objects.create(
            proceso=proceso,
            folio=folio,
            formula=formula,
            persona=persona,
            calidad="propietaria",
            registrada_en=ahora,
        )
        habilitar(candidatura=candidatura, por=SISTEMA, ahora=ahora)
        candidatura.refresh_from_db()
        return candidatura

    return _registrar


@pytest.fixture
def candidatura(registrar: Callable[..., Candidatura]) -> Candidatura:
    return registrar("aaaa1111")


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
    return _dentro(cuenta("Ana", "partido", f"fuerza:{proceso.fuerzas.get(siglas='PRI').pk}"))


@pytest.fixture
def beto(proceso: Proceso, cuenta: Callable[..., Cuenta]) -> Client:
    return _dentro(cuenta("Beto", "partido", f"fuerza:{proceso.fuerzas.get(siglas='PAN').pk}"))


@pytest.fixture
def eva(candidatura: Candidatura, cuenta: Callable[..., Cuenta]) -> Client:
    return _dentro(cuenta("Eva", "candidatura", f"candidatura:{candidatura.pk}"))


@pytest.fixture
def cora(cuenta: Callable[..., Cuenta]) -> Client:
    from conoceles.cuentas.operaciones import activar_totp

    revisora = cuenta("Cora", "revision")
    activar_totp(cuenta=revisora, secreto=SECRETO)
    return _dentro(revisora)


def _dentro(quien: Cuenta) -> Client:
    from django.test import Client

    navegador = Client()
    navegador.force_login(quien)
    return navegador


@pytest.fixture
def con_aviso(ana: Client, candidatura: Candidatura) -> str:
    """La dirección de la candidatura, con el aviso ya aceptado por Ana."""
    raiz = f"/candidaturas/{candidatura.folio}/"
    version = ana.get(raiz + "aviso/").context["integral"].version
    assert ana.post(raiz + "aviso/", {"leido": "si", "version": version}).status_code == 302
    return raiz


@pytest.fixture
def llenar(ana: Client, con_aviso: str, proceso: Proceso) -> Callable[[], str]:
    """Captura lo obligatorio por las pantallas, como lo haría Ana."""

    def _llenar() -> str:
        ana.post(con_aviso + "estudios/", {"grado": "sin_estudios", "version": "0"})
        for clave in ("historia", "trayectoria"):
            ana.post(con_aviso + f"{clave}/", {clave: LARGO, "version": "0"})
        for tema in ana.get(con_aviso + "identidad/").context["renglones"]:
            _contestar(ana, con_aviso, tema[0].seccion)
        return con_aviso

    return _llenar


_PREFERIDAS = {True: ("si",), False: ("no", "pnc")}


def _contestar(ana: Client, raiz: str, seccion: Any) -> None:
    """Consiente todo y responde «no» o «prefiero no contestar» a lo demás."""
    ruta = "consentimiento/" if seccion.clave == "consentimiento" else f"identidad/{seccion.clave}/"
    es_consentimiento = seccion.clave == "consentimiento"
    original = ana.get(raiz + ruta).context["original"]
    respuestas: dict[str, Any] = {"original": original}
    for campo in seccion.campos:
        claves = [opcion.clave for opcion in campo.opciones]
        if claves and campo.visible_si is None:
            respuestas[campo.clave] = next(c for c in _PREFERIDAS[es_consentimiento] if c in claves)
    assert ana.post(raiz + ruta, respuestas).status_code == 302


@pytest.fixture
def enviada(ana: Client, llenar: Callable[[], str]) -> str:
    raiz = llenar()
    respuesta = ana.post(raiz + "enviar/", {"confirmo": "si"})
    assert respuesta["Location"] == raiz + "acuse/"
    return raiz
