"""Los totales que ya no dependen de nadie: las tablas asentadas y los conteos importados constan en la bitácora de B.

El sello de cada tabla va con su elección, su pregunta y su corte; el de cada lote importado, con su elección y su nombre.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.consultas import selladas
from conoceles.bitacora.models import Entrada
from conoceles.identidad.documentos import BASE
from conoceles.identidad.models import ConteoSuelto, TablaAsentada
from conoceles.nucleo import secretos
from conoceles.nucleo.canonico import escrito

Fila = TablaAsentada | ConteoSuelto
Sellos = dict[str, str]  # qué («pregunta corte», o el lote) → su sello
_CLASES = {
    "tablas": (Acto.TABLAS_ASENTADAS, "la tabla asentada", ("poblacion", "umbral", "cuentas", "en")),
    "conteos": (Acto.CONTEOS_AGREGADOS, "el lote de conteos", ("pregunta", "respuesta", "cuantas")),
}  # fmt: skip


def asiento(clase: str, filas: Iterable[Fila]) -> dict[str, object]:
    """Elección → sellos, como va en la entrada del acto que las escribe. `clase`: `tablas` o `conteos`."""
    return {clase: _sellar(clase, filas)}


def hay(clase: str, proceso: str = "") -> dict[str, Sellos]:
    """Lo mismo de lo que hoy dice la base."""
    modelo = TablaAsentada if clase == "tablas" else ConteoSuelto
    de_ella = {"proceso": proceso} if proceso else {}
    return _sellar(clase, modelo.objects.filter(**de_ella).order_by("pk").iterator())


def constan(clase: str, proceso: str = "") -> dict[str, Sellos]:
    """Lo mismo de lo que los actos escribieron."""
    entradas = Entrada.objects.using(BASE).filter(acto=_CLASES[clase][0], folio="").order_by("id")
    dichos: dict[str, Sellos] = {}
    for entrada in selladas(entradas):
        for suyo, sellos in entrada.datos.get(clase, {}).items():
            dichos.setdefault(suyo, {}).update(sellos)
    return {p: s for p, s in dichos.items() if proceso in ("", p)}


def difieren(clase: str, proceso: str) -> set[str]:
    """De esa elección, los nombres de lo que hoy no dice lo que un acto escribió, o que ninguno escribió, o que falta."""
    return _difieren(hay(clase, proceso), constan(clase, proceso), proceso)


def alterados() -> Iterator[tuple[str, str]]:
    """Elección y frase de cada uno que no consta."""
    for clase, (_, que, _) in _CLASES.items():
        hoy, dicho = hay(clase), constan(clase)
        for proceso in sorted(hoy.keys() | dicho.keys()):
            suyos = _difieren(hoy, dicho, proceso)
            yield from ((proceso, f"{que} «{uno}»") for uno in sorted(suyos))


def _difieren(hoy: Mapping[str, Sellos], dicho: Mapping[str, Sellos], proceso: str) -> set[str]:
    return {que for que, _ in hoy.get(proceso, {}).items() ^ dicho.get(proceso, {}).items()}


def _sellar(clase: str, filas: Iterable[Fila]) -> dict[str, Sellos]:
    dichas: dict[str, dict[str, list[list[object]]]] = {}
    for fila in filas:
        valores = [escrito(getattr(fila, campo)) for campo in _CLASES[clase][2]]
        dichas.setdefault(fila.proceso, {}).setdefault(_nombre(fila), []).append(valores)
    return {
        proceso: {que: _sello(clase, proceso, que, suyas) for que, suyas in de_ella.items()}
        for proceso, de_ella in dichas.items()
    }


def _nombre(fila: Fila) -> str:
    return f"{fila.pregunta} {escrito(fila.corte)}" if isinstance(fila, TablaAsentada) else fila.lote


def _sello(clase: str, proceso: str, que: str, suyas: list[list[object]]) -> str:
    return secretos.sellar(f"los totales: {clase}", [proceso, que, sorted(suyas, key=str)])
