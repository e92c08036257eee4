"""De cada material queda su archivo, sin dibujarlo ni decirlo: para quien mira las páginas que lo enlazan, no a él."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from difusion import elenco

if TYPE_CHECKING:
    from conoceles.difusion.piezas import Pieza


def sin_dibujos(parche: pytest.MonkeyPatch, *, salvo: Callable[[Pieza], bool] = lambda pieza: False) -> None:
    """Se dibujan de verdad `salvo` esas, las páginas y las pistas, mudas: de la voz se dice cuánto dura."""
    from conoceles.difusion import hacer  # importa modelos: las piezas se leen antes de que Django esté listo

    de_verdad = hacer.una

    def una(fotos: Path, pieza: Pieza) -> bytes:
        hace_falta = pieza.dibujo in ("pista", "audio") or pieza.ruta.endswith(".html") or salvo(pieza)
        return de_verdad(fotos, pieza) if hace_falta else pieza.ruta.encode()

    parche.setattr(hacer.voz, "hablar", lambda texto: elenco.muda())
    parche.setattr(hacer, "una", una)
    parche.setattr(hacer, "POCAS", 1_000_000)
