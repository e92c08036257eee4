"""La fotografía tiene más meses de los permitidos antes de publicarse (plan §11.4)."""

from conoceles.curricular.fotografias import meses_antes
from conoceles.expediente.reglas.caso import FOTOGRAFIA, Caso, HallazgoDeRevision


def revisar(caso: Caso) -> list[HallazgoDeRevision]:
    """Observable. Sin fecha declarada no se puede medir, y también se observa."""
    if caso.foto is None:
        return []
    meses = caso.reglas_foto.antiguedad_meses
    if caso.foto.fecha_toma is None:
        mensaje = "No se declaró cuándo se tomó la fotografía."
    elif caso.foto.fecha_toma < meses_antes(caso.foto.medida_al, meses):
        mensaje = f"La fotografía tendría más de {meses} meses al publicarse."
    else:
        return []
    return [
        HallazgoDeRevision(
            "fotografia_antigua", FOTOGRAFIA, FOTOGRAFIA, mensaje, *caso.observable("fotografia")
        )
    ]
