"""Se corre aparte, con el reloj que se le ponga: siembra una elección a media captura, o la reanuda.

Uso: `python -m recorridos.reloj_aparte sembrar|reanudar`. Las fechas son relativas a hoy: corre con
la hora real.
"""

from __future__ import annotations

import re
import shutil
import sys
from datetime import date, timedelta

PADRON = """CARGO,DISTRITO,PARTIDO,POSICION,CALIDAD,NOMBRE,SEXO,FECHA_NACIMIENTO
DIPUTACIÓN DE MAYORÍA RELATIVA,1,PRI,1,PROPIETARIA,MARÍA ÑÁÑEZ,MUJER,17/05/1980
DIPUTACIÓN DE MAYORÍA RELATIVA,1,PRI,1,SUPLENTE,LUISA ÑÁÑEZ,MUJER,18/05/1981
"""


def sembrar() -> None:
    """Durango con sus fechas corridas a hoy y dos candidaturas a las que se abrió la captura."""
    from conoceles.bitacora.estados import Estado
    from conoceles.candidaturas.models import Candidatura
    from conoceles.expediente.actos.importacion import importar
    from conoceles.nucleo import reloj
    from conoceles.nucleo.carpetas import RAIZ_PROYECTO, carpetas
    from conoceles.proceso.operaciones import cargar
    from personas import CLAVE, SISTEMA

    ahora = reloj.ahora()
    carpeta = shutil.copytree(RAIZ_PROYECTO / "procesos" / CLAVE, carpetas().datos / "eleccion")
    toml = carpeta / "proceso.toml"
    toml.write_text(_corrido(toml.read_text(), ahora.date()))
    cargar(carpeta, por=SISTEMA, ahora=ahora, inventado=True)
    archivo = carpetas().datos / "padron.csv"
    archivo.write_text(PADRON)
    importar(archivo, proceso=CLAVE, simular=False, por=SISTEMA, ahora=ahora)
    assert Candidatura.objects.filter(estado=Estado.HABILITADA).count() == 2


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
