"""`padron importar ARCHIVO`: lee el padrón de candidaturas; todo o nada."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Literal, get_args

import msgspec

from conoceles.arranque.ordenes._salida import exigir_escribible
from conoceles.candidaturas.padron.informe import Causa, Escrito, frase_de_causa
from conoceles.nucleo import reloj
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import ErrorDeDominio

AYUDA = "Importa el padrón de candidaturas (.xlsx, .xls, .csv); todo o nada."
Conteo = Literal["filas", "fuera", "altas", "cambios", "sin_cambio", "personas", "formulas", "candidaturas"]
CONTEOS: tuple[Conteo, ...] = get_args(Conteo)


def argumentos(parser: argparse.ArgumentParser) -> None:
    """El archivo, la elección a la que pertenece y si solo se ensaya."""
    parser.add_argument("archivo", metavar="ARCHIVO", type=Path)
    parser.add_argument("--proceso", metavar="CLAVE", required=True)
    parser.add_argument("--simular", action="store_true", help="dice qué haría, sin cambiar nada")
    parser.add_argument(
        "--aceptar", metavar="CODIGO", action="append", default=[],
        help="acepta perder lo que ese código del informe dice; se puede repetir",
    )  # fmt: skip
    parser.add_argument("--informe", metavar="F.json", type=Path, help="guarda el informe completo")


def ejecutar(args: argparse.Namespace) -> Escrito:
    """El informe como diccionario; si se pidió, también queda en el archivo."""
    from conoceles.expediente.actos.importacion import exigir_sin_errores, importar

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
        aceptar=args.aceptar,
    )
    informe = resultado.como_dict()
    if args.informe:
        args.informe.write_text(json.dumps(informe, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    exigir_sin_errores(resultado)
    return informe


def texto(resultado: Escrito) -> str:
    """Los conteos, una línea por causa, la peor primero, y si se hizo; renglón por renglón, en `--informe`."""
    lineas = [f"{clave.replace('_', ' ')}: {resultado[clave]}" for clave in CONTEOS]
    if resultado["mapa"]:
        lineas.append(f"mapa: padron.toml, huella {resultado['mapa'][:12]}")
    if resultado["aceptadas"]:
        lineas.append(f"aceptadas: {', '.join(resultado['aceptadas'])}")
    causas = msgspec.convert(resultado["causas"], list[Causa])
    lineas += [f"{causa.gravedad} {frase_de_causa(causa)}" for causa in causas]
    lineas.append("Simulado: nada cambió." if resultado["simulado"] else "Importado.")
    return "\n".join(lineas)
