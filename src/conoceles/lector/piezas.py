"""Une piezas de HTML ya escritas. El lector no tiene plantillas: sustituye marcas por valores escapados."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

_MARCA = re.compile(r"<!--([a-z_]+)-->")


class Html(str):
    """Texto que ya es HTML y no se escapa."""

    __slots__ = ()


class Pieza:
    """Un fragmento con marcas `<!--nombre-->`, partido una sola vez."""

    def __init__(self, html: str) -> None:
        self._partes = _MARCA.split(html)

    def __call__(self, **valores: object) -> Html:
        """El fragmento con sus valores; los que no son `Html` se escapan. La marca sin valor queda vacía."""
        partes = list(self._partes)
        for i in range(1, len(partes), 2):
            partes[i] = _seguro(valores.get(partes[i], ""))
        return Html("".join(partes))


def unir(fragmentos: list[Html]) -> Html:
    """Los fragmentos, uno tras otro."""
    return Html("".join(fragmentos))


def piezas(html: Mapping[str, str]) -> dict[str, Pieza]:
    """Cada fragmento por su nombre; uno que falte se comporta como vacío."""
    return _Piezas({nombre: Pieza(texto) for nombre, texto in html.items()})


class _Piezas(dict[str, Pieza]):
    def __missing__(self, nombre: str) -> Pieza:
        return Pieza("")


def _seguro(valor: object) -> str:
    return valor if isinstance(valor, Html) else escape(str(valor))
