"""Lo contado de cada boleta se recuerda: tras un cambio solo se leen las que tocó la bitácora (ADR 0006).

Vive en la memoria de este proceso y en ningún otro lado: no hay copia que suprimir ni escritura que quede a la mitad.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from conoceles.bitacora.actos import publica
from conoceles.bitacora.consultas import desde, hasta_aqui, sigue
from conoceles.bitacora.fila import Publica
from conoceles.candidaturas.models import Candidatura
from conoceles.estadistica.conteos import Aporte, contar, dimensiones
from conoceles.estadistica.poblacion import Registro, registros
from conoceles.proceso.consultas import huella_vigente
from conoceles.proceso.definicion import Definicion

JUNTAS = 50  # boletas que se leen de una vez
MUCHAS = 500  # candidaturas tocadas desde la última vez: con más, se cuenta todo otra vez


@dataclass(frozen=True)
class _Sabido:
    """Lo contado hasta una entrada de la bitácora, con una definición. `suma`: sin las boletas que `esperan`."""

    definicion: str
    entrada: tuple[int, str]
    boletas: Mapping[str, Aporte]
    esperan: frozenset[str]
    suma: Aporte


_SABIDO: dict[str, _Sabido] = {}  # por elección


def aporte(definicion: Definicion, esperan: Collection[str], *, de_cero: bool) -> Aporte:
    """Lo contado hoy de la elección, menos las boletas que `esperan` para publicarse. `de_cero`: sin usar lo recordado."""
    huella = huella_vigente(definicion.clave)
    # Se lee antes que lo contado: lo que llegue mientras tanto se vuelve a contar la próxima vez.
    entrada = hasta_aqui("default")
    antes = None if de_cero else _SABIDO.get(definicion.clave)
    tocadas = _tocadas(definicion.clave, antes) if antes and antes.definicion == huella else None
    nuevas = _contadas(definicion, tocadas)
    if antes is None or tocadas is None:
        sabido = _Sabido(huella, entrada, nuevas, frozenset(), _sumar(nuevas, ()))
    else:
        sabido = replace(
            antes, entrada=entrada, boletas={**antes.boletas, **nuevas}, suma=_al_dia(antes, nuevas)
        )
    if sabido.esperan != frozenset(esperan):
        sabido = replace(sabido, esperan=frozenset(esperan), suma=_sumar(sabido.boletas, esperan))
    _SABIDO[definicion.clave] = sabido
    return sabido.suma


def olvidar() -> None:
    """La próxima vez se cuenta todo."""
    _SABIDO.clear()


def _tocadas(clave: str, antes: _Sabido) -> set[str] | None:
    """Las boletas con algo nuevo. `None` si no se sabe cuáles: otra bitácora, un acto de toda la elección, demasiadas."""
    if not sigue("default", antes.entrada):
        return None
    nuevas = desde("default", antes.entrada[0]).filter(proceso=clave).values_list("folio", "acto")
    folios = {folio for folio, acto in nuevas if publica(acto) != Publica.CONSERVA}
    if "" in folios or len(folios) > MUCHAS:
        return None
    suyas = Candidatura.objects.filter(folio__in=folios).values_list("folio", "formula__contienda__clave")
    boletas = dict(suyas)
    return {*boletas.values()} if boletas.keys() == folios else None


def _contadas(definicion: Definicion, boletas: Collection[str] | None) -> dict[str, Aporte]:
    """Boleta → lo suyo. Se leen de pocas en pocas: la elección entera ocuparía la memoria de una publicación."""
    pedidas = [c.clave for c in definicion.contiendas] if boletas is None else [*boletas]
    que, contadas = dimensiones(definicion), dict[str, Aporte]()
    for n in range(0, len(pedidas), JUNTAS):
        suyas: dict[str, list[Registro]] = {boleta: [] for boleta in pedidas[n : n + JUNTAS]}
        for r in registros(definicion, boletas=suyas.keys()):
            suyas[r.contienda].append(r)
        contadas |= {boleta: contar(suyos, que) for boleta, suyos in suyas.items()}
    return contadas


def _al_dia(antes: _Sabido, nuevas: Mapping[str, Aporte]) -> Aporte:
    """La suma de antes, menos lo que esas boletas decían, más lo que dicen."""
    suma = antes.suma.copy()
    for boleta, contado in nuevas.items():
        if boleta not in antes.esperan:
            suma.subtract(antes.boletas.get(boleta, Aporte()))
            suma.update(contado)
    return +suma  # sin los grupos en que ya no queda nadie


def _sumar(boletas: Mapping[str, Aporte], menos: Collection[str]) -> Aporte:
    suma = Aporte()
    for boleta, contado in boletas.items():
        if boleta not in menos:
            suma.update(contado)
    return suma
