"""Lo que se sabe de cada cambio, junto a la copia: `cambios.json` los que tocan, y `salidas.jsonl` qué pasó con cada uno."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

NOTADO, VIVO, AGOTADO = "notado", "vivo", "agotado"


@dataclass(frozen=True)
class Cambio:
    """Un cambio: cómo lo llama mutmut, la función, y sus renglones como eran y como quedan."""

    nombre: str
    funcion: str
    antes: str
    despues: str


@dataclass(frozen=True)
class Tocan:
    """Cuántos cambios se hicieron y cuáles se prueban: todos o una muestra."""

    total: int
    escogidos: tuple[Cambio, ...]


class Salidas:
    """Se reconoce un cambio por entero: si su renglón ya es otro, no consta nada de él."""

    def __init__(self, carpeta: Path) -> None:
        self._archivo = carpeta / "salidas.jsonl"
        self._de: dict[Cambio, str] = {}
        self._primera: dict[Cambio, str] = {}
        if self._archivo.exists():
            for renglon in self._archivo.read_text(encoding="utf-8").splitlines():
                dicho = json.loads(renglon)
                self._recordar(Cambio(*dicho["cambio"]), dicho["salida"])

    def de(self, cambio: Cambio) -> str | None:
        """Notado, vivo, agotado, o `None` si no se ha probado."""
        return self._de.get(cambio)

    def primera(self, cambio: Cambio) -> str | None:
        """Notado o vivo la primera vez que se supo: antes de escribirle una prueba a lo que había quedado vivo."""
        return self._primera.get(cambio)

    def _recordar(self, cambio: Cambio, salida: str) -> None:
        self._de[cambio] = salida
        if salida != AGOTADO:
            self._primera.setdefault(cambio, salida)

    def anotar(self, cambio: Cambio, salida: str, prueba: str) -> None:
        """Se escribe en el momento: interrumpir la corrida no pierde lo hecho."""
        self._recordar(cambio, salida)
        with self._archivo.open("a", encoding="utf-8") as archivo:
            renglon = {"cambio": list(asdict(cambio).values()), "salida": salida, "prueba": prueba}
            print(json.dumps(renglon, ensure_ascii=False), file=archivo)


def guardar(carpeta: Path, total: int, escogidos: Sequence[Cambio]) -> None:
    """Los cambios que tocan."""
    dicho = {"total": total, "escogidos": [list(asdict(c).values()) for c in escogidos]}
    (carpeta / "cambios.json").write_text(json.dumps(dicho, ensure_ascii=False), encoding="utf-8")


def tocan(carpeta: Path) -> Tocan:
    """Lo que `guardar` escribió."""
    dicho = json.loads((carpeta / "cambios.json").read_text(encoding="utf-8"))
    return Tocan(dicho["total"], tuple(Cambio(*c) for c in dicho["escogidos"]))
