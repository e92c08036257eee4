"""Lo que da permiso de publicar consta también en la bitácora de B: una fila sin su entrada no la escribió el sistema.

Y lo que surte efecto sale de lo que había antes: una fila cambiada en su lugar, que no falta ni sobra, da más de lo que pudo.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from uuid import UUID

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.models import Entrada
from conoceles.candidaturas.models import Candidatura
from conoceles.identidad.documentos import BASE
from conoceles.identidad.models import Acreditacion, Consentimiento
from conoceles.identidad.permisos import efecto
from conoceles.nucleo.alcance import Alcance

_CONSIENTEN = (
    Acto.IDENTIDAD_SELLADA,
    Acto.CONSENTIMIENTO_REGISTRADO,
    Acto.CONSENTIMIENTO_REDUCIDO,
    Acto.CONSENTIMIENTO_REVOCADO,
    Acto.REVOCACION_REPETIDA,
)
_ACREDITAN = (Acto.PERSONA_ACREDITADA, Acto.ACREDITACION_RETIRADA)


def sin_constancia(por: Alcance) -> Iterator[tuple[str, str, str]]:
    """Folio, elección y qué («un consentimiento», «una acreditación»…) de cada candidatura que tiene lo que no consta.

    Fila y entrada nacen en la misma transacción y llevan la misma hora.
    """
    de_quien = {
        clave: (folio, proceso)
        for clave, folio, proceso in Candidatura.objects.en(por).values_list(
            "clave_identidad", "folio", "proceso"
        )
    }
    firmados = Consentimiento.objects.filter(medio="formato")
    for que, suyas, actos in (
        ("un consentimiento", Consentimiento.objects.exclude(medio="formato"), _CONSIENTEN),
        ("un consentimiento firmado", firmados, (Acto.FORMATO_ACEPTADO,)),
        ("una acreditación", Acreditacion.objects.all(), _ACREDITAN),
    ):
        filas: Counter[tuple[UUID, datetime]] = Counter(suyas.values_list("clave", "en"))
        entradas = Counter(Entrada.objects.using(BASE).filter(acto__in=actos).values_list("folio", "momento"))
        ajenas = {
            de_quien.get(clave, ("", ""))
            for (clave, en), cuantas in filas.items()
            if cuantas > entradas[de_quien.get(clave, ("", ""))[0], en]
        }
        yield from ((folio, proceso, que) for folio, proceso in sorted(ajenas))
    dados = sorted({de_quien.get(clave, ("", "")) for clave in _sin_quien_lo_diera()})
    yield from ((folio, proceso, "un permiso de publicar que nadie dio,") for folio, proceso in dados)


def _sin_quien_lo_diera() -> Iterator[UUID]:
    """De quién es cada fila que da más de lo que podía: solo el formato que la persona firma, o ella acreditada, amplían."""
    for clave, filas in groupby(Consentimiento.objects.order_by("clave", "id"), attrgetter("clave")):
        anterior: Consentimiento | None = None
        for fila in filas:
            tope = efecto.dichos(anterior) if fila.medio == "formato" else efecto.publica(anterior)
            if fila.medio != "acreditada" and not efecto.abarca(tope, efecto.publica(fila)):
                yield clave
            anterior = fila
