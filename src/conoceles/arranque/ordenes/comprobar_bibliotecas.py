"""`comprobar bibliotecas`: si alguna biblioteca de producción tiene fallas conocidas."""

from __future__ import annotations

import argparse

from conoceles.nucleo import reloj

AYUDA = "Pregunta si las bibliotecas de producción tienen fallas conocidas."
PREPARA = False


def argumentos(parser: argparse.ArgumentParser) -> None:
    """A quién se le pregunta."""
    parser.add_argument(
        "--avisos", metavar="DIRECCIÓN", default="", help="servicio en el formato de OSV (api.osv.dev)"
    )


def ejecutar(args: argparse.Namespace) -> dict[str, object]:
    """`ok` es falso si alguna las tiene; lo que dice se anota, si no se pidió `--sin-anotar`. `ErrorDeDominio` si no se pudo saber: entonces no consta nada."""
    from conoceles.arranque import dependencias

    fijas = dependencias.fijas()
    fallas = dependencias.avisos(fijas, args.avisos or dependencias.AVISOS)
    if not args.sin_anotar:
        dependencias.anotar(fallas, reloj.ahora())
    return {"ok": not fallas, "bibliotecas": len(fijas), "fallas": fallas}


def texto(resultado: dict[str, object]) -> str:
    """Una línea por biblioteca con fallas, y qué hacer."""
    fallas = resultado["fallas"]
    assert isinstance(fallas, dict)
    if not fallas:
        return f"Ninguna falla conocida en {resultado['bibliotecas']} bibliotecas."
    lineas = [f"{cual}: {', '.join(suyas)}" for cual, suyas in fallas.items()]
    return "\n".join(
        [
            *lineas,
            "Lea cada aviso en https://osv.dev/ y, si alcanza a lo que se usa, instale la versión que lo corrige.",
        ]
    )
