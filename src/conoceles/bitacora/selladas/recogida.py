"""Lo que la transacción en curso escribió en las tablas selladas: se recoge solo y se sella en la entrada de su acto.

Vive en la lista de lo que Django hace al confirmar: lo que un punto de retorno deshace sale de ella solo, y al terminar la
transacción no queda nada. Fuera de una transacción no se recuerda nada: sin acto, la fila no consta.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db import connections
from django.db.models import Model
from django.db.transaction import Atomic

from conoceles.bitacora.selladas.anotacion import Anotacion
from conoceles.bitacora.selladas.tablas import DeQuien, Hoy, Sellada
from conoceles.nucleo.bases.de_muchas import tandas

CAMPO = "escritas"  # de los datos de una entrada: nombre de la fila → su sello; vacío, si se quitó


@dataclass(frozen=True, eq=False)
class Escrita:
    """`fila`: la que se escribió; su número puede saberse después. `quitada`: de quién era y de qué elección."""

    tabla: Sellada
    fila: Model
    clave: object
    en: Atomic
    quitada: tuple[str, str] | None
    partes: Collection[str]

    def __call__(self) -> None:
        """Al confirmar ya no hay nada que hacer."""

    @property
    def nombres(self) -> list[str]:
        return [self.tabla.nombre(self.clave or self.fila.pk, parte) for parte in self.partes]


@dataclass(frozen=True, eq=False)
class _Asentadas:
    """Las que un acto asentó dentro de un punto de retorno abierto después de escribirlas: deshecho él, vuelven a faltar."""

    nombres: Collection[str]

    def __call__(self) -> None: ...


def en_curso(using: str) -> Atomic | None:
    """La transacción abierta más de fuera, si la hay; la que abre una prueba no cuenta."""
    bloques: list[Atomic] = connections[using].atomic_blocks
    return next((b for b in bloques if not getattr(b, "_from_testcase", False)), None)


def apuntar(
    tabla: Sellada,
    fila: Model,
    clave: object = None,
    quitada: tuple[str, str] | None = None,
    campos: Iterable[str] | None = None,
) -> None:
    """De esa fila se escribieron esos campos, o todos. `clave`: la que tenía, si se quitó."""
    partes, bloque = tabla.tocadas(campos), en_curso(tabla.base)
    if partes and bloque:
        connections[tabla.base].on_commit(Escrita(tabla, fila, clave, bloque, quitada, partes))


def pendientes(using: str) -> dict[str, Escrita]:
    """Nombre de cada una → la última vez que se escribió."""
    bloque, faltan = en_curso(using), dict[str, Escrita]()
    if bloque is None:
        return faltan
    for que in (dicho[1] for dicho in connections[using].run_on_commit):
        if isinstance(que, Escrita) and que.en is bloque:
            faltan |= dict.fromkeys(que.nombres, que)
        elif isinstance(que, _Asentadas):
            faltan = {nombre: una for nombre, una in faltan.items() if nombre not in que.nombres}
    return faltan


def asentadas(using: str, nombres: Collection[str]) -> None:
    """Un acto las acaba de asentar."""
    conexion = connections[using]
    abiertos = {punto for punto in conexion.savepoint_ids if punto}
    # La que se deshará junto con el acto, o antes que él, se olvida ya.
    conexion.run_on_commit = [
        dicho for dicho in conexion.run_on_commit if not _se_va(dicho[1], nombres, abiertos - {*dicho[0]})
    ]
    if pendientes(using).keys() & {*nombres}:
        conexion.on_commit(_Asentadas(frozenset(nombres)))


def _se_va(que: object, nombres: Collection[str], de_despues: Collection[str]) -> bool:
    return isinstance(que, Escrita) and {*que.nombres} <= {*nombres} and not de_despues


def recoger(using: str, proceso: str, anotaciones: Sequence[Anotacion]) -> Sequence[Anotacion]:
    """Las mismas, cada una con el sello de las filas que le tocan: las de su candidatura, o las que ese acto escribe."""
    faltan = pendientes(using)
    actos = {una.acto for una in anotaciones}
    sellos: list[dict[str, str]] = [{**una.sellos} for una in anotaciones]
    for tabla in {una.tabla: None for una in faltan.values()}:
        if tabla.actos and not tabla.actos & actos:
            continue
        suyas = {nombre: una for nombre, una in faltan.items() if una.tabla is tabla}
        lugares = _lugares(tabla, proceso, anotaciones)
        for fila in _como_quedan(tabla, suyas):
            if (lugar := lugares.get(fila.dueno)) is not None:
                sellos[lugar][fila.nombre] = fila.sello
    asentadas(using, {nombre for unos in sellos for nombre in unos})
    return [
        una._replace(datos={**una.datos, CAMPO: unos}) if unos else una
        for una, unos in zip(anotaciones, sellos, strict=True)
    ]


def _lugares(tabla: Sellada, proceso: str, anotaciones: Sequence[Anotacion]) -> Mapping[str, int]:
    """Dueño → en cuál de las entradas va lo suyo; la primera que pueda."""
    lugares = dict[str, int]()
    for n, una in enumerate(anotaciones):
        if not tabla.actos or una.acto in tabla.actos:
            duenos = {
                DeQuien.CANDIDATURA: una.folio,
                DeQuien.ELECCION: proceso,
                DeQuien.PERSONA: str(una.persona),
                DeQuien.CUENTA: str(una.datos.get(DeQuien.CUENTA)),
            }
            lugares.setdefault(duenos.get(tabla.dueno.clase, ""), n)
    return lugares


def _como_quedan(tabla: Sellada, suyas: Mapping[str, Escrita]) -> Iterator[Hoy]:
    """Lo que la base dice ahora de cada una; la que se quitó, sin sello."""
    hay = set[str]()
    for claves in tandas(dict.fromkeys(una.fila.pk for una in suyas.values() if una.quitada is None)):
        for fila in tabla.de_hoy(tabla.filas().filter(pk__in=claves)):
            if fila.nombre in suyas:
                hay.add(fila.nombre)
                yield fila
    for nombre, una in suyas.items():
        if una.quitada is not None and nombre not in hay:
            yield Hoy(*una.quitada, nombre, "")
