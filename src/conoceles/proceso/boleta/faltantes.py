"""Lo que falta para que la muestra de la boleta se parezca a la impresa: emblemas y días de registro."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from conoceles.proceso.definicion import Definicion

EFECTO = "Es lo que la muestra de la boleta enseña: el emblema de quien postula y su lugar."


def faltas(definicion: Definicion) -> Iterator[str]:
    """Frases; ninguna en una elección sin partidos."""
    partidos = [f for f in definicion.fuerzas if f.tipo == "partido"]
    sin_emblema = [f.siglas for f in partidos if not f.emblema]
    if sin_emblema:
        yield f"En la muestra de la boleta, sin emblema y con sus siglas: {', '.join(sin_emblema)}."
    sin_dia = [f.siglas for f in partidos if f.registro is None]
    if sin_dia and definicion.boleta.regla:
        yield f"Nada dice qué día se registró quien postula, que da su lugar en la boleta: {', '.join(sin_dia)}."
    con_dia = [f for f in partidos if f.registro is not None]
    for antes, despues in pairwise(con_dia):
        if antes.registro and despues.registro and antes.registro > despues.registro:
            yield f"{antes.siglas} va antes que {despues.siglas} en la boleta y se registró después: revise el orden."
