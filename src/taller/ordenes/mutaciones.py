"""`mutaciones [MÓDULO…]`: cuántos cambios hechos a propósito notan las pruebas, y cuáles no y por qué."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TypedDict

from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.nucleo.errores import ErrorDeDominio
from taller.mutaciones.cuenta import Cuenta, contar, correr, explicaciones, hay
from taller.mutaciones.modulos import META, MODULOS, SEMILLA

AYUDA = "Cambia el código a propósito y cuenta cuántos cambios nota alguna prueba. Tarda más de una hora."
PREPARA = False
PAGINA = RAIZ_PROYECTO / "docs" / "evidencia" / "mutaciones.md"


class Notadas(TypedDict):
    """Por módulo, el porcentaje notado."""

    ok: bool
    modulos: dict[str, float]


def argumentos(parser: argparse.ArgumentParser) -> None:
    """Sin módulos, todos."""
    parser.add_argument("modulos", nargs="*", metavar="MÓDULO", help=", ".join(MODULOS))
    parser.add_argument(
        "--carpeta", type=Path, help="dónde trabajar; repetir la orden ahí solo prueba lo que no se ha notado"
    )
    parser.add_argument(
        "--solo-pagina",
        action="store_true",
        help="escribir la página con lo ya probado en --carpeta, sin correr",
    )


def ejecutar(args: argparse.Namespace) -> Notadas:
    """Escribe la página con lo que haya en la carpeta. `ok` si cada módulo llega a la meta y todo está explicado."""
    if ajenos := set(args.modulos) - set(MODULOS):
        raise ErrorDeDominio(f"No se muta {', '.join(sorted(ajenos))}. Puede elegir: {', '.join(MODULOS)}.")
    carpeta = (args.carpeta or Path(tempfile.mkdtemp(prefix="conoceles-mutaciones-"))).resolve()
    for clave in () if args.solo_pagina else args.modulos or MODULOS:
        correr(clave, carpeta / clave)
    cuentas = [contar(clave, carpeta / clave) for clave in MODULOS if hay(carpeta / clave)]
    PAGINA.write_text("\n".join(_pagina(cuentas)) + "\n", encoding="utf-8")
    razones = explicaciones()
    bien = all(
        c.porcentaje >= META and c.probados == c.tocan and all(v in razones for v in c.por_explicar)
        for c in cuentas
    )
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
        "La escribe `./taller mutaciones`: cambia el código a propósito, un cambio a la vez, y corre las pruebas que",
        "van por esa función, de la más barata a la más cara, hasta los segundos de procesador que dice la tabla. Un cambio que ninguna",
        "nota dice dónde falta una prueba, o que el cambio no cambia nada. Lo que puede tardar cada uno se mide en tiempo de",
        "procesador, y quien lo agota dos veces (la segunda, con cuatro veces más) se cuenta aparte: nunca como notado.",
        f"La meta es que se note el {META} %. De un módulo grande se prueba una muestra al azar, siempre la misma (semilla {SEMILLA}).",
        "«A la primera» es lo notado antes de escribirle prueba a lo que había quedado vivo: de una muestra, eso es lo que dice cuánto se",
        "notaría de lo que no se probó. «%» cuenta además esas pruebas.",
        "",
        "| módulo | segundos | cambios | probados | notados | agotados | % a la primera | % |",
        "|---|--:|--:|--:|--:|--:|--:|--:|",
    )
    for c in cuentas:
        segundos = f"{MODULOS[c.modulo].por_cambio:.0f}"
        yield f"| {c.modulo} | {segundos} | {c.hechos:,} | {c.probados:,} | {c.notados:,} | {len(c.agotadas):,} | {c.porcentaje_de_entrada} | {c.porcentaje} |"
    if faltan := [clave for clave in MODULOS if clave not in {c.modulo for c in cuentas}]:
        yield from ("", f"En esta corrida no se mutó: {', '.join(faltan)}.")
    razones = explicaciones()
    for c in cuentas:
        yield from ("", f"## {c.modulo}: los que ninguna prueba nota", "")
        if c.probados < c.tocan:
            yield from (f"La corrida no terminó: tocaban {c.tocan:,} y se probaron {c.probados:,}.", "")
        if not c.por_explicar:
            yield "Ninguno."
        for viva in c.por_explicar:
            agotado = " (agotó su tiempo)" if viva in c.agotadas else ""
            yield f"- `{viva.funcion}`: ``{viva.antes}`` → ``{viva.despues}``{agotado}. {razones.get(viva, 'Sin explicar.')}"
