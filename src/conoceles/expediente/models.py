"""Los actos del ciclo de vida que dejan fila propia."""

import uuid

from django.db import models

from conoceles.candidaturas.models import Candidatura
from conoceles.curricular.models import VersionCurricular


class Transicion(models.Model):
    """Cambio de estado permitido. Un disparador rechaza cualquier otro, venga de donde venga."""

    desde = models.CharField(max_length=20)
    acto = models.CharField(max_length=30)
    hacia = models.CharField(max_length=20)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["desde", "acto"], name="transicion_unica")]


class AvisoLeido(models.Model):
    """Constancia de que el aviso de privacidad se mostró y aceptó antes del primer campo."""

    candidatura = models.ForeignKey(Candidatura, on_delete=models.PROTECT, related_name="avisos_leidos")
    version = models.CharField(max_length=64)
    por = models.CharField(max_length=200)
    en = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["candidatura", "version"], name="aviso_leido_una_vez")]


class Ronda(models.Model):
    """Oportunidad de enviar. La 1 la abre la habilitación; las demás, solo el instituto."""

    candidatura = models.ForeignKey(Candidatura, on_delete=models.PROTECT, related_name="rondas")
    numero = models.PositiveSmallIntegerField()
    secciones = models.CharField(max_length=400, blank=True)  # «|historia|motivo|»; vacío = todas
    abierta_por = models.CharField(max_length=200)
    abierta_en = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["candidatura", "numero"], name="ronda_unica")]

    def abre(self, seccion: str) -> bool:
        """Si la ronda permite tocar esa sección."""
        return not self.secciones or f"|{seccion}|" in self.secciones


class Envio(models.Model):
    """La única oportunidad, como restricción: una fila por candidatura y ronda."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    candidatura = models.ForeignKey(Candidatura, on_delete=models.PROTECT, related_name="envios")
    ronda = models.PositiveSmallIntegerField()
    acuse = models.CharField(max_length=24, unique=True)
    version = models.OneToOneField(VersionCurricular, on_delete=models.PROTECT)
    huella_curricular = models.CharField(max_length=64)
    identidad_version = models.PositiveSmallIntegerField()
    compromiso_identidad = models.CharField(max_length=64)
    cabeza_identidad = models.CharField(max_length=64)
    por = models.CharField(max_length=200)
    nombre_por = models.CharField(max_length=200)
    en = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["candidatura", "ronda"], name="un_envio_por_ronda")]


class Observacion(models.Model):
    """Lo que la revisión pide corregir en una sección."""

    candidatura = models.ForeignKey(Candidatura, on_delete=models.PROTECT, related_name="observaciones")
    ronda = models.PositiveSmallIntegerField()
    seccion = models.CharField(max_length=40)
    motivo = models.CharField(max_length=40)
    texto = models.TextField()
    por = models.CharField(max_length=200)
    en = models.DateTimeField()

    class Meta:
        ordering = ["en"]
        constraints = [
            models.UniqueConstraint(
                fields=["candidatura", "ronda", "seccion"], name="una_observacion_por_seccion"
            )
        ]
