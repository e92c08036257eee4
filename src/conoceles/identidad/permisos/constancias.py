"""Lo que da permiso de publicar consta también en la bitácora de B: una fila sin su entrada no la escribió el sistema."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.models import Entrada
from conoceles.candidaturas.models import Candidatura
from conoceles.identidad.documentos import BASE
from conoceles.identidad.models import Acreditacion, Consentimiento
from conoceles.nucleo.alcance import Alcance

_CONSIENTEN = (
    Acto.IDENTIDAD_SELLADA,
    Acto.CONSENTIMIENTO_REGISTRADO,
    Acto.CONSENTIMIENTO_REDUCIDO,
    Acto.CONSENTIMIENTO_REVOCADO,
    Acto.REVOCACION_REPETIDA,
    Acto.FORMATO_ACEPTADO,
)
_ACREDITAN = (Acto.PERSONA_ACREDITADA, Acto.ACREDITACION_RETIRADA)


def sin_constancia(por: Alcance) -> Iterator[tuple[str, str, str]]:
    """Folio, elección y qué («un consentimiento», «una acreditación») de cada candidatura con más filas que entradas.

    Fila y entrada nacen en la misma transacción y llevan la misma hora.
    """
    de_quien = {
        clave: (folio, proceso)
        for clave, folio, proceso in Candidatura.objects.en(por).values_list(
            "clave_identidad", "folio", "proceso"
        )
    }
    for que, modelo, actos in (
        ("un consentimiento", Consentimiento, _CONSIENTEN),
        ("una acreditación", Acreditacion, _ACREDITAN),
    ):
        filas: Counter[tuple[UUID, datetime]] = Counter(modelo.objects.values_list("clave", "en"))
        entradas = Counter(Entrada.objects.using(BASE).filter(acto__in=actos).values_list("folio", "momento"))
        ajenas = {
            de_quien.get(clave, ("", ""))
            for (clave, en), cuantas in filas.items()
            if cuantas > entradas[de_quien.get(clave, ("", ""))[0], en]
        }
        yield from ((folio, proceso, que) for folio, proceso in sorted(ajenas))
