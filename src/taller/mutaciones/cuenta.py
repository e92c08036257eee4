"""Cuántos cambios de cada módulo nota alguna prueba, y la razón de los que no."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.nucleo.errores import ErrorDeDominio
from taller.mutaciones.salidas import AGOTADO, NOTADO, VIVO, Salidas, tocan

EXPLICADAS = RAIZ_PROYECTO / "docs" / "evidencia" / "mutaciones.toml"
COPIA = "proyecto"


@dataclass(frozen=True)
class Viva:
    """Un cambio que ninguna prueba notó: la función, el renglón como era y como quedó."""

    funcion: str
    antes: str
    despues: str


@dataclass(frozen=True)
class Cuenta:
    """Lo que pasó en un módulo. `hechos` son todos los cambios; `tocan`, los que se prueban si es una muestra.

    `de_entrada`: los notados la primera vez. Es lo que dice cuánto se nota de lo que no se probó; lo notado después cuenta
    pruebas escritas para esos mismos cambios.
    """

    modulo: str
    hechos: int
    tocan: int
    probados: int
    notados: int
    vivas: tuple[Viva, ...]
    agotadas: tuple[Viva, ...]
    de_entrada: int = 0

    @property
    def porcentaje(self) -> float:
        """De los probados, cuántos notó alguna prueba. Agotar el tiempo no es notarlo."""
        return self._parte(self.notados)

    @property
    def porcentaje_de_entrada(self) -> float:
        """De los probados, cuántos se notaron la primera vez."""
        return self._parte(self.de_entrada)

    def _parte(self, cuantos: int) -> float:
        return round(100 * cuantos / self.probados, 1) if self.probados else 0.0

    @property
    def por_explicar(self) -> tuple[Viva, ...]:
        """Todo lo que no consta como notado."""
        return self.vivas + self.agotadas


def correr(clave: str, carpeta: Path) -> None:
    """Copia el proyecto en `carpeta`, hace los cambios y los prueba. Repetirlo ahí no repite los que ya se notaron."""
    copia = carpeta / COPIA
    _copiar(copia)
    entorno = {k: v for k, v in os.environ.items() if k != "CI"} | {"PYTHONPATH": str(copia / "src")}
    entorno.setdefault("CONOCELES_MUESTRAS", str(RAIZ_PROYECTO.parent / "shared" / "datos"))
    orden = [sys.executable, "-m", "taller.mutaciones.corrida", clave]
    # Propia: en la de todos, otra corrida de pytest que termina retira las carpetas que nadie conserva.
    temporales = carpeta / "temporales"
    temporales.mkdir(exist_ok=True)
    entorno["PYTEST_DEBUG_TEMPROOT"] = str(temporales)
    with (carpeta / "mutaciones.log").open("w") as registro:
        codigo = subprocess.run(orden, cwd=copia, env=entorno, stdout=registro, stderr=registro, check=False)
    if codigo.returncode:
        raise ErrorDeDominio(f"La corrida de {clave} no terminó; vea {carpeta / 'mutaciones.log'}")


def hay(carpeta: Path) -> bool:
    """Si ahí ya se probó algún cambio."""
    return (carpeta / "salidas.jsonl").exists()


def contar(clave: str, carpeta: Path) -> Cuenta:
    """Lo que la corrida dejó escrito en `carpeta`."""
    aqui, salidas = tocan(carpeta), Salidas(carpeta)
    por_salida = {
        salida: tuple(Viva(c.funcion, c.antes, c.despues) for c in aqui.escogidos if salidas.de(c) == salida)
        for salida in (NOTADO, VIVO, AGOTADO)
    }
    return Cuenta(
        modulo=clave,
        hechos=aqui.total,
        tocan=len(aqui.escogidos),
        probados=sum(map(len, por_salida.values())),
        notados=len(por_salida[NOTADO]),
        vivas=por_salida[VIVO],
        agotadas=por_salida[AGOTADO],
        de_entrada=sum(salidas.primera(c) == NOTADO for c in aqui.escogidos),
    )


def explicaciones() -> dict[Viva, str]:
    """La razón de cada una, de `mutaciones.toml`."""
    dichas = tomllib.loads(EXPLICADAS.read_text(encoding="utf-8")).get("vive", [])
    return {Viva(d["funcion"], d["antes"], d["despues"]): d["porque"] for d in dichas}


def _copiar(copia: Path) -> None:
    shutil.rmtree(copia, ignore_errors=True)
    archivos = subprocess.run(
        ["git", "ls-files", "-z"], cwd=RAIZ_PROYECTO, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    for nombre in filter(None, archivos):
        (copia / nombre).parent.mkdir(parents=True, exist_ok=True)
        (copia / nombre).write_bytes((RAIZ_PROYECTO / nombre).read_bytes())
