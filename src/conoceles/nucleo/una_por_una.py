"""Hacer lo mismo con cada una: la que falla no detiene a las demás, y al terminar se dice cuáles fueron."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from django.db import InterfaceError, OperationalError

Cosa = TypeVar("Cosa")


class Tropiezos(Exception):
    """`cuales`: cómo se nombra cada una que no se pudo → su error. Las demás quedaron hechas."""

    def __init__(self, cuales: Mapping[str, Exception]) -> None:
        super().__init__(", ".join(cuales))
        self.cuales = cuales


def una_por_una(
    cosas: Iterable[Cosa], hacer: Callable[[Cosa], int], como: Callable[[Cosa], str] = str
) -> int:
    """La suma de lo que da `hacer`. `Tropiezos`, al final, con las que fallaron; sin base no se sigue: su error sale enseguida."""
    hechas, cuales = 0, dict[str, Exception]()
    for una in cosas:
        try:
            hechas += hacer(una)
        except (OperationalError, InterfaceError):
            raise
        except Tropiezos as suyos:
            cuales |= {f"{como(una)} › {cual}": error for cual, error in suyos.cuales.items()}
        except Exception as error:
            cuales[como(una)] = error
    if cuales:
        raise Tropiezos(cuales)
    return hechas
