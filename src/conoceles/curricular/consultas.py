"""Leer lo curricular."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from uuid import UUID

from conoceles.bitacora.consultas import selladas
from conoceles.bitacora.models import Entrada
from conoceles.candidaturas.models import Candidatura
from conoceles.curricular.models import LA_ESCRIBEN, Borrador, Fotografia, VersionCurricular
from conoceles.nucleo.bases.preparadas import Preparada
from conoceles.nucleo.canonico import huella
from conoceles.proceso.preguntas.cuestionario import Respuesta

_BORRADOR = Preparada(
    lambda candidatura: Borrador.objects.filter(candidatura=candidatura).values_list(
        "seccion", "contenido", "version"
    )
)
_FOTOGRAFIA = Preparada(
    lambda candidatura: Fotografia.objects.filter(candidatura=candidatura, motivo="captura")[:1]
)


def borrador(candidatura: Candidatura) -> dict[str, tuple[dict[str, Respuesta], int]]:
    """Secciones guardadas: clave → (contenido, versión)."""
    return {seccion: (contenido, version) for seccion, contenido, version in _BORRADOR(candidatura.pk)}


def contenido(candidatura: Candidatura) -> dict[str, Respuesta]:
    """Todas las respuestas del borrador, en un solo diccionario."""
    return {campo: valor for datos, _ in borrador(candidatura).values() for campo, valor in datos.items()}


def fotografia(candidatura: Candidatura) -> Fotografia | None:
    """La última fotografía aceptada al capturar; la que pide un ajuste la nombra ese ajuste."""
    return next(iter(_FOTOGRAFIA(candidatura.pk)), None)


def vigente(candidatura: Candidatura) -> VersionCurricular | None:
    """Última versión enviada, ajustada o importada."""
    return VersionCurricular.objects.filter(candidatura=candidatura).order_by("-numero").first()


def vigentes(candidaturas: Iterable[UUID]) -> dict[UUID, VersionCurricular]:
    """Última versión de cada candidatura, en una consulta."""
    filas = VersionCurricular.objects.filter(candidatura__in=list(candidaturas)).select_related("fotografia")
    return {fila.candidatura_id: fila for fila in filas.order_by("numero")}


def resumen(contenido: dict[str, Respuesta], fotografia: Fotografia | None) -> str:
    """La huella de una versión: lo que dice y su fotografía."""
    return resumen_de(contenido, fotografia.sha256 if fotografia else "")


def resumen_de(contenido: dict[str, Respuesta], fotografia: str) -> str:
    """Lo mismo con la fotografía por su SHA-256; sin ella, vacío."""
    return huella({"contenido": contenido, "fotografia": fotografia})


def ultimas_asentadas(folios: Collection[str]) -> dict[str, str]:
    """Folio → huella de la última versión que un acto escribió."""
    entradas = Entrada.objects.using("default").filter(acto__in=LA_ESCRIBEN).order_by("id")
    dichas = (
        (e.folio, e.datos.get("huella_curricular") or e.datos.get("huella"))
        for e in selladas(entradas, folios)
    )
    return {folio: str(huella) for folio, huella in dichas if huella}
