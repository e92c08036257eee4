"""Lo congelado: un archivo de texto por carpeta y momento, con la raíz, cada grupo y cada archivo.

Se pone al día a propósito con `CONGELAR=si .venv/bin/python -m pytest tests/red`; el commit dice qué cambió y por qué.
"""

from __future__ import annotations

import hashlib
import os
from collections import defaultdict
from collections.abc import Iterable
from itertools import zip_longest
from pathlib import Path

import pytest

from red.huellas import Publicado

CARPETA = Path(__file__).parent / "congelado"
RUTAS = 10  # de las que difieren, las que se dicen
PONER_AL_DIA = "CONGELAR"


def comparar(caso: str, hallado: Publicado) -> None:
    """Falla con los grupos que cambiaron y algunas rutas. Con `CONGELAR=si`, lo hallado pasa a ser lo congelado."""
    archivo = CARPETA / f"{caso}.txt"
    if os.environ.get(PONER_AL_DIA) == "si":
        if os.environ.get("CI") == "true":
            pytest.fail("En CI no se congela nada: se compara con lo que trae el repositorio.")
        archivo.write_text(_texto(hallado), encoding="utf-8")
    if (antes := _leer(archivo)) != hallado:
        pytest.fail(
            "\n".join([f"{caso}: lo publicado ya no es lo congelado.", *_difieren(antes, hallado)]), False
        )


def _texto(publicado: Publicado) -> str:
    """Primero lo que se lee; después, un renglón por archivo."""
    grupos = (f"{len(r):5} {_huella(publicado, r)} {g}\n" for g, r in _grupos(publicado.archivos).items())
    archivos = (f"{huella} {ruta}\n" for ruta, huella in publicado.archivos.items())
    return "".join([f"raiz {publicado.raiz}\n\n", *grupos, "\n", *archivos])


def _leer(archivo: Path) -> Publicado:
    if not archivo.exists():
        return Publicado("", {})
    raiz, _, archivos = archivo.read_text(encoding="utf-8").split("\n\n")
    pares = (renglon.split(" ", 1) for renglon in archivos.splitlines())
    return Publicado(raiz.removeprefix("raiz "), {ruta: huella for huella, ruta in pares})


def _difieren(antes: Publicado, hallado: Publicado) -> list[str]:
    todas = sorted({*antes.archivos, *hallado.archivos})
    otras = [r for r in todas if antes.archivos.get(r) != hallado.archivos.get(r)]
    if not otras:
        return ["Dice lo mismo: cambiaron los sellos, o el nombre de los archivos fijos.", *_que_hacer()]
    previos, actuales, cambian = (_grupos(r) for r in (antes.archivos, hallado.archivos, otras))
    dichos = (
        f"  {grupo}: {len(rutas)} distintos; eran {len(previos.get(grupo, []))}, son {len(actuales.get(grupo, []))}"
        for grupo, rutas in cambian.items()
    )
    primeras = [r for ronda in zip_longest(*cambian.values()) for r in ronda if r][:RUTAS]
    rutas = [f"  {_signo(r, antes, hallado)} {r}" for r in primeras]
    mas = [f"  y {len(otras) - RUTAS} más"] if len(otras) > RUTAS else []
    return [*dichos, *rutas, *mas, *_que_hacer()]


def _signo(ruta: str, antes: Publicado, hallado: Publicado) -> str:
    if ruta not in antes.archivos:
        return "+"
    return "~" if ruta in hallado.archivos else "-"


def _que_hacer() -> list[str]:
    return [
        f"Si es a propósito: {PONER_AL_DIA}=si .venv/bin/python -m pytest tests/red, y el commit dice por qué."
    ]


def _grupos(rutas: Iterable[str]) -> dict[str, list[str]]:
    """Por su primera carpeta, después de la de su elección; lo que no está en ninguna, «sueltos»."""
    grupos: dict[str, list[str]] = defaultdict(list)
    for ruta in rutas:
        eleccion, *carpetas, _ = ruta.split("/")
        grupos[f"{eleccion}/{carpetas[0] if carpetas else 'sueltos'}"].append(ruta)
    return dict(sorted(grupos.items()))


def _huella(publicado: Publicado, rutas: list[str]) -> str:
    return hashlib.sha256("".join(f"{publicado.archivos[r]} {r}\n" for r in rutas).encode()).hexdigest()[:12]
