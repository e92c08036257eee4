"""El archivo decía otra fecha que la declarada. Los metadatos se editan y se equivocan: solo se avisa."""

from conoceles.expediente.reglas.caso import FOTOGRAFIA, Caso, HallazgoDeRevision

TOLERANCIA = 1  # días: relojes de cámara y husos


def revisar(caso: Caso) -> list[HallazgoDeRevision]:
    """Informativa."""
    foto = caso.foto
    if foto is None or foto.fecha_toma is None or foto.fecha_archivo is None:
        return []
    if abs((foto.fecha_toma - foto.fecha_archivo).days) <= TOLERANCIA:
        return []
    mensaje = (
        f"Se declaró que la fotografía se tomó el {foto.fecha_toma.isoformat()}; "
        f"el archivo decía {foto.fecha_archivo.isoformat()}."
    )
    return [HallazgoDeRevision("fotografia_fecha", FOTOGRAFIA, FOTOGRAFIA, mensaje, "informativa")]
