"""Proceso aparte que mide una elección del banco: `python -m taller.banco CANDIDATURAS VECES`.

`CONOCELES_DATOS` es su carpeta, vacía y desechable. En la salida va un solo documento JSON.
"""

from __future__ import annotations

import json
import sys

from conoceles.arranque import preparacion
from conoceles.nucleo.carpetas import carpetas


def main(candidaturas: int, veces: int) -> None:
    """Prepara la carpeta, mide y escribe el resultado."""
    preparacion.preparar()
    from taller.banco.privado.publicaciones import medir

    taller = carpetas().datos / "taller"
    taller.mkdir()
    medidas = medir(
        taller, candidaturas, veces, lambda frase: print(f"  {frase}…", file=sys.stderr, flush=True)
    )
    json.dump(medidas, sys.stdout)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
