"""Un texto no llega al mínimo de su pregunta, contado sin blancos (plan §11.6)."""

from conoceles.expediente.reglas.caso import Caso, HallazgoDeRevision
from conoceles.expediente.reglas.comun import escritos
from conoceles.nucleo.texto import contar


def revisar(caso: Caso) -> list[HallazgoDeRevision]:
    """Observable si la pregunta es obligatoria; si no, informativa."""
    hallazgos = []
    for seccion, campo, texto in escritos(caso):
        cuenta = contar(texto)
        if cuenta < campo.minimo:
            hallazgos.append(
                HallazgoDeRevision(
                    "corta",
                    seccion,
                    campo.clave,
                    f"«{campo.etiqueta}» tiene {cuenta:,} caracteres y se piden {campo.minimo:,}.",
                    "observable" if campo.obligatorio else "informativa",
                    campo.articulo if campo.obligatorio else "",
                )
            )
    return hallazgos
