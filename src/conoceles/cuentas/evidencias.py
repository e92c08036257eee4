"""Con qué se acreditó quien pide, ante la autoridad electoral. Del documento no se guarda nada: solo que se tuvo a la vista."""

from __future__ import annotations

from conoceles.nucleo.errores import ErrorDeDominio

EVIDENCIAS = {
    "identificacion": "Identificación oficial a la vista",
    "firma_electronica": "Firma electrónica avanzada",
    "representante": "Representante, con carta poder e identificaciones",
}


def exigir_evidencia(dicha: str) -> str:
    """La clave, si es de la lista; `ErrorDeDominio` si no se dijo qué se tuvo a la vista."""
    if dicha not in EVIDENCIAS:
        raise ErrorDeDominio("Diga con qué se acreditó la persona.", campo="evidencia")
    return dicha
