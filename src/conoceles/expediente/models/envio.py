"""De leer el aviso a enviar, y lo que se observa de lo enviado."""

import uuid

from django.db import models

from conoceles.bitacora.actos import Acto
from conoceles.candidaturas.models import Candidatura
from conoceles.curricular.models import VersionCurricular
from conoceles.expediente.models.llegada import Recibida
from conoceles.integridad.declarar import de_candidatura, sellada
from conoceles.proceso.models import VersionDeDefinicion


@sellada("un aviso leído", de_candidatura(), Acto.AVISO_LEIDO, aparte=True)
class AvisoLeido(models.Model):
    """Constancia de que el aviso de privacidad se mostró y aceptó antes del primer campo: una por quien lo leyó."""

    candidatura = models.ForeignKey(Candidatura, on_delete=models.PROTECT, related_name="avisos_leidos")
    version = models.CharField(max_length=64)
    por = models.CharField(max_length=200)
    en = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["candidatura", "version", "por"], name="aviso_leido_una_vez")
        ]


@sellada("una parte dada por lista", de_candidatura(), Acto.PARTE_LISTA, aparte=True)
class ParteLista(models.Model):
    """La persona candidata dice que terminó su parte, para que envíe quien responde por ella."""

    candidatura = models.ForeignKey(Candidatura, on_delete=models.PROTECT, related_name="partes_listas")
    ronda = models.PositiveSmallIntegerField()
    por = models.CharField(max_length=200)
    en = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["candidatura", "ronda"], name="parte_lista_una_vez")]


@sellada("un envío", de_candidatura())
class Envio(Recibida):
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
    definicion = models.ForeignKey(VersionDeDefinicion, on_delete=models.PROTECT, null=True)  # lo que se leyó
    extemporaneo = models.BooleanField(default=False)  # primer envío, después del plazo
    por = models.CharField(max_length=200)
    nombre_por = models.CharField(max_length=200)
    en = models.DateTimeField()

    class Meta:
        constraints = [
            *Recibida.Meta.constraints,
            models.UniqueConstraint(fields=["candidatura", "ronda"], name="un_envio_por_ronda"),
        ]


@sellada("una observación", de_candidatura())
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
