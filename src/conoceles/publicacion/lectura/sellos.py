"""El sello de cada página con datos de personas: sin él no se adivina qué decía una que se suprimió, aunque se tenga su
huella. Sale de la llave de cada persona que muestra y de lo que dice; lo mismo dicho da siempre el mismo sello. El índice,
que nombra a todas, lleva la común, que se olvida cuando se suprime a una: juntar las de todas crece con la elección.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import datetime

from django.views.decorators.debug import sensitive_variables

from conoceles.candidaturas.models import Candidatura
from conoceles.identidad.llaves.sal import Comun, comun, para_sellos


class Sellos:
    """Los de una elección. Las sales se piden una vez y no salen de aquí."""

    def __init__(self, proceso: str, ahora: datetime) -> None:
        self._proceso, self._ahora = proceso, ahora
        self._sales: dict[str, bytes] = {}
        self._comunes: list[Comun] = []

    @property
    @sensitive_variables()
    def comun(self) -> Comun:
        """La de lo que nombra a todas."""
        if not self._comunes:
            self._comunes.append(comun(self._proceso, self._ahora))
        return self._comunes[0]

    def preparar(self, folios: Collection[str]) -> None:
        """Pide de una vez las sales que van a hacer falta."""
        self._pedir({f for f in folios if f not in self._sales})

    @sensitive_variables()
    def llave(self, folios: Collection[str]) -> bytes:
        """Con la que se sella lo que muestra a esas personas; vacía si ninguna tiene la suya viva."""
        self.preparar(folios)
        sales = [self._sales[f] for f in sorted(folios) if self._sales[f]]
        return hashlib.sha256(b"".join(sales)).digest() if sales else b""

    @sensitive_variables()
    def _pedir(self, folios: set[str]) -> None:
        todos = sorted(folios)
        for lote in (todos[n : n + MUCHOS] for n in range(0, len(todos), MUCHOS)):
            suyas = Candidatura.objects.filter(proceso=self._proceso, folio__in=lote)
            claves = dict(suyas.values_list("folio", "clave_identidad"))
            sales = para_sellos(claves.values(), self._ahora)
            self._sales |= {f: sales.get(claves[f], b"") if f in claves else b"" for f in lote}


MUCHOS = 500  # por los que se pregunta a la vez
