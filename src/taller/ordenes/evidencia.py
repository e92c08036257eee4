"""`evidencia`: corre las pruebas por situación electoral y escribe lo que dieron (plan §5.V)."""

from __future__ import annotations

import argparse
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TypedDict

from conoceles.arranque.ordenes._salida import exigir_escribible
from conoceles.nucleo import reloj
from conoceles.nucleo.carpetas import RAIZ_PROYECTO

AYUDA = "Corre las pruebas por situación electoral y escribe la evidencia."
PREPARA = False
SALIDA = RAIZ_PROYECTO / "docs" / "evidencia" / "pruebas.md"


class Evidencia(TypedDict):
    """`mal`: las situaciones que fallaron o no corrieron."""

    ok: bool
    archivo: str
    situaciones: int
    mal: list[str]


def argumentos(parser: argparse.ArgumentParser) -> None:
    """Dónde escribir y con qué motor."""
    parser.add_argument("--salida", metavar="ARCHIVO", type=Path, default=SALIDA)
    parser.add_argument("--motor", choices=("sqlite", "postgresql", "ambos"), default="sqlite")


def ejecutar(args: argparse.Namespace) -> Evidencia:
    """`ok` es falso si una situación falló o se quedó sin correr; el documento se escribe igual."""
    from taller import requisitos
    from taller.evidencia import documento
    from taller.evidencia.corrida import correr
    from taller.evidencia.situaciones import SITUACIONES

    exigir_escribible(args.salida)
    requisitos.conseguir((requisitos.NAVEGADOR,))  # una situación se recorre en un navegador
    corridas = {}
    for motor in _motores(args.motor):
        with _bases(motor) as bases:
            corridas[motor] = correr(SITUACIONES, bases)
    args.salida.write_text(documento.componer(corridas, ahora=reloj.ahora()), encoding="utf-8")
    mal = [f"{c.situacion.nombre} ({m})" for m, cuentas in corridas.items() for c in cuentas if not c.bien]
    return {"ok": not mal, "archivo": str(args.salida), "situaciones": len(SITUACIONES), "mal": mal}


def texto(resultado: Evidencia) -> str:
    """El veredicto y, una por línea, las situaciones que no salieron bien."""
    frase = "todas bien" if resultado["ok"] else f"{len(resultado['mal'])} no salieron bien:"
    return "\n".join(
        [f"{resultado['situaciones']} situaciones; {frase} ({resultado['archivo']})", *resultado["mal"]]
    )


def _motores(pedido: str) -> list[str]:
    nombres = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
    return list(nombres.values()) if pedido == "ambos" else [nombres[pedido]]


def _bases(motor: str) -> AbstractContextManager[dict[str, str]]:
    if motor == "SQLite":
        return nullcontext(dict[str, str]())
    from taller import requisitos
    from taller.postgres_de_pruebas import servidor

    requisitos.conseguir(("postgresql",))
    return servidor()
