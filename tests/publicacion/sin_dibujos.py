"""De cada material queda su archivo, sin dibujarlo: para quien mira las páginas que lo enlazan, no a él."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conoceles.difusion.piezas import Pieza


def sin_dibujos(parche: pytest.MonkeyPatch, *, salvo: Callable[[Pieza], bool] = lambda pieza: False) -> None:
    """Se dibujan de verdad `salvo` esas y las páginas."""
    from conoceles.difusion import hacer  # importa modelos: las piezas se leen antes de que Django esté listo

    de_verdad = hacer.una

    def una(fotos: Path, pieza: Pieza) -> bytes:
        hace_falta = pieza.ruta.endswith(".html") or salvo(pieza)
        return de_verdad(fotos, pieza) if hace_falta else pieza.ruta.encode()

    parche.setattr(hacer, "una", una)
    parche.setattr(hacer, "POCAS", 1_000_000)
