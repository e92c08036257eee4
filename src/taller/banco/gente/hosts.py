"""Una captura entera: sus hosts, lo que comparten y la gente. Nada queda en disco ni en marcha al terminar."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from taller import almacen_de_pruebas, postgres_de_pruebas
from taller.banco import aparte, servidores
from taller.banco.avance import Avance, de_captura, pasos
from taller.banco.gente import captura
from taller.banco.gente.cliente import Navegador
from taller.banco.gente.persona import Cuenta
from taller.banco.resultado import Captura


def medir(personas: int, hosts: int, segundos: float, avance: Avance) -> list[Captura]:
    """Un host lleva sus bases en SQLite y sus archivos en su carpeta; varios los comparten."""
    preparar, *capturar = de_captura(personas, hosts, segundos)
    avance.empieza(0, preparar)
    with ExitStack() as pila:
        carpeta = Path(pila.enter_context(tempfile.TemporaryDirectory(prefix="conoceles-banco-")))
        comun = pila.enter_context(_en_comun(hosts))
        datos = carpeta / "host-1"
        modulo, oir = "taller.banco.gente.preparar", avance.oir(0)
        cuentas: list[Cuenta] = json.loads(aparte.correr(datos, oir, modulo, str(personas), mas=comun))
        carpetas = [datos, *(_otra(datos, carpeta / f"host-{n}") for n in range(2, hosts + 1))]
        maquinas = [pila.enter_context(servidores.captura(suya, comun)) for suya in carpetas]
        for maquina in maquinas:
            Navegador(maquina.puerto).pedir(
                "/salud/vivo"
            )  # ya leyó el programa: antes no se le manda a nadie
        medidas = []
        for paso, despacio in zip(capturar, pasos(hosts), strict=True):
            avance.empieza(0, paso)
            medidas.append(captura.medir(maquinas, cuentas, segundos, despacio))
        return medidas


@contextmanager
def _en_comun(hosts: int) -> Iterator[dict[str, str]]:
    """Los ajustes que llevan todos: una PostgreSQL con los suyos de fábrica, que espera al disco, y un almacén S3."""
    if hosts == 1:
        yield {}
        return
    with postgres_de_pruebas.servidor(ajustes=()) as bases, almacen_de_pruebas.servidor() as donde:
        yield bases | {"CONOCELES_ARCHIVOS": almacen_de_pruebas.cubeta(donde, "archivos")}


def _otra(datos: Path, carpeta: Path) -> Path:
    """La carpeta de datos de otra máquina: las mismas llaves, el mismo modo y la misma hora, y nada más."""
    carpeta.mkdir()
    shutil.copytree(datos / "secretos", carpeta / "secretos")
    for archivo in ("modo", "reloj.json"):
        shutil.copy(datos / archivo, carpeta)
    return carpeta
