"""Los cambios de un módulo, hechos por mutmut: cada archivo queda con todas sus versiones, y una variable elige cuál."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mutmut.mutation.file_mutation import MutatedFile, mutate_file_contents
from mutmut.utils.format_utils import get_mutant_name

from taller.mutaciones.salidas import Cambio


def hacer(raiz: Path, patron: str) -> list[Cambio]:
    """Escribe en `raiz` los archivos de `patron` con sus cambios dentro, y los devuelve en orden."""
    hechos: list[Cambio] = []
    for archivo in sorted(raiz.glob(patron)):
        relativo = archivo.relative_to(raiz)
        mutado = mutate_file_contents(str(relativo), archivo.read_text(encoding="utf-8"))
        archivo.write_text(mutado.code, encoding="utf-8")
        hechos += _cambios(relativo, mutado)
    return hechos


def _cambios(archivo: Path, mutado: MutatedFile) -> Iterator[Cambio]:
    renglones = mutado.code.splitlines()
    for interno in mutado.mutant_names:
        tramos = [mutado.line_span_by_function_name[n] for n in (_original(interno), interno)]
        viejo, nuevo = (
            [r.replace(n, "").strip() for r in renglones[tramo.start - 1 : tramo.end]]
            for n, tramo in zip((_original(interno), interno), tramos, strict=True)
        )
        nombre = get_mutant_name(archivo, interno)
        yield Cambio(nombre, _funcion(nombre), *_distintos(viejo, nuevo))


def _original(interno: str) -> str:
    return interno.partition("__mutmut_")[0] + "__mutmut_orig"


def _funcion(nombre: str) -> str:
    """`sala.x_sumar__mutmut_3` es `sala.sumar`; `sala.xǁPilaǁsacar__mutmut_1`, `sala.Pila.sacar`."""
    return nombre.partition("__mutmut_")[0].replace(".x_", ".").replace(".xǁ", ".").replace("ǁ", ".")


def _distintos(viejo: list[str], nuevo: list[str]) -> tuple[str, str]:
    """Sin los renglones iguales del principio y del final."""
    while viejo and nuevo and viejo[0] == nuevo[0]:
        viejo, nuevo = viejo[1:], nuevo[1:]
    while viejo and nuevo and viejo[-1] == nuevo[-1]:
        viejo, nuevo = viejo[:-1], nuevo[:-1]
    return " ".join(viejo), " ".join(nuevo)
