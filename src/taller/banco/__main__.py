"""Procesos aparte del banco: `python -m taller.banco sembrar CANDIDATURAS`, y `medir CANDIDATURAS VECES [materiales]`.

`CONOCELES_DATOS` es su carpeta, desechable: vacía para sembrar, y la misma para medir. Son dos para que la memoria de
publicar no lleve la de sembrar. En la salida va un solo documento JSON, y en los errores, cada paso que empieza.
"""

from __future__ import annotations

import json
import sys
from random import Random

from conoceles.arranque import preparacion
from conoceles.nucleo.carpetas import carpetas


def main(que: str, candidaturas: int, *resto: str) -> None:
    """Prepara la carpeta, mide y escribe el resultado."""
    preparacion.preparar()
    from taller.banco.privado.publicaciones import medir, sembrar

    if que == "sembrar":
        taller = carpetas().datos / "taller"
        taller.mkdir()
        padron, fotografia = sembrar(taller, candidaturas, Random(candidaturas), decir)
        json.dump({"padron": padron, "fotografia": fotografia}, sys.stdout)
    else:
        veces, *opciones = resto
        json.dump(medir(candidaturas, int(veces), decir, con_materiales="materiales" in opciones), sys.stdout)


def decir(frase: str) -> None:
    """Quien echó a andar este proceso lo lee y le pone la hora."""
    print(frase, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), *sys.argv[3:])
