"""`proceso nuevo CARPETA`: pregunta y escribe la carpeta de una elección, a partir de la que más se parezca."""

from __future__ import annotations

import argparse
import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypedDict

from conoceles.nucleo.errores import ErrorDeDominio, ErroresDeCampos

AYUDA = "Pregunta y escribe la carpeta de una elección nueva, a partir de un modelo de procesos/."
PREPARA = False  # solo escribe una carpeta: crear las bases haría esperar la primera pregunta


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


def ejecutar(args: argparse.Namespace, preguntar: Callable[[str], str] | None = None) -> Nueva:
    """Dónde quedó y qué sigue. Nada se escribe si lo contestado no carga: se vuelve a preguntar solo eso.

    `preguntar` lanza `EOFError` cuando ya no hay quien conteste; por omisión, la terminal.
    """
    from conoceles.proceso.contenido.fuentes import escribir
    from conoceles.proceso.contenido.nueva import PREGUNTAS

    if args.carpeta.exists():
        raise ErrorDeDominio(f"{args.carpeta} ya existe: escriba el nombre de una carpeta nueva.")
    preguntar = preguntar or _en_la_terminal
    dicho: dict[str, str] = {}
    for clave in PREGUNTAS:
        dicho[clave] = getattr(args, clave, None) or _respuesta(clave, preguntar, dicho)
    fuentes = _preparar(dicho, preguntar)
    escribir(fuentes, args.carpeta)
    return {"carpeta": str(args.carpeta), "archivos": len(fuentes), "clave": dicho["clave"]}


def texto(resultado: Nueva) -> str:
    """Lo escrito y los dos pasos que siguen."""
    return (
        f"{resultado['carpeta']}: {resultado['archivos']} archivos.\nToda fecha quedó como supuesto; los municipios, los cargos "
        f"y las fuerzas son del modelo. LEAME.md dice qué revisar; después:\n"
        f"  ./conoceles proceso cargar {resultado['carpeta']}\n  ./conoceles proceso pendientes {resultado['clave']}"
    )


def _preparar(dicho: dict[str, str], preguntar: Callable[[str], str]) -> dict[str, str]:
    """Los archivos. Si nadie corrige lo mal contestado, dice cómo no perder lo demás."""
    from conoceles.proceso.contenido.nueva import escribir_nueva

    try:
        return escribir_nueva(dicho)
    except ErroresDeCampos as error:
        otra = {c: _respuesta(c, preguntar, dicho, f"{frase}\n") for c, frase in error.errores.items()}
        if any(otra.values()):
            return _preparar(dicho | {c: v for c, v in otra.items() if v}, preguntar)
        opciones = {
            c: f"{frase} Se da con --{c}{'' if dicho[c] else _como(c)}." for c, frase in error.errores.items()
        }
        bien = " ".join(f"--{c} {shlex.quote(v)}" for c, v in dicho.items() if c not in error.errores)
        mensaje = f"{error.mensaje} Lo demás no se pregunta otra vez si lo agrega a la orden: {bien}"
        raise ErroresDeCampos(mensaje if bien else error.mensaje, opciones) from error


def _como(clave: str) -> str:
    """Qué puede llevar, si son unas cuantas cosas."""
    from conoceles.proceso.contenido.nueva import modelos

    return f": {', '.join(m.clave for m in modelos())}" if clave == "modelo" else ""


def _en_la_terminal(pregunta: str) -> str:
    """Sin nadie delante, lo contestado puede venir por la entrada y la pregunta estorba."""
    return input(pregunta if sys.stdin.isatty() else "")


def _respuesta(clave: str, preguntar: Callable[[str], str], dicho: dict[str, str], antes: str = "") -> str:
    """Lo contestado. Lo del modelo se propone entre corchetes y se acepta con Entrar; si nadie contesta, nada."""
    from conoceles.proceso.contenido.nueva import PREGUNTAS, modelos, propuesta

    suya = propuesta(dicho.get("modelo", ""), clave)
    opciones = "".join(f"\n  {m.clave}: {m.que_es}" for m in modelos()) if clave == "modelo" else ""
    try:
        return preguntar(f"{antes}{PREGUNTAS[clave]}{opciones}{f' [{suya}]' if suya else ''}: ") or suya
    except EOFError:
        return ""
