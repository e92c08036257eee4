"""Lo que un corte cambia: de quién es, para quien ensaya, y su parte de la huella, para quien confirma."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from operator import attrgetter

from conoceles.candidaturas.models import Candidatura, Persona
from conoceles.candidaturas.padron.informe import Informe
from conoceles.candidaturas.padron.renglones.registro import Registro
from conoceles.candidaturas.sustitutas import SEXOS

# Todo, menos un conjunto, que no se escribe siempre en el mismo orden.
_DICHO = attrgetter(*(campo.name for campo in fields(Registro) if campo.name != "borrados"))


def de_quien_es(
    persona: Persona, decia: Mapping[str, object], folio: str, donde: Registro, informe: Informe
) -> None:
    """Un nombre o un sexo que cambian se dicen de quién son: con ellos se la reconoce y se cuenta la paridad."""
    cambiado(persona, decia, informe)
    if "nombre" in decia:
        mensaje = f"«{decia['nombre']}» pasó a «{persona.nombre}» (folio {folio})."
        informe.avisar("NOMBRE_ACTUALIZADO", mensaje, donde.hoja, donde.fila)
    if antes := SEXOS.get(str(decia.get("sexo"))):
        mensaje = f"El sexo de «{persona.nombre}» (folio {folio}) pasó de {antes} a {SEXOS[persona.sexo]}."
        informe.avisar("SEXO_ACTUALIZADO", mensaje, donde.hoja, donde.fila)


def cambiado(fila: Persona | Candidatura, decia: Mapping[str, object], informe: Informe) -> None:
    """Cada campo con lo que decía y lo que dirá: si en medio cambió la base, es otro cambio aunque dé la misma cuenta."""
    informe.hara(fila.pk, *((campo, antes, getattr(fila, campo)) for campo, antes in decia.items()))


def agregada(candidatura: Candidatura, persona: Persona, registro: Registro, informe: Informe) -> None:
    """Quién entra y dónde; si ya se la conocía, que es ella; y quién responde. Las llaves nuevas no: cada vez son otras."""
    responde = candidatura.formula.responde
    conocida = "" if persona._state.adding else persona.pk
    informe.hara(candidatura.folio, conocida, responde and responde.siglas, _DICHO(registro))
