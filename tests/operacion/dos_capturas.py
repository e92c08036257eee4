"""Del primer perfil, capturado en una máquina, al segundo, capturado en la otra por quien ya había entrado en aquella.

Corre como proceso aparte, en la red de la primera: `python -m operacion.dos_capturas RAIZ PID ENLACE OTRA-RAIZ OTRO-PID`.
Publica la primera; el segundo perfil se lee en el sitio de la otra, que lo recibe como espejo. Dice los dos folios.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from operacion import primer_perfil
from operacion.maquina import Maquina
from recorridos.viaje import captura


def mudarse(a: Maquina) -> None:
    """A la red de esa máquina: las direcciones son las mismas y las galletas, las que se traen."""
    red = os.open(f"/proc/{a.uno}/ns/net", os.O_RDONLY)
    os.setns(red, os.CLONE_NEWNET)
    primer_perfil.confiar(a.raiz)


if __name__ == "__main__":
    una, otra = (Maquina(Path(sys.argv[n]), int(sys.argv[n + 1])) for n in (1, 4))
    gente = primer_perfil.recorrer(una, sys.argv[3])
    segunda = captura.suyas(gente.pita)["Hilda Jáquez Solís"]
    mudarse(otra)
    captura.leer_avisos(gente.pita, segunda)
    primer_perfil.terminar(gente.casa, gente.pita, gente.cora, segunda)
    print(segunda)
