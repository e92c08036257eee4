"""Frases de campaña o insultos de la lista de la elección (contenidos prohibidos de los Lineamientos)."""

from __future__ import annotations

import re

from conoceles.expediente.reglas.caso import Caso, HallazgoDeRevision
from conoceles.expediente.reglas.comun import escritos
from conoceles.nucleo.texto import sin_acentos


def revisar(caso: Caso) -> list[HallazgoDeRevision]:
    """Informativa: una palabra sola no prueba nada; quien revisa lee la frase."""
    hallazgos = []
    listas = (("parece frase de campaña", caso.revision.lemas), ("puede ofender", caso.revision.ofensivas))
    for seccion, campo, texto in escritos(caso):
        comparable = sin_acentos(texto)
        for razon, palabras in listas:
            dichas = [p for p in palabras if re.search(rf"\b{re.escape(sin_acentos(p))}\b", comparable)]
            if dichas:
                mensaje = f"«{', '.join(dichas)}» {razon}."
                hallazgos.append(HallazgoDeRevision("lexico", seccion, campo.clave, mensaje, "informativa"))
    return hallazgos
