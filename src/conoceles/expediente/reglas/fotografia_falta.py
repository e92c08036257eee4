"""No hay fotografía (plan §11.4)."""

from conoceles.expediente.reglas.caso import FOTOGRAFIA, Caso, HallazgoDeRevision


def revisar(caso: Caso) -> list[HallazgoDeRevision]:
    """Observable solo si la definición la hace obligatoria."""
    if caso.foto is not None:
        return []
    obligatoria = caso.cuestionario.fotografia_obligatoria
    return [
        HallazgoDeRevision(
            "fotografia_falta",
            FOTOGRAFIA,
            FOTOGRAFIA,
            "No se entregó fotografía.",
            *(caso.observable("fotografia") if obligatoria else ("informativa", "")),
        )
    ]
