"""Supresión de celdas chicas: ninguna celda oculta se puede deducir de lo publicado.

Método (se publica con las cifras): se oculta toda celda menor que el umbral, y después, en un orden
fijo que no depende de los valores, las que hagan falta para que las chicas puedan valer cualquier
cosa. Elegir siempre la menor visible, como es costumbre, delata: saber el método acota lo oculto.

También acota cuántas hubo que reservar. Junto a lo que ya se sabe de algunas personas, esa cota puede no dejar más que un valor,
y las celdas sueltas, miradas como una red (`tiempo`), no lo dicen: por eso se prueba qué otras cuentas se verían igual.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import Enum

from conoceles.proceso.definicion import UMBRAL_MINIMO


class Oculta(Enum):
    """Por qué no se ve una celda."""

    MENOS = "menos"  # menor que el umbral: «menos de 5»
    RESERVADA = "reservada"  # se oculta para que otra no se deduzca


Cuentas = dict[str, int]
Ver = Callable[[Cuentas], Mapping[str, int | Oculta]]  # cómo se vería la tabla con esas cuentas


def proteger(valores: Sequence[int], umbral: int, orden: Sequence[int] = ()) -> list[int | Oculta]:
    """Celdas de una tabla de una dimensión cuyo total es público, en el mismo orden.

    `orden`: en qué orden se reservan (posiciones); sin él, el de la tabla. Sin población no hay a
    quién proteger y los ceros se ven. Si ni reservando todas alcanza, ninguna dice siquiera si es chica.
    """
    k = max(umbral, UMBRAL_MINIMO)
    chicas = {i for i, valor in enumerate(valores) if valor < k}
    if not sum(valores) or not chicas:
        return list(valores)
    holgura = len(chicas) * (k - 1)
    ocultas, suma = set(chicas), sum(valores[i] for i in chicas)
    candidatas = [i for i in (orden or range(len(valores))) if i not in chicas]
    for reservadas, i in enumerate(candidatas, start=1):
        ocultas.add(i)
        suma += valores[i]
        if suma >= reservadas * k + holgura:
            return [
                Oculta.MENOS if j in chicas else Oculta.RESERVADA if j in ocultas else valor
                for j, valor in enumerate(valores)
            ]
    return [Oculta.RESERVADA] * len(valores)


def fija_alguna(cuentas: Cuentas, sabido: Mapping[str, int], sin: str, ver: Ver) -> bool:
    """¿Alguna celda oculta no podría valer otra cosa?"""
    calladas = {c: n - sabido.get(c, 0) for c, n in cuentas.items() if c != sin}
    ocultas = [c for c, v in ver(cuentas).items() if isinstance(v, Oculta) and c != sin]
    return any(
        not _hay_otra(cuentas, calladas, [c], ocultas, ver)
        and not _hay_otra(cuentas, calladas, ocultas, [c], ver)
        for c in ocultas
    )


def _hay_otra(
    cuentas: Cuentas, calladas: Mapping[str, int], de: Sequence[str], a: Sequence[str], ver: Ver
) -> bool:
    vista = ver(cuentas)
    return any(ver(otras) == vista for otras in _pasadas(cuentas, calladas, de, a))


def _pasadas(
    cuentas: Cuentas, calladas: Mapping[str, int], de: Sequence[str], a: Sequence[str]
) -> Iterator[Cuentas]:
    """Las mismas personas, con algunas de las que no se saben pasadas de una respuesta a otra."""
    for una in de:
        for otra in a:
            for cuantas in range(1, calladas[una] + 1) if una != otra else ():
                yield {**cuentas, una: cuentas[una] - cuantas, otra: cuentas[otra] + cuantas}
