"""Quien pide ayuda y quién le contesta; quién se capacitó. Lo asentado no cambia."""

from django.db import models

from conoceles.proceso.models import Proceso


class SolicitudDeAyuda(models.Model):
    """Lo que alguien no pudo hacer y desde qué pantalla. `por` es texto, como en la bitácora."""

    proceso = models.ForeignKey(Proceso, on_delete=models.PROTECT, related_name="solicitudes_de_ayuda")
    folio = models.CharField(max_length=16, blank=True)
    pagina = models.CharField(max_length=200, blank=True)
    texto = models.TextField()
    por = models.CharField(max_length=200)
    nombre_por = models.CharField(max_length=200)
    en = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["por"])]

    def __str__(self) -> str:
        return f"{self.pk} {self.por}"


class RespuestaDeAyuda(models.Model):
    """Contestar cierra la solicitud; si algo falta, se pide otra."""

    solicitud = models.OneToOneField(SolicitudDeAyuda, on_delete=models.PROTECT, related_name="respuesta")
    texto = models.TextField()
    por = models.CharField(max_length=200)
    nombre_por = models.CharField(max_length=200)
    en = models.DateTimeField()


class Capacitacion(models.Model):
    """Una sesión para aprender a usar el sistema (plan §10.2)."""

    proceso = models.ForeignKey(Proceso, on_delete=models.PROTECT, related_name="capacitaciones")
    fecha = models.DateField()
    tema = models.CharField(max_length=200)
    publico = models.CharField(max_length=16)
    lugar = models.CharField(max_length=200, blank=True)
    imparte = models.CharField(max_length=200)
    por = models.CharField(max_length=200)
    en = models.DateTimeField()

    class Meta:
        ordering = ["-fecha", "-id"]
        constraints = [
            models.CheckConstraint(
                name="capacitacion_de_publico_conocido",
                condition=models.Q(publico__in=["instituto", "partidos", "independientes", "candidaturas"]),
            )
        ]

    def __str__(self) -> str:
        return f"{self.fecha} {self.tema}"


class Asistencia(models.Model):
    """Quien asistió. Un error se retira, con quién y cuándo; no se borra."""

    capacitacion = models.ForeignKey(Capacitacion, on_delete=models.PROTECT, related_name="asistencias")
    nombre = models.CharField(max_length=200)
    representa = models.CharField(max_length=200, blank=True)
    por = models.CharField(max_length=200)
    en = models.DateTimeField()
    retirada_por = models.CharField(max_length=200, blank=True)
    retirada_en = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["capacitacion", "nombre", "representa"],
                name="asistencia_una_vez",
                condition=models.Q(retirada_en=None),
            )
        ]


class ListaFirmada(models.Model):
    """La lista impresa, firmada y digitalizada. La última es la que vale; las anteriores se conservan."""

    capacitacion = models.ForeignKey(Capacitacion, on_delete=models.PROTECT, related_name="listas")
    archivo = models.CharField(max_length=64)  # SHA-256 en `archivos/`
    formato = models.CharField(max_length=4)
    por = models.CharField(max_length=200)
    en = models.DateTimeField()

    class Meta:
        ordering = ["id"]
