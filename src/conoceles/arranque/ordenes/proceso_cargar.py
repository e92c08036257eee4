"""`proceso cargar CARPETA`: revisa y carga la definición de una elección; con algo registrado, la propone."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from conoceles.nucleo import reloj
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.nucleo.fechas import fecha

if TYPE_CHECKING:
    from conoceles.proceso.definicion import Acuerdo
    from conoceles.proceso.operaciones import Cargado

    class ConEfectos(Cargado):
        """`efectos`: qué cambia para quién."""

        efectos: list[str]


AYUDA = "Revisa y carga la definición de una elección (procesos/CLAVE); con registros, la propone y se aplica aparte."
APARTE = ("enmiendas", "avisos", "cierre", "diferencias", "falta", "efectos", "aplicado")


def argumentos(parser: argparse.ArgumentParser) -> None:
    """La carpeta con proceso.toml, curricular.toml e identidad.toml; y con qué acto se aplica."""
    parser.add_argument("carpeta", metavar="CARPETA", type=Path)
    parser.add_argument(
        "--inventado",
        action="store_true",
        help="sus personas son inventadas: cada página lo dirá, para siempre",
    )
    como = parser.add_mutually_exclusive_group()
    como.add_argument("--simular", action="store_true", help="dice qué cambiaría; no cambia nada")
    como.add_argument(
        "--aplicar",
        action="store_true",
        help="con candidaturas registradas, lo cambia: sin esto solo lo dice",
    )
    parser.add_argument("--acto", metavar="NÚMERO", default="", help="el acuerdo que autoriza el cambio")
    parser.add_argument("--fecha", metavar="AAAA-MM-DD", default="", help="la fecha de ese acuerdo")
    parser.add_argument("--organo", metavar="ÓRGANO", default="", help="quién lo aprobó")


def ejecutar(args: argparse.Namespace) -> ConEfectos:
    """Lo que devuelve `proceso.operaciones.cargar`, y `efectos`: qué cambia para quién."""
    from conoceles.contenidos.consecuencias import consecuencias
    from conoceles.proceso.operaciones import cargar, proponer

    if not args.carpeta.is_dir():
        raise ErrorDeDominio(f"No existe la carpeta {args.carpeta}.", campo="carpeta")
    ahora, acuerdo = reloj.ahora(), _acuerdo(args)
    propuesta = proponer(args.carpeta)
    efectos = consecuencias(propuesta.vigente, propuesta.nueva, ahora) if propuesta else []
    cargado = cargar(
        args.carpeta,
        por=Alcance.sistema("proceso"),
        ahora=ahora,
        inventado=args.inventado,
        acuerdo=acuerdo,
        simular=args.simular or bool(propuesta and not args.aplicar),
    )
    return {**cargado, "efectos": efectos}


def _acuerdo(args: argparse.Namespace) -> Acuerdo | None:
    """El acto dicho entero; `ErrorDeDominio` si falta una de sus tres partes."""
    from conoceles.proceso.definicion import Acuerdo

    if not (args.acto or args.fecha or args.organo):
        return None
    dia = fecha(args.fecha)
    if not (args.acto and dia and args.organo):
        raise ErrorDeDominio(
            "Un acto se dice entero: --acto NÚMERO --fecha AAAA-MM-DD --organo ÓRGANO. No se cambió nada.",
            campo="acto",
        )
    return Acuerdo(args.acto, dia, args.organo)


def texto(resultado: ConEfectos) -> str:
    """Una línea por dato y por aviso; de lo que se propone, qué cambia, qué provoca y cómo se aplica."""
    lineas = [f"{clave}: {_en_palabras(valor)}" for clave, valor in resultado.items() if clave not in APARTE]
    lineas += [f"enmienda vuelta a aplicar: {enmienda}" for enmienda in resultado["enmiendas"]]
    lineas += [f"cambia: {una}" for una in resultado["diferencias"]]
    lineas += [f"provoca: {una}" for una in resultado["efectos"]]
    lineas += [f"aviso: {aviso}" for aviso in resultado["avisos"]]
    return "\n".join([*lineas, *_si_no_se_aplico(resultado)])


def _si_no_se_aplico(resultado: Cargado) -> list[str]:
    if resultado["aplicado"]:
        return []
    if resultado["falta"]:
        return ["No se cambió nada, y así no se aplicaría.", resultado["falta"]]
    return ["No se cambió nada: es lo que haría. Para hacerlo, la misma orden con --aplicar."]


def _en_palabras(valor: object) -> object:
    return ("sí" if valor else "no") if isinstance(valor, bool) else valor
