"""Se corre aparte: lo de `sembrar_recorridos`, más cuatro enviadas que esperan revisión y sus formatos por firmar.

Uso: `python -m recorridos.sembrar_oficina`. Escribe `jornada.json`: nombre → folio de cada candidatura.
"""

from __future__ import annotations

import random

from recorridos import sembrar_recorridos
from recorridos.sembrar_revisiones import PALABRAS

ENVIADAS = ("hoja_1", "hoja_2", "coalicion", "comun")


def main() -> None:
    sembrar_recorridos.main()
    import json

    from conoceles.candidaturas.models import Candidatura
    from conoceles.nucleo import reloj
    from conoceles.nucleo.carpetas import carpetas
    from personas import capturar, enviar, guardar

    ahora = reloj.ahora()
    folios = json.loads((carpetas().datos / "jornada.json").read_text())
    for clave in ENVIADAS:
        fila = Candidatura.objects.select_related("formula").get(folio=folios[clave])
        capturar(fila, ahora, publicacion=True, p1="si", p3="otro", p3_otro="Pueblo de Prueba")
        for seccion in ("historia", "trayectoria"):
            guardar(fila, seccion, {seccion: _propio(f"{clave} {seccion}")}, ahora)
        enviar(fila, ahora)


def _propio(de_quien: str) -> str:
    """Un texto que no se parece al de nadie más."""
    elegir = random.Random(de_quien)
    return ". ".join(" ".join(elegir.sample(PALABRAS, 12)).capitalize() for _ in range(6)) + "."


if __name__ == "__main__":
    main()
