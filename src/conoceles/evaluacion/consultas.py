"""Leer evaluaciones: la propia, el avance de todas y, con las dos cerradas, en qué difieren."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from conoceles.bitacora.estados import CON_CONTENIDO
from conoceles.candidaturas.models import Candidatura
from conoceles.evaluacion.models import Conclusion, Evaluacion, Propuesta, Resolucion
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import NoEncontrado


@dataclass(frozen=True)
class Avance:
    """Cuántas candidaturas van en cada paso; ninguna marca ni ningún puntaje."""

    evaluables: int
    sin_leer: int
    en_lectura: int
    completas: int  # con dos lecturas cerradas
    en_desacuerdo: int  # de las completas, por resolver


def evaluables(proceso: str) -> list[Candidatura]:
    """Las que tienen contenido que leer, con lo que hace falta para agruparlas."""
    filas = Candidatura.objects.filter(proceso=proceso, estado__in=CON_CONTENIDO, versiones__isnull=False)
    return list(filas.con_todo().distinct())


def por_leer(proceso: str, actor: str) -> list[tuple[Candidatura, int]]:
    """Las que admiten otra lectura de esa persona, con cuántas llevan."""
    filas = Evaluacion.objects.filter(candidatura__proceso=proceso).values_list("candidatura", "evaluador")
    lecturas = Counter(candidatura for candidatura, _ in filas)
    suyas = {candidatura for candidatura, evaluador in filas if evaluador == actor}
    return [(c, lecturas[c.pk]) for c in evaluables(proceso) if c.pk not in suyas and lecturas[c.pk] < 2]


def propia(alcance: Alcance, folio: str) -> Evaluacion:
    """La lectura de quien pregunta. `NoEncontrado` si no la tomó."""
    filas = Evaluacion.objects.en(alcance).filter(candidatura__folio=folio, evaluador=alcance.actor)
    fila: Evaluacion | None = filas.select_related("candidatura__persona", "version__fotografia").first()
    if fila is None:
        raise NoEncontrado("No existe esa evaluación.")
    return fila


def avance(proceso: str) -> Avance:
    """El de toda la elección. Lo concluido sigue contando aunque la candidatura cambie de estado."""
    filas = Evaluacion.objects.filter(candidatura__proceso=proceso)
    leidas = set(filas.values_list("candidatura", flat=True))
    completas = set(filas.cerradas().values_list("candidatura", flat=True))
    todas = {c.pk for c in evaluables(proceso)} | leidas
    return Avance(
        len(todas),
        len(todas - leidas),
        len(leidas - completas),
        len(completas),
        len(en_desacuerdo(proceso)),
    )


def en_desacuerdo(proceso: str) -> list[Candidatura]:
    """Con dos lecturas cerradas que no coinciden, y sin resolución."""
    pares: dict[UUID, list[dict[str, bool]]] = {}
    for candidatura, marcas in (
        Evaluacion.objects.filter(candidatura__proceso=proceso)
        .cerradas()
        .values_list("candidatura", "marcas")
    ):
        pares.setdefault(candidatura, []).append(marcas)
    distintas = [pk for pk, (una, otra) in pares.items() if una != otra]
    return list(Candidatura.objects.filter(pk__in=distintas, resolucion=None).con_todo())


def desacuerdo(alcance: Alcance, candidatura: Candidatura) -> dict[str, tuple[bool, bool]]:
    """Variable → las dos marcas, donde difieren. `NoEncontrado` mientras no haya dos cerradas y distintas."""
    filas = list(
        Evaluacion.objects.en(alcance).filter(candidatura=candidatura).cerradas().order_by("lectura")
    )
    if len(filas) != 2:
        raise NoEncontrado("No existe ese desacuerdo.")
    una, otra = filas
    distintas = {c: (v, otra.marcas[c]) for c, v in una.marcas.items() if v != otra.marcas[c]}
    if not distintas or Resolucion.objects.filter(candidatura=candidatura).exists():
        raise NoEncontrado("No existe ese desacuerdo.")
    return distintas


def leyo(alcance: Alcance, candidatura: Candidatura) -> bool:
    """Si es una de las dos personas que la leyeron."""
    return Evaluacion.objects.filter(candidatura=candidatura, evaluador=alcance.actor).exists()


def propuestas(candidatura: Candidatura) -> list[Propuesta]:
    """La última de cada persona que leyó."""
    return list({p.por: p for p in Propuesta.objects.filter(candidatura=candidatura)}.values())


def concluida(proceso: str) -> Conclusion | None:
    """El acto que concluyó la evaluación, si ya concluyó."""
    return Conclusion.objects.filter(proceso=proceso).first()
