"""Supresión de celdas chicas: ninguna celda oculta se puede deducir de lo publicado.

Método (se publica con las cifras): se oculta toda celda menor que el umbral, y después, en un orden
fijo que no depende de los valores, las que hagan falta para que las chicas puedan valer cualquier
cosa. Elegir siempre la menor visible, como es costumbre, delata: saber el método acota lo oculto.

Esto oculta lo chico en la tabla sola. De quien además sabe cosas de las personas cuida la `regla`, que supone la tabla entera a la vista.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from conoceles.proceso.definicion import UMBRAL_MINIMO


class Oculta(Enum):
    """Por qué no se ve una celda."""

    MENOS = "menos"  # menor que el umbral: «menos de 5»
    RESERVADA = "reservada"  # se oculta para que otra no se deduzca


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
