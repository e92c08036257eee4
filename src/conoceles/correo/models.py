"""Cada correo que sale, y qué fue de él. Es evidencia: solo cambia su estado de entrega."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models

from conoceles.correo import sobre

LEJOS = timedelta(days=2)  # más que el turno más largo


class Correos(models.QuerySet["Correo"]):
    def por_enviar(self, ahora: datetime) -> Correos:
        """En cola y ya en su turno, del más antiguo al más reciente.

        Ningún turno espera más de un día: uno más lejano se dio con el reloj adelantado, y ya toca.
        """
        ya = models.Q(siguiente_en__lte=ahora) | models.Q(siguiente_en__gt=ahora + LEJOS)
        return self.filter(ya, estado="en_cola").order_by("siguiente_en", "id")

    def sin_entregar(self) -> Correos:
        """Los que volvieron o se dejaron de intentar."""
        return self.filter(estado__in=("rebotado", "fallido"))


class Correo(models.Model):
    """`message_id` es el mismo en cada intento: un envío repetido por una caída lo descarta quien recibe."""

    para = models.EmailField()
    asunto = models.CharField(max_length=200)
    cuerpo = models.TextField(blank=True)
    clase = models.CharField(max_length=40)
    proceso = models.CharField(max_length=60, blank=True)
    folio = models.CharField(max_length=16, blank=True)
    secreto = models.BooleanField(default=False)
    message_id = models.CharField(max_length=200, unique=True)
    por = models.CharField(max_length=200)
    en = models.DateTimeField()
    estado = models.CharField(max_length=10, default="en_cola")
    intentos = models.PositiveSmallIntegerField(default=0)
    siguiente_en = models.DateTimeField()
    enviado_en = models.DateTimeField(null=True)
    motivo = models.CharField(max_length=300, blank=True)
    reenvio_de = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="reenvio")

    objects = Correos.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["estado", "siguiente_en"]),
            models.Index(fields=["proceso", "folio"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="correo_en_estado_conocido",
                condition=models.Q(estado__in=["en_cola", "enviado", "rebotado", "fallido"]),
            ),
            models.CheckConstraint(
                name="correo_enviado_tiene_momento",
                condition=~models.Q(estado="enviado") | models.Q(enviado_en__isnull=False),
            ),
            models.CheckConstraint(
                name="correo_sin_entregar_dice_por_que",
                condition=~models.Q(estado__in=["rebotado", "fallido"]) | ~models.Q(motivo=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.clase} {self.estado}"

    @property
    def texto(self) -> str:
        """Lo que dice; el secreto se guarda cerrado. `ErrorDeDominio` si no se abre."""
        return sobre.abrir(self.cuerpo, self.para)

    @property
    def ultimo(self) -> Correo:
        """Lo que al final fue de él: su último reenvío a otra dirección, o él mismo."""
        correo = self
        while hasattr(correo, "reenvio"):
            correo = correo.reenvio
        return correo

    @property
    def primero(self) -> Correo:
        """El que se reenvió; él mismo si no es un reenvío."""
        correo = self
        while correo.reenvio_de is not None:
            correo = correo.reenvio_de
        return correo
