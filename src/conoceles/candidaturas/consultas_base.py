"""El alcance se impone aquí, no en cada vista."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from conoceles.nucleo.alcance import Alcance

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura  # noqa: F401  # el tipo de las filas, abajo


class CandidaturaQuerySet(models.QuerySet):
    def en(self, alcance: Alcance) -> CandidaturaQuerySet:
        """Solo las candidaturas que el alcance permite tocar, de la elección que ve; un alcance vacío no ve ninguna."""
        vistas = self.filter(proceso_id=alcance.proceso) if alcance.proceso else self
        if alcance.todo:
            return vistas
        if alcance.fuerza is not None:
            suyas = vistas.filter(formula__responde_id=alcance.fuerza)
            contiendas = alcance.contiendas
            return suyas.filter(formula__contienda__clave__in=contiendas) if contiendas else suyas
        if alcance.formula is not None:
            return vistas.filter(formula_id=alcance.formula)
        if alcance.candidaturas:
            return vistas.filter(pk__in=alcance.candidaturas)
        return self.none()

    def con_todo(self) -> CandidaturaQuerySet:
        """Con lo que casi toda pantalla necesita, en una sola consulta.

        La definición y sus fuentes no vienen: son grandes y se leerían una vez por fila; están en `proceso.consultas`.
        """
        return self.select_related(
            "persona", "proceso", "formula__contienda", "formula__fuerza", "formula__responde"
        ).defer("proceso__definicion", "proceso__fuentes")
