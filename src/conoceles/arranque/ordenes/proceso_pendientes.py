"""`proceso pendientes CLAVE`: la hoja que firma la persona abogada, y su anexo con todo lo que falta confirmar."""

from __future__ import annotations

import argparse
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NotRequired, TypedDict

from conoceles.nucleo import reloj
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.nucleo.errores import ErrorDeDominio, NoEncontrado

if TYPE_CHECKING:
    from conoceles.proceso.definicion import Definicion

AYUDA = "Dice cada supuesto y cada norma por confirmar de una elección, con su efecto: la hoja que firma Jurídico."
LUGAR = "Nombre y cargo: ____________________   Firma: ____________________   Fecha: ____________"


class Pendientes(TypedDict):
    """`hoja`, lo que se decide, con los números de `pendientes`, que son su anexo; `supuestos`, las frases que `comprobar` cuenta; `pdf`, si
    se pidió, dónde quedó."""

    proceso: str
    nombre: str
    al: str
    cargada: bool
    hoja: list[dict[str, str]]
    pendientes: list[dict[str, str]]
    supuestos: list[str]
    pdf: NotRequired[str]


def argumentos(parser: argparse.ArgumentParser) -> None:
    """Una elección cargada o, si todavía no se carga, su carpeta de `procesos/`."""
    parser.add_argument("clave", metavar="CLAVE")
    parser.add_argument(
        "--pdf", metavar="ARCHIVO", type=Path, help="escribe además la hoja y su anexo en PDF, para firmarse"
    )


def ejecutar(args: argparse.Namespace) -> Pendientes:
    """Los pendientes por tema; `cargada` dice si se leyó de la base o de la carpeta."""
    from conoceles.informes import por_firmar
    from conoceles.proceso.carga.advertencias import advertencias
    from conoceles.proceso.pendientes import pendientes
    from conoceles.proceso.por_firmar import renglones

    definicion, cargada = _definicion(args.clave)
    hoy = definicion.calendario.dia_local(reloj.ahora())
    hallados = pendientes(definicion, hoy)
    resultado: Pendientes = {
        "proceso": definicion.clave,
        "nombre": definicion.nombre,
        "al": hoy.isoformat(),
        "cargada": cargada,
        "hoja": [
            {"tema": r.tema, "que": r.que, "efecto": r.efecto, "anexo": r.anexo} for r in renglones(hallados)
        ],
        "pendientes": [
            {"tema": p.tema, "que": p.que, "efecto": p.efecto, "fuente": p.fuente, "regla": p.regla}
            for p in hallados
        ],
        "supuestos": advertencias(definicion),
    }
    if args.pdf:
        if args.pdf.exists():
            raise ErrorDeDominio(f"{args.pdf} ya existe: escriba otro nombre.", campo="pdf")
        args.pdf.write_bytes(por_firmar.papel(definicion, hallados, hoy))
        resultado["pdf"] = str(args.pdf)
    return resultado


def texto(resultado: Pendientes) -> str:
    """La hoja, con el lugar de la firma, y su anexo, numerado de corrido."""
    from conoceles.informes.por_firmar import FIRMA

    lineas = [f"{resultado['nombre']}: lo que falta confirmar al {resultado['al']}"]
    supuestos = ["", "SUPUESTOS DE LA CARPETA", *resultado["supuestos"]] if resultado["supuestos"] else []
    if not resultado["pendientes"] and not supuestos:
        return "\n".join([*lineas, "", "Nada: todo está confirmado."])
    for tema, suyos in groupby(resultado["hoja"], lambda r: r["tema"]):
        lineas += [
            "",
            tema.upper(),
            *(f"[{r['anexo']}] {r['que']}\n     Efecto: {r['efecto']}" for r in suyos),
        ]
    lineas += ["", FIRMA, LUGAR, "", "ANEXO"]
    for numero, p in enumerate(resultado["pendientes"], 1):
        fuente = f" [{p['fuente']}]" if p["fuente"] else ""
        regla = f" Regla: {p['regla']}" if p["regla"] else ""
        lineas.append(f"{numero:>3}. {p['que']}{fuente}\n     Efecto: {p['efecto']}{regla}")
    return "\n".join([*lineas, *supuestos])


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
