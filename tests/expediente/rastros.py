"""Lo que un envío deja en cada base."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura


def cuantos_envios(candidatura: Candidatura) -> int:
    from conoceles.expediente.models import Envio

    return Envio.objects.filter(candidatura=candidatura).count()


def versiones_en_b(candidatura: Candidatura) -> list[int]:
    from conoceles.identidad.models import DocumentoIdentidad

    filas = DocumentoIdentidad.objects.filter(clave=candidatura.clave_identidad)
    return list(filas.order_by("version").values_list("version", flat=True))


def actos(base: str, candidatura: Candidatura) -> list[str]:
    from conoceles.bitacora.consultas import de_folio

    return [entrada.acto for entrada in de_folio(base, candidatura.folio)]
