"""Aplicar un paso de la tabla de estados."""

from __future__ import annotations

from conoceles.candidaturas.models import Candidatura
from conoceles.expediente.estados import ETIQUETAS, PASOS, paso
from conoceles.expediente.models import Transicion
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import Conflicto, NoEncontrado


def sincronizar() -> None:
    """Escribe la tabla de pasos en la base, donde el disparador la consulta. Idempotente."""
    vigentes = {(p.desde, p.acto): p.hacia for p in PASOS}
    for fila in Transicion.objects.all():
        if vigentes.get((fila.desde, fila.acto)) != fila.hacia:
            fila.delete()
    for (desde, acto), hacia in vigentes.items():
        Transicion.objects.get_or_create(desde=desde, acto=acto, defaults={"hacia": hacia})


def tomar_para_cambiar(candidatura: Candidatura, por: Alcance) -> Candidatura:
    """La fila con candado y dentro del alcance. `NoEncontrado` si no le toca a quien actúa."""
    propias = Candidatura.objects.en(por).select_for_update(of=("self",)).order_by("pk")
    fila: Candidatura | None = propias.filter(pk=candidatura.pk).first()
    if fila is None:
        raise NoEncontrado("No existe esa candidatura.")
    return fila


def mover(candidatura: Candidatura, acto: str, *, por: Alcance) -> None:
    """Cambia el estado según la tabla. `Conflicto` si el acto no cabe; `NoEncontrado` si el papel no puede."""
    renglon = paso(candidatura.estado, acto)
    if renglon is None:
        estado = ETIQUETAS.get(candidatura.estado, candidatura.estado).lower()
        raise Conflicto(f"No se puede {acto}: la candidatura está «{estado}».")
    if por.papel not in renglon.papeles:
        raise NoEncontrado("No existe esa candidatura.")
    candidatura.estado = renglon.hacia
    candidatura.save(update_fields=["estado"])
