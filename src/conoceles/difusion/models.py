"""Lo que el calendario de publicaciones guarda. Ninguna fila cambia: lo corregido es otra fila."""

from django.db import models

from conoceles.proceso.models import Proceso


class Elenco(models.Model):
    """Qué boletas hay desde un día. Del mismo día vale la última; con ellas se recalcula lo que falta."""

    proceso = models.ForeignKey(Proceso, on_delete=models.PROTECT, related_name="elencos")
    desde = models.DateField()
    boletas = models.JSONField()  # boleta → folios, o lista vacía si no se publican personas
    en = models.DateTimeField()

    class Meta:
        ordering = ["desde", "id"]

    def __str__(self) -> str:
        return f"{self.proceso_id} desde {self.desde}"


class Publicada(models.Model):
    """Una publicación hecha en una red, con su dirección y la imagen de cómo se vio. De cada lugar y red vale la última."""

    proceso = models.ForeignKey(Proceso, on_delete=models.PROTECT, related_name="publicadas_en_redes")
    dia = models.DateField()
    hora = models.CharField(max_length=5)
    red = models.CharField(max_length=20)
    direccion = models.CharField(max_length=300)
    evidencia = models.CharField(max_length=64)  # SHA-256 en `archivos/`
    por = models.CharField(max_length=200)
    en = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.dia} {self.hora} {self.red}"
