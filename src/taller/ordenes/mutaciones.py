"""`mutaciones [MÓDULO…]`: cuántos cambios hechos a propósito notan las pruebas, y cuáles no y por qué."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TypedDict

from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from taller.mutaciones import META, MODULOS, Cuenta, correr, explicaciones

AYUDA = "Cambia el código a propósito y cuenta cuántos cambios nota alguna prueba. Tarda horas."
PREPARA = False
PAGINA = RAIZ_PROYECTO / "docs" / "evidencia" / "mutaciones.md"


class Notadas(TypedDict):
    """Por módulo, el porcentaje notado."""

    ok: bool
    modulos: dict[str, float]


def argumentos(parser: argparse.ArgumentParser) -> None:
    """Sin módulos, todos."""
    parser.add_argument("modulos", nargs="*", metavar="MÓDULO", help=", ".join(MODULOS))
    parser.add_argument("--carpeta", type=Path, help="dónde trabajar; repetir la orden ahí sigue donde iba")


def ejecutar(args: argparse.Namespace) -> Notadas:
    """Escribe la página. `ok` si cada módulo llega a la meta y toda viva está explicada."""
    from conoceles.nucleo.errores import ErrorDeDominio

    if ajenos := set(args.modulos) - set(MODULOS):
        raise ErrorDeDominio(f"No se muta {', '.join(sorted(ajenos))}. Puede elegir: {', '.join(MODULOS)}.")
    carpeta = args.carpeta or Path(tempfile.mkdtemp(prefix="conoceles-mutaciones-"))
    cuentas = [correr(clave, carpeta.resolve() / clave) for clave in args.modulos or MODULOS]
    PAGINA.write_text("\n".join(_pagina(cuentas)) + "\n", encoding="utf-8")
    razones = explicaciones()
    bien = all(c.porcentaje >= META and all(v in razones for v in c.vivas) for c in cuentas)
    return {"ok": bien, "modulos": {c.modulo: c.porcentaje for c in cuentas}}


def texto(resultado: Notadas) -> str:
    """Un módulo por línea."""
    dichos = [f"{modulo}: {parte} %" for modulo, parte in resultado["modulos"].items()]
    return "\n".join(
        [*dichos, "En orden." if resultado["ok"] else f"Bajo {META} % o con vivas sin explicar."]
    )


def _pagina(cuentas: list[Cuenta]) -> Iterator[str]:
    yield from (
        "# Mutaciones",
        "",
        "La escribe `./conoceles mutaciones`: cambia el código a propósito, un cambio a la vez, y corre las pruebas. Un",
        "cambio que ninguna nota dice dónde falta una prueba, o que el cambio no cambia nada. La meta es que se note el",
        f"{META} %.",
        "",
        "| módulo | cambios | notados | % |",
        "|---|--:|--:|--:|",
    )
    for c in cuentas:
        yield f"| {c.modulo} | {c.total:,} | {c.total - len(c.vivas):,} | {c.porcentaje} |"
    if faltan := [clave for clave in MODULOS if clave not in {c.modulo for c in cuentas}]:
        yield from ("", f"En esta corrida no se mutó: {', '.join(faltan)}.")
    razones = explicaciones()
    for c in cuentas:
        yield from ("", f"## {c.modulo}: los que ninguna prueba nota", "")
        if not c.vivas:
            yield "Ninguno."
        for viva in c.vivas:
            yield f"- `{viva.funcion}`: ``{viva.antes}`` → ``{viva.despues}``. {razones.get(viva, 'Sin explicar.')}"
