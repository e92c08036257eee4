"""Leer lo curricular."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from uuid import UUID

from django.db.models import QuerySet

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.consultas import autenticas
from conoceles.bitacora.models import Entrada
from conoceles.candidaturas.models import Candidatura
from conoceles.curricular.models import Borrador, Fotografia, VersionCurricular
from conoceles.nucleo.canonico import huella
from conoceles.proceso.preguntas.cuestionario import Respuesta


def borrador(candidatura: Candidatura) -> dict[str, tuple[dict[str, Respuesta], int]]:
    """Secciones guardadas: clave → (contenido, versión)."""
    filas = Borrador.objects.filter(candidatura=candidatura)
    return {fila.seccion: (fila.contenido, fila.version) for fila in filas}


def contenido(candidatura: Candidatura) -> dict[str, Respuesta]:
    """Todas las respuestas del borrador, en un solo diccionario."""
    return {campo: valor for datos, _ in borrador(candidatura).values() for campo, valor in datos.items()}


def fotografia(candidatura: Candidatura) -> Fotografia | None:
    """La última fotografía aceptada al capturar; la que pide un ajuste la nombra ese ajuste."""
    return Fotografia.objects.filter(candidatura=candidatura, motivo="captura").first()


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


_ASIENTAN = (Acto.ENVIADA, Acto.AJUSTE_APLICADO, Acto.CORRECCION_OFICIAL, Acto.CURRICULAR_IMPORTADO)


def asentadas(folios: QuerySet[VersionCurricular, str] | None = None) -> set[tuple[str, str]]:
    """(folio, huella) de cada versión que la bitácora cuenta: otra, aunque su huella cuadre, no la escribió el sistema."""
    entradas = Entrada.objects.using("default").filter(acto__in=(*_ASIENTAN, Acto.ANTERIOR_ASENTADO))
    entradas = entradas.exclude(folio="") if folios is None else entradas.filter(folio__in=folios)
    return {(e.folio, huella) for e in autenticas("default", entradas.iterator()) for huella in _huellas(e)}


def _huellas(entrada: Entrada) -> Iterator[str]:
    datos = entrada.datos
    yield from datos.get("versiones", ())
    if dicha := datos.get("huella_curricular") or datos.get("huella"):
        yield str(dicha)


def alteradas() -> Iterator[tuple[str, str, int]]:
    """(folio, elección, número) de cada versión cuyo contenido no es el que su huella resume, o que no consta que se hiciera."""
    constan = asentadas()
    filas = VersionCurricular.objects.select_related("candidatura", "fotografia").order_by("pk")
    for fila in filas.iterator():
        suya = (fila.candidatura.folio, resumen(fila.contenido, fila.fotografia))
        if suya[1] != fila.huella or suya not in constan:
            yield fila.candidatura.folio, fila.candidatura.proceso_id, fila.numero
