"""Una elección publicada una vez por archivo de pruebas: cada prueba estrena su copia, y en ella escribe lo que quiera."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Molde:
    """Lo que deja sembrar con `del_archivo`, ya publicado: la carpeta, en la que nadie escribe, y folio → candidatura."""

    datos: Path
    candidaturas: dict[str, Any]

    def estrenar(self, datos: Path) -> dict[str, Any]:
        """Folio → candidatura de esa copia, que todavía no existe; las bases las deshace cada prueba al terminar."""
        orden = ["cp", "-a", self.datos, datos]  # dos nombres del mismo archivo lo siguen siendo
        subprocess.run(orden, check=True)
        return {folio: type(c).objects.get(pk=c.pk) for folio, c in self.candidaturas.items()}
