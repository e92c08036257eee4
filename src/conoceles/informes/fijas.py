"""Las cifras fijadas en cada corte declarado: un informe da las del suyo, se pida cuando se pida."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NotRequired, TypedDict

from django.db.models import QuerySet

from conoceles.estadistica.publicado import Publicado
from conoceles.informes.documento.estructura import Tabla, TablaEscrita
from conoceles.informes.models import CifrasDelCorte
from conoceles.nucleo import archivos
from conoceles.nucleo.canonico import json_canonico
from conoceles.proceso.definicion import Definicion
from conoceles.publicacion.horas import ultimo


@dataclass(frozen=True)
class Fijas:
    """Lo que no se puede volver a contar después. `visibles`: pregunta → perfiles que la muestran; `None`, sin dato.

    `de_afuera`: las que podían salir, si en ese corte algún grupo de territorios todavía no publicaba.
    """

    corte: datetime
    avance: tuple[Tabla, ...]
    entregables: Tabla
    indicadores: Mapping[str, Publicado]
    visibles: Mapping[str, int] | None
    de_afuera: Fijas | None = None

    def vistas(self, *, afuera: bool) -> Fijas:
        """Las que le tocan a un informe."""
        return self.de_afuera if afuera and self.de_afuera else self

    def como_json(self) -> bytes:
        """Sin el corte: dos cortes que dicen lo mismo comparten archivo."""
        return json_canonico(self._datos()) + b"\n"

    def _datos(self) -> dict[str, object]:
        datos: dict[str, object] = {
            "avance": [t.como_json() for t in self.avance],
            "entregables": self.entregables.como_json(),
            "indicadores": [*self.indicadores.values()],
            "visibles": None if self.visibles is None else dict(self.visibles),
        }
        return datos | {"de_afuera": self.de_afuera._datos()} if self.de_afuera else datos


class _Escritas(TypedDict):
    """El archivo de un corte."""

    avance: list[TablaEscrita]
    entregables: TablaEscrita
    indicadores: list[Publicado]
    visibles: dict[str, int] | None
    de_afuera: NotRequired[_Escritas]


def en_corte(definicion: Definicion, pedido: datetime) -> tuple[datetime, Fijas | None]:
    """El corte cuyas cifras valen en ese momento, que es el declarado anterior, y las que se fijaron en él.

    En una elección sin ningún corte fijado vale el momento pedido, y todo se cuenta de nuevo.
    """
    propias = CifrasDelCorte.objects.filter(proceso=definicion.clave)
    declarado = ultimo(definicion, pedido) if hay_fijas(definicion.clave) else None
    if declarado is None:
        return pedido, None
    return declarado, _ultima(propias.filter(corte=declarado))


def hay_fijas(proceso: str) -> bool:
    """Si en esa elección se fijó alguna vez un corte."""
    return CifrasDelCorte.objects.filter(proceso=proceso).exists()


def fijadas_en(proceso: str, corte: datetime) -> Fijas | None:
    """Las de ese corte exacto, en su última versión."""
    return _ultima(CifrasDelCorte.objects.filter(proceso=proceso, corte=corte))


def anteriores(proceso: str, hasta: datetime) -> Fijas | None:
    """Las del último corte fijado hasta ese momento."""
    return _ultima(CifrasDelCorte.objects.filter(proceso=proceso, corte__lte=hasta))


def _ultima(filas: QuerySet[CifrasDelCorte]) -> Fijas | None:
    fila = filas.order_by("corte", "version").last()
    if fila is None:
        return None
    return _leidas(json.loads(archivos.leer(fila.huella)), fila.corte)


def _leidas(datos: _Escritas, corte: datetime) -> Fijas:
    return Fijas(
        corte=corte,
        avance=tuple(_tabla(t) for t in datos["avance"]),
        entregables=_tabla(datos["entregables"]),
        indicadores=por_id(datos["indicadores"]),
        visibles=datos["visibles"],
        de_afuera=_leidas(datos["de_afuera"], corte) if "de_afuera" in datos else None,
    )


def por_id(indicadores: Iterable[Publicado]) -> dict[str, Publicado]:
    """Id → indicador."""
    return {i["id"]: i for i in indicadores}


def _tabla(t: TablaEscrita) -> Tabla:
    renglones = tuple(tuple(r) for r in t["renglones"])
    return Tabla(t["clave"], t["titulo"], tuple(t["columnas"]), renglones, t["nota"], t["parte"])
