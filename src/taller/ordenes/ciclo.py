"""`ciclo`: escribe `docs/ciclo-de-vida.md` desde la tabla de actos, para que el documento no la contradiga."""

from __future__ import annotations

import argparse
from pathlib import Path

from conoceles.nucleo.carpetas import RAIZ_PROYECTO

AYUDA = "Escribe docs/ciclo-de-vida.md desde la tabla de actos."
PREPARA = False
DOCUMENTO = RAIZ_PROYECTO / "docs" / "ciclo-de-vida.md"
CABEZA = """# Ciclo de vida de una candidatura

Este documento lo escribe `./taller ciclo` desde `src/conoceles/bitacora/actos.py` y `pasos.py`; no se edita a mano.
La misma tabla se copia a la base, donde un disparador rechaza todo cambio de estado que no esté en ella.
Un acto que el papel no puede ejecutar se contesta como si la candidatura no existiera.
"""
PAPELES = ("partido", "independiente", "candidatura", "revision", "administracion", "consulta", "sistema")


def argumentos(parser: argparse.ArgumentParser) -> None:
    """Dónde escribir."""
    parser.add_argument("--salida", metavar="ARCHIVO", type=Path, default=DOCUMENTO)


def ejecutar(args: argparse.Namespace) -> dict[str, object]:
    """Archivo escrito y cuántos pasos tiene la tabla."""
    from conoceles.bitacora.pasos import PASOS

    args.salida.write_text(documento(), encoding="utf-8")
    return {"archivo": str(args.salida), "pasos": len(PASOS)}


def texto(resultado: dict[str, object]) -> str:
    """Una línea."""
    return f"{resultado['archivo']}: {resultado['pasos']} pasos."


def documento() -> str:
    """El Markdown completo: estados, diagrama, pasos y actos."""
    return "\n".join([CABEZA, *_estados(), "", *_diagrama(), "", *_pasos(), "", *_actos(), ""])


def _estados() -> list[str]:
    from conoceles.bitacora.estados import ETIQUETAS
    from conoceles.bitacora.pasos import PASOS

    salen = {p.desde for p in PASOS}
    renglones = [
        f"| `{clave}` | {etiqueta} | {'' if clave in salen else 'sí'} |"
        for clave, etiqueta in ETIQUETAS.items()
    ]
    return ["## Estados", "", "| clave | se muestra | final |", "|---|---|---|", *renglones]


def _diagrama() -> list[str]:
    from conoceles.bitacora.pasos import PASOS

    flechas = [f"    {p.desde} --> {p.hacia}: {p.verbo}" for p in PASOS]
    return ["```mermaid", "stateDiagram-v2", *flechas, "```"]


def _pasos() -> list[str]:
    from conoceles.bitacora.pasos import PASOS

    desde: dict[tuple[str, str], list[str]] = {}
    for (
        p
    ) in PASOS:  # el que va a sí mismo (corregir) se dice «el mismo»: así los de un acto caben en un renglón
        hacia = "el mismo" if p.desde == p.hacia else f"`{p.hacia}`"
        resto = f"{hacia} | {_papeles(p.papeles)} | {_por_que(p.regla, p.nota)} |"
        desde.setdefault((p.verbo, resto), []).append(f"`{p.desde}`")
    renglones = [f"| {', '.join(estados)} | {verbo} | {resto}" for (verbo, resto), estados in desde.items()]
    return [
        "## Pasos",
        "",
        "La norma de cada regla, según el día, está en `procesos/_derecho`.",
        "",
        "| desde | acto | hacia | quién puede | regla |",
        "|---|---|---|---|---|",
        *renglones,
    ]


def _por_que(regla: str, nota: str) -> str:
    return ": ".join(dicho for dicho in (regla and f"`{regla}`", nota) if dicho)


def _actos() -> list[str]:
    from conoceles.bitacora.actos import Acto

    renglones = [
        f"| `{acto.value}` | {_papeles(f.papeles)} | {f.publica.value} | {', '.join(f.empieza)} "
        f"| {', '.join(f.termina)} | {'; '.join(f.avisa)} |"
        for acto, f in ((acto, acto.fila) for acto in Acto)
    ]
    return [
        "## Actos",
        "",
        "Todos los que la bitácora puede llevar. La columna «lo publicado» dice si el sitio se vuelve a mirar y si algo",
        "de la persona sale de él.",
        "",
        "| acto | quién puede | lo publicado | empieza | termina | se le dice a |",
        "|---|---|---|---|---|---|",
        *renglones,
    ]


def _papeles(papeles: frozenset[str]) -> str:
    """En un orden fijo: un conjunto no lo tiene y el documento debe salir siempre igual."""
    if papeles == set(PAPELES):
        return "cualquiera"
    return ", ".join(sorted(papeles, key=PAPELES.index))
