"""Lo que en la celda de un nombre no es el nombre de una persona: avisos, notas y dos personas juntas."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from conoceles.candidaturas.padron.renglones.normalizar import clave

# Lo que una lista escribe donde no hay nadie, completo o al principio de la celda.
_NADIE = re.compile(
    r"(?:(?:sin|no se|no) (?:registr|candidat|postul|design|present)\w*|por (?:definir|designar|registrar)|"
    r"pendientes?|vacantes?|desiert[ao]s?|cancelad[ao]s?|renunci[ao]s?)"
    r"(?: (?:de|del|por|en|su|la|el|registro|acuerdo|sustitucion|candidatura|formula|definir|designar)\b)*"
)
_SIGNOS = re.compile(r"[/()\[\]{}<>|;*=+&@#%_~\\:!¡\"“”«»]|\s[-–—]+(?=\s)")
# Cómo se trata a alguien, con su punto; «Ma.» y «J.» van en un nombre.
_TRATO = re.compile(
    r"(?:c|ciud|lic|licda|ing|dra?|profr?a?|mtr[oa]|arq|lcd[oa])\. ?(?=[^\W\d_])", re.IGNORECASE
)
EN_DOS_LINEAS = "parece de dos personas, una en cada línea de la celda."
_APELLIDOS_COMA = re.compile(r"[^\W\d_].*,.*[^\W\d_]")


def en_dos_lineas(celda: str) -> bool:
    """Si cada línea de la celda tiene para ser un nombre completo."""
    lineas = [linea for linea in celda.splitlines() if linea.strip()]
    return len(lineas) > 1 and all(len(linea.split()) > 2 for linea in lineas)


def es_de_alguien(nombre: str, celda: str, fallar: Callable[[str, str], None]) -> bool:
    """Falso si se escribió que no hay nadie. Lo dudoso se dice, y entra si se acepta. `celda`: como está escrita."""
    dicho = f"«{nombre[:60]}»"
    if _NADIE.fullmatch(clave(nombre)):
        fallar("SIN_NOMBRE", f"{dicho} no es el nombre de una persona.")
        return False
    if " " not in nombre:
        fallar("NOMBRE_INCOMPLETO", f"{dicho} no trae apellidos, o su columna no se reconoce.")
    elif en_dos_lineas(celda):
        fallar("NOMBRE_DUDOSO", f"{dicho} {EN_DOS_LINEAS}")
    elif signo := _signo(nombre):
        fallar("NOMBRE_DUDOSO", f"{dicho} trae «{signo}»: puede ser de dos personas o traer una nota.")
    elif trato := _TRATO.match(nombre):
        fallar("NOMBRE_DUDOSO", f"{dicho} empieza con «{trato[0].strip()}»: si no es de su nombre, quítelo.")
    elif _APELLIDOS_COMA.search(nombre):
        fallar(
            "NOMBRE_DUDOSO",
            f"{dicho} trae una coma: puede decir primero los apellidos, o ser de dos personas.",
        )
    return True


def _signo(nombre: str) -> str:
    """El primero que no va en un nombre, también un dibujo; «» si ninguno."""
    if hallado := _SIGNOS.search(nombre):
        return hallado[0].strip()
    raras = (letra for letra in nombre if not letra.isascii())
    return next((letra for letra in raras if unicodedata.category(letra) == "So"), "")
