"""De lo que llega de un formulario a la respuesta que se guarda. No juzga: eso hace `validacion`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from conoceles.nucleo.redaccion.ocultos import marcar
from conoceles.proceso.definicion import Campo, Seccion
from conoceles.proceso.preguntas import domicilios
from conoceles.proceso.preguntas.comprobaciones import completar_enlace
from conoceles.proceso.preguntas.condiciones import visible
from conoceles.proceso.preguntas.cuestionario import Respuesta
from conoceles.proceso.preguntas.medidas import MEDIDAS, uniforme


def limpiar(seccion: Seccion, datos: Mapping[str, object]) -> dict[str, Respuesta]:
    """Respuestas de una sección, sin vacíos y sin lo que una condición de la misma sección oculta.

    `datos` va de la clave del campo a lo recibido: texto, o lista de textos como los da un formulario.
    Un domicilio llega como `clave.parte`, como diccionario de partes o, si son varios, como su lista. Los blancos se colapsan
    y los saltos de línea quedan en uno solo. Lo que no se ve queda señalado en su lugar; nada más se altera.
    """
    propias = {campo.clave for campo in seccion.campos}
    limpio: dict[str, Respuesta] = {}
    for campo in seccion.campos:
        condicion = campo.visible_si
        if condicion and condicion.campo in propias and not visible(campo, limpio):
            continue
        valor = _valor(campo, datos)
        if valor:
            limpio[campo.clave] = valor
    return limpio


def _valor(campo: Campo, datos: Mapping[str, object]) -> Respuesta:
    if campo.tipo == "domicilio":
        return _domicilios(campo, datos)
    textos = _textos(datos.get(campo.clave), largo=campo.tipo == "texto_largo")
    if campo.tipo == "opciones":
        return _ordenadas(campo, textos)
    if campo.tipo == "enlaces":
        return _unicos(completar_enlace(t) for t in textos)
    if campo.tipo in ("lista", "correos", "telefonos"):
        return _unicos(textos)
    if campo.tipo in MEDIDAS:
        return uniforme(campo, textos[0]) if textos else ""
    if campo.formato == "enlace":
        return completar_enlace(textos[0]) if textos else ""
    return textos[0] if textos else ""


def _domicilios(campo: Campo, datos: Mapping[str, object]) -> Respuesta:
    crudos = domicilios.varios(datos.get(campo.clave)) or domicilios.recibidos(campo.clave, datos, ".")
    return domicilios.respuesta(_domicilio(crudo) for crudo in crudos)


def _domicilio(partes: Mapping[str, object]) -> dict[str, str]:
    dichas = {parte: _textos(partes.get(parte)) for parte in domicilios.PARTES}
    return {parte: textos[0] for parte, textos in dichas.items() if textos}


def _textos(recibido: object, *, largo: bool = False) -> list[str]:
    crudos = recibido if isinstance(recibido, list | tuple) else [recibido]
    limpios = (_texto(c, largo=largo) for c in crudos if isinstance(c, str))
    return [t for t in limpios if t]


def _texto(crudo: str, *, largo: bool) -> str:
    texto = marcar(crudo.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", ""))
    if not largo:
        return " ".join(texto.split())
    renglones = (" ".join(renglon.split()) for renglon in texto.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(renglones)).strip()


def _ordenadas(campo: Campo, elegidas: list[str]) -> list[str]:
    """En el orden de la definición; lo que no es opción queda al final para que se señale."""
    orden = {opcion.clave: i for i, opcion in enumerate(campo.opciones)}
    return sorted(_unicos(elegidas), key=lambda clave: orden.get(clave, len(orden)))


def _unicos(textos: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(textos))
