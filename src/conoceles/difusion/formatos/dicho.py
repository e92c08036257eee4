"""Lo escrito, como se dice en voz alta: el motor de voz no sabe leer abreviaturas, siglas ni cifras como se usan en México."""

from __future__ import annotations

import re

ORDINALES = "primero segundo tercero cuarto quinto sexto séptimo octavo noveno décimo".split()
POR_LETRAS = (
    "IEPC",
    "PVEM",
    "TEPJF",
)  # las demás el motor ya las dice bien: INE, PAN y PRI enteras; PRD y PT, letra por letra
ABREVIADO = {
    r"Lic\. en": "Licenciatura en",
    r"Ing\. en": "Ingeniería en",
    r"[Aa]rts?\.": "artículo",
    r"[Ff]racc?\.": "fracción",
    r"[Nn](?:úm|o)\.(?= ?\d)": "número",
    r"[Aa]v\.": "avenida",
    r"C\. ?P\.(?= ?\d)": "código postal",
    r"[Ss]/[Nn]": "sin número",
    r"y/o": "o",
}
UNIDADES = {"km": "kilómetros", "m²": "metros cuadrados", "ha": "hectáreas"}
_ABREVIADO = [(re.compile(rf"(?<!\w){de}(?!\w)"), a) for de, a in ABREVIADO.items()]
_UNIDAD = re.compile(rf"(?<=\d) ?({'|'.join(UNIDADES)})(?!\w)")
_LETRAS = re.compile(rf"\b(?:{'|'.join(POR_LETRAS)})\b")
_GENERO = re.compile(r"(?<![\w.:/@])(\w*[^\W\d_]{2})([aoe]s?)/(as?|os?)(?![\w./])")
_UNO_U_OTRO = re.compile(r"(?<![\w.:/@])([^\W\d_]+)/([^\W\d_]+)(?![\w./])")
_MILES = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_PESOS = re.compile(r"\$ ?(\d[\d.]*\d|\d)(?: pesos)?")
_EN_PUNTO = re.compile(r"\b(\d{1,2}):00(?= h)")
_ORDINAL = re.compile(r"\b(10|\d)\.?([ºª°])(?!\w)")


def decir(texto: str) -> str:
    """El texto que se da al motor: lo mismo, con las palabras que una persona diría."""
    for cual, palabra in _ABREVIADO:
        texto = cual.sub(palabra, texto)
    texto = _UNIDAD.sub(lambda m: f" {UNIDADES[m[1]]}", texto)
    texto = _LETRAS.sub(lambda m: " ".join(m[0]), texto)
    texto = _GENERO.sub(lambda m: f"{m[1]}{m[2]} o {m[1]}{m[3]}", texto)
    texto = _EN_PUNTO.sub(r"\1", _MILES.sub("", _UNO_U_OTRO.sub(r"\1 o \2", texto)))
    return _ORDINAL.sub(_ordinal, _PESOS.sub(r"\1 pesos", texto))


def _ordinal(m: re.Match[str]) -> str:
    cual = ORDINALES[int(m[1]) - 1] if m[1] != "0" else m[1]
    return cual if m[2] != "ª" else f"{cual.removesuffix('o')}a"
