"""Las frases de argparse, en español. Las que falten salen como las trae Python."""

from __future__ import annotations

import argparse

FRASES = {
    "usage: ": "uso: ",
    "options": "opciones",
    "positional arguments": "argumentos",
    "show this help message and exit": "muestra esta ayuda y termina",
    "%(prog)s: error: %(message)s\n": "%(prog)s: %(message)s\n",
    "the following arguments are required: %s": "faltan argumentos: %s",
    "unrecognized arguments: %s": "argumentos que no se conocen: %s",
    "argument %(argument_name)s: %(message)s": "argumento %(argument_name)s: %(message)s",
    "invalid choice: %(value)r (choose from %(choices)s)": "no existe «%(value)s»; elija entre %(choices)s",
    "invalid %(type)s value: %(value)r": "«%(value)s» no es un valor válido",
    "expected one argument": "espera un valor",
    "expected at least one argument": "espera al menos un valor",
    "not allowed with argument %s": "no puede ir junto con %s",
    "ambiguous option: %(option)s could match %(matches)s": "opción ambigua: %(option)s puede ser %(matches)s",
    "one of the arguments %s is required": "se requiere uno de los argumentos %s",
    "ignored explicit argument %r": "no lleva valor, y recibió %r",
}


def traducir() -> None:
    """argparse busca cada frase en el `_` de su módulo; aquí se le da uno con las nuestras."""
    setattr(argparse, "_", lambda frase: FRASES.get(frase, frase))  # noqa: B010
