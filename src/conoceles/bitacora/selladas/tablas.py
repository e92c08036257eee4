"""Las tablas cuyas filas escriben los actos, y el sello de una fila."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

from django.db import router
from django.db.models import BinaryField, Model, Q

from conoceles.bitacora.actos import Acto
from conoceles.nucleo import secretos
from conoceles.nucleo.bases.preparadas import Preparada


class DeQuien(StrEnum):
    """Con qué se busca, en la bitácora, lo que los actos escribieron de alguien."""

    CANDIDATURA = "candidatura"
    ELECCION = "elección"
    PERSONA = "persona"
    NADIE = "nadie"


class Dueno(NamedTuple):
    """De quién es cada fila: la ruta que lo dice y la que dice su elección."""

    clase: DeQuien
    ruta: str
    eleccion: str


class Hoy(NamedTuple):
    """Una fila como está en la base. `dueno`: el folio, la elección o la clave; vacío, de nadie."""

    dueno: str
    proceso: str
    nombre: str
    sello: str


class Sellada:
    """Una tabla: cómo se nombra una fila suya, de quién es y qué actos la escriben; sin decirlos, cualquiera de su dueño.

    `sin_acto`: las filas que todavía no escribe ninguno, como lo que está a medias. `aparte`: lo que en ella no conste no
    detiene lo demás de su dueño.
    """

    def __init__(
        self,
        modelo: type[Model],
        frase: str,
        dueno: Dueno,
        actos: Iterable[Acto],
        sin_acto: Q | None,
        aparte: bool,
    ) -> None:
        self.modelo, self.frase, self.dueno = modelo, frase, dueno
        self.sin_acto, self.aparte = sin_acto, aparte
        self.actos = frozenset(actos)
        self.tabla = modelo._meta.db_table
        # Menos lo cifrado, que ya se autentica con la llave de su persona.
        self._campos = [c.attname for c in modelo._meta.concrete_fields if not isinstance(c, BinaryField)]
        self._de_pocos = Preparada(lambda duenos: self.filas().filter(**{f"{dueno.ruta}__in": duenos}))

    @property
    def base(self) -> str:
        """En la que está."""
        return router.db_for_write(self.modelo)

    def nombre(self, clave: object) -> str:
        """El de una fila, en la entrada de su acto."""
        return f"{self.tabla}:{clave}"

    def filas(self) -> Any:
        """Lo que de cada una hace falta para sellarla, como lo espera `de_hoy`."""
        columnas = (self.dueno.ruta, self.dueno.eleccion, "pk", *self._campos)
        return self.modelo._base_manager.using(self.base).order_by().values_list(*columnas)

    def de(self, duenos: Iterable[str | UUID]) -> Iterator[Hoy]:
        """Las de esos dueños, que caben en una consulta."""
        return self.de_hoy(self._de_pocos([*duenos]))

    def de_hoy(self, leidas: Iterable[tuple[Any, ...]]) -> Iterator[Hoy]:
        """Cada una de `filas` con su sello: la tabla y todo lo que dice, con la llave de la instalación."""
        clase = self.dueno.clase
        for de, eleccion, clave, *valores in leidas:
            sello = secretos.sellar("las filas de los actos", [self.tabla, *valores])
            suyo = "" if clase is DeQuien.NADIE else str(de)
            suya = "" if clase in (DeQuien.NADIE, DeQuien.PERSONA) else str(eleccion)
            yield Hoy(suyo, suya, self.nombre(clave), sello)


TABLAS: dict[type[Model], Sellada] = {}


def tablas(clase: DeQuien | None = None) -> list[Sellada]:
    """Las declaradas, o las que son de esa clase de dueño."""
    return [una for una in TABLAS.values() if clase in (None, una.dueno.clase)]
