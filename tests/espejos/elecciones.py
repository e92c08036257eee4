"""Publicar todo lo de una instalación, y suprimir a alguien en ella."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from publicacion.eleccion import PROCESO, SISTEMA


def publicar_todo(ahora: datetime) -> None:
    """La elección, la portada y el registro."""
    from conoceles.publicacion.publicador import publicar, publicar_raiz
    from conoceles.publicacion.registro_publico import Libro

    publicar(PROCESO, ahora=ahora, cortes=True)
    publicar_raiz(ahora)
    Libro().al_dia(ahora)


def suprimir_a_eva(eleccion: dict[str, Any], ahora: datetime) -> None:
    """Por ley: sale todo lo suyo."""
    from django.db import transaction

    from conoceles.bitacora.actos import Acto
    from conoceles.candidaturas.constancia import anotar
    from conoceles.expediente.models import Transicion

    Transicion.objects.create(desde="observada", acto="suprimir", hacia="suprimida")
    type(eleccion["EVA"]).objects.filter(folio="EVA").update(estado="suprimida")
    with transaction.atomic():
        anotar(eleccion["EVA"], Acto.SUPRIMIDA, por=SISTEMA, ahora=ahora, estado="suprimida")
