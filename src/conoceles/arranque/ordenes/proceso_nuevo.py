"""`proceso nuevo CARPETA`: pregunta y escribe la carpeta de una elección, a partir de la que más se parezca."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TypedDict

from conoceles.nucleo.errores import ErrorDeDominio

AYUDA = "Pregunta y escribe la carpeta de una elección nueva, a partir de un modelo de procesos/."


class Nueva(TypedDict):
    """La carpeta escrita, cuántos archivos lleva y la clave de la elección."""

    carpeta: str
    archivos: int
    clave: str


def argumentos(parser: argparse.ArgumentParser) -> None:
    """La carpeta, que no debe existir, y lo que no se quiera que pregunte."""
    from conoceles.proceso.contenido.nueva import PREGUNTAS

    parser.add_argument("carpeta", metavar="CARPETA", type=Path)
    for clave, pregunta in PREGUNTAS.items():
        parser.add_argument(f"--{clave}", metavar=clave.upper(), help=pregunta[:1].lower() + pregunta[1:])


def ejecutar(args: argparse.Namespace, preguntar: Callable[[str], str] = input) -> Nueva:
    """Dónde quedó y qué sigue. Nada se escribe si lo contestado no carga."""
    from conoceles.proceso.contenido.fuentes import escribir
    from conoceles.proceso.contenido.nueva import PREGUNTAS, escribir_nueva

    if args.carpeta.exists():
        raise ErrorDeDominio(f"{args.carpeta} ya existe: escriba el nombre de una carpeta nueva.")
    dicho = {clave: getattr(args, clave, None) or _respuesta(clave, preguntar) for clave in PREGUNTAS}
    fuentes = escribir_nueva(dicho)
    escribir(fuentes, args.carpeta)
    return {"carpeta": str(args.carpeta), "archivos": len(fuentes), "clave": dicho["clave"]}


def texto(resultado: Nueva) -> str:
    """Lo escrito y los dos pasos que siguen."""
    return (
        f"{resultado['carpeta']}: {resultado['archivos']} archivos.\nToda fecha quedó como supuesto; los municipios, los cargos "
        f"y las fuerzas son del modelo. LEAME.md dice qué revisar; después:\n"
        f"  ./conoceles proceso cargar {resultado['carpeta']}\n  ./conoceles proceso pendientes {resultado['clave']}"
    )


def _respuesta(clave: str, preguntar: Callable[[str], str]) -> str:
    from conoceles.proceso.contenido.nueva import PREGUNTAS, modelos

    opciones = "".join(f"\n  {m.clave}: {m.que_es}" for m in modelos()) if clave == "modelo" else ""
    try:
        return preguntar(f"{PREGUNTAS[clave]}{opciones}: ")
    except EOFError:
        return ""
