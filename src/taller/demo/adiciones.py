"""Lo que la demostración agrega a la definición real para enseñarlo: el catálogo de temas, con un acuerdo inventado."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

ACUERDO = '{ numero = "IEPC/CG57/2024 (inventado)", fecha = 2024-03-28, organo = "Consejo General" }'


@contextmanager
def con_temas(carpeta: Path) -> Iterator[Path]:
    """Una copia de la carpeta con su `temas.toml` en vigor, mientras dura."""
    with TemporaryDirectory() as temporal:
        copia = shutil.copytree(carpeta, Path(temporal) / carpeta.name)
        raiz = copia / "proceso.toml"
        en_vigor = f'[actos]\ntemas = {ACUERDO}\n\n[archivos]\ntemas = "temas.toml"\n'
        raiz.write_text(raiz.read_text("utf-8").replace("[archivos]\n", en_vigor, 1), "utf-8")
        yield copia
