"""Las filas que ningún acto asienta llevan su propio sello: quien no tiene la llave de la instalación no las escribe.

Sirve a lo que se escribe por minuto o se deriva de otro acto, donde una entrada por fila no diría nada a nadie.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from django.db import router
from django.db.models import Model

from conoceles.nucleo import secretos

Modelo = TypeVar("Modelo", bound=Model)
_SELLADAS: dict[type[Model], tuple[str, Callable[[Any], str]]] = {}


def con_sello(
    frase: str, sellar: Callable[[Any], str] | None = None
) -> Callable[[type[Modelo]], type[Modelo]]:
    """Las filas de ese modelo guardan en `sello` el que les toca; `frase`: cómo se dice una. `sellar`: si no es `sello_de`."""

    def declarar(modelo: type[Modelo]) -> type[Modelo]:
        _SELLADAS[modelo] = frase, sellar or sello_de
        return modelo

    return declarar


def sello_de(fila: Model) -> str:
    """De todo lo que dice, menos su número y el sello."""
    campos = [c.attname for c in fila._meta.concrete_fields if c.attname not in ("id", "sello")]
    return secretos.sellar(f"las filas de {fila._meta.db_table}", [getattr(fila, c) for c in campos])


def ajenas() -> Iterator[tuple[str, str, str]]:
    """Base, frase y llave de cada fila que el sistema no escribió así."""
    for modelo, (frase, sellar) in _SELLADAS.items():
        base = router.db_for_read(modelo)
        for fila in modelo._base_manager.using(base).order_by("pk").iterator():
            if fila.sello != sellar(fila):  # type: ignore[attr-defined]
                yield base, frase, str(fila.pk)
