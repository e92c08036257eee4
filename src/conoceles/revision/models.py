"""Lo que la revisión asienta de su propio trabajo."""

from django.db import models

from conoceles.candidaturas.models import Candidatura
from conoceles.integridad.declarar import de_candidatura, sellada


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


@sellada("lo que espera a otra persona", de_candidatura(), aparte=True)
class PorConfirmar(models.Model):
    """Lo que hacen dos personas (concluir, donde la elección lo pide; reponer o atestiguar su padrón): una lo pidió; otra lo confirma, o no.

    `acto` es su verbo; `datos`, lo escrito. Terminado, la fila no cambia.
    """

    candidatura = models.ForeignKey(Candidatura, on_delete=models.PROTECT, related_name="por_confirmar")
    acto = models.CharField(max_length=20)
    datos = models.JSONField()
    por = models.CharField(max_length=200)
    nombre_por = models.CharField(max_length=200)
    en = models.DateTimeField()
    confirmado = models.BooleanField(null=True)  # nulo: espera
    fin_por = models.CharField(max_length=200, blank=True)
    fin_en = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["candidatura"], name="uno_por_confirmar", condition=models.Q(confirmado__isnull=True)
            ),
            models.CheckConstraint(
                name="confirma_otra_persona",
                condition=~models.Q(confirmado=True) | ~models.Q(fin_por=models.F("por")),
            ),
            models.CheckConstraint(
                name="terminado_dice_quien_y_cuando",
                condition=models.Q(confirmado__isnull=True, fin_por="", fin_en__isnull=True)
                | (models.Q(confirmado__isnull=False, fin_en__isnull=False) & ~models.Q(fin_por="")),
            ),
        ]
