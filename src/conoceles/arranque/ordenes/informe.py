"""`informe TIPO`: un informe oficial en PDF, XLSX y JSON, congelado con su corte.

Hay dos que no se congelan ni tienen corte, porque dicen cómo es la elección y no qué pasa en ella: `inventario` (el del Sistema de
Datos Personales) y `formato-base` (el formato de base de datos, plan §7.2, entregable 10).
"""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path
from typing import TypedDict, final

from conoceles.arranque.ordenes._salida import eleccion, escribir, exigir_carpeta
from conoceles.nucleo import reloj
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import ErrorDeDominio

AYUDA = "Genera un informe oficial en PDF, XLSX y JSON; también, el inventario de datos personales y el formato de base."
SIN_CORTE = ("inventario", "formato-base")


@final
class Escrito(TypedDict):
    """Dónde quedó el que no se congela."""

    tipo: str
    proceso: str
    archivos: list[str]


@final
class Generado(TypedDict):
    """Lo congelado y dónde quedó."""

    tipo: str
    version: int
    corte: str
    pedido: str
    nota: str
    huella: str
    firma: str
    archivos: list[str]


def argumentos(parser: argparse.ArgumentParser) -> None:
    """El tipo, la elección, el corte y a dónde va."""
    parser.add_argument("tipo", metavar="TIPO")
    parser.add_argument("--proceso", metavar="CLAVE", help="sin ella, la elección en curso")
    parser.add_argument(
        "--corte", metavar="ISO", help="momento con huso, como 2024-04-25T10:00:00-06:00; sin él, ahora"
    )
    parser.add_argument("--salida", metavar="DIR", type=Path, required=True)


def ejecutar(args: argparse.Namespace) -> Generado | Escrito:
    """Escribe los archivos y los nombra; del congelado dice además versión, corte, huella y firma."""
    if args.tipo in SIN_CORTE:
        return _sin_corte(args)
    from conoceles.informes import consultas, operaciones
    from conoceles.informes.documento import firmas

    ahora = reloj.ahora()
    corte = _corte(args.corte) if args.corte else ahora
    exigir_carpeta(args.salida)  # generar congela una versión: antes hay que saber que se podrá entregar
    informe = operaciones.generar(
        tipo=args.tipo,
        proceso=eleccion(args.proceso),
        corte=corte,
        por=Alcance.sistema("informes"),
        ahora=ahora,
    )
    firmas.firmar_pendientes(ahora)
    archivos = {consultas.nombre(informe, f): consultas.archivo(informe, f) for f in consultas.FORMATOS}
    return {
        "tipo": informe.tipo,
        "version": informe.version,
        "corte": informe.corte.isoformat(),
        "pedido": corte.isoformat(),
        "nota": consultas.de_otro_corte(informe, corte),
        "huella": informe.huella,
        "firma": firmas.de(informe).firma,
        "archivos": escribir(args.salida, archivos),
    }


def _sin_corte(args: argparse.Namespace) -> Escrito:
    from conoceles.informes import formato_de_base, inventario

    if args.corte:
        raise ErrorDeDominio(f"«{args.tipo}» no tiene corte: quite --corte.", campo="corte")
    hacer = {"inventario": inventario.archivos, "formato-base": formato_de_base.archivos}[args.tipo]
    exigir_carpeta(args.salida)
    clave = eleccion(args.proceso)
    return {"tipo": args.tipo, "proceso": clave, "archivos": escribir(args.salida, hacer(clave))}


def _corte(escrito: str) -> datetime:
    try:
        corte: datetime | None = datetime.fromisoformat(escrito)
    except ValueError:
        corte = None
    if corte is None or corte.tzinfo is None:
        raise ErrorDeDominio(
            f"«{escrito}» no es un momento ISO 8601 con huso, como 2024-04-25T10:00:00-06:00."
        )
    return corte


def texto(resultado: Generado | Escrito) -> str:
    """Lo que se hizo y dónde quedó."""
    if "version" not in resultado:
        return "\n".join(resultado["archivos"])
    return "\n".join(
        [
            f"Informe {resultado['tipo']}, versión {resultado['version']}, corte {resultado['corte']}.",
            *filter(None, [resultado["nota"]]),
            *resultado["archivos"],
        ]
    )
