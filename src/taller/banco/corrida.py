"""Una corrida del banco: por cada tamaño, una carpeta desechable, un proceso que publica y dos servidores."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.nucleo.reloj import ahora
from taller.banco import maquina
from taller.banco.avance import CAPTURA, Avance
from taller.banco.gente import captura
from taller.banco.publico import sitio
from taller.banco.resultado import Captura, Medido, Resultado, Sembrado, Tamano
from taller.banco.siembra import eleccion
from taller.banco.siembra.eleccion import ENORME

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
    personas: int = 100  # que capturan a la vez
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
    avance = Avance(
        tamanos, medidas.captura_segundos, lambda paso, tamano: _se_salta(paso, tamano, con_materiales)
    )
    resultado: Resultado = {
        "momento": ahora().isoformat(timespec="minutes"),
        "maquina": maquina.datos(),
        "tamanos": [],
        "captura": _captura(medidas, avance),
    }
    for tamano in tamanos:
        with tempfile.TemporaryDirectory(prefix="conoceles-banco-") as carpeta:
            medido = _uno(Path(carpeta), tamano, medidas, avance, materiales=tamano in con_materiales)
            resultado["tamanos"].append(medido)
            guardar(resultado)  # antes de borrar la carpeta, que con 30,000 tarda minutos
    return resultado


def _se_salta(paso: str, tamano: int, con_materiales: set[int]) -> bool:
    if "materiales" in paso:
        return tamano not in con_materiales
    return "una búsqueda" in paso and not eleccion.pide_gran_busqueda(tamano)


def _uno(carpeta: Path, candidaturas: int, medidas: Medidas, avance: Avance, *, materiales: bool) -> Tamano:
    oir, cuantas = avance.oir(candidaturas), str(candidaturas)
    datos, taller = carpeta / "datos", carpeta / "carga"
    taller.mkdir()
    sembrado: Sembrado = json.loads(_aparte(datos, oir, "taller.banco", "sembrar", cuantas))
    opciones = ["materiales"] if materiales else []
    veces = min(medidas.correcciones, POCAS_CORRECCIONES if candidaturas > ENORME else MAXIMO)
    argumentos = ("medir", cuantas, str(veces), *opciones)
    medido: Medido = json.loads(_aparte(datos, oir, "taller.banco", *argumentos))
    publico = sitio.medir(
        datos, taller, candidaturas, rondas=medidas.rondas, segundos=medidas.segundos, decir=oir
    )
    return {"candidaturas": candidaturas, **sembrado, **medido, **publico}


def _captura(medidas: Medidas, avance: Avance) -> Captura:
    """Cuánto espera cada quien cuando capturan muchas personas a la vez."""
    avance.empieza(0, CAPTURA)
    with tempfile.TemporaryDirectory(prefix="conoceles-banco-") as carpeta:
        datos = Path(carpeta, "datos")
        personas: list[captura.Cuenta] = json.loads(
            _aparte(datos, avance.oir(0), "taller.banco.gente.preparar", str(medidas.personas))
        )
        retrato = captura.fotografia()
        return captura.medir(datos, personas, retrato, medidas.captura_segundos)


def _aparte(datos: Path, oir: Callable[[str], None], modulo: str, *argumentos: str) -> str:
    """En un proceso propio: ni la carpeta ni las bases ni el reloj de la instalación llegan a él.

    Lo que dice en los errores va a `oir`, renglón por renglón; lo que deja en la salida se devuelve.
    """
    entorno = {k: v for k, v in os.environ.items() if not k.startswith("CONOCELES_")}
    entorno |= {"CONOCELES_DATOS": str(datos), "DJANGO_SETTINGS_MODULE": "conoceles.arranque.settings"}
    entorno["PYTHONPATH"] = str(RAIZ_PROYECTO / "src")
    orden = [sys.executable, "-m", modulo, *argumentos]
    with (
        tempfile.TemporaryFile("w+", encoding="utf-8") as salida,
        subprocess.Popen(orden, env=entorno, stdout=salida, stderr=subprocess.PIPE, text=True) as hijo,
    ):
        try:
            for linea in hijo.stderr or ():
                oir(linea)
            codigo = hijo.wait()
        except BaseException:
            hijo.kill()
            raise
        if codigo:
            raise ErrorDeDominio("No se pudo construir la elección del banco; arriba está la causa.")
        salida.seek(0)
        return salida.read()
