"""Si un cuestionario está completo y bien escrito. Funciones puras.

Un `error` impide enviar; un `aviso` se muestra y se informa, pero no impide nada.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from conoceles.nucleo.redaccion.ocultos import frase
from conoceles.nucleo.texto import contar
from conoceles.proceso.definicion import Campo, Cuestionario, GruposEdad, Seccion
from conoceles.proceso.preguntas.comprobaciones import enlace, relleno
from conoceles.proceso.preguntas.condiciones import (
    PREFIERE_NO_CONTESTAR,
    aplicar_saltos,
    opciones_visibles,
    visible,
)
from conoceles.proceso.preguntas.cuestionario import Respuestas
from conoceles.proceso.preguntas.edades import contradiccion
from conoceles.proceso.preguntas.elementos import revisar_domicilios, revisar_lista
from conoceles.proceso.preguntas.limpieza import limpiar
from conoceles.proceso.preguntas.medidas import MEDIDAS, falla

__all__ = ["Hallazgo", "limpiar", "revisar", "revisar_seccion"]

Nivel = Literal["error", "aviso"]


@dataclass(frozen=True)
class Hallazgo:
    """Algo que atender en un campo, dicho a quien lo escribió."""

    campo: str
    mensaje: str
    nivel: Nivel


def revisar(
    cuestionario: Cuestionario,
    respuestas: Respuestas,
    *,
    envio: bool,
    fotografia: bool | None = None,
    edad: int | None = None,
    grupos: GruposEdad | None = None,
) -> list[Hallazgo]:
    """Todo lo que hay que atender, en el orden de las preguntas.

    Con `envio` se exige lo obligatorio; sin él (un borrador) solo se señala lo mal escrito.
    `fotografia` dice si ya hay una (`None`: no se revisa); `edad`, los años registrados en el padrón.
    """
    vigentes = aplicar_saltos(cuestionario, respuestas)
    hallazgos = [h for s in cuestionario.secciones for h in revisar_seccion(s, vigentes, envio=envio)]
    if envio and fotografia is False:
        nivel: Nivel = "error" if cuestionario.fotografia_obligatoria else "aviso"
        hallazgos.insert(0, Hallazgo("fotografia", "Falta la fotografía.", nivel))
    rangos = grupos or GruposEdad()
    frases = ((c.clave, contradiccion(c, vigentes.get(c.clave), edad, rangos)) for c in cuestionario.campos())
    return [*hallazgos, *(Hallazgo(clave, frase, "aviso") for clave, frase in frases if frase)]


def revisar_seccion(seccion: Seccion, respuestas: Respuestas, *, envio: bool) -> list[Hallazgo]:
    """Lo de una sección; `respuestas` puede traer también las de otras, por las condiciones."""
    return [
        Hallazgo(campo.clave, mensaje, nivel)
        for campo in seccion.campos
        if visible(campo, respuestas)
        for mensaje, nivel in _campo(campo, respuestas, envio)
    ]


def _campo(campo: Campo, respuestas: Respuestas, envio: bool) -> Iterator[tuple[str, Nivel]]:
    valor = respuestas.get(campo.clave)
    if valor in (None, "", [], {}):
        if envio and (campo.obligatorio or campo.recomendado):
            yield _falta(campo), "error" if campo.obligatorio else "aviso"
    elif motivo := next((m for t in _textos(valor) if (m := frase(t))), ""):
        yield motivo, "error"
    elif campo.tipo in ("opcion", "opciones"):
        yield from ((m, "error") for m in _opciones(campo, valor, respuestas))
    elif campo.por_renglones:
        yield from ((m, "error") for m in revisar_lista(campo, valor))
    elif campo.tipo == "domicilio":
        yield from ((m, "error") for m in revisar_domicilios(campo, valor))
    elif not isinstance(valor, str):
        yield "La respuesta no tiene la forma esperada.", "error"
    elif campo.tipo in MEDIDAS:
        if motivo := falla(campo, valor):
            yield motivo, "error"
    else:
        yield from _texto(campo, valor, envio)


def _textos(valor: object) -> Iterator[str]:
    partes = valor.values() if isinstance(valor, Mapping) else valor if isinstance(valor, list) else ()
    yield from [valor] if isinstance(valor, str) else (texto for parte in partes for texto in _textos(parte))


def _falta(campo: Campo) -> str:
    if campo.tipo in ("opcion", "opciones"):
        return "Elija una respuesta."
    return (
        "Falta esta respuesta."
        if campo.obligatorio
        else "No se ha escrito: el perfil dirá que no se proporcionó."
    )


def _opciones(campo: Campo, valor: object, respuestas: Respuestas) -> Iterator[str]:
    elegidas = valor if isinstance(valor, list) else [valor]
    validas = [opcion.clave for opcion in opciones_visibles(campo, respuestas)]
    if isinstance(valor, list) != (campo.tipo == "opciones") or any(e not in validas for e in elegidas):
        yield "Elija una de las respuestas de la lista."
    elif campo.maximo_elementos and len(elegidas) > campo.maximo_elementos:
        yield f"Elija {campo.maximo_elementos} como máximo; hay {len(elegidas)}."
    elif len(elegidas) > 1 and PREFIERE_NO_CONTESTAR in elegidas:
        yield "«Prefiero no contestar» no se combina con otras respuestas."


def _texto(campo: Campo, valor: str, envio: bool) -> Iterator[tuple[str, Nivel]]:
    cuenta = contar(valor)
    if campo.maximo and cuenta > campo.maximo:
        sobran = cuenta - campo.maximo
        yield f"Tiene {cuenta:,} caracteres y el máximo es {campo.maximo:,}: sobran {sobran:,}.", "error"
    if campo.minimo and cuenta < campo.minimo:
        corto: Nivel = "error" if envio and campo.obligatorio else "aviso"
        yield f"Tiene {cuenta:,} caracteres y el mínimo es {campo.minimo:,}. Los espacios no cuentan.", corto
    if campo.tipo == "texto_largo" and (motivo := relleno(valor)):
        yield motivo, "error" if envio else "aviso"
    if campo.formato == "enlace" and (motivo := enlace(valor)):
        yield motivo, "error"
