"""El sello de cada fila que un acto escribe, en su entrada: la que ningún acto dejó así la tocó otro cliente.

Cada acto sella las que escribe y ninguna otra: no da por bueno lo que alguien hubiera puesto, cambiado o quitado antes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timezone
from typing import NamedTuple

from django.db.models import Model

from conoceles.bitacora.consultas import primera_sellada, sellada
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
    return {CAMPO: {nombre(fila): _de(fila).sello for fila in filas}} if filas else {}


def nombre(fila: Model) -> str:
    """La tabla y el número de la fila."""
    return _nombre(type(fila), fila.pk)


def leidas(modelo: type[Model], de_quien: str, **filtro: object) -> Iterator[Sellada]:
    """Las que hay hoy en esa tabla. Una consulta."""
    filas = modelo._default_manager.order_by().filter(**filtro).values_list(de_quien, "pk", *_campos(modelo))
    for de, pk, *valores in filas.iterator():
        yield Sellada(str(de), _nombre(modelo, pk), _sellar(modelo, valores))


def difieren(hoy: Mapping[str, str], constan: Mapping[str, str], salvo: Iterable[str] = ()) -> set[str]:
    """Nombres de las que sobran, faltan o no dicen lo que un acto escribió. `salvo`: las que escribe el acto en curso."""
    return {suyo for suyo, _ in hoy.items() ^ constan.items()} - set(salvo)


def de_la_eleccion(modelo: type[Model]) -> list[str]:
    """Claves de las elecciones cuya fila de esa tabla no dejó ningún acto; ninguna mientras no se asiente lo anterior."""
    if primera_sellada("default") is None:
        return []
    tabla, constan, de_quien = _nombre(modelo, ""), dict[str, str](), dict[str, str]()
    entradas = Entrada.objects.using("default").filter(folio="", datos__has_key=CAMPO).order_by("id")
    for entrada in filter(sellada, entradas.iterator()):
        suyas = {uno: sello for uno, sello in entrada.datos[CAMPO].items() if uno.startswith(tabla)}
        constan |= suyas
        de_quien |= dict.fromkeys(suyas, entrada.proceso)
    hoy = {fila.nombre: fila for fila in leidas(modelo, "proceso_id")}
    de_quien |= {fila.nombre: fila.de for fila in hoy.values()}
    return sorted({de_quien[uno] for uno in difieren({n: f.sello for n, f in hoy.items()}, constan)})


def escrito(valor: object) -> object:
    """Igual antes de guardarlo y al leerlo de cualquiera de los dos motores."""
    if isinstance(valor, datetime):
        return valor.astimezone(timezone.utc).isoformat(timespec="microseconds")
    return valor if isinstance(valor, (str, int, list, dict)) or valor is None else str(valor)


def _de(fila: Model) -> Sellada:
    modelo = type(fila)
    valores = [getattr(fila, campo) for campo in _campos(modelo)]
    return Sellada("", nombre(fila), _sellar(modelo, valores))


def _nombre(modelo: type[Model], pk: object) -> str:
    return f"{modelo._meta.db_table}:{pk}"


def _campos(modelo: type[Model]) -> list[str]:
    return [campo.attname for campo in modelo._meta.concrete_fields]


def _sellar(modelo: type[Model], valores: list[object]) -> str:
    return secretos.sellar("las filas de los actos", [modelo._meta.db_table, *map(escrito, valores)])
