"""Un corte posterior corrige datos; una celda vacía nunca borra."""

from __future__ import annotations

from typing import Any

from conoceles.candidaturas.models import Candidatura, Persona
from conoceles.candidaturas.padron.informe import Informe
from conoceles.candidaturas.padron.personas import Directorio
from conoceles.candidaturas.padron.registro import Registro


def actualizar(
    candidatura: Candidatura, registro: Registro, directorio: Directorio, informe: Informe
) -> tuple[str, ...]:
    """Guarda lo que cambió y devuelve los nombres de los campos; los valores no salen de aquí."""
    persona = candidatura.persona
    anterior = persona.nombre
    cambios = _aplicar(persona, _de_persona(candidatura, registro, directorio))
    if cambios:
        persona.save(update_fields=cambios)
        directorio.agregar(persona)
    propios = _aplicar(candidatura, _de_candidatura(candidatura, registro))
    if propios:
        candidatura.save(update_fields=propios)
    if "nombre" in cambios:
        mensaje = f"«{anterior}» pasó a «{persona.nombre}» (folio {candidatura.folio})."
        informe.avisar("NOMBRE_ACTUALIZADO", mensaje, registro.hoja, registro.fila)
    return (*cambios, *propios)


def _aplicar(fila: Persona | Candidatura, valores: dict[str, Any]) -> list[str]:
    distintos = [
        campo for campo, valor in valores.items() if valor not in ("", None) and getattr(fila, campo) != valor
    ]
    for campo in distintos:
        setattr(fila, campo, valores[campo])
    return distintos


def _de_persona(candidatura: Candidatura, registro: Registro, directorio: Directorio) -> dict[str, Any]:
    return {
        "nombre": registro.nombre,
        "nombres": registro.nombres,
        "primer_apellido": registro.primer_apellido,
        "segundo_apellido": registro.segundo_apellido,
        "sexo": registro.sexo,
        "fecha_nacimiento": registro.nacimiento,
        "edad_publicada": registro.edad,
        "curp_hmac": "" if directorio.curp_de_otra(registro, candidatura.persona) else registro.curp_hmac,
        "correo_avisos": "" if candidatura.origen == "importada" else registro.correo,
    }


def _de_candidatura(candidatura: Candidatura, registro: Registro) -> dict[str, Any]:
    return {
        "sobrenombre": registro.sobrenombre,
        "reeleccion": registro.reeleccion,
        "acciones_afirmativas": list(registro.acciones) or None,
    }
