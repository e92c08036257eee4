"""La línea de órdenes: interpreta, prepara, ejecuta, imprime y pone el código de salida.

0 hecho · 1 una comprobación falló · 2 entrada o estado incorrectos, con una frase en la salida de errores.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import sys
import traceback
from collections.abc import Mapping, Sequence
from datetime import datetime, timezone
from typing import TYPE_CHECKING

from conoceles.arranque import idioma, ordenes, preparacion, version
from conoceles.nucleo.carpetas import carpetas
from conoceles.nucleo.errores import ConFrase, ErroresDeCampos, causa_de_sistema

if TYPE_CHECKING:
    Subordenes = argparse._SubParsersAction[argparse.ArgumentParser]  # así la llama typeshed

GRUPOS = {
    "proceso": "La elección, como una carpeta",
    "padron": "Padrón de candidaturas",
    "cuenta": "Cuentas del personal",
    "llave": "Llave de firma",
    "resguardo": "Copias, y volver de ellas",
    "adaptaciones": "Lectura fácil, lenguas y señas",
}


def main(
    argv: Sequence[str] | None = None,
    ofrecidas: Mapping[str, ordenes.Orden] | None = None,
    programa: str = "./conoceles",
) -> int:
    """Ejecuta una de las ofrecidas (las del producto, si no se dicen otras) y devuelve su código de salida."""
    raiz = analizador(ordenes.todas() if ofrecidas is None else ofrecidas, programa)
    args, resto = raiz.parse_known_args(argv)
    if resto and not getattr(args.orden, "CON_RESTO", False):
        raiz.error(f"argumentos que no se conocen: {' '.join(resto)}")
    args.resto = resto
    try:
        return _ejecutar(args.orden, args)
    except ErroresDeCampos as error:
        return _rechazar("\n".join([error.mensaje, *error.errores.values()]))
    except ConFrase as error:
        return _rechazar(error.mensaje)
    except BrokenPipeError:  # quien leía la salida (head, less) ya no quiere más
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return _rechazar("Interrumpido.")
    except OSError as error:
        return _rechazar(_frase_de_sistema(error))
    except Exception as error:  # cualquier otra cosa es un defecto: una frase aquí y el rastro al registro
        return _rechazar(_anotar_defecto(error))


def analizador(
    ofrecidas: Mapping[str, ordenes.Orden], programa: str = "./conoceles"
) -> argparse.ArgumentParser:
    """El analizador completo, con una entrada por orden, en orden alfabético.

    La primera palabra de una orden de dos es un grupo, y puede ser también una orden: `comprobar` y `comprobar esquema`.
    """
    idioma.traducir()
    raiz = argparse.ArgumentParser(
        prog=programa, description="Sistema «Candidatas y Candidatos, Conóceles».", allow_abbrev=False
    )
    raiz.add_argument("--version", action=_Version, help="dice la versión y el commit, y termina")
    primeras = raiz.add_subparsers(title="órdenes", metavar="ORDEN", required=True)
    grupos: dict[str, Subordenes] = {"": primeras}
    solas: dict[str, argparse.ArgumentParser] = {}
    for nombre, orden in sorted(ofrecidas.items()):
        grupo, _, palabra = nombre.rpartition(" ")
        if grupo not in grupos:
            padre = solas.get(grupo) or primeras.add_parser(grupo, help=GRUPOS[grupo])
            sola = grupo in solas
            grupos[grupo] = padre.add_subparsers(
                title="órdenes", metavar="[ORDEN]" if sola else "ORDEN", required=not sola
            )
        solas[nombre] = _agregar(grupos[grupo], palabra, orden)
    return raiz


class _Version(argparse.Action):
    """Se pregunta al pedirla: preguntar al git en cada orden la haría esperar."""

    def __init__(self, option_strings: Sequence[str], dest: str, help: str) -> None:
        super().__init__(option_strings, argparse.SUPPRESS, nargs=0, help=help)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        print(version.completa())
        parser.exit()


def _agregar(subordenes: Subordenes, palabra: str, orden: ordenes.Orden) -> argparse.ArgumentParser:
    parser = subordenes.add_parser(palabra, help=orden.AYUDA, description=orden.AYUDA, allow_abbrev=False)
    orden.argumentos(parser)
    if getattr(orden, "CON_JSON", True):
        # Sin valor por omisión: el de una suborden taparía el que se dio a la orden.
        parser.add_argument(
            "--json",
            action="store_true",
            default=argparse.SUPPRESS,
            help="imprime un solo documento JSON",
        )
    parser.set_defaults(orden=orden)
    return parser


def _ejecutar(orden: ordenes.Orden, args: argparse.Namespace) -> int:
    en_json = getattr(args, "json", False)
    # Con --json nada más puede salir por la salida normal, ni lo que imprima una biblioteca.
    with contextlib.redirect_stdout(sys.stderr) if en_json else contextlib.nullcontext():
        if not getattr(orden, "A_MEDIAS", False):
            preparacion.exigir_entera()
        if getattr(orden, "PREPARA", True):
            preparacion.preparar()
        resultado = orden.ejecutar(args)
    if en_json:
        print(json.dumps(resultado, ensure_ascii=False, indent=2, default=str))
    elif salida := orden.texto(resultado):
        print(salida)
    sys.stdout.flush()
    if hasattr(orden, "fallo"):
        return int(orden.fallo(resultado))
    return 1 if isinstance(resultado, dict) and resultado.get("ok") is False else 0


def _rechazar(frase: str) -> int:
    print(frase, file=sys.stderr)
    return 2


def _frase_de_sistema(error: OSError) -> str:
    """Qué archivo o carpeta y por qué; si no se sabe decir, es un defecto como cualquier otro."""
    anotado = _anotar_defecto(error)
    causa = causa_de_sistema(error)
    return f"No se puede usar «{error.filename}»: {causa}." if causa and error.filename else anotado


def _anotar_defecto(error: Exception) -> str:
    """Guarda el rastro y devuelve la frase. Si ni el registro se puede escribir, lo dice."""
    registro = carpetas().registros / "errores.log"
    try:
        registro.parent.mkdir(parents=True, exist_ok=True)
        with registro.open("a", encoding="utf-8") as salida:
            salida.write(f"{datetime.now(timezone.utc).isoformat()}\n{traceback.format_exc()}\n")
    except OSError as causa:
        return f"No se puede escribir en la carpeta de datos: {causa_de_sistema(causa) or causa} ({registro.parent})."
    return f"Ocurrió un error que no esperábamos ({type(error).__name__}). El detalle quedó en {registro}."
