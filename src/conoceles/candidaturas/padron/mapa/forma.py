"""Cómo son los valores de una columna que no se reconoce: lo que hace falta para contestar «¿qué es?» sin abrir el archivo.

Nunca repite lo que pudo escribir una persona: solo lo que se repite en varias celdas, que es de una lista.
"""

from __future__ import annotations

import re

from conoceles.candidaturas.padron.mapa.columnas import Columna
from conoceles.candidaturas.padron.renglones import normalizar
from conoceles.nucleo.texto import cuantos

_EJEMPLOS = 4
_VECES = 3  # celdas que dicen lo mismo para tenerlo por un valor de lista
_DE_LISTA = 40  # letras que a lo más tiene
_LUGARES = 200  # un número mayor no es un lugar ni una fórmula
_BASTANTES = 3  # con menos celdas no se dice que no se repiten
_NOMBRE = re.compile(r"[^\W\d_]+(?:[ .'-]+[^\W\d_]+){1,6}")
_CON_COMA = re.compile(r"[^\W\d_][^\d,;/@]*,\s*[^\W\d_][^\d,;/@]*")
_CASI_TODOS = 0.8
_DE_NUMERO = re.compile(r"(?:^|_)(?:num|numero|no|lugar|posicion|orden|registro|formula|folio)(?:_|$)")


def que_parece(columna: Columna, *, hay_nombre: bool) -> tuple[str, str]:
    """El campo que puede ser por cómo son sus valores, y la pregunta; vacíos si no lo dicen."""
    dichos = columna.valores
    if all(map(_es_fecha, dichos)):
        return "nacimiento", "sus valores son fechas. ¿Es la de nacimiento?"
    if all(map(_es_lugar, dichos)) and _DE_NUMERO.search(columna.nombre):
        return "numero", f"sus valores son {_rango(columna)}. ¿Es el de la fórmula o el lugar en la lista?"
    if not hay_nombre and _BASTANTES <= len(dichos) == columna.cuantos and all(map(_es_nombre, dichos)):
        return "nombre", "sus valores parecen nombres de personas, sin ninguno repetido. ¿Lo son?"
    return "", ""


def con_coma(columna: Columna) -> bool:
    """Si casi todos sus valores son palabras, una coma y palabras: «RENTERÍA SOTO, ANA»."""
    son = sum(veces for valor, veces in columna.valores.items() if _CON_COMA.fullmatch(valor))
    return son >= _CASI_TODOS * columna.cuantos > 0


def como_son(columna: Columna) -> str:
    """«: son números, de 1 a 30», «: dice «Norte», «Sur» y 3 distintos más»; vacío si son tan pocos que no se sabe."""
    dicho = _dicho(columna)
    return f": {dicho}" if dicho else ""


def _dicho(columna: Columna) -> str:
    if all(map(_es_fecha, columna.valores)):
        return "son fechas"
    if all(_numero(valor) is not None for valor in columna.valores):
        return f"son {_rango(columna)}"
    de_lista = [v for v, veces in columna.valores.most_common() if veces >= _VECES and len(v) <= _DE_LISTA]
    if not de_lista:
        return "casi ninguno se repite" if len(columna.valores) >= _BASTANTES else ""
    otros = len(columna.valores) - len(de_lista[:_EJEMPLOS])
    mas = f" y {cuantos(otros, 'distinto', 'distintos')} más" if otros else ""
    return f"dice {', '.join(f'«{valor}»' for valor in de_lista[:_EJEMPLOS])}{mas}"


def _rango(columna: Columna) -> str:
    numeros = [n for valor in columna.valores if (n := _numero(valor)) is not None]
    return f"números, de {min(numeros)} a {max(numeros)}"


def _numero(texto: str) -> int | None:
    return int(texto) if texto.isdecimal() and len(texto) < 10 else None


def _es_lugar(texto: str) -> bool:
    return 0 < (_numero(texto) or 0) <= _LUGARES


def _es_nombre(texto: str) -> bool:
    """Dos palabras o más con mayúscula inicial: «Ofelia Rentería Lazo», «MARÍA DE LA O»."""
    con_mayuscula = sum(palabra[:1].isupper() for palabra in texto.split())
    return _NOMBRE.fullmatch(texto) is not None and con_mayuscula >= 2


def _es_fecha(texto: str) -> bool:
    return normalizar.fecha(texto) is not None
