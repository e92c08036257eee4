"""La regla de publicación de una tabla de identidad, escrita otra vez desde el ADR 0106 («La regla, en una página»).

No comparte código con el producto: quien mira la escribe desde su explicación pública, y con ella sabe qué mundos se
publicarían. Al final, las que no bastan, para ver que el atacante las lee.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

K = 5
OPCIONES = ("si", "no", "pnc")
PUBLICO = "público"


@dataclass(frozen=True)
class Gente:
    """Quienes contestaron, por firma: quiénes podrían saber lo de cada una, y quiénes lo saben de cierto."""

    firmas: tuple[tuple[frozenset[str], frozenset[str]], ...]
    de: tuple[int, ...]  # la firma de cada persona

    @cached_property
    def quienes(self) -> list[str]:
        return sorted({q for pueden, _ in self.firmas for q in pueden} - {PUBLICO})

    def coaliciones(self, hasta: int) -> Iterator[frozenset[str]]:
        for cuantos in range(hasta + 1):
            yield from (frozenset({PUBLICO, *q}) for q in combinations(self.quienes, cuantos))

    @cached_property
    def por_firma(self) -> list[int]:
        return [self.de.count(n) for n in range(len(self.firmas))]

    @cached_property
    def miradas(self) -> dict[frozenset[str], tuple[list[int], int]]:
        """De cada coalición de hasta tres: las firmas que no conoce de cierto y cuántas personas no podría conocer."""
        return {
            q: (
                [n for n, (_, saben) in enumerate(self.firmas) if not saben & q],
                sum(c for c, (pueden, _) in zip(self.por_firma, self.firmas, strict=True) if not pueden & q),
            )
            for q in self.coaliciones(3)
        }

    @cached_property
    def sin_nadie_que_decida(self) -> bool:
        """Paso 4: no depende de qué dijo nadie. Primero las coaliciones de quienes más saben, que son las que fallan."""
        if self.al_menos(6) >= 3 * K:
            return True
        mayores = sorted(self.quienes, key=lambda q: -self._de_cada_quien[q])
        for cuantos in range(6, -1, -1):
            for q in combinations(mayores, cuantos):
                juntos = {PUBLICO, *q}
                if any(not saben & juntos for _, saben in self.firmas) and (
                    self._cuantas(lambda pueden, j=juntos: not pueden & j) < 3 * K
                ):
                    return False
        return True

    @cached_property
    def _de_cada_quien(self) -> dict[str, int]:
        return {q: self._cuantas(lambda pueden, q=q: q in pueden) for q in (*self.quienes, PUBLICO)}

    def al_menos(self, cuantos: int) -> int:
        """Fuera de los que más saben y del público, aunque no se repitiera nadie."""
        mayores = sorted((self._de_cada_quien[q] for q in self.quienes), reverse=True)[:cuantos]
        return len(self.de) - self._de_cada_quien[PUBLICO] - sum(mayores)

    @cached_property
    def fuera_de_tres(self) -> int:
        return self.al_menos(3) - 3

    def _cuantas(self, cumple: Callable[..., bool]) -> int:
        return sum(n for n, (pueden, _) in zip(self.por_firma, self.firmas, strict=True) if cumple(pueden))


Dichas = tuple[int, ...]  # lo que contestó cada persona, en el orden de `Gente.de`
Regla = Callable[[Gente, Dichas], bool]


def _cuentas(gente: Gente, dichas: Dichas) -> list[list[int]]:
    cuentas = [[0] * len(OPCIONES) for _ in gente.firmas]
    for firma, dijo in zip(gente.de, dichas, strict=True):
        cuentas[firma][dijo] += 1
    return cuentas


def hoy(gente: Gente, dichas: Dichas) -> bool:
    """Si la tabla sale."""
    if len(dichas) < K or not gente.sin_nadie_que_decida:
        return False
    cuentas, quedan = _cuentas(gente, dichas), gente.fuera_de_tres
    sin_publico = _la_mas_dicha(cuentas, gente.miradas[frozenset({PUBLICO})][0])
    if quedan >= K and 10 * sin_publico <= 9 * quedan:
        return True  # basta para cualesquiera tres
    for inciertas, quedan in gente.miradas.values():
        if inciertas and not (quedan - 3 >= K and 10 * _la_mas_dicha(cuentas, inciertas) <= 9 * (quedan - 3)):
            return False
    return True


def _la_mas_dicha(cuentas: list[list[int]], firmas: list[int]) -> int:
    return max(sum(cuentas[n][dijo] for n in firmas) for dijo in range(len(OPCIONES)))


def siempre(_gente: Gente, dichas: Dichas) -> bool:
    """Toda tabla de bastante gente sale."""
    return len(dichas) >= K


def sin_cuidar_a_nadie_mas(gente: Gente, dichas: Dichas) -> bool:
    """Solo se mira a quien lee los perfiles: nadie se junta."""
    inciertas, quedan = gente.miradas[frozenset({PUBLICO})]
    return not inciertas or (
        quedan - 3 >= K and 10 * _la_mas_dicha(_cuentas(gente, dichas), inciertas) <= 9 * (quedan - 3)
    )


def que_no_todas_digan_lo_mismo(gente: Gente, dichas: Dichas) -> bool:
    """La de antes: quitadas las que podrían saberse, quedan tantas como el umbral, y no todas iguales."""
    cuentas = _cuentas(gente, dichas)
    for q, (inciertas, quedan) in gente.miradas.items():
        otras = [n for n, (pueden, _) in enumerate(gente.firmas) if not pueden & q]
        if inciertas and (quedan < K or _la_mas_dicha(cuentas, otras) == quedan):
            return False
    return True
