"""La hoja que firma la persona abogada: un renglón por cosa que se decide, con los números de su anexo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from conoceles.nucleo.dias import en_palabras
from conoceles.proceso.pendientes import DE_CLASE, MANDAN, Pendiente

# Lo que cambia cuando un renglón reúne efectos distintos; el anexo dice el de cada punto.
DE_VARIOS = dict(DE_CLASE.values()) | {
    MANDAN: "Abren y cierran la captura, la campaña, el sitio y el archivo; de ellas salen la veda, la edad, las tablas "
    "de identidad y la supresión.",
}
MAXIMO = 90  # letras de lo reunido en un renglón


@dataclass(frozen=True)
class Renglon:
    """Lo que se confirma o se corrige de una vez. `desde` y `hasta`: sus números en el anexo, los dos inclusive."""

    tema: str
    que: str
    efecto: str
    desde: int
    hasta: int

    @property
    def anexo(self) -> str:
        """«7» o «8–12»."""
        return str(self.desde) if self.desde == self.hasta else f"{self.desde}–{self.hasta}"


def renglones(hallados: Sequence[Pendiente]) -> list[Renglon]:
    """Los de `pendientes`, en su orden: el anexo son los mismos, numerados de corrido desde uno."""
    salen: list[Renglon] = []
    for (tema, *_), grupo in groupby(hallados, lambda p: (p.tema, p.norma, p.renglon or p.que)):
        suyos = list(grupo)
        desde = salen[-1].hasta + 1 if salen else 1
        salen.append(Renglon(tema, _que(suyos), _efecto(suyos), desde, desde + len(suyos) - 1))
    return salen


def _que(suyos: list[Pendiente]) -> str:
    """El punto entero si va solo; si son varios, cuántos son y lo de cada uno en pocas palabras."""
    if len(suyos) == 1:
        return suyos[0].que
    norma, renglon = suyos[0].norma, suyos[0].renglon
    dias = sorted(p.dia for p in suyos if p.dia)
    dichos = "; ".join(dict.fromkeys(p.dicho for p in suyos if p.dicho))
    if dias:
        dichos = f"del {en_palabras(dias[0])} al {en_palabras(dias[-1])}"
    return f"{f'{norma}. ' if norma else ''}{renglon}: {len(suyos)}{f' ({_corto(dichos)})' if dichos else ''}"


def _corto(dichos: str) -> str:
    return dichos if len(dichos) <= MAXIMO else f"{dichos[:MAXIMO].rsplit('; ', 1)[0]}…"


def _efecto(suyos: list[Pendiente]) -> str:
    distintos = list(dict.fromkeys(p.efecto for p in suyos))
    return distintos[0] if len(distintos) == 1 else DE_VARIOS.get(suyos[0].renglon) or " ".join(distintos)
