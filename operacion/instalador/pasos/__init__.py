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
    recibir,
    servicios,
)
from instalador.piezas import Paso
from instalador.postgres import LLAVERO, PRINCIPAL
from instalador.respuestas import Respuestas


def pasos(dichas: Respuestas, origen: Path) -> list[Paso]:
    """`origen`: la carpeta desde la que se instala."""
    atienden = bases.clusters()
    copia = PRINCIPAL in atienden
    unidades = servicios.todas(origen, copia=copia)
    return [
        paquetes.paso(),
        lugar.paso(),
        programa.paso(origen),
        bases.servidores(atienden),
        ajustes.paso(dichas),
        bases.paso(),
        papeles.paso(),
        *([continuo.paso()] if copia else []),
        servicios.paso(unidades),
        nginx.paso(dichas, origen),
        *([recibir.paso(dichas)] if dichas.recibe else []),
        cuenta.paso(dichas),
        servicios.en_marcha(unidades),
    ]


def pasos_de_bases(_: Respuestas, origen: Path) -> list[Paso]:
    """En una máquina que solo lleva PostgreSQL: sus dos clusters, que systemd los levante y la copia continua."""
    unidades = servicios.de_la_copia(origen)
    return [
        paquetes.paso(paquetes.DE_BASES),
        bases.servidores({PRINCIPAL, LLAVERO}),
        continuo.paso(),
        servicios.paso(unidades),
        servicios.en_marcha(unidades),
    ]


def pasos_de_sitio(dichas: Respuestas, origen: Path) -> list[Paso]:
    """En una máquina que solo entrega el sitio que otra publica: ni bases, ni llaves, ni captura."""
    unidades = servicios.del_sitio(origen)
    return [
        paquetes.paso(paquetes.DE_SITIO),
        lugar.paso_de_sitio(),
        programa.paso_de_sitio(origen),
        servicios.paso(unidades),
        nginx.paso(dichas, origen, ("sitio",)),
        *([recibir.paso(dichas)] if dichas.recibe else []),
        servicios.en_marcha(unidades),
    ]
