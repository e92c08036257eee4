"""`proceso cargar CARPETA`: revisa y carga la definición de una elección; con algo registrado, la propone."""

from __future__ import annotations

import argparse
import getpass
import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from conoceles.nucleo import reloj
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.nucleo.fechas import fecha

if TYPE_CHECKING:
    from conoceles.proceso.contenido.materias import Citado
    from conoceles.proceso.operaciones import Cargado

    class ConEfectos(Cargado):
        """`efectos`: qué cambia para quién. `completo`: si se pidieron todas las diferencias."""

        efectos: list[str]
        completo: bool


AYUDA = "Revisa y carga la definición de una elección (procesos/CLAVE); con registros, la propone y otra persona la aprueba."
APARTE = (
    "enmiendas", "avisos", "cierre", "diferencias", "resumen", "falta", "efectos", "aplicado", "propuesto", "completo",
)  # fmt: skip


def argumentos(parser: argparse.ArgumentParser) -> None:
    """La carpeta con proceso.toml, curricular.toml e identidad.toml; y con qué actos se propone."""
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
        help="con candidaturas registradas, lo propone: rige cuando lo apruebe una cuenta de administración",
    )
    parser.add_argument("--completo", action="store_true", help="dice cada diferencia, y no cuántas")
    for opcion, valor, ayuda in (
        (
            "acto",
            "NÚMERO",
            "el acuerdo que autoriza el cambio; se repite, con su fecha y su órgano, si son varios",
        ),
        ("fecha", "AAAA-MM-DD", "la fecha de ese acuerdo"),
        ("organo", "ÓRGANO", "quién lo aprobó"),
        ("para", "MATERIA,…", "qué autoriza, si cambian varias: fechas, temas, preguntas, fuerzas…"),
    ):
        parser.add_argument(f"--{opcion}", metavar=valor, action="append", default=[], help=ayuda)


def ejecutar(args: argparse.Namespace) -> ConEfectos:
    """Lo que devuelve `proceso.operaciones.cargar`, y `efectos`: qué cambia para quién."""
    from conoceles.contenidos.consecuencias import consecuencias
    from conoceles.proceso.operaciones import cargar, comparar

    if not args.carpeta.is_dir():
        raise ErrorDeDominio(f"No existe la carpeta {args.carpeta}.", campo="carpeta")
    ahora, citados = reloj.ahora(), _citados(args)
    cambio = comparar(args.carpeta)
    efectos = consecuencias(cambio.vigente, cambio.nueva, ahora) if cambio else []
    cargado = cargar(
        args.carpeta,
        por=replace(Alcance.sistema("proceso"), nombre=_quien_opera()),
        ahora=ahora,
        inventado=args.inventado,
        citados=citados,
        simular=args.simular or bool(cambio and not args.aplicar),
    )
    return {**cargado, "efectos": efectos, "completo": args.completo}


def _quien_opera() -> str:
    """La cuenta de la máquina de quien dio la orden: la consola no sabe más."""
    try:
        return os.environ.get("SUDO_USER") or getpass.getuser()
    except (KeyError, OSError):
        return "una cuenta sin nombre"


def _citados(args: argparse.Namespace) -> list[Citado]:
    """Los actos dichos, cada uno entero; `ErrorDeDominio` si a uno le falta una de sus partes."""
    from conoceles.proceso.contenido.materias import Citado
    from conoceles.proceso.definicion import Acuerdo

    enteros = len(args.acto) == len(args.fecha) == len(args.organo) and len(args.para) in (0, len(args.acto))
    dias = [fecha(dicha) for dicha in args.fecha]
    if not enteros or not all((*args.acto, *dias, *args.organo)):
        raise ErrorDeDominio(
            "Un acto se dice entero: --acto NÚMERO --fecha AAAA-MM-DD --organo ÓRGANO; si son varios, también --para, cada uno el "
            "suyo. No se cambió nada.",
            campo="acto",
        )
    materias = [frozenset(m.strip() for m in dicho.split(",")) for dicho in args.para] or [frozenset()] * len(
        dias
    )
    return [
        Citado(Acuerdo(*uno), para) for *uno, para in zip(args.acto, dias, args.organo, materias, strict=True)
    ]


def texto(resultado: ConEfectos) -> str:
    """De lo que se propone: primero qué provoca, después qué cambia, y al final en qué quedó."""
    lineas = [f"provoca: {una}" for una in resultado["efectos"]]
    cuales = resultado["diferencias"] if resultado["completo"] else resultado["resumen"]
    lineas += [f"cambia: {una}" for una in cuales]
    if len(cuales) < len(resultado["diferencias"]):
        lineas.append(f"Son {len(resultado['diferencias'])} diferencias: --completo las dice una por una.")
    lineas += [f"{clave}: {_en_palabras(valor)}" for clave, valor in resultado.items() if clave not in APARTE]
    lineas += [f"enmienda vuelta a aplicar: {enmienda}" for enmienda in resultado["enmiendas"]]
    lineas += [f"aviso: {aviso}" for aviso in resultado["avisos"]]
    return "\n".join([*lineas, *_en_que_quedo(resultado)])


def _en_que_quedo(resultado: Cargado) -> list[str]:
    if resultado["propuesto"]:
        return ["Quedó propuesto y todavía no rige: lo aprueba una cuenta de administración, en Contenidos."]
    if resultado["aplicado"]:
        return []
    if resultado["falta"]:
        return ["No se cambió nada, y así no se propondría.", resultado["falta"]]
    return ["No se cambió nada: es lo que haría. Para proponerlo, la misma orden con --aplicar."]


def _en_palabras(valor: object) -> object:
    return ("sí" if valor else "no") if isinstance(valor, bool) else valor
