"""No se escribió algo que se pide pero no impide enviar: el perfil dirá que no se proporcionó."""

from conoceles.expediente.reglas.caso import Caso, HallazgoDeRevision
from conoceles.expediente.reglas.comun import preguntados


def revisar(caso: Caso) -> list[HallazgoDeRevision]:
    """Solo informativa."""
    return [
        HallazgoDeRevision(
            "recomendada", seccion, campo.clave, f"No se escribió «{campo.etiqueta}».", "informativa"
        )
        for seccion, campo in preguntados(caso)
        if campo.recomendado and not caso.contenido.get(campo.clave)
    ]
