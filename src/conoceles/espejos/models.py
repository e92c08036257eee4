"""Cómo está cada espejo del sitio. Las llaves con que se entra a ellos no están aquí."""

from django.db import models


class Espejo(models.Model):
    """`raiz`: la que entregó la última vez que se le preguntó. `revisado_en`: cuándo se comparó cada archivo.

    `falla`: por qué no está al día, o vacía."""

    nombre = models.CharField(max_length=60, primary_key=True)
    raiz = models.CharField(max_length=64, blank=True)
    al_dia_en = models.DateTimeField(null=True)
    revisado_en = models.DateTimeField(null=True)
    intento_en = models.DateTimeField()
    falla = models.CharField(max_length=300, blank=True)
    falla_desde = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="espejo_que_falla_dice_desde_cuando",
                condition=models.Q(falla="") | models.Q(falla_desde__isnull=False),
            ),
        ]
