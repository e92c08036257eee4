"""Los pasos, en orden. Cada uno supone hechos los anteriores."""

from __future__ import annotations

from pathlib import Path

from instalador.pasos import (
    ajustes,
    bases,
    continuo,
    cuenta,
    lugar,
    nginx,
    papeles,
    paquetes,
    programa,
    servicios,
)
from instalador.piezas import Paso
from instalador.respuestas import Respuestas


def pasos(dichas: Respuestas, origen: Path) -> list[Paso]:
    """`origen`: la carpeta desde la que se instala."""
    return [
        paquetes.paso(),
        lugar.paso(),
        programa.paso(origen),
        bases.servidores(),
        ajustes.paso(dichas),
        bases.paso(),
        papeles.paso(),
        continuo.paso(),
        servicios.unidades(origen),
        nginx.paso(dichas, origen),
        cuenta.paso(dichas),
        servicios.en_marcha(origen),
    ]
