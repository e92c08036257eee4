"""Una cadena de actos en cada base. Nada se corrige: se agrega."""

from datetime import datetime

from django.db import models

RECIBIDO = "recibido"  # de los datos de una entrada: cuándo llegó la petición al frente, ISO 8601


class Entrada(models.Model):
    """Un acto. El actor es texto a propósito: borrar una cuenta no borra lo que hizo."""

    id = models.BigAutoField(primary_key=True)
    momento = models.DateTimeField()
    actor = models.CharField(max_length=200)
    acto = models.CharField(max_length=60)
    proceso = models.CharField(max_length=60, blank=True)
    folio = models.CharField(max_length=16, blank=True)
    datos = models.JSONField(default=dict)
    anterior = models.CharField(max_length=64, unique=True)
    huella = models.CharField(max_length=64, unique=True)
    sello = models.CharField(max_length=64)  # con llave

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["folio"]), models.Index(fields=["acto"])]

    @property
    def recibida(self) -> datetime:
        """Cuándo llegó lo que la hizo, que decide los plazos; si el frente no lo selló, cuándo se registró."""
        return datetime.fromisoformat(self.datos[RECIBIDO]) if RECIBIDO in self.datos else self.momento

    def __str__(self) -> str:
        return f"{self.id} {self.acto}"
