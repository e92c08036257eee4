"""Falta una respuesta obligatoria (plan §11.6: grado, historia y trayectoria van necesariamente)."""

from conoceles.expediente.reglas.caso import Caso, HallazgoDeRevision
from conoceles.expediente.reglas.comun import preguntados


def revisar(caso: Caso) -> list[HallazgoDeRevision]:
    """Observable, con el artículo que cita la propia pregunta."""
    return [
        HallazgoDeRevision(
            "obligatoria",
            seccion,
            campo.clave,
            f"Falta «{campo.etiqueta}», que es obligatoria.",
            "observable",
            campo.articulo,
        )
        for seccion, campo in preguntados(caso)
        if campo.obligatorio and not caso.contenido.get(campo.clave)
    ]
