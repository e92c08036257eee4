"""Base A: respuestas curriculares y fotografía."""

import uuid

from django.db import models

from conoceles.bitacora.actos import Acto
from conoceles.candidaturas.models import Candidatura
from conoceles.integridad.declarar import de_candidatura, sellada


class Borrador(models.Model):
    """Una sección a medio escribir. `version` sube en cada guardado: dos pestañas no se pisan."""

    candidatura = models.ForeignKey(Candidatura, on_delete=models.CASCADE, related_name="borradores")
    seccion = models.CharField(max_length=40)
    contenido = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    por = models.CharField(max_length=200)
    en = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["candidatura", "seccion"], name="borrador_unico")]


@sellada("una fotografía", de_candidatura())
class Fotografia(models.Model):
    """Imagen ya verificada y recodificada; el archivo vive en `archivos/<sha256>`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    candidatura = models.ForeignKey(Candidatura, on_delete=models.PROTECT, related_name="fotografias")
    sha256 = models.CharField(max_length=64)
    formato = models.CharField(max_length=4)  # jpeg, png
    ancho = models.PositiveIntegerField()
    alto = models.PositiveIntegerField()
    octetos = models.PositiveIntegerField()
    fecha_toma = models.DateField(null=True)
    fecha_archivo = models.DateField(null=True)  # lo que decían los metadatos, antes de quitarlos
    motivo = models.CharField(max_length=12, default="captura")  # captura, ajuste, correccion
    por = models.CharField(max_length=200)
    en = models.DateTimeField()

    class Meta:
        ordering = ["-en"]


LA_ESCRIBEN = (Acto.ENVIADA, Acto.AJUSTE_APLICADO, Acto.CORRECCION_OFICIAL, Acto.CURRICULAR_IMPORTADO)


@sellada("una versión de lo enviado", de_candidatura(), *LA_ESCRIBEN, aparte=True)
class VersionCurricular(models.Model):
    """Lo enviado, importado o ajustado. Nunca cambia: se agrega otra versión."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    candidatura = models.ForeignKey(Candidatura, on_delete=models.PROTECT, related_name="versiones")
    numero = models.PositiveSmallIntegerField()
    origen = models.CharField(max_length=12)  # envio, subsanacion, ajuste, correccion, importada
    contenido = models.JSONField()
    fotografia = models.ForeignKey(Fotografia, on_delete=models.PROTECT, null=True)
    cuestionario_version = models.CharField(max_length=64)
    huella = models.CharField(max_length=64)
    por = models.CharField(max_length=200)
    en = models.DateTimeField()

    class Meta:
        ordering = ["numero"]
        # De cuándo es lo último de la elección se pregunta en cada publicación: sin él se recorren todas.
        indexes = [models.Index(fields=["-en"], name="version_curricular_reciente")]
        constraints = [
            models.UniqueConstraint(fields=["candidatura", "numero"], name="version_curricular_unica"),
            models.UniqueConstraint(
                fields=["candidatura"], name="un_ajuste_por_candidatura", condition=models.Q(origen="ajuste")
            ),
        ]
