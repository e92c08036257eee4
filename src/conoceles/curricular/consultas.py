"""Leer lo curricular."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from operator import attrgetter
from typing import NamedTuple
from uuid import UUID

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.consultas import sellada
from conoceles.bitacora.models import Entrada
from conoceles.candidaturas.models import Candidatura
from conoceles.curricular.models import Borrador, Fotografia, VersionCurricular
from conoceles.nucleo.bases.de_muchas import de_muchas
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


# El acto que escribe una versión → de qué origen la deja.
_ORIGENES: dict[str, tuple[str, ...]] = {
    Acto.ENVIADA: ("envio", "subsanacion"),
    Acto.AJUSTE_APLICADO: ("ajuste",),
    Acto.CORRECCION_OFICIAL: ("correccion",),
    Acto.CURRICULAR_IMPORTADO: ("importada",),
}


class Asentadas(NamedTuple):
    """Las versiones de una candidatura que la bitácora cuenta. `hechas`: cuándo, y con qué origen, dejó cada huella un acto."""

    huellas: list[str]
    hechas: set[tuple[str, datetime, str]]

    def cuentan(self, huella: str, en: datetime, origen: str) -> bool:
        """Otra, aunque su huella cuadre, no la escribió el sistema; ni la misma con otra hora u otro origen."""
        return (huella, en, origen) in self.hechas

    def terminan_en(self, huella: str) -> bool:
        """Si esa puede ser la vigente: con la última borrada o puesta en otro lugar se volvería a decir lo de antes."""
        return self.huellas[-1:] == [huella]


def asentadas(folios: Collection[str] | None = None) -> defaultdict[str, Asentadas]:
    """Folio → sus versiones según la bitácora."""
    entradas = Entrada.objects.using("default").filter(acto__in=_ORIGENES).exclude(folio="").order_by("id")
    dichas = defaultdict[str, Asentadas](lambda: Asentadas([], set()))
    for entrada in filter(sellada, de_muchas(entradas, "folio", folios, attrgetter("folio"))):
        if huella := entrada.datos.get("huella_curricular") or entrada.datos.get("huella"):
            suyas = dichas[entrada.folio]
            suyas.huellas.append(str(huella))
            suyas.hechas.update((str(huella), entrada.momento, o) for o in _ORIGENES[entrada.acto])
    return dichas


def alteradas() -> list[tuple[str, str, int]]:
    """(folio, elección, número) de cada versión que no es la que un acto escribió, que ninguno escribió, o que falta.

    De lo que no coincide se mira otra vez: un acto pudo confirmarse entre leer sus filas y leer su entrada.
    """
    parecen = [*_alteradas()]
    siguen = {*_alteradas()} if parecen else set()
    return [una for una in parecen if una in siguen]


def _alteradas() -> Iterator[tuple[str, str, int]]:
    constan, hay = asentadas(), defaultdict[str, list[str]](list)
    filas = VersionCurricular.objects.select_related("candidatura", "fotografia").order_by("numero", "pk")
    cambiadas = set()
    for fila in filas.iterator():
        folio, suya = fila.candidatura.folio, resumen(fila.contenido, fila.fotografia)
        hay[folio].append(fila.huella)
        if suya != fila.huella or not constan[folio].cuentan(suya, fila.en, fila.origen):
            cambiadas.add(folio)
            yield folio, fila.candidatura.proceso_id, fila.numero
    faltan = [f for f, suyas in sorted(constan.items()) if f not in cambiadas and suyas.huellas != hay[f]]
    procesos = dict(Candidatura.objects.filter(folio__in=faltan).values_list("folio", "proceso"))
    yield from ((folio, procesos.get(folio, ""), len(hay[folio])) for folio in faltan)
