"""Las tablas cuyas filas escriben los actos, y el sello de una fila."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from enum import StrEnum
from operator import itemgetter
from typing import Any, NamedTuple
from uuid import UUID

from django.db import router
from django.db.models import BinaryField, Model, Q

from conoceles.bitacora.actos import Acto
from conoceles.nucleo import secretos
from conoceles.nucleo.bases.de_muchas import de_muchas
from conoceles.nucleo.bases.preparadas import POCOS, Preparada


class DeQuien(StrEnum):
    """Con qué se busca, en la bitácora, lo que los actos escribieron de alguien."""

    CANDIDATURA = "candidatura"
    ELECCION = "elección"
    PERSONA = "persona"
    CUENTA = "cuenta"
    NADIE = "nadie"


class Dueno(NamedTuple):
    """De quién es cada fila: la ruta que lo dice y la que dice su elección; de una cuenta, otra vez ella, sin salir de la fila."""

    clase: DeQuien
    ruta: str
    eleccion: str

    def valor(self, dicho: str) -> str | UUID | int:
        """El que guarda la columna, de como se dice en las entradas."""
        if self.clase is DeQuien.CUENTA:
            return int(dicho)
        return UUID(dicho) if self.clase is DeQuien.PERSONA else dicho


class Hoy(NamedTuple):
    """Una fila, o una parte suya, como está en la base. `dueno`: el folio, la elección, la clave o la cuenta; vacío, de nadie."""

    dueno: str
    proceso: str
    nombre: str
    sello: str

    @property
    def parte(self) -> str:
        """De la fila, cuál; vacía, toda."""
        return ":".join(self.nombre.split(":")[2:])


class Sellada:
    """Una tabla: cómo se nombra una fila suya, de quién es y qué actos la escriben; sin decirlos, cualquiera de su dueño.

    `sin_acto`: las filas que todavía no escribe ninguno, como lo que está a medias. `aparte`: lo que en ella no conste no
    detiene lo demás de su dueño. `partes`: nombre → columnas que llevan un sello juntas; ninguna, toda la fila lleva uno.
    `salvo`: de lo que guarda un JSON, la clave que cambia sin acto. `de_otras`: las columnas de otra tabla que se sellan con ella.
    `se_atestigua`: las columnas que, cambiadas por fuera, dos personas pueden dar por buenas; las demás solo se reponen.
    """

    def __init__(
        self,
        modelo: type[Model],
        frase: str,
        dueno: Dueno,
        actos: Iterable[Acto],
        sin_acto: Q | None,
        aparte: bool,
        partes: Mapping[str, Collection[str]],
        salvo: str,
        se_atestigua: Iterable[str] = (),
    ) -> None:
        self.modelo, self.frase, self.dueno = modelo, frase, dueno
        self.se_atestigua = frozenset(se_atestigua)
        self.sin_acto, self.aparte = sin_acto, aparte
        self.actos = frozenset(actos)
        self.tabla = modelo._meta.db_table
        # Menos lo cifrado, que ya se autentica con la llave de su persona.
        propias = [c.attname for c in modelo._meta.concrete_fields if not isinstance(c, BinaryField)]
        self.salvo, self.partes = salvo, partes or {"": propias}
        self.de_otras = [c for suyas in self.partes.values() for c in suyas if "__" in c]
        self._campos = propias + self.de_otras
        llave = self._campos.index(modelo._meta.pk.attname)
        self._lugares = {
            parte: [*([llave] if parte else []), *map(self._campos.index, suyas)]
            for parte, suyas in self.partes.items()
        }
        self._de_pocos = Preparada(lambda duenos: self.filas().filter(**{f"{dueno.ruta}__in": duenos}))

    @property
    def base(self) -> str:
        """En la que está."""
        return router.db_for_write(self.modelo)

    def nombre(self, clave: object, parte: str = "") -> str:
        """El de una fila, o el de una parte suya, en la entrada de su acto."""
        return f"{self.tabla}:{clave}:{parte}" if parte else f"{self.tabla}:{clave}"

    def tocadas(self, campos: Iterable[str] | None, *, a_medias: bool = False) -> list[str]:
        """Las partes que se escriben con esos campos, o con todos. `a_medias`: solo aquellas de las que algo queda como estaba."""
        if campos is None:
            return [*self.partes]
        dichos = {self.modelo._meta.get_field(c).attname for c in campos}  # type: ignore[union-attr]
        suyas = {parte: {*columnas} for parte, columnas in self.partes.items()}
        return [
            p for p, columnas in suyas.items() if columnas & dichos and not (a_medias and columnas <= dichos)
        ]

    def filas(self) -> Any:
        """Lo que de cada una hace falta para sellarla, como lo espera `de_hoy`."""
        columnas = (self.dueno.ruta, self.dueno.eleccion, "pk", *self._campos)
        return self.modelo._base_manager.using(self.base).order_by().values_list(*columnas)

    def de(self, duenos: Collection[str | UUID | int] | None) -> Iterator[Hoy]:
        """Las de esos dueños, o todas."""
        if duenos is not None and len(duenos) <= POCOS:
            return self.de_hoy(self._de_pocos(duenos))
        return self.de_hoy(de_muchas(self.filas(), self.dueno.ruta, duenos, itemgetter(0)))

    def de_objetos(self, filas: Iterable[Model]) -> Iterator[Hoy]:
        """De esas, como se leyeron: lo que se coteja es lo mismo que se usa. Su dueño lo dice una columna suya."""
        columnas = (self.dueno.eleccion, self.dueno.eleccion, "pk", *self._campos)
        suyas = (fila for fila in filas if isinstance(fila, self.modelo))
        return self.de_hoy(tuple(getattr(fila, c) for c in columnas) for fila in suyas)

    def de_hoy(self, leidas: Iterable[tuple[Any, ...]]) -> Iterator[Hoy]:
        """Cada parte de las de `filas` con su sello: la tabla y todo lo que dice, con la llave de la instalación."""
        clase = self.dueno.clase
        for de, eleccion, clave, *valores in leidas:
            suyo = "" if clase is DeQuien.NADIE else str(de)
            suya = str(eleccion) if clase in (DeQuien.CANDIDATURA, DeQuien.ELECCION) else ""
            for parte, lugares in self._lugares.items():
                dicho = [self.tabla, *([parte] if parte else []), *(self._dicho(valores[n]) for n in lugares)]
                sello = secretos.sellar("las filas de los actos", dicho)
                yield Hoy(suyo, suya, self.nombre(clave, parte), sello)

    def valores(self, clave: object) -> dict[str, Any]:
        """Lo que hoy dice esa fila, por columna."""
        return dict(zip(self._campos, self.filas().get(pk=clave)[3:], strict=True))

    def como_si(self, clave: object, dichos: Mapping[str, object]) -> Iterator[Hoy]:
        """La fila con el sello que tendría si esas columnas dijeran eso."""
        leida = self.filas().get(pk=clave)
        propios = (dichos.get(c, v) for c, v in zip(self._campos, leida[3:], strict=True))
        return self.de_hoy([(*leida[:3], *propios)])

    def _dicho(self, valor: Any) -> Any:
        con_ella = self.salvo and isinstance(valor, dict)
        return {que: v for que, v in valor.items() if que != self.salvo} if con_ella else valor


TABLAS: dict[type[Model], Sellada] = {}


def tablas(clase: DeQuien | None = None) -> list[Sellada]:
    """Las declaradas, o las que son de esa clase de dueño."""
    return [una for una in TABLAS.values() if clase in (None, una.dueno.clase)]
