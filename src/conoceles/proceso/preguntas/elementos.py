"""Respuestas de varias partes: listas de correos, teléfonos, enlaces o cursos, y domicilios."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from conoceles.nucleo.texto import contar
from conoceles.proceso.definicion import Campo
from conoceles.proceso.preguntas import domicilios
from conoceles.proceso.preguntas.comprobaciones import correo, enlace, telefono
from conoceles.proceso.preguntas.cuestionario import Domicilio

COMPROBACIONES: dict[str, Callable[[str], str]] = {
    "correos": correo,
    "telefonos": telefono,
    "enlaces": enlace,
}


def revisar_lista(campo: Campo, valor: object) -> Iterator[str]:
    """Frases de cada elemento mal escrito, con su número si hay varios."""
    if not isinstance(valor, list) or not all(isinstance(elemento, str) for elemento in valor):
        yield "La respuesta no tiene la forma esperada."
        return
    if campo.maximo_elementos and len(valor) > campo.maximo_elementos:
        yield f"Escriba {campo.maximo_elementos} como máximo; hay {len(valor)}."
    for numero, elemento in enumerate(valor, 1):
        donde = f"Renglón {numero}: " if len(valor) > 1 else ""
        if campo.maximo and contar(elemento) > campo.maximo:
            yield f"{donde}Tiene {contar(elemento):,} caracteres y el máximo es {campo.maximo:,}."
        elif frase := COMPROBACIONES.get(campo.tipo, _bien)(elemento):
            yield donde + frase


def revisar_domicilios(campo: Campo, valor: object) -> Iterator[str]:
    """Frases de cada domicilio, con su número si hay varios."""
    todos = domicilios.varios(valor)
    if not todos or (isinstance(valor, list) and len(todos) != len(valor)):
        yield "La respuesta no tiene la forma esperada."
    if campo.maximo_elementos and len(todos) > campo.maximo_elementos:
        yield f"Escriba {campo.maximo_elementos} como máximo; hay {len(todos)}."
    for numero, uno in enumerate(todos, 1):
        donde = f"Domicilio {numero}: " if len(todos) > 1 else ""
        yield from (donde + frase for frase in _revisar_domicilio(campo, uno))


def _revisar_domicilio(campo: Campo, valor: Domicilio) -> Iterator[str]:
    """Un domicilio importado es `{"texto": …}` y se acepta como viene."""
    if "texto" in valor:
        return
    if not valor.get("calle"):
        yield "Falta la calle del domicilio."
    if valor.get("cp") and not re.fullmatch(r"\d{5}", valor["cp"]):
        yield "El código postal tiene cinco dígitos."
    if campo.maximo and any(contar(str(parte)) > campo.maximo for parte in valor.values()):
        yield f"Cada parte del domicilio tiene {campo.maximo} caracteres como máximo."


def _bien(_: str) -> str:
    return ""
