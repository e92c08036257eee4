"""Recorridos y huellas que comparten varias reglas."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from functools import lru_cache

from conoceles.expediente.reglas.caso import Caso
from conoceles.nucleo.texto import sin_acentos
from conoceles.proceso.definicion import Campo, Cuestionario
from conoceles.proceso.preguntas.condiciones import visible
from conoceles.proceso.preguntas.cuestionario import Respuestas

PALABRAS_POR_TROZO = 5
MEDIOS = ("correos", "telefonos", "enlaces")  # tipos de pregunta


def preguntados(caso: Caso) -> Iterator[tuple[str, Campo]]:
    """Sección y campo de cada pregunta que aplica."""
    for seccion in caso.cuestionario.secciones:
        for campo in seccion.campos:
            if visible(campo, dict(caso.contenido)):
                yield seccion.clave, campo


def escritos(caso: Caso) -> Iterator[tuple[str, Campo, str]]:
    """Sección, campo y texto de cada respuesta larga con algo escrito."""
    for seccion, campo in preguntados(caso):
        if campo.tipo == "texto_largo" and (texto := caso.texto(campo.clave)):
            yield seccion, campo, texto


@lru_cache(maxsize=8192)
def trozos(texto: str) -> frozenset[int]:
    """Huellas de cada cinco palabras seguidas; sin acentos, mayúsculas ni signos."""
    palabras = re.findall(r"\w+", sin_acentos(texto))
    ultimo = max(len(palabras) - PALABRAS_POR_TROZO, 0)
    return frozenset(
        _resumir(" ".join(palabras[i : i + PALABRAS_POR_TROZO])) for i in range(ultimo + 1) if palabras
    )


def contactos(contenido: Respuestas, cuestionario: Cuestionario) -> dict[int, str]:
    """Huella → campo de cada medio de contacto que no es domicilio, escrito de una sola forma."""
    dichos: dict[int, str] = {}
    for campo in cuestionario.campos():
        if campo.tipo not in MEDIOS and campo.formato != "enlace":
            continue
        valor = contenido.get(campo.clave)
        for uno in valor if isinstance(valor, list) else [valor]:
            if isinstance(uno, str) and uno.strip():
                dichos[_resumir(_comparable(campo, uno))] = campo.clave
    return dichos


def _comparable(campo: Campo, valor: str) -> str:
    if campo.tipo == "telefonos":
        return re.sub(r"\D", "", valor)[-10:]
    return re.sub(r"^https?://(www\.)?", "", valor.strip().casefold()).rstrip("/")


def _resumir(texto: str) -> int:
    return int.from_bytes(hashlib.blake2b(texto.encode(), digest_size=8).digest(), "big")
