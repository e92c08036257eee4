"""Dónde vive el estado: todo bajo `CONOCELES_DATOS`."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

RAIZ_PROYECTO = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class Carpetas:
    """Rutas de una instalación. Solo nombra; no crea nada."""

    datos: Path

    @property
    def secretos(self) -> Path:
        return self.datos / "secretos"

    @property
    def archivos(self) -> Path:
        return self.datos / "archivos"

    @property
    def archivos_identidad(self) -> Path:
        """Formatos firmados, cada uno cifrado con la llave de su persona."""
        return self.datos / "archivos_identidad"

    @property
    def sitio(self) -> Path:
        return self.datos / "sitio"

    @property
    def registro(self) -> Path:
        """Lo privado del registro público: su diario, y los testigos que se le pusieron."""
        return self.datos / "registro"

    @property
    def correo(self) -> Path:
        return self.datos / "correo"

    @property
    def registros(self) -> Path:
        return self.datos / "registros"

    @property
    def visitas(self) -> Path:
        """Páginas vistas por día, que el lector deja contadas."""
        return self.datos / "visitas"

    @property
    def volviendo(self) -> Path:
        """Mientras exista, aquí se está volviendo de una copia, o quedó a medias: nada de esta carpeta se abre ni se sirve."""
        return self.datos / ".volviendo"

    @property
    def modo(self) -> str:
        """`demo`, `practica` o `produccion`, según lo escrito en la carpeta; `demo` si es nueva."""
        archivo = self.datos / "modo"
        return archivo.read_text().strip() if archivo.is_file() else "demo"

    def base(self, nombre: str) -> Path:
        """Archivo SQLite de una base: `curricular`, `identidad` o `llaves`."""
        return self.datos / f"{nombre}.sqlite3"


def carpetas() -> Carpetas:
    """Las de `CONOCELES_DATOS`, o `var/` junto al proyecto."""
    return Carpetas(Path(os.environ.get("CONOCELES_DATOS") or RAIZ_PROYECTO / "var").resolve())
