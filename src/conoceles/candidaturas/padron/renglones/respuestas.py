"""Las respuestas curriculares del formato del INE, como contenido de una versión importada."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from conoceles.candidaturas.padron.archivo.celdas import ENTRE_COLUMNAS
from conoceles.candidaturas.padron.encabezados import columna_de
from conoceles.candidaturas.padron.renglones.normalizar import clave, linea, parrafos
from conoceles.proceso.definicion import Campo, Cuestionario, Definicion, Opcion
from conoceles.proceso.preguntas.cuestionario import Respuesta
from conoceles.proceso.preguntas.medidas import MEDIDAS, falla, uniforme

_ABREVIADO = re.compile(r"\d(?:[.,]\d+)?E\+?\d+", re.IGNORECASE)
_CANDIDATAS = 8  # opciones que se ofrecen cuando ninguna coincide


@dataclass
class Leidas:
    """`ajenas`: columna → texto que ningún catálogo tiene y sus candidatas; `entendidas`: columna → etiqueta."""

    contenido: dict[str, Respuesta] = field(default_factory=dict)
    ajenas: dict[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    entendidas: dict[str, str] = field(default_factory=dict)
    mal_escritas: dict[str, tuple[str, str]] = field(default_factory=dict)  # columna → texto y qué se admite


def leer(celdas: dict[str, str], definicion: Definicion) -> Leidas:
    """Claves del cuestionario → valor; lo vacío no aparece. Sin ninguna respuesta, un diccionario vacío.

    Las listas se separan de modo que volver a unirlas con su `separador` da el texto original.
    """
    leidas = Leidas()
    if not any(celdas.values()):
        return leidas
    for campo in definicion.curricular.campos():
        columna = columna_de(campo)
        celda = celdas.get(columna, "")
        if not celda:
            continue
        if campo.tipo in MEDIDAS:
            valor: Respuesta = _de_medida(columna, campo, celda, leidas)
        elif campo.tipo == "telefonos":
            valor = _de_telefonos(columna, campo, celda, leidas)
        else:
            valor = _de_opciones(columna, campo, celda, leidas) if campo.opciones else _valor(campo, celda)
        if valor:
            leidas.contenido[campo.clave] = valor
    return leidas


def _de_opciones(columna: str, campo: Campo, celda: str, leidas: Leidas) -> str | list[str]:
    """Una opción o, si caben varias, las que separan un punto y coma o un renglón."""
    if campo.tipo == "opcion":
        return _de_catalogo(columna, campo, celda, leidas)
    elegidas = (_de_catalogo(columna, campo, parte, leidas) for parte in re.split(r"[;\n]", celda))
    return list(dict.fromkeys(filter(None, elegidas)))


def _de_medida(columna: str, campo: Campo, celda: str, leidas: Leidas) -> str:
    """El número o el día; lo que no se entiende se dice con su razón y no entra."""
    dicho = linea(celda)
    valor = uniforme(campo, dicho)
    if dicho and (razon := falla(campo, valor)):
        leidas.mal_escritas[columna] = (dicho, razon)
        return ""
    return valor


def _de_telefonos(columna: str, campo: Campo, celda: str, leidas: Leidas) -> list[str]:
    """Una hoja de cálculo guarda «6181234567.0» y, si lo abrevia, «6.18E+09»: ahí ya perdió cifras y no entra."""
    dichos = [re.sub(r"^(\d{7,})\.0+$", r"\1", dicho) for dicho in map(str, _valor(campo, celda))]
    if any(_ABREVIADO.fullmatch(dicho.strip()) for dicho in dichos):
        razon = "La hoja de cálculo abrevió el número y perdió cifras: escríbalo entero, como texto."
        leidas.mal_escritas[columna] = (linea(celda), razon)
        return []
    return dichos


def _valor(campo: Campo, celda: str) -> Respuesta:
    if campo.tipo == "domicilio":
        return {"texto": linea(celda)} if linea(celda) else {}
    if campo.tipo == "texto":
        return linea(celda)
    if not campo.por_renglones:
        return parrafos(celda)
    if ENTRE_COLUMNAS in celda:
        return [elemento for parte in celda.split(ENTRE_COLUMNAS) if (elemento := linea(parte))]
    if campo.separador != campo.separador.rstrip():
        return linea(celda).split(campo.separador) if linea(celda) else []
    # Quien une sin espacio deja en paz el signo con espacio, que es del texto.
    texto = parrafos(celda)
    return re.split(re.escape(campo.separador) + r"(?=\S)", texto) if texto else []


def _de_catalogo(columna: str, campo: Campo, celda: str, leidas: Leidas) -> str:
    """Primero el catálogo: lo que en otra columna es un relleno («Ninguno»), aquí puede ser una opción."""
    texto = " ".join(celda.split())
    elegida = opcion_de(campo.opciones, texto)
    etiquetas = {o.clave: o.etiqueta for o in campo.opciones}
    if elegida and clave(etiquetas[elegida]) != clave(texto):
        leidas.entendidas[columna] = etiquetas[elegida]
    elif not elegida and linea(texto):
        leidas.ajenas[columna] = (texto, candidatas(texto, tuple(etiquetas.values())))
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
    return opcion_de(_opciones(cuestionario, campo), etiqueta)


def opcion_de(opciones: Iterable[Opcion], etiqueta: str) -> str:
    """Clave de la opción que se lee así, de entre esas; «» si ninguna."""
    if not etiqueta:
        return ""
    dicha = clave(etiqueta)
    return next(
        (o.clave for o in opciones if dicha in {clave(f) for f in (o.etiqueta, o.clave, *o.sinonimos)}), ""
    )
