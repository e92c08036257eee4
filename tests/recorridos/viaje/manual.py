"""El manual de operación como lo sigue quien instala: sus órdenes, en su orden, palabra por palabra."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent

from conoceles.nucleo.carpetas import RAIZ_PROYECTO

RUTA = RAIZ_PROYECTO / "docs" / "manuales" / "operacion.md"
APARTADO = "De la carpeta vacía a la última supresión"


class Manual:
    """Los bloques de órdenes de un apartado, por el momento en que se dan; cada uno se da una vez."""

    def __init__(self, ruta: Path = RUTA) -> None:
        texto = ruta.read_text(encoding="utf-8")
        self._bloques = dict(_bloques(_apartado(texto), "sh"))
        (self._ajustes,) = [cuerpo for _, cuerpo in _bloques(texto, "ini")]

    def ordenes(self, momento: str) -> str:
        """El bloque de ese momento; si el manual no lo trae, la prueba reprueba aquí."""
        assert momento in self._bloques, f"El manual no dice qué hacer en «{momento}»: {list(self._bloques)}"
        return self._bloques.pop(momento)

    def ajustes(self) -> set[str]:
        """Los nombres de los ajustes que el manual manda escribir."""
        return set(re.findall(r"^([A-Z_]+)=", self._ajustes, re.M))

    def sin_dar(self) -> list[str]:
        """Lo que el manual manda y el viaje no hizo."""
        return list(self._bloques)


def _apartado(texto: str) -> str:
    _, hallado, resto = texto.partition(f"\n## {APARTADO}\n")
    assert hallado, f"El manual no trae el apartado «{APARTADO}»."
    return re.split(r"^## ", resto, maxsplit=1, flags=re.M)[0]


def _bloques(texto: str, lenguaje: str) -> list[tuple[str, str]]:
    """(encabezado bajo el que está, cuerpo) de cada bloque cercado en ese lenguaje."""
    partes = re.split(r"^###? (.+)$", texto, flags=re.M)
    hallados = []
    for titulo, cuerpo in zip(["", *partes[1::2]], partes[::2], strict=True):
        juntos = re.findall(rf"^ *```{lenguaje}\n(.*?)^ *```", cuerpo, flags=re.M | re.S)
        if juntos:
            hallados.append((titulo.strip(), dedent("".join(juntos))))
    return hallados
