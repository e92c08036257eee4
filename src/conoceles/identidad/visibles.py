"""Cuántas personas consintieron que se vea cada cosa, en un momento: totales de lo que ya es público."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.views.decorators.debug import sensitive_variables

from conoceles.identidad import documentos, llavero


@sensitive_variables()
def afirmativas_visibles(
    claves: Collection[UUID], preguntas: Collection[str], hasta: datetime
) -> Counter[str]:
    """Por pregunta, quienes contestaron «sí» y consintieron publicarlo. `claves`: las de perfiles publicados."""
    vigentes = documentos.consentimientos(claves, hasta)
    consentidas = {clave for clave, c in vigentes.items() if c.tratamiento and c.publicacion}
    consentidas -= documentos.bloqueadas(claves)
    llaves = llavero.obtener_varias(consentidas)
    cuenta: Counter[str] = Counter()
    for clave, fila in documentos.ultimos(consentidas, hasta).items():
        if clave in llaves:
            respuestas = documentos.abrir(fila, llaves[clave]).respuestas
            cuenta.update(p for p in preguntas if respuestas.get(p) == "si")
    return cuenta
