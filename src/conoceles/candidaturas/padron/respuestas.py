"""Las respuestas curriculares del formato del INE, como contenido de una versión importada."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from conoceles.candidaturas.padron.normalizar import clave, linea, parrafos
from conoceles.proceso.definicion import Cuestionario, Definicion, Opcion

_TEXTOS = ("historia", "trayectoria", "motivo", "propuesta_1", "propuesta_2", "propuesta_genero")
_LISTAS = {"redes": "redes", "correo_publico": "correos", "telefonos": "telefonos"}
_UNA_FORMA = {"trunca": "trunco"}  # el archivo de 2022 escribe las dos
COLUMNA_A_PREGUNTA = dict(_LISTAS)  # las que no se llaman igual
_CANDIDATAS = 8  # opciones que se ofrecen cuando ninguna coincide


@dataclass
class Leidas:
    """`ajenas`: columna → texto que ningún catálogo tiene y sus candidatas; `entendidas`: columna → etiqueta."""

    contenido: dict[str, Any] = field(default_factory=dict)
    ajenas: dict[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    entendidas: dict[str, str] = field(default_factory=dict)


def leer(celdas: dict[str, str], definicion: Definicion) -> Leidas:
    """Claves del cuestionario → valor; lo vacío no aparece. Sin ninguna respuesta, un diccionario vacío.

    Las listas se separan de modo que volver a unirlas (", " en contactos, "," en cursos) da el texto original.
    """
    respuestas: dict[str, Any] = {campo: parrafos(celdas.get(campo, "")) for campo in _TEXTOS}
    for columna, campo in _LISTAS.items():
        texto = linea(celdas.get(columna, ""))
        respuestas[campo] = texto.split(", ") if texto else []
    respuestas["pagina_web"] = linea(celdas.get("pagina_web", ""))
    domicilio = linea(celdas.get("casa_campana", ""))
    respuestas["casa_campana"] = {"texto": domicilio} if domicilio else {}
    respuestas["cursos"] = _cursos(parrafos(celdas.get("cursos", "")))
    leidas = Leidas()
    for campo in ("grado", "estatus_grado"):
        respuestas[campo] = _de_catalogo(campo, celdas.get(campo, ""), definicion.curricular, leidas)
    leidas.contenido = {campo: valor for campo, valor in respuestas.items() if valor}
    return leidas


def _de_catalogo(campo: str, celda: str, cuestionario: Cuestionario, leidas: Leidas) -> str:
    """Primero el catálogo: lo que en otra columna es un relleno («Ninguno»), aquí puede ser una opción."""
    texto = " ".join(celda.split())
    elegida = opcion(cuestionario, campo, texto)
    etiquetas = {o.clave: o.etiqueta for o in _opciones(cuestionario, campo)}
    if elegida and clave(etiquetas[elegida]) != clave(texto):
        leidas.entendidas[campo] = etiquetas[elegida]
    elif not elegida and linea(texto):
        leidas.ajenas[campo] = (texto, candidatas(texto, tuple(etiquetas.values())))
    return elegida


def candidatas(texto: str, etiquetas: Sequence[str]) -> tuple[str, ...]:
    """Las opciones más parecidas, y después las demás, hasta ocho."""
    por_clave = {clave(etiqueta): etiqueta for etiqueta in etiquetas}
    parecidas = get_close_matches(clave(texto), list(por_clave), n=3, cutoff=0.5)
    return tuple(dict.fromkeys([*(por_clave[p] for p in parecidas), *etiquetas]))[:_CANDIDATAS]


def etiquetas(cuestionario: Cuestionario, campo: str) -> tuple[str, ...]:
    """Las de las opciones de una pregunta."""
    return tuple(opcion.etiqueta for opcion in _opciones(cuestionario, campo))


def _opciones(cuestionario: Cuestionario, campo: str) -> tuple[Opcion, ...]:
    return next((p.opciones for p in cuestionario.campos() if p.clave == campo), ())


def opcion(cuestionario: Cuestionario, campo: str, etiqueta: str) -> str:
    """Clave de la opción que se lee así, por etiqueta o sinónimo; «» si el cuestionario no la tiene."""
    if not etiqueta:
        return ""
    comparable = _UNA_FORMA.get(clave(etiqueta), clave(etiqueta))
    for posible in _opciones(cuestionario, campo):
        if comparable in {clave(forma) for forma in (posible.etiqueta, posible.clave, *posible.sinonimos)}:
            return posible.clave
    return ""


def _cursos(texto: str) -> list[str]:
    """El sistema de origen unía los cursos con una coma sin espacio; la coma con espacio es del texto."""
    return re.split(r",(?=\S)", texto) if texto else []
