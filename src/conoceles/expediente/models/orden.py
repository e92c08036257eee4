"""Lo que termina una candidatura, la reduce o cambia a quien responde por ella."""

from django.db import models

from conoceles.candidaturas.models import Candidatura, Formula
from conoceles.integridad.declarar import de_candidatura, sellada
from conoceles.proceso.models import Fuerza


@sellada("una conclusión", de_candidatura())
class Conclusion(models.Model):
    """Sustitución, cancelación o renuncia; la última fila es la que vale. `estado_previo` permite restituir."""

    candidatura = models.ForeignKey(Candidatura, on_delete=models.PROTECT, related_name="conclusiones")
    estado = models.CharField(max_length=20)  # sustituida, cancelada, renuncia
    estado_previo = models.CharField(max_length=20)
    acuerdo = models.CharField(max_length=120)
    fecha_acuerdo = models.DateField()
    sustituta = models.ForeignKey(
        Candidatura, on_delete=models.PROTECT, null=True, related_name="sustituye_a"
    )
    por = models.CharField(max_length=200)
    en = models.DateTimeField()

    class Meta:
        ordering = ["pk"]


class OrdenAbierta(models.Model):
    """Algo que empieza por orden de autoridad y otra orden termina. Lo demás de la fila no cambia."""

    candidatura = models.ForeignKey(Candidatura, on_delete=models.PROTECT, related_name="+")
    expediente = models.CharField(max_length=120)
    fecha = models.DateField()
    por = models.CharField(max_length=200)
    en = models.DateTimeField()
    fin_expediente = models.CharField(max_length=120, blank=True)
    fin_por = models.CharField(max_length=200, blank=True)
    fin_en = models.DateTimeField(null=True)

    class Meta:
        abstract = True


@sellada("una sección oculta por orden", de_candidatura())
class SeccionOculta(OrdenAbierta):
    """Sección que una orden manda no mostrar; en su lugar queda una nota neutra."""

    seccion = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["candidatura", "seccion"],
                name="una_orden_por_seccion",
                condition=models.Q(fin_en__isnull=True),
            )
        ]


@sellada("una retención por litigio", de_candidatura())
class Retencion(OrdenAbierta):
    """Litigio abierto: mientras dure, lo bloqueado no se suprime."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["candidatura"], name="una_retencion_abierta", condition=models.Q(fin_en__isnull=True)
            )
        ]


class CambioDeResponsable(models.Model):
    """El convenio cambió de siglado o un partido dejó la alianza: otra fuerza responde por la fórmula."""

    formula = models.ForeignKey(Formula, on_delete=models.PROTECT, related_name="cambios_de_responsable")
    antes = models.ForeignKey(Fuerza, on_delete=models.PROTECT, null=True, related_name="+")
    ahora = models.ForeignKey(Fuerza, on_delete=models.PROTECT, related_name="+")
    acuerdo = models.CharField(max_length=120)
    fecha_acuerdo = models.DateField()
    por = models.CharField(max_length=200)
    en = models.DateTimeField()


@sellada("un certificado de supresión", de_candidatura())
class Supresion(models.Model):
    """Certificado de que lo sensible se suprimió: qué, cuándo y por qué; nada de su contenido."""

    candidatura = models.OneToOneField(Candidatura, on_delete=models.PROTECT, related_name="supresion")
    numero = models.CharField(max_length=24, unique=True)
    motivo = models.CharField(max_length=20)  # sustituida, cancelada, renuncia, cierre
    fundamento = models.CharField(max_length=200)
    bloqueada_en = models.DateTimeField()
    por = models.CharField(max_length=200)
    en = models.DateTimeField()
