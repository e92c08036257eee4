"""Lo que se midió de cada prueba sin cambio, junto a la copia: vale mientras ni el código ni esa prueba cambien."""

from __future__ import annotations

import hashlib
import json
import math
from pathlib import Path

from taller.mutaciones.hijos import Dicho

AGOTADA: Dicho = {"fallo": "", "pasos": [], "segundos": math.inf}


class Medidas:
    """Se reconoce una medida por la prueba y por la huella de su archivo con todo lo que puede tocar."""

    def __init__(self, copia: Path) -> None:
        self._copia, self._archivo = copia, copia.parent / "medidas.json"
        self._dichas: dict[str, Dicho] = (
            json.loads(self._archivo.read_text()) if self._archivo.exists() else {}
        )
        comunes = [*copia.rglob("src/**/*.py"), *copia.glob("tests/*.py"), *copia.rglob("procesos/**/*.toml")]
        self._comun = _huella(comunes)

    def de(self, prueba: str) -> Dicho | None:
        """`None` si no se ha medido así."""
        return self._dichas.get(self._clave(prueba))

    def anotar(self, prueba: str, dicho: Dicho) -> None:
        """Se escribe en el momento."""
        self._dichas[self._clave(prueba)] = dicho
        self._archivo.write_text(json.dumps(self._dichas))

    def _clave(self, prueba: str) -> str:
        archivo = self._copia / prueba.partition("::")[0]
        piezas = [a for a in archivo.parent.glob("*.py") if not a.name.startswith("test_")]
        return f"{prueba} {_huella([archivo, *piezas])} {self._comun}"


def _huella(archivos: list[Path]) -> str:
    suma = hashlib.sha256()
    for archivo in sorted(archivos):
        suma.update(archivo.read_bytes())
    return suma.hexdigest()[:16]
