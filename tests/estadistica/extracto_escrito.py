"""La regla del extracto para estudios, escrita otra vez desde el ADR 0106 («El extracto, en una página»).

No comparte código con el producto: quien mira la escribe desde su explicación pública, y con ella sabe qué elecciones se
verían como la que ve. Cada pregunta se decide sola: lo que se contestó en otra no cambia su cruce.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from estadistica import regla_escrita as tablas
from estadistica.atacante import se_veria
from estadistica.regla_escrita import OPCIONES, PUBLICO, Dichas, Gente, K

ORDEN = (1, 2, 0, 3)  # «no», lo demás, «sí» y, al final, quienes no contestaron
OTRAS = "otras respuestas"
Celda = tuple[str, ...]


class Clase(NamedTuple):
    """Quienes comparten los primeros atributos."""

    atributos: Celda
    quienes: tuple[int, ...]
    gente: Gente


@dataclass(frozen=True)
class Estudio:
    """La gente con los atributos de cada persona; `sin`: cuántas no contestaron, que se sabe."""

    gente: Gente
    atributos: tuple[Celda, ...]
    sin: int

    @cached_property
    def clases(self) -> list[list[Clase]]:
        """Con uno, con dos y con los tres."""
        return [self._de(cuantos) for cuantos in range(1, len(self.atributos[0]) + 1)]

    def _de(self, cuantos: int) -> list[Clase]:
        juntas: dict[Celda, list[int]] = {}
        for una, suyos in enumerate(self.atributos):
            juntas.setdefault(suyos[:cuantos], []).append(una)
        return [Clase(a, tuple(q), self._solo(q)) for a, q in sorted(juntas.items())]

    def _solo(self, quienes: Sequence[int]) -> Gente:
        firmas = sorted({self.gente.de[i] for i in quienes})
        de = tuple(firmas.index(self.gente.de[i]) for i in quienes)
        return Gente(tuple(self.gente.firmas[f] for f in firmas), de)


class Visto(NamedTuple):
    """Las cuentas de la tabla, si salió, y cuántas personas hay en cada combinación del cruce, si salió."""

    tabla: tuple[int, ...] | None
    cruce: tuple[tuple[Celda, int], ...]

    @property
    def van(self) -> int:
        """Con cuántos atributos salió el cruce."""
        return len(self.cruce[0][0]) - 1 if self.cruce else 0


Regla = Callable[[Estudio, Dichas], Visto]


def hoy(estudio: Estudio, dichas: Dichas) -> Visto:
    """La que corre."""
    return _con(estudio, dichas, _sale)


def siempre(estudio: Estudio, dichas: Dichas) -> Visto:
    """La que no basta: toda clase se entrega."""
    return _con(estudio, dichas, lambda _clase, _suyas: True)


def _con(estudio: Estudio, dichas: Dichas, sale: Callable[[Clase, Dichas], bool]) -> Visto:
    if not tablas.hoy(estudio.gente, dichas):
        return Visto(None, ())
    cuentas = tuple(dichas.count(i) for i in range(len(OPCIONES)))
    vista = se_veria((*cuentas, estudio.sin), K, ORDEN)
    sueltas = [i for i, v in enumerate(vista[:-1]) if isinstance(v, int) and v]
    juntas = next((i for i in range(len(OPCIONES)) if i not in sueltas), 0)
    van, cruce = tuple(d if d in sueltas else juntas for d in dichas), list[tuple[Celda, int]]()
    for clases in estudio.clases if sueltas else ():
        de_cada_una = [(clase, tuple(van[i] for i in clase.quienes)) for clase in clases]
        if not all(sale(clase, suyas) for clase, suyas in de_cada_una):
            break
        cruce = [
            ((*clase.atributos, OPCIONES[dijo] if dijo in sueltas else OTRAS), cuantas)
            for clase, suyas in de_cada_una
            for dijo, cuantas in Counter(suyas).items()
        ]
    return Visto(cuentas, tuple(sorted(cruce)))


def _sale(clase: Clase, suyas: Dichas) -> bool:
    """Paso 3."""
    calladas = dict.fromkeys(suyas, 0)
    for firma, dijo in zip(clase.gente.de, suyas, strict=True):
        calladas[dijo] += PUBLICO not in clase.gente.firmas[firma][0]
    return min(calladas.values()) >= K and tablas.hoy(clase.gente, suyas)
