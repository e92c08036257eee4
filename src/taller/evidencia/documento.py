"""El documento de evidencia: solo lo que dio la corrida, sin cifras escritas a mano."""

from __future__ import annotations

import platform
import subprocess
from collections.abc import Mapping, Sequence
from datetime import datetime

from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from taller.evidencia.corrida import Cuenta
from taller.evidencia.situaciones import ASPECTOS

_CABEZA = """# Evidencia de pruebas

Plan de trabajo §5.V: funcionalidad, capacidad, continuidad y seguridad, a partir de situaciones que pueden
acontecer en la elección. Este documento lo escribe `./taller evidencia`, que corre las pruebas; no se edita a
mano. La suite completa es mayor y la corre `./conoceles pruebas`; las mediciones de rendimiento las da la medición
propia del sistema, no esta tabla. Qué pruebas son las de cada situación está en `src/taller/evidencia/situaciones.py`.
"""


def componer(corridas: Mapping[str, Sequence[Cuenta]], *, ahora: datetime) -> str:
    """El Markdown; `corridas` va de motor a sus cuentas, todas con las mismas situaciones."""
    partes = [_CABEZA, _ficha(corridas, ahora)]
    partes += [_tabla(aspecto, corridas) for aspecto in ASPECTOS]
    return "\n".join(partes)


def _ficha(corridas: Mapping[str, Sequence[Cuenta]], ahora: datetime) -> str:
    renglones = [
        ("Fecha", ahora.isoformat(timespec="seconds")),
        ("Commit", commit()),
        ("Python", f"{platform.python_version()} en {platform.system()} {platform.machine()}"),
        *[(f"Resultado en {motor}", _resumen(cuentas)) for motor, cuentas in corridas.items()],
    ]
    return "\n".join(["| | |", "|---|---|", *(f"| {a} | {b} |" for a, b in renglones), ""])


def _resumen(cuentas: Sequence[Cuenta]) -> str:
    bien = sum(cuenta.bien for cuenta in cuentas)
    return f"{bien} de {len(cuentas)} situaciones sin fallas"


def _tabla(aspecto: str, corridas: Mapping[str, Sequence[Cuenta]]) -> str:
    renglones = [
        f"| {cuenta.situacion.nombre} | {motor} | {cuenta.pasaron} | {cuenta.fallaron} "
        f"| {cuenta.segundos:.2f} | {_veredicto(cuenta)} |"
        for motor, cuentas in corridas.items()
        for cuenta in cuentas
        if cuenta.situacion.aspecto == aspecto
    ]
    encabezado = ["| situación | motor | pasaron | fallaron | segundos | |", "|---|---|--:|--:|--:|---|"]
    return "\n".join([f"## {aspecto.capitalize()}\n", *encabezado, *renglones, ""])


def _veredicto(cuenta: Cuenta) -> str:
    if cuenta.bien:
        return "bien"
    return "**falla**" if cuenta.fallaron else "**sin correr**"


def commit() -> str:
    """El commit corrido; dice si había cambios sin confirmar en el código o en las pruebas."""
    corto = _git("rev-parse", "--short=12", "HEAD")
    sucio = _git("status", "--porcelain", "--", "src", "tests", "procesos")
    return f"`{corto}`" + (", con cambios sin confirmar" if sucio else "") if corto else "fuera de git"


def _git(*argumentos: str) -> str:
    hecho = subprocess.run(
        ["git", *argumentos], cwd=RAIZ_PROYECTO, capture_output=True, text=True, check=False
    )
    return hecho.stdout.strip() if hecho.returncode == 0 else ""
