"""Aplicar un paso de la tabla de estados."""

from __future__ import annotations

from conoceles.candidaturas.models import Candidatura
from conoceles.expediente.estados import ETIQUETAS, PASOS, paso
from conoceles.expediente.models import Transicion
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import Conflicto, NoEncontrado


def sincronizar() -> None:
    """Escribe la tabla de pasos en la base, donde el disparador la consulta. Idempotente."""
    vigentes = {(p.desde, p.acto, p.hacia) for p in PASOS}
    escritas = {(f.desde, f.acto, f.hacia): f for f in Transicion.objects.all()}
    for sobra in escritas.keys() - vigentes:
        escritas[sobra].delete()
    faltan = sorted(vigentes - escritas.keys())
    nuevas = (Transicion(desde=desde, acto=acto, hacia=hacia) for desde, acto, hacia in faltan)
    Transicion.objects.bulk_create(nuevas, ignore_conflicts=True)


def tomar_para_cambiar(candidatura: Candidatura, por: Alcance) -> Candidatura:
    """La fila con candado y dentro del alcance. `NoEncontrado` si no le toca a quien actúa."""
    propias = Candidatura.objects.en(por).select_for_update(of=("self",)).order_by("pk")
    fila: Candidatura | None = propias.filter(pk=candidatura.pk).first()
    if fila is None:
        raise NoEncontrado("No existe esa candidatura.")
    return fila


def mover(candidatura: Candidatura, acto: str, *, por: Alcance, hacia: str = "") -> None:
    """Cambia el estado según la tabla; `hacia` elige destino cuando el acto tiene varios.

    `Conflicto` si el acto no cabe; `NoEncontrado` si el papel no puede.
    """
    renglon = paso(candidatura.estado, acto, hacia)
    if renglon is None:
        estado = ETIQUETAS[candidatura.estado].lower()
        raise Conflicto(f"No se puede {acto.replace('_', ' ')}: la candidatura está «{estado}».")
    if por.papel not in renglon.papeles:
        raise NoEncontrado("No existe esa candidatura.")
    if renglon.hacia != candidatura.estado:
        candidatura.estado = renglon.hacia
        candidatura.save(update_fields=["estado"])
