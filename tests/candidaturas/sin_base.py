"""Lo que el importador dice de unas hojas escritas en el momento: entenderlas no toca la base."""

from __future__ import annotations

from collections.abc import Sequence

from conoceles.candidaturas.padron.archivo.lectura import Hoja, Lectura
from conoceles.candidaturas.padron.informe import Aviso, Informe
from conoceles.candidaturas.padron.renglones.corte import armar
from conoceles.candidaturas.padron.renglones.registro import Registro
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.proceso.carga import leer_carpeta
from conoceles.proceso.definicion import Definicion

# Al importar, y una vez: leer una elección es casi todo lo que costaría cada prueba.
DIPUTACIONES, ARCHIVO, ALCALDIAS, VIGILANCIA, FEDERAL = (
    leer_carpeta(RAIZ_PROYECTO / "procesos" / clave)
    for clave in (
        "durango-2023-2024", "durango-2021-2022", "ejemplo-alcaldias", "ejemplo-vigilancia", "ejemplo-federal",
    )
)  # fmt: skip
Dicho = tuple[str, str, int | None, str, int]  # código, frase, renglón, columna y valores


def hoja(*filas: Sequence[str], nombre: str = "A", de_texto: bool = False, combinadas: int = 0) -> Hoja:
    return Hoja(nombre, tuple(map(tuple, filas)), de_texto, combinadas=combinadas)


def leer(definicion: Definicion, *hojas: Hoja) -> tuple[list[Registro], Informe]:
    """Los registros y el informe de un archivo con esas hojas."""
    informe = Informe()
    corte = armar(Lectura("padron.xlsx", "xlsx", "", hojas), definicion, informe)
    return corte.registros, informe


def dichos(avisos: Sequence[Aviso]) -> list[Dicho]:
    return [(a.codigo, a.mensaje, a.fila, a.columna, a.valores) for a in avisos]
