"""De qué grupos surte efecto un sí: aritmética de grupos, sin base de datos. `None` es «de todos»."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple, TypedDict
from uuid import UUID

from conoceles.identidad.models import Consentimiento
from conoceles.proceso.preguntas.cuestionario import Respuestas

Grupos = list[str] | None
_CALLADAS = ("pnc", "no_aplica")


class Consentido(NamedTuple):
    """De una fila de consentimiento, lo que decide qué se publica y qué se cuenta: de miles se lee esto y no el objeto.

    `repr` no enseña nada.
    """

    clave: UUID
    pk: int
    tratamiento: bool
    publicacion: bool
    grupos: Grupos
    surten: Grupos
    estadistica: bool

    def __repr__(self) -> str:
        return "Consentido"


class Queda(TypedDict):
    """Lo que sigue permitido cuando algo se pierde."""

    grupos: Grupos
    surten: Grupos
    estadistica: bool


def publica(fila: Consentimiento | Consentido | None) -> Grupos:
    """Los grupos que hoy se pueden publicar con esa fila."""
    if fila is None or not (fila.tratamiento and fila.publicacion):
        return []
    surten: Grupos = fila.surten
    return surten


def dichos(fila: Consentimiento | Consentido | None) -> Grupos:
    """Los grupos de que se contestó que sí, surtan ya o no."""
    if fila is None or not fila.publicacion:
        return []
    grupos: Grupos = fila.grupos
    return grupos


def por_firmar(fila: Consentimiento | Consentido | None) -> bool:
    """Si algo de lo contestado espera el formato firmado."""
    return fila is not None and fila.publicacion and not abarca(publica(fila), fila.grupos)


def abarca(unos: Grupos, otros: Grupos) -> bool:
    """Si `otros` caben todos en `unos`."""
    return unos is None or (otros is not None and set(otros) <= set(unos))


def comunes(unos: Grupos, otros: Grupos) -> Grupos:
    """Los que están en los dos."""
    if unos is None or otros is None:
        return otros if unos is None else unos
    return sorted(set(unos) & set(otros))


def con_obligados(consentidos: Grupos, obligados: Collection[str]) -> Grupos:
    """Lo consentido y lo que la acción afirmativa manda mostrar."""
    return None if consentidos is None else sorted({*consentidos, *obligados})


def visibles(
    respuestas: Respuestas, grupo_de: Mapping[str, str], grupos: Collection[str] | None
) -> dict[str, str | list[str]]:
    """Lo que se ve con esos grupos: sin silencios, «no aplica», vacíos ni lo de otros grupos."""
    dichas: dict[str, str | list[str]] = {}
    for campo, valor in respuestas.items():
        if grupos is not None and grupo_de.get(campo) not in grupos:
            continue
        if isinstance(valor, list):
            valor = [v for v in valor if isinstance(v, str) and v not in _CALLADAS]
        if valor and valor not in _CALLADAS and not isinstance(valor, dict):
            dichas[campo] = valor
    return dichas


def perdio(anterior: Consentimiento | None, fila: Consentimiento) -> bool:
    """Si de una a otra se perdió algo de lo que se permitía publicar o contar."""
    return anterior is not None and not (
        abarca(dichos(fila), dichos(anterior))
        and abarca(publica(fila), publica(anterior))
        and fila.estadistica >= anterior.estadistica
    )


def queda(fila: Consentimiento) -> Queda:
    """Lo que sigue permitido, como lo recuerda el almacén de llaves."""
    return {"grupos": dichos(fila), "surten": publica(fila), "estadistica": fila.estadistica}
