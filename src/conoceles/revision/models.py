"""Lo que la revisión asienta de su propio trabajo."""

from django.db import models

from conoceles.candidaturas.models import Candidatura


class Apartado(models.Model):
    """Quién abrió lo enviado en una ronda, y hasta cuándo es la única persona que lo decide.

    Abrirlo otra vez lo alarga; decidirlo o soltarlo lo termina. La fila queda: es la constancia de que se abrió.
    """

    candidatura = models.ForeignKey(Candidatura, on_delete=models.PROTECT, related_name="apartados")
    ronda = models.PositiveSmallIntegerField()
    por = models.CharField(max_length=200)
    nombre_por = models.CharField(max_length=200)
    en = models.DateTimeField()  # la primera vez que lo abrió
    visto = models.DateTimeField()  # la última
    hasta = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["candidatura", "ronda", "por"], name="apartado_por_persona")
        ]
