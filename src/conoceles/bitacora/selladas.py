"""El sello de cada fila que un acto escribe, en su entrada: la que ningún acto dejó así la tocó otro cliente.

Cada acto sella las que escribe y ninguna otra: no da por bueno lo que alguien hubiera puesto, cambiado o quitado antes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from django.db.models import Model, Q, QuerySet

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.consultas import selladas
from conoceles.bitacora.models import Entrada
from conoceles.nucleo import secretos

CAMPO = "escritas"  # de los datos de una entrada: nombre de la fila → su sello


class Sellada(NamedTuple):
    """Una fila como está hoy: de quién es, cómo se nombra en las entradas y su sello."""

    de: str
    nombre: str
    sello: str


def asiento(*filas: Model) -> dict[str, dict[str, str]]:
    """Como va en la entrada del acto que las escribió, ya guardadas."""
    return {CAMPO: {nombre(fila): _sello(fila) for fila in filas}} if filas else {}


def nombre(fila: Model) -> str:
    """La tabla y el número de la fila."""
    return _nombre(type(fila), fila.pk)


def leidas(modelo: type[Model], de_quien: str, **filtro: object) -> Iterator[Sellada]:
    """Las que hay hoy en esa tabla. Una consulta."""
    hay = filas(modelo, de_quien).filter(**filtro)
    # De unas cuantas, de una vez: para leer por partes PostgreSQL abre un cursor, que son cuatro vueltas más.
    return de_hoy(modelo, hay if filtro else hay.iterator())


def filas(modelo: type[Model], de_quien: str) -> QuerySet[Any, tuple[Any, ...]]:
    """Las de esa tabla, como las espera `de_hoy`."""
    return modelo._default_manager.order_by().values_list(de_quien, "pk", *_campos(modelo))


def de_hoy(modelo: type[Model], leidas: Iterable[tuple[Any, ...]]) -> Iterator[Sellada]:
    """Cada una con su sello."""
    for de, pk, *valores in leidas:
        yield Sellada(str(de), _nombre(modelo, pk), _sellar(modelo, valores))


def asentadas(tablas: Collection[str]) -> dict[str, str]:
    """Nombre de cada fila de esas tablas que un acto escribió → el sello con que la dejó el último. Lee la bitácora entera."""
    constan = dict[str, str]()
    entradas = Entrada.objects.using("default").filter(datos__has_key=CAMPO).order_by("id")
    for entrada in selladas(entradas):
        suyas = entrada.datos[CAMPO].items()
        constan |= {uno: sello for uno, sello in suyas if uno.partition(":")[0] in tablas}
    return constan


def difieren(hoy: Mapping[str, str], constan: Mapping[str, str], salvo: Iterable[str] = ()) -> set[str]:
    """Nombres de las que sobran, faltan o no dicen lo que un acto escribió. `salvo`: las que escribe el acto en curso."""
    return {suyo for suyo, _ in hoy.items() ^ constan.items()} - set(salvo)


def ajenas(modelo: type[Model], de_quien: str, *actos: Acto, **filtro: object) -> dict[str, str]:
    """Nombre de cada fila que sobra, falta o cambió → de quién es.

    `actos`: los que escriben esa tabla; sin decirlos, se leen los que no son de una candidatura. `filtro`: solo esas filas
    de hoy, y entonces no se dice cuáles faltan.
    """
    tabla, constan, suyo = _nombre(modelo, ""), dict[str, str](), dict[str, str]()
    de_los_actos = Q(folio="") | Q(acto__in=actos) if actos else Q(folio="")
    entradas = Entrada.objects.using("default").filter(de_los_actos, datos__has_key=CAMPO).order_by("id")
    if actos:
        entradas = entradas.filter(acto__in=actos)
    for entrada in selladas(entradas):
        suyas = {uno: sello for uno, sello in entrada.datos[CAMPO].items() if uno.startswith(tabla)}
        constan |= suyas
        suyo |= dict.fromkeys(suyas, entrada.folio or entrada.proceso)
    hoy = {fila.nombre: fila for fila in leidas(modelo, de_quien, **filtro)}
    suyo |= {fila.nombre: fila.de for fila in hoy.values()}
    otras = constan.keys() - hoy.keys() if filtro else ()
    return {uno: suyo[uno] for uno in difieren({n: f.sello for n, f in hoy.items()}, constan, otras)}


def de_la_eleccion(modelo: type[Model]) -> list[str]:
    """Claves de las elecciones cuya fila de esa tabla no dejó ningún acto."""
    return sorted({*ajenas(modelo, "proceso_id").values()})


def _sello(fila: Model) -> str:
    modelo = type(fila)
    return _sellar(modelo, [getattr(fila, campo) for campo in _campos(modelo)])


def _nombre(modelo: type[Model], pk: object) -> str:
    return f"{modelo._meta.db_table}:{pk}"


def _campos(modelo: type[Model]) -> list[str]:
    return [campo.attname for campo in modelo._meta.concrete_fields]


def _sellar(modelo: type[Model], valores: list[object]) -> str:
    return secretos.sellar("las filas de los actos", [modelo._meta.db_table, *valores])
