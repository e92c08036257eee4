"""Comprobaciones de un dato suelto: dirección, correo, teléfono, relleno. Funciones puras.

Cada una devuelve la frase del problema, o cadena vacía si está bien.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

from conoceles.nucleo.texto import sin_acentos

_DOMINIO = re.compile(r"^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}$")
_CORREO = re.compile(r"^[A-Za-z0-9._%+'-]{1,64}@([A-Za-z0-9-]+\.)+[A-Za-z]{2,24}$")
_EXTENSION = re.compile(r"\s*(?:ext\.?|extensión|extension)\s*\d{1,6}\s*$", re.IGNORECASE)
_SIGNOS_REPETIDOS = re.compile(r"([^\w\s])(?:\s*\1){7,}|_{8,}")
_LETRA_REPETIDA = re.compile(r"([^\W\d_])\1{5,}", re.IGNORECASE)
_SILABA_REPETIDA = re.compile(r"([^\W\d_]{2,4}?)\1{5,}", re.IGNORECASE)  # «jajajajajaja»
_SIN_ESQUEMA = re.compile(r"^([a-z0-9-]+\.)+[a-z]{2,24}([/?#].*)?$", re.IGNORECASE)


def completar_enlace(texto: str) -> str:
    """Agrega `https://` a lo que ya es un dominio: nadie lo teclea en el teléfono."""
    return f"https://{texto}" if _SIN_ESQUEMA.match(texto) else texto


def enlace(texto: str) -> str:
    """Dirección web absoluta, con http o https y un dominio."""
    try:
        partes = urlsplit(texto)
        dominio = (partes.hostname or "").encode("idna").decode("ascii")
    except ValueError:
        return "Escriba una dirección completa, por ejemplo https://www.ejemplo.mx."
    if partes.scheme not in ("http", "https"):
        return "La dirección debe empezar con https:// o http://."
    if "@" in partes.netloc or any(c.isspace() or c in '<>"' for c in texto) or not _DOMINIO.match(dominio):
        return "Escriba una dirección completa, por ejemplo https://www.ejemplo.mx."
    return ""


def correo(texto: str) -> str:
    """Correo con usuario y dominio."""
    if len(texto) > 254 or ".." in texto or not _CORREO.match(texto):
        return "Escriba un correo completo, por ejemplo nombre@ejemplo.mx."
    return ""


def telefono(texto: str) -> str:
    """Diez dígitos nacionales, o con + y clave de país; se permiten espacios, guiones y extensión."""
    numero = _EXTENSION.sub("", texto)
    digitos = re.sub(r"\D", "", numero)
    if re.search(r"[^\d\s().+-]", numero):
        return "Escriba el teléfono solo con números."
    if numero.strip().startswith("+"):
        return (
            "" if _de_algun_pais(digitos) else "Escriba el teléfono con su clave de país y todos sus dígitos."
        )
    return (
        ""
        if len(digitos) == 10
        else "Escriba el teléfono con diez dígitos o, si es de otro país, con + y su clave."
    )


def _de_algun_pais(digitos: str) -> bool:
    """Los que admite la UIT (E.164); de México, los diez tras su clave, con el 1 que antes llevaba un celular o sin él."""
    if digitos.startswith("52"):
        return len(digitos) in (12, 13)
    return 8 <= len(digitos) <= 15


def relleno(texto: str) -> str:
    """Puntos, guiones o palabras repetidas para alcanzar la longitud."""
    if any(p.search(texto) for p in (_SIGNOS_REPETIDOS, _LETRA_REPETIDA, _SILABA_REPETIDA)):
        return "El texto tiene relleno: quite los signos o letras repetidos."
    if _amontona(texto):
        return "El texto amontona signos sobre una letra: escríbalo sin ellos."
    palabras = re.findall(r"\w+", sin_acentos(texto))
    if len(palabras) >= 20 and len(set(palabras)) / len(palabras) < 0.12:
        return "El texto repite las mismas palabras: escriba información propia."
    comparable = sin_acentos(texto)
    frases = [f.strip() for f in re.split(r"[.;]", comparable) if len(f.strip()) >= 20]
    if any(frases.count(f) >= 3 and frases.count(f) * len(f) > len(comparable) / 2 for f in set(frases)):
        return "El texto repite la misma frase: escriba información propia."
    return ""


def _amontona(texto: str) -> bool:
    """Más de dos signos sobre una letra: ninguna lengua del país los usa, y tapan los renglones vecinos."""
    seguidos = 0
    for caracter in unicodedata.normalize("NFC", texto):
        seguidos = seguidos + 1 if unicodedata.combining(caracter) else 0
        if seguidos > 2:
            return True
    return False
