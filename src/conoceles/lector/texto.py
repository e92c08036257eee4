"""Lo que alguien escribe en la búsqueda: palabras, nombres parecidos y el pasaje encontrado."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from conoceles.lector.piezas import Html

MAX_PALABRAS = 8
MAX_LETRAS = 40
MAX_CON_ERRATA = 5  # un nombre completo: con más palabras no se prueba si alguna va mal escrita
_VACIAS = "a al con de del e el en es la las lo los o para por que se su sus un una y"
VACIAS = frozenset(_VACIAS.split(" "))
_ALFABETO = "abcdefghijklmnopqrstuvwxyz"
_VARIANTES = {"a": "aáàäâã", "e": "eéèëê", "i": "iíìïî", "o": "oóòöôõ", "u": "uúùüû", "n": "nñ", "c": "cç"}
_ANTES, _DESPUES = 70, 170


def palabras(texto: str) -> list[str]:
    """Palabras en minúsculas y sin acentos, en su orden, sin tope."""
    plano = unicodedata.normalize("NFD", texto.casefold())
    return re.findall(r"[^\W_]+", "".join(c for c in plano if not unicodedata.combining(c)))


def utiles(todas: Sequence[str]) -> tuple[str, ...]:
    """Las que se buscan: sin artículos ni preposiciones (salvo que no haya otras), sin repetir, con tope."""
    con_sentido = [p for p in todas if p not in VACIAS] or list(todas)
    return tuple(dict.fromkeys(p[:MAX_LETRAS] for p in con_sentido))[:MAX_PALABRAS]


def a_una_letra(palabra: str, vocabulario: frozenset[str]) -> set[str]:
    """Palabras del vocabulario a distancia de edición 1 (o con dos letras vecinas cambiadas de lugar)."""
    return set(vocabulario.intersection(_vecinas(palabra))) - {palabra}


def _vecinas(palabra: str) -> Iterator[str]:
    for i in range(len(palabra) + 1):
        a, b = palabra[:i], palabra[i:]
        yield from (f"{a}{c}{b}" for c in _ALFABETO)
        if b:
            yield a + b[1:]
            yield a + b[1:2] + b[0] + b[2:]
            yield from (f"{a}{c}{b[1:]}" for c in _ALFABETO)


def patron(buscadas: Iterable[str]) -> re.Pattern[str] | None:
    """Expresión que encuentra el comienzo de esas palabras con o sin acentos."""
    formas = ["".join(_letra(c) for c in p) for p in sorted(buscadas, key=len, reverse=True)]
    return re.compile(rf"(?<!\w)(?:{'|'.join(formas)})\w*", re.IGNORECASE) if formas else None


def pasaje(texto: str, buscado: re.Pattern[str]) -> Html | None:
    """Un trozo del texto alrededor de lo encontrado, con `<mark>` y «…» donde se cortó; `None` si no está.

    No se sale del renglón: cada uno es una respuesta distinta.
    """
    hallado = buscado.search(texto)
    if hallado is None:
        return None
    inicio = texto.rfind("\n", 0, hallado.start()) + 1
    fin = texto.find("\n", hallado.end())
    fin = len(texto) if fin < 0 else fin
    desde, hasta = max(inicio, hallado.start() - _ANTES), min(fin, hallado.end() + _DESPUES)
    if desde > inicio:
        desde = texto.find(" ", desde, hallado.start()) + 1 or hallado.start()
    if hasta < fin:
        hasta = max(texto.rfind(" ", hallado.end(), hasta), hallado.end())
    antes, despues = "…" if desde > inicio else "", "…" if hasta < fin else ""
    trozo = texto[desde:hasta].rstrip(" .,;:") if despues else texto[desde:hasta]
    return Html(antes + _marcar(trozo, buscado) + despues)


def _marcar(trozo: str, buscado: re.Pattern[str]) -> Html:
    partes: list[str] = []
    fin = 0
    for m in buscado.finditer(trozo):
        partes += (escape(trozo[fin : m.start()]), "<mark>", escape(m.group()), "</mark>")
        fin = m.end()
    return Html("".join((*partes, escape(trozo[fin:]))))


def _letra(letra: str) -> str:
    return f"[{_VARIANTES[letra]}]" if letra in _VARIANTES else re.escape(letra)
