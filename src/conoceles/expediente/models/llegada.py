"""Lo que se recibe en plazo, o no."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models.functions import Coalesce

RECIBIDO = Coalesce("recibido_en", "en")  # lo mismo que `Recibida.recibido`, en una consulta


class Recibida(models.Model):
    """Además de cuándo se registró (`en`), cuándo llegó al servidor del frente: nulo si no lo selló, y entonces rige `en`."""

    recibido_en = models.DateTimeField(null=True)
    en: models.DateTimeField[datetime, datetime]

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_llega_antes_de_registrarse",
                condition=models.Q(recibido_en__isnull=True) | models.Q(recibido_en__lte=models.F("en")),
            )
        ]

    @property
    def recibido(self) -> datetime:
        """La hora que decide si fue en plazo."""
        return self.recibido_en or self.en
