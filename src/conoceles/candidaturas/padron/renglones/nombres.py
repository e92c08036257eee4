"""Lo que en la celda de un nombre no es el nombre de una persona: avisos, notas y dos personas juntas."""

from __future__ import annotations

import re
from collections.abc import Callable

from conoceles.candidaturas.padron.renglones.normalizar import clave

# Lo que una lista escribe donde no hay nadie, completo o al principio de la celda.
_NADIE = re.compile(
    r"(?:(?:sin|no se|no) (?:registr|candidat|postul|design|present)\w*|por (?:definir|designar|registrar)|"
    r"pendientes?|vacantes?|desiert[ao]s?|cancelad[ao]s?|renunci[ao]s?)"
    r"(?: (?:de|del|por|en|su|la|el|registro|acuerdo|sustitucion|candidatura|formula|definir|designar)\b)*"
)
_SIGNOS = re.compile(r"[/()\[\]|;*=+]")


def es_de_alguien(nombre: str, celda: str, fallar: Callable[[str, str], None]) -> bool:
    """Falso si se escribió que no hay nadie. Lo dudoso se dice, y entra si se acepta. `celda`: como está escrita."""
    dicho = f"«{nombre[:60]}»"
    renglones = [renglon for renglon in celda.splitlines() if renglon.strip()]
    if _NADIE.fullmatch(clave(nombre)):
        fallar("SIN_NOMBRE", f"{dicho} no es el nombre de una persona.")
        return False
    if " " not in nombre:
        fallar("NOMBRE_INCOMPLETO", f"{dicho} no trae apellidos, o su columna no se reconoce.")
    elif len(renglones) > 1 and all(len(renglon.split()) > 2 for renglon in renglones):
        fallar("NOMBRE_DUDOSO", f"{dicho} parece de dos personas, una en cada línea de la celda.")
    elif signo := _SIGNOS.search(nombre):
        fallar("NOMBRE_DUDOSO", f"{dicho} trae «{signo[0]}»: puede ser de dos personas o traer una nota.")
    return True
