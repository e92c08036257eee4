"""El ajuste que se pide, cómo se resuelve, y lo que el instituto corrige por su cuenta."""

import uuid

from django.db import models

from conoceles.candidaturas.models import Candidatura
from conoceles.curricular.models import Fotografia, VersionCurricular
from conoceles.expediente.models.llegada import Recibida
from conoceles.integridad.declarar import de_candidatura, sellada

_SIN_VERSION = models.Q(version__isnull=True, identidad_version__isnull=True)
_CON_VERSION = models.Q(version__isnull=False) | models.Q(identidad_version__isnull=False)


@sellada("una solicitud de ajuste", de_candidatura())
class Ajuste(models.Model):
    """La única solicitud de ajuste de una candidatura (plan §11.7): lo que dice y lo que debe decir."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    candidatura = models.OneToOneField(Candidatura, on_delete=models.PROTECT, related_name="ajuste")
    medio = models.CharField(max_length=10)  # sistema, correo
    recibido_en = models.DateTimeField()
    vence_en = models.DateTimeField()  # fin del día hábil siguiente al de recepción
    dice = models.JSONField()  # {campo: valor publicado}
    debe_decir = models.JSONField()  # {campo: valor pedido}
    fotografia = models.OneToOneField(Fotografia, on_delete=models.PROTECT, null=True, related_name="+")
    con_identidad = models.BooleanField(default=False)  # qué pide y qué dice: solo en la base B, cifrado
    por = models.CharField(max_length=200)
    nombre_por = models.CharField(max_length=200)
    en = models.DateTimeField()


@sellada("una decisión sobre el ajuste", de_candidatura("ajuste__candidatura"))
class AjusteResuelto(Recibida):
    """Cómo terminó la solicitud: aplicada con su versión, o improcedente con su causa."""

    ajuste = models.OneToOneField(Ajuste, on_delete=models.PROTECT, related_name="resuelto")
    causa = models.CharField(max_length=30, blank=True)  # vacía: se aplicó
    version = models.OneToOneField(VersionCurricular, on_delete=models.PROTECT, null=True)
    identidad_version = models.PositiveSmallIntegerField(null=True)
    compromiso_identidad = models.CharField(max_length=64, blank=True)
    por = models.CharField(max_length=200)
    en = models.DateTimeField()

    class Meta:
        constraints = [
            *Recibida.Meta.constraints,
            models.CheckConstraint(
                name="aplicado_con_version_o_declinado_con_causa",
                condition=models.Q(causa="") & _CON_VERSION | ~models.Q(causa="") & _SIN_VERSION,
            ),
        ]


@sellada("una corrección de oficio", de_candidatura())
class CorreccionOficial(models.Model):
    """El instituto corrige su error, cumple una orden o el derecho de rectificación; no gasta el ajuste."""

    candidatura = models.ForeignKey(Candidatura, on_delete=models.PROTECT, related_name="correcciones")
    causa = models.CharField(max_length=20)  # error_propio, orden, rectificacion
    acuerdo = models.CharField(max_length=120)
    fecha_acuerdo = models.DateField()
    version = models.OneToOneField(VersionCurricular, on_delete=models.PROTECT, null=True)
    identidad_version = models.PositiveSmallIntegerField(null=True)
    compromiso_identidad = models.CharField(max_length=64, blank=True)
    por = models.CharField(max_length=200)
    en = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="correccion_con_version", condition=_CON_VERSION)]
