"""`padron importar ARCHIVO`: lee el padrón de candidaturas; todo o nada."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from conoceles.arranque.ordenes._salida import exigir_escribible
from conoceles.nucleo import reloj
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import ErrorDeDominio

AYUDA = "Importa el padrón de candidaturas (.xlsx, .xls, .csv); todo o nada."
CONTEOS = ("filas", "fuera", "altas", "cambios", "sin_cambio", "personas", "formulas", "candidaturas")


def argumentos(parser: argparse.ArgumentParser) -> None:
    """El archivo, la elección a la que pertenece y si solo se ensaya."""
    parser.add_argument("archivo", metavar="ARCHIVO", type=Path)
    parser.add_argument("--proceso", metavar="CLAVE", required=True)
    parser.add_argument("--simular", action="store_true", help="dice qué haría, sin cambiar nada")
    parser.add_argument("--informe", metavar="F.json", type=Path, help="guarda el informe completo")


def ejecutar(args: argparse.Namespace) -> dict[str, Any]:
    """El informe como diccionario; si se pidió, también queda en el archivo."""
    from conoceles.expediente.importacion import exigir_sin_errores, importar

    if not args.archivo.exists():
        raise ErrorDeDominio(f"No existe el archivo {args.archivo}.", campo="archivo")
    if args.informe:
        exigir_escribible(args.informe)
    resultado = importar(
        args.archivo,
        proceso=args.proceso,
        simular=args.simular,
        por=Alcance.sistema("padrón"),
        ahora=reloj.ahora(),
    )
    informe = resultado.como_dict()
    if args.informe:
        args.informe.write_text(json.dumps(informe, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    exigir_sin_errores(resultado)
    return informe


def texto(resultado: dict[str, Any]) -> str:
    """Los conteos y una línea por aviso y por error."""
    lineas = [f"{clave.replace('_', ' ')}: {resultado[clave]}" for clave in CONTEOS]
    for clase in ("avisos", "errores"):
        lineas.append(f"{clase}: {len(resultado[clase])}")
        lineas += [f"  {_lugar(aviso)} {aviso['codigo']}: {aviso['mensaje']}" for aviso in resultado[clase]]
    return "\n".join(lineas)


def _lugar(aviso: dict[str, Any]) -> str:
    partes = [
        str(aviso.get("hoja") or ""),
        f"fila {aviso['fila']}" if aviso.get("fila") else "",
        aviso.get("columna"),
    ]
    return "[" + ", ".join(parte for parte in partes if parte) + "]"
