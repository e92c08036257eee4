"""Lo que alguien cambió sin pasar por el sistema: el obrero lo busca, lo asienta y así deja de publicarse y se avisa."""

from __future__ import annotations

from datetime import datetime

from conoceles.arranque.comprobar.tabla import lo_cambiado
from conoceles.bitacora.mirada import Mirada
from conoceles.expediente.constancias.halladas import Hallada, abiertas, asentar
from conoceles.nucleo.alcance import Alcance

POR = Alcance.sistema("vigilancia")


def vigilar(ahora: datetime, miradas: dict[str, Mirada] | None = None) -> int:
    """Compara candados, cadenas, cabezas firmadas y huellas; dice cuántas cosas aparecieron o se remediaron.

    `miradas`: hasta dónde vio ya este proceso cada cadena. `Tropiezos` con lo que no se pudo comprobar: lo hallado en lo demás queda
    asentado, y nada se da por remediado.
    """
    errores, tropiezos = lo_cambiado(miradas)
    halladas = {Hallada(h.eleccion, h.folio, h.codigo, h.frase) for h in errores}
    hechas = asentar(halladas | {*abiertas()} if tropiezos else halladas, por=POR, ahora=ahora)
    if tropiezos:
        raise tropiezos
    return hechas
