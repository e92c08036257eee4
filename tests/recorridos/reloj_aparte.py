"""Se corre aparte, con el reloj que se le ponga: siembra una elección a media captura, o la reanuda.

Uso: `python -m recorridos.reloj_aparte sembrar|reanudar`. Las fechas son relativas a hoy: corre con
la hora real.
"""

from __future__ import annotations

import re
import shutil
import sys
from datetime import date, timedelta


def sembrar() -> None:
    """Durango con sus fechas corridas a hoy y dos candidaturas a las que se abrió la captura."""
    from conoceles.expediente.calendario.plazos import abrir_capturas
    from conoceles.nucleo import reloj
    from conoceles.nucleo.carpetas import RAIZ_PROYECTO, carpetas
    from conoceles.proceso.models import Proceso
    from conoceles.proceso.operaciones import cargar
    from personas import CLAVE, SISTEMA, registrada

    ahora = reloj.ahora()
    carpeta = shutil.copytree(RAIZ_PROYECTO / "procesos" / CLAVE, carpetas().datos / "eleccion")
    toml = carpeta / "proceso.toml"
    toml.write_text(_corrido(toml.read_text(), ahora.date()))
    cargar(carpeta, por=SISTEMA, ahora=ahora, inventado=True)
    for folio in ("aaaa1111", "bbbb2222"):
        registrada(Proceso.objects.get(), folio, ahora)
    assert abrir_capturas(por=SISTEMA, ahora=ahora) == 2


def _corrido(texto: str, hoy: date) -> str:
    """Cada fecha del calendario, tantos días después como haga falta para que la jornada sea en cuarenta."""
    corrimiento = hoy + timedelta(days=40) - date(2024, 6, 2)

    def mover(hallada: re.Match[str]) -> str:
        return f"{{ dia = {date.fromisoformat(hallada[1]) + corrimiento}"

    sin_inhabiles = re.sub(r"(?m)^inhabiles = .*$", "inhabiles = []", texto)
    return re.sub(r"\{ dia = (\d{4}-\d\d-\d\d)", mover, sin_inhabiles)


def reanudar() -> None:
    from conoceles.nucleo import reloj
    from conoceles.pulso.operaciones import reanudar as seguir
    from personas import DINA

    seguir(nota="Se dio por buena", comprobada=True, por=DINA, ahora=reloj.ahora())


if __name__ == "__main__":
    from conoceles.arranque.preparacion import preparar

    preparar()
    {"sembrar": sembrar, "reanudar": reanudar}[sys.argv[1]]()
