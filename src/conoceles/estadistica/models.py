"""Las visitas de todas las máquinas, en la base: quien las lea, desde donde sea, lee las mismas."""

from django.db import models

from conoceles.integridad.con_sello import con_sello
from conoceles.proceso.models import Proceso

CABEN = 1_000_000_000  # en un archivo, de una elección: más no es un conteo


@con_sello("unas visitas")
class Visitas(models.Model):
    """Lo que un archivo de un lector dice de una elección.

    `archivo`: su nombre, que ninguna otra máquina usa. `espejo`: de cuál llegó; vacío si es de la máquina que publica.
    """

    archivo = models.CharField(max_length=80)
    proceso = models.ForeignKey(Proceso, on_delete=models.PROTECT)
    dia = models.DateField()
    veces = models.PositiveIntegerField()
    espejo = models.CharField(max_length=60, blank=True)
    sello = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="visitas_cada_archivo_cuenta_una_vez", fields=["archivo", "proceso"]
            ),
            models.CheckConstraint(
                name="visitas_que_caben", condition=models.Q(veces__gte=1, veces__lte=CABEN)
            ),
        ]
