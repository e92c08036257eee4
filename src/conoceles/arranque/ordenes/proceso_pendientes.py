"""`proceso pendientes CLAVE`: la página que firma la persona abogada, con todo lo que falta confirmar."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NotRequired, TypedDict

from conoceles.nucleo import reloj
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.nucleo.dias import en_palabras
from conoceles.nucleo.errores import ErrorDeDominio, NoEncontrado

if TYPE_CHECKING:
    from conoceles.proceso.definicion import Definicion

AYUDA = "Dice cada supuesto y cada norma por confirmar de una elección, con su efecto: la página que firma Jurídico."
FIRMA = "Confirmé lo que señalo y anoté lo que debe cambiar.   Nombre, cargo y firma: ____________________   Fecha: ____________"


class Pendientes(TypedDict):
    """Lo que falta confirmar; `pdf`, si se pidió, dónde quedó."""

    proceso: str
    nombre: str
    al: str
    cargada: bool
    pendientes: list[dict[str, str]]
    pdf: NotRequired[str]


SI_O_NO = "Sí [   ]   No [   ]"


def argumentos(parser: argparse.ArgumentParser) -> None:
    """Una elección cargada o, si todavía no se carga, su carpeta de `procesos/`."""
    parser.add_argument("clave", metavar="CLAVE")
    parser.add_argument(
        "--pdf", metavar="ARCHIVO", type=Path, help="escribe además la página en PDF, para firmarse"
    )


def ejecutar(args: argparse.Namespace) -> Pendientes:
    """Los pendientes por tema; `cargada` dice si se leyó de la base o de la carpeta."""
    from conoceles.proceso.pendientes import pendientes

    definicion, cargada = _definicion(args.clave)
    hoy = definicion.calendario.dia_local(reloj.ahora())
    hallados = pendientes(definicion, hoy)
    resultado: Pendientes = {
        "proceso": definicion.clave,
        "nombre": definicion.nombre,
        "al": hoy.isoformat(),
        "cargada": cargada,
        "pendientes": [asdict(p) for p in hallados],
    }
    if args.pdf:
        if args.pdf.exists():
            raise ErrorDeDominio(f"{args.pdf} ya existe: escriba otro nombre.", campo="pdf")
        args.pdf.write_bytes(_pdf(definicion, resultado))
        resultado["pdf"] = str(args.pdf)
    return resultado


def texto(resultado: Pendientes) -> str:
    """Un apartado por tema, numerado de corrido, con el lugar de la firma al final."""
    lineas = [f"{resultado['nombre']}: lo que falta confirmar al {resultado['al']}"]
    tema = ""
    for numero, p in enumerate(resultado["pendientes"], 1):
        if p["tema"] != tema:
            tema = p["tema"]
            lineas += ["", tema.upper()]
        fuente = f" [{p['fuente']}]" if p["fuente"] else ""
        lineas.append(f"{numero:>3}. {p['que']}{fuente}\n     Efecto: {p['efecto']}")
    return "\n".join(
        [*lineas, "", FIRMA] if resultado["pendientes"] else [*lineas, "Nada: todo está confirmado."]
    )


def juntos(hallados: list[dict[str, str]]) -> list[tuple[str, tuple[str, ...]]]:
    """Tema y renglón. Lo que se confirma junto, porque cambia lo mismo y salió de lo mismo, va en uno con todos sus números."""
    salen: list[tuple[str, tuple[str, ...]]] = []
    numerados = enumerate(hallados, 1)
    for (tema, efecto, fuente), grupo in groupby(
        numerados, lambda x: (x[1]["tema"], x[1]["efecto"], x[1]["fuente"])
    ):
        suyos = list(grupo)
        primero, ultimo = suyos[0][0], suyos[-1][0]
        numero = str(primero) if primero == ultimo else f"{primero}–{ultimo}"
        que = "; ".join(p["que"] for _, p in suyos)
        salen.append((tema, (numero, que, efecto, fuente or "Nadie lo ha dicho", SI_O_NO)))
    return salen


def _definicion(clave: str) -> tuple[Definicion, bool]:
    from conoceles.proceso import consultas
    from conoceles.proceso.carga import leer_carpeta

    try:
        return consultas.definicion(clave), True
    except NoEncontrado:
        carpeta = RAIZ_PROYECTO / "procesos" / clave
        if not (carpeta / "proceso.toml").is_file():
            raise
        return leer_carpeta(carpeta), False


def _pdf(definicion: Definicion, resultado: Pendientes) -> bytes:
    from conoceles.informes import salidas
    from conoceles.informes.estructura import Documento, Tabla
    from conoceles.proceso.pendientes import TEMAS

    renglones = juntos(resultado["pendientes"])
    tablas = tuple(
        Tabla(
            f"P{n}",
            tema,
            ("Núm.", "Qué dice hoy", "Efecto si es otra cosa", "De dónde salió", "¿Es así?"),
            suyos,
        )
        for n, tema in enumerate(TEMAS, 1)
        if (suyos := tuple(r for suyo, r in renglones if suyo == tema))
    )
    documento = Documento.de(
        definicion,
        tipo="pendientes",
        titulo="Lo que falta confirmar antes de abrir",
        corte=resultado["al"],
        corte_texto=en_palabras(date.fromisoformat(resultado["al"])),
        restringido=False,
        portada=FIRMA,
        tablas=tablas,
    )
    return salidas.pdf(documento)
