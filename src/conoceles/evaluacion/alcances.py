"""Quién lee qué evaluación. Se impone aquí, no en cada vista."""

from __future__ import annotations

from django.db import models
from django.db.models import Count, Q

from conoceles.nucleo.alcance import Alcance

EVALUAN = ("revision", "administracion")


class EvaluacionQuerySet(models.QuerySet):
    def en(self, alcance: Alcance) -> EvaluacionQuerySet:
        """De la elección que ve, las propias; y las ajenas, solo de candidaturas con sus dos lecturas cerradas. A los demás, nada."""
        if not alcance.todo or alcance.papel not in EVALUAN:
            return self.none()
        vistas = self.filter(candidatura__proceso=alcance.proceso) if alcance.proceso else self
        return vistas.filter(Q(evaluador=alcance.actor) | Q(candidatura__in=_con_dos_cerradas(self.model)))

    def cerradas(self) -> EvaluacionQuerySet:
        """Las dos de cada candidatura que ya tiene dos cerradas; de aquí salen los agregados."""
        return self.filter(candidatura__in=_con_dos_cerradas(self.model))


def _con_dos_cerradas(modelo: type[models.Model]) -> models.QuerySet:
    cerradas = modelo._default_manager.filter(cerrada_en__isnull=False).order_by()
    return cerradas.values("candidatura").annotate(n=Count("id")).filter(n=2).values("candidatura")
