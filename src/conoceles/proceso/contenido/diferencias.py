"""En qué se distingue una carpeta de lo que rige: por pieza, como en pantalla, y lo demás, por su lugar en la definición."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.proceso.contenido.edicion import Valor, poner, valor
from conoceles.proceso.contenido.fuentes import Fuentes, definir
from conoceles.proceso.contenido.piezas import Pieza, piezas
from conoceles.proceso.definicion import Definicion
from conoceles.proceso.serie import a_json

# Por cuál de estos se reconoce cada elemento de una lista.
SE_LLAMAN = ("clave", "siglas", "numero", "nombre")
Lugar = tuple[str, ...]


@dataclass(frozen=True)
class DePieza:
    """Una pieza que la carpeta dice de otro modo."""

    pieza: Pieza
    antes: Valor
    despues: Valor

    @property
    def acto_propio(self) -> bool:
        """Si la carpeta ya cita otro acto para ella, con su número y su fecha."""
        suyo = self.despues.get("acuerdo") or {}
        return bool(suyo.get("numero") and suyo.get("fecha")) and suyo != self.antes.get("acuerdo")


def de_piezas(vigente: Definicion, fuentes: Fuentes, nueva: Definicion, suyas: Fuentes) -> list[DePieza]:
    """Las piezas que la carpeta dice de otro modo que lo que rige."""
    conocidas = {p.clave: p for p in piezas(nueva, suyas)}
    comunes = [p for p in piezas(vigente, fuentes) if p == conocidas.get(p.clave)]
    pares = [DePieza(p, valor(fuentes, p), valor(suyas, p)) for p in comunes]
    return [d for d in pares if d.antes != d.despues]


def lo_demas(
    vigente: Definicion, fuentes: Fuentes, distintas: list[DePieza], nueva: Definicion
) -> dict[str, tuple[str, str]]:
    """Lugar de la definición → lo que rige y lo que diría, sin lo de esas piezas; vacío, lo que entra o sale."""
    return dict(_otras(_con(vigente, fuentes, distintas), nueva))


def _con(vigente: Definicion, fuentes: Fuentes, distintas: list[DePieza]) -> Definicion:
    """Lo que rige con esas piezas ya cambiadas; como está, si sin lo demás no se sostienen: entonces se dice dos veces."""
    for una in distintas:
        fuentes = poner(fuentes, una.pieza, una.despues)
    try:
        return definir(fuentes) if distintas else vigente
    except ErrorDeDominio:
        return vigente


def _otras(antes: Definicion, despues: Definicion) -> Iterator[tuple[str, tuple[str, str]]]:
    for lugar, uno, otro in _comparar((), a_json(antes), a_json(despues)):
        yield " · ".join(lugar), (_dicho(uno), _dicho(otro))


def _comparar(lugar: Lugar, antes: Any, despues: Any) -> Iterator[tuple[Lugar, Any, Any]]:
    if antes == despues:
        return
    unos, otros = _por_nombre(antes), _por_nombre(despues)
    if unos is not None and otros is not None and ({*unos} != {*otros} or [*unos] == [*otros]):
        for nombre in {**unos, **otros}:
            yield from _comparar((*lugar, nombre), unos.get(nombre), otros.get(nombre))
    elif isinstance(antes, (list, tuple)) and isinstance(despues, (list, tuple)):
        salen, entran = [e for e in antes if e not in despues], [e for e in despues if e not in antes]
        yield (lugar, salen, entran) if salen or entran else (lugar, antes, despues)
    else:
        yield lugar, antes, despues


def _por_nombre(dicho: Any) -> dict[str, Any] | None:
    """Una tabla, o una lista cuyos elementos se reconocen, por nombre; `None` si no es ninguna."""
    if isinstance(dicho, dict):
        return dicho
    if not isinstance(dicho, (list, tuple)):
        return None
    for suyo in SE_LLAMAN:
        nombres = [str(e[suyo]) for e in dicho if isinstance(e, dict) and suyo in e]
        if len({*nombres}) == len(dicho) == len(nombres):
            return dict(zip(nombres, dicho, strict=True))
    return None


def _dicho(valor: Any) -> str:
    """Entero: con esto se lee después de qué a qué."""
    if isinstance(valor, bool):
        return "sí" if valor else "no"
    if isinstance(valor, dict):
        return "; ".join(f"{clave}: {dicho}" for clave, v in valor.items() if (dicho := _dicho(v)))
    if isinstance(valor, (list, tuple)):
        return " | ".join(map(_dicho, valor))
    return "" if valor is None else str(valor)
