"""El texto no dice nada: signos, palabras o frases repetidas para llegar al mínimo (plan §6.2)."""

from conoceles.expediente.reglas.caso import Caso, HallazgoDeRevision
from conoceles.expediente.reglas.comun import escritos
from conoceles.proceso.preguntas.comprobaciones import relleno


def revisar(caso: Caso) -> list[HallazgoDeRevision]:
    """Observable: lo capturado no coincide con lo que el cuestionario pide."""
    return [
        HallazgoDeRevision(
            "relleno",
            seccion,
            campo.clave,
            f"«{campo.etiqueta}» no responde lo que se pregunta: el texto es relleno.",
            *caso.observable("contenido-prohibido"),
        )
        for seccion, campo, texto in escritos(caso)
        if relleno(texto)
    ]
