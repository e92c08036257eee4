"""`informe TIPO`: un informe oficial en PDF, XLSX y JSON, congelado con su corte."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path
from typing import TypedDict

from conoceles.arranque.ordenes._salida import escribir, exigir_carpeta
from conoceles.nucleo import reloj
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import ErrorDeDominio

AYUDA = "Genera un informe oficial en PDF, XLSX y JSON."


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
    parser.add_argument("--proceso", metavar="CLAVE", required=True)
    parser.add_argument(
        "--corte", metavar="ISO", help="momento con huso, como 2024-04-25T10:00:00-06:00; sin él, ahora"
    )
    parser.add_argument("--salida", metavar="DIR", type=Path, required=True)


def ejecutar(args: argparse.Namespace) -> Generado:
    """Escribe los tres archivos y dice versión, corte, huella y firma."""
    from conoceles.informes import consultas, operaciones
    from conoceles.informes.documento import firmas

    ahora = reloj.ahora()
    corte = _corte(args.corte) if args.corte else ahora
    exigir_carpeta(args.salida)  # generar congela una versión: antes hay que saber que se podrá entregar
    informe = operaciones.generar(
        tipo=args.tipo,
        proceso=args.proceso,
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


def texto(resultado: Generado) -> str:
    """Lo que se hizo y dónde quedó."""
    return "\n".join(
        [
            f"Informe {resultado['tipo']}, versión {resultado['version']}, corte {resultado['corte']}.",
            *filter(None, [resultado["nota"]]),
            *resultado["archivos"],
        ]
    )
