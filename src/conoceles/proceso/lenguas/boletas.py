"""Cómo se llaman las boletas: se traduce una vez la frase y el sistema pone en ella el nombre de cada lugar.

«Presidencia municipal de Lerdo» y otras 38 son «Presidencia municipal de {1}». La que no se dice como las demás se pide aparte.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from conoceles.proceso.definicion import Contienda, Definicion


@dataclass(frozen=True)
class Boleta:
    """`texto`: lo que dice la boleta; `frase`, lo mismo con {1}, {2} donde van los `datos`; vacía si se pide aparte."""

    clave: str
    que: str
    texto: str
    de: str = ""  # la clave de la frase que la compone
    frase: str = ""
    datos: tuple[str, ...] = ()


def boletas(d: Definicion) -> list[Boleta]:
    """El nombre de cada una y dónde se vota, que entre varias se dice una vez."""
    donde = {x.ambito: x for x in reversed(d.contiendas)}
    nombres = [(x, f"contiendas.{x.clave}.nombre", "Boleta", x.nombre, "nombre") for x in d.contiendas]
    lugares = [
        (x, f"contiendas.{x.clave}.ambito", "Dónde se vota", x.ambito, "ambito")
        for x in d.contiendas
        if donde[x.ambito] is x
    ]
    partidas = [(uno, _partida(uno[3], list(_datos(d, uno[0])))) for uno in (*nombres, *lugares)]
    veces = Counter((uno[0].cargo, uno[4], frase) for uno, (frase, datos) in partidas if datos)
    primera: dict[tuple[str, str], str] = {}
    for (cargo, que, frase), cuantas in veces.most_common():
        if cuantas > 1:
            primera.setdefault((cargo, que), frase)
    return [
        Boleta(clave, que, texto, f"boletas.{x.cargo}.{cual}", frase, datos)
        if datos and primera.get((x.cargo, cual)) == frase
        else Boleta(clave, que, texto)
        for (x, clave, que, texto, cual), (frase, datos) in partidas
    ]


def _datos(d: Definicion, x: Contienda) -> Iterator[str]:
    """Los del lugar que su nombre puede decir."""
    yield from (m.nombre for m in d.municipios if m.clave == x.municipio)
    for distrito in (o for o in d.distritos if o.numero == x.distrito):
        yield from (distrito.cabecera, distrito.entidad, str(distrito.dicho), distrito.romano)


def _partida(texto: str, datos: list[str]) -> tuple[str, tuple[str, ...]]:
    """«Distrito {1} · {2}» y lo que va en cada lugar."""
    juntos = "|".join(re.escape(dato) for dato in sorted(filter(None, datos), key=len, reverse=True))
    hallados = list(re.finditer(rf"(?<!\w)(?:{juntos})(?!\w)", texto)) if juntos else []
    hecha, hasta = "", 0
    for n, hallado in enumerate(hallados, 1):
        hecha += f"{texto[hasta : hallado.start()]}{{{n}}}"
        hasta = hallado.end()
    return hecha + texto[hasta:], tuple(hallado[0] for hallado in hallados)
