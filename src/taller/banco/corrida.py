"""Una corrida del banco: por cada tamaño, una carpeta desechable, un proceso que publica y dos servidores."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.nucleo.reloj import ahora
from taller.banco import aparte, desechable, maquina
from taller.banco.avance import Avance, de_captura
from taller.banco.gente import hosts
from taller.banco.publico import sitio
from taller.banco.resultado import Medido, Resultado, Sembrado, Tamano
from taller.banco.siembra import eleccion
from taller.banco.siembra.eleccion import ENORME

HOSTS = (1, 3)  # con cuántos se mide la captura
MAXIMO = 100_000  # más candidaturas no las tiene ninguna elección
CON_MATERIALES = 3000  # con más, los de difusión tardan más que todo lo demás junto
POCAS_CORRECCIONES = (
    5  # las primeras clonan el árbol entero, y borrar nueve de cien mil tarda más que medirlas
)


@dataclass(frozen=True)
class Medidas:
    """Cuánto se repite cada cosa."""

    correcciones: int = 9
    rondas: int = 3
    segundos: float = 5.0
    personas: int = 100  # que capturan a la vez, por cada host
    captura_segundos: float = 60.0


RAPIDAS = Medidas(correcciones=2, rondas=1, segundos=1.0, personas=10, captura_segundos=12.0)


def correr(
    tamanos: Sequence[int], medidas: Medidas, *, guardar: Callable[[Resultado], None], materiales: bool = True
) -> Resultado:
    """Mide la captura y cada tamaño (número de candidaturas). Nada queda en disco ni en marcha al terminar.

    `guardar` recibe lo medido hasta entonces al terminar cada uno: si la corrida se corta, no se pierde.
    """
    for tamano in tamanos:
        if not 10 <= tamano <= MAXIMO:
            raise ErrorDeDominio(f"Se puede medir de 10 a {MAXIMO:,} candidaturas, no {tamano}.")
    con_materiales = {tamano for tamano in tamanos if materiales and tamano <= CON_MATERIALES}
    capturas = [(medidas.personas * cuantos, cuantos, medidas.captura_segundos) for cuantos in HOSTS]
    pasos = {paso: dura for una in capturas for paso, dura in de_captura(*una).items()}
    avance = Avance(tamanos, pasos, lambda paso, tamano: _se_salta(paso, tamano, con_materiales))
    resultado: Resultado = {
        "momento": ahora().isoformat(timespec="minutes"),
        "maquina": maquina.datos(),
        "tamanos": [],
        "capturas": [medida for una in capturas for medida in hosts.medir(*una, avance)],
    }
    for tamano in tamanos:
        with desechable.carpeta(partial(avance.empieza, tamano, "se borra lo que se midió")) as carpeta:
            medido = _uno(carpeta, tamano, medidas, avance, materiales=tamano in con_materiales)
            resultado["tamanos"].append(medido)
            guardar(resultado)  # antes de borrar la carpeta, por si se corta
    return resultado


def _se_salta(paso: str, tamano: int, con_materiales: set[int]) -> bool:
    if "materiales" in paso:
        return tamano not in con_materiales
    return "una búsqueda" in paso and not eleccion.pide_gran_busqueda(tamano)


def _uno(carpeta: Path, candidaturas: int, medidas: Medidas, avance: Avance, *, materiales: bool) -> Tamano:
    oir, cuantas = avance.oir(candidaturas), str(candidaturas)
    datos, taller = carpeta / "datos", carpeta / "carga"
    taller.mkdir()
    sembrado: Sembrado = json.loads(aparte.correr(datos, oir, "taller.banco", "sembrar", cuantas))
    opciones = ["materiales"] if materiales else []
    veces = min(medidas.correcciones, POCAS_CORRECCIONES if candidaturas > ENORME else MAXIMO)
    argumentos = ("medir", cuantas, str(veces), *opciones)
    medido: Medido = json.loads(aparte.correr(datos, oir, "taller.banco", *argumentos))
    publico = sitio.medir(
        datos, taller, candidaturas, rondas=medidas.rondas, segundos=medidas.segundos, decir=oir
    )
    return {"candidaturas": candidaturas, **sembrado, **medido, **publico}
