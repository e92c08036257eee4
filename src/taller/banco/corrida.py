"""Una corrida del banco: por cada tamaño, una carpeta desechable, un proceso que publica y dos servidores."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.nucleo.reloj import ahora
from taller.banco import maquina
from taller.banco.gente import captura
from taller.banco.publico import sitio
from taller.banco.resultado import Captura, Privado, Resultado, Tamano

MAXIMO = 100_000  # más candidaturas no las tiene ninguna elección


@dataclass(frozen=True)
class Medidas:
    """Cuánto se repite cada cosa."""

    correcciones: int = 9
    rondas: int = 3
    segundos: float = 5.0
    personas: int = 100  # que capturan a la vez
    captura_segundos: float = 60.0


RAPIDAS = Medidas(correcciones=2, rondas=1, segundos=1.0, personas=10, captura_segundos=12.0)


def correr(tamanos: Sequence[int], medidas: Medidas) -> Resultado:
    """Mide cada tamaño (número de candidaturas) y la captura. Nada queda en disco ni en marcha al terminar."""
    for tamano in tamanos:
        if not 10 <= tamano <= MAXIMO:
            raise ErrorDeDominio(f"Se puede medir de 10 a {MAXIMO:,} candidaturas, no {tamano}.")
    return {
        "momento": ahora().isoformat(timespec="minutes"),
        "maquina": maquina.datos(),
        "tamanos": [_uno(tamano, medidas) for tamano in tamanos],
        "captura": _captura(medidas),
    }


def _uno(candidaturas: int, medidas: Medidas) -> Tamano:
    print(f"{candidaturas:,} candidaturas", file=sys.stderr, flush=True)
    with tempfile.TemporaryDirectory(prefix="conoceles-banco-") as carpeta:
        datos, taller = Path(carpeta, "datos"), Path(carpeta, "carga")
        taller.mkdir()
        argumentos = (str(candidaturas), str(medidas.correcciones))
        privado: Privado = json.loads(_aparte(datos, "taller.banco", *argumentos))
        publico = sitio.medir(datos, taller, rondas=medidas.rondas, segundos=medidas.segundos, decir=_avance)
        return {"candidaturas": candidaturas, **privado, **publico}


def _captura(medidas: Medidas) -> Captura:
    """Cuánto espera cada quien cuando capturan muchas personas a la vez."""
    print(f"{medidas.personas} personas que capturan a la vez", file=sys.stderr, flush=True)
    with tempfile.TemporaryDirectory(prefix="conoceles-banco-") as carpeta:
        datos = Path(carpeta, "datos")
        personas: list[captura.Cuenta] = json.loads(
            _aparte(datos, "taller.banco.gente.preparar", str(medidas.personas))
        )
        retrato = captura.fotografia()
        return captura.medir(datos, personas, retrato, medidas.captura_segundos)


def _aparte(datos: Path, modulo: str, *argumentos: str) -> str:
    """En un proceso propio: ni la carpeta ni las bases ni el reloj de la instalación llegan a él."""
    entorno = {k: v for k, v in os.environ.items() if not k.startswith("CONOCELES_")}
    entorno |= {"CONOCELES_DATOS": str(datos), "DJANGO_SETTINGS_MODULE": "conoceles.arranque.settings"}
    entorno["PYTHONPATH"] = str(RAIZ_PROYECTO / "src")
    orden = [sys.executable, "-m", modulo, *argumentos]
    corrida = subprocess.run(orden, env=entorno, stdout=subprocess.PIPE, text=True, check=False)
    if corrida.returncode:
        raise ErrorDeDominio("No se pudo construir la elección del banco; arriba está la causa.")
    return corrida.stdout


def _avance(frase: str) -> None:
    print(f"  {frase}…", file=sys.stderr, flush=True)
