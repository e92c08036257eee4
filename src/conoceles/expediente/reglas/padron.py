"""El texto dice una edad o un año de nacimiento que no es el del padrón.

Lo contestado sobre juventud o vejez en el cuestionario de identidad no se mira: quien revisa no lee esas
respuestas, y decirle que contradicen la edad sería contárselas. Eso se advierte a quien captura.
"""

from __future__ import annotations

import re

from conoceles.expediente.reglas.caso import Caso, HallazgoDeRevision
from conoceles.expediente.reglas.comun import escritos
from conoceles.nucleo.texto import sin_acentos

_EDAD = re.compile(r"\btengo (\d{2}) anos(?: de edad)?(?=[.,;]| y |$)")
_NACIMIENTO = re.compile(r"\bnaci\b[^.]{0,60}?\b((?:19|20)\d{2})\b")
HOLGURA = 1  # el texto se escribió antes del día en que se cumple la edad publicada


def revisar(caso: Caso) -> list[HallazgoDeRevision]:
    """Informativa: el padrón manda en el perfil; puede estar mal cualquiera de los dos."""
    hallazgos = []
    for seccion, campo, texto in escritos(caso):
        if frase := _contradice(sin_acentos(texto), caso):
            hallazgos.append(HallazgoDeRevision("padron", seccion, campo.clave, frase, "informativa"))
    return hallazgos


def _contradice(texto: str, caso: Caso) -> str:
    dicha = _EDAD.search(texto)
    if dicha and caso.edad is not None and abs(int(dicha[1]) - caso.edad) > HOLGURA:
        return f"El texto dice {dicha[1]} años y el padrón registra {caso.edad}."
    nacida = _NACIMIENTO.search(texto)
    if nacida and caso.nacimiento and int(nacida[1]) != caso.nacimiento.year:
        return f"El texto dice que nació en {nacida[1]} y el padrón registra otro año."
    return ""
