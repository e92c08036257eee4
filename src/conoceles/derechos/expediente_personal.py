"""Todo lo que el sistema tiene de una persona, reunido al vuelo y sin guardarse.

Las tablas de la base A se recorren por sus relaciones con la candidatura: una sala nueva entra sola.
"""

from __future__ import annotations

from datetime import datetime
from typing import TypedDict

from django.apps import apps
from django.db import models
from django.views.decorators.debug import sensitive_variables

from conoceles.bitacora import consultas as bitacora
from conoceles.bitacora.actos import Acto
from conoceles.bitacora.models import Entrada
from conoceles.candidaturas.alcances import cuentas_propias
from conoceles.candidaturas.models import Candidatura
from conoceles.correo.models import Correo
from conoceles.cuentas.consultas import quien
from conoceles.identidad import acceso
from conoceles.identidad.acceso import Campos
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import NoEncontrado

# Un correo puede nombrar a otras personas y va a quien captura: de él solo se da cuenta.
_DE_CORREO = ("asunto", "clase", "estado", "en", "enviado_en")
_DE_CUENTA = ("correo", "nombre", "papel", "is_active", "last_login")


class Leido(TypedDict):
    """Quién leyó sus respuestas y por qué."""

    momento: datetime
    quien: str
    motivo: str


class Hecho(TypedDict):
    """Una entrada de la bitácora: cuándo llegó lo pedido al sistema y cuándo se asentó."""

    recibido: datetime
    registrado: datetime
    quien: str
    acto: str
    datos: Campos


class Expediente(TypedDict):
    """Todo lo de una persona. `actos`: modelo → filas; `historia`: base → entradas."""

    generado_en: datetime
    motivo: str
    persona: Campos
    candidatura: Campos
    formula: Campos
    identidad: acceso.Reunido
    actos: dict[str, list[Campos]]
    cuentas: list[Campos]
    correos: list[Campos]
    historia: dict[str, list[Hecho]]
    lecturas: list[Leido]


@sensitive_variables()
def reunir(*, candidatura: Candidatura, motivo: str, por: Alcance, ahora: datetime) -> Expediente:
    """Padrón, cuestionarios, consentimientos, actos, correos, historia y quién leyó sus respuestas.

    Deja constancia en las dos bases. Lo de identidad falta si está bloqueado y quien actúa no es la persona.
    """
    try:
        identidad: acceso.Reunido = acceso.reunir(
            candidatura=candidatura, motivo=motivo, por=por, ahora=ahora
        )
    except NoEncontrado:
        identidad = {"bloqueada": True, "legible": False}
    entradas = {base: list(bitacora.de_folio(base, candidatura.folio)) for base in ("default", "identidad")}
    return {
        "generado_en": ahora,
        "motivo": motivo,
        "persona": _persona(candidatura),
        "candidatura": _fila(candidatura),
        "formula": _fila(candidatura.formula),
        "identidad": identidad,
        "actos": _actos(candidatura),
        "cuentas": _cuentas(candidatura),
        "correos": list(Correo.objects.filter(folio=candidatura.folio).values(*_DE_CORREO)),
        "historia": {base: [_entrada(e) for e in filas] for base, filas in entradas.items()},
        "lecturas": [_lectura(e) for e in entradas["identidad"] if e.acto == Acto.IDENTIDAD_LEIDA],
    }


def tablas() -> dict[type[models.Model], str]:
    """Modelo → camino hasta su candidatura, de todo lo que cuelga de ella en la base A."""
    caminos: dict[type[models.Model], str] = {}
    pendientes: list[tuple[type[models.Model], str]] = [(Candidatura, "")]
    while pendientes:
        modelo, camino = pendientes.pop(0)
        for otro in apps.get_models():
            for campo in otro._meta.concrete_fields:
                propio = campo.remote_field is not None and campo.related_model is modelo
                if propio and otro not in (Candidatura, *caminos):
                    caminos[otro] = f"{campo.name}__{camino}".removesuffix("__")
                    pendientes.append((otro, caminos[otro]))
    return caminos


def _actos(candidatura: Candidatura) -> dict[str, list[Campos]]:
    halladas = {
        modelo._meta.label: [
            _fila(f) for f in modelo._base_manager.filter(**{camino: candidatura}).order_by("pk")
        ]
        for modelo, camino in tablas().items()
    }
    return {nombre: filas for nombre, filas in sorted(halladas.items()) if filas}


def _fila(fila: models.Model) -> Campos:
    return {campo.name: getattr(fila, campo.attname) for campo in fila._meta.concrete_fields}


def _persona(candidatura: Candidatura) -> Campos:
    datos = _fila(candidatura.persona)
    return datos | {"curp_hmac": "se conserva un resumen que no permite leerla" if datos["curp_hmac"] else ""}


def _cuentas(candidatura: Candidatura) -> list[Campos]:
    return list(cuentas_propias(candidatura).values(*_DE_CUENTA))


def _entrada(e: Entrada) -> Hecho:
    return {
        "recibido": e.recibida, "registrado": e.momento, "quien": quien(e.actor), "acto": e.acto, "datos": e.datos,
    }  # fmt: skip


def _lectura(e: Entrada) -> Leido:
    return {"momento": e.momento, "quien": quien(e.actor), "motivo": e.datos.get("motivo", "")}
