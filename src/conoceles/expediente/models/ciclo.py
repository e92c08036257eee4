"""El paso por los estados y las oportunidades de enviar."""

from django.db import models

from conoceles.bitacora.actos import Acto
from conoceles.candidaturas.models import Candidatura
from conoceles.correo.models import Correo
from conoceles.integridad.declarar import de_candidatura, de_eleccion, sellada
from conoceles.proceso.models import Proceso


class Transicion(models.Model):
    """Cambio de estado permitido. Un disparador rechaza cualquier otro, venga de donde venga."""

    desde = models.CharField(max_length=20)
    acto = models.CharField(max_length=30)
    hacia = models.CharField(max_length=20)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["desde", "acto", "hacia"], name="transicion_unica")]


@sellada("una oportunidad de enviar", de_candidatura())
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


class Cierres(models.QuerySet["Cierre"]):
    def vigentes(self) -> "Cierres":
        """Los que ningún acto ha deshecho."""
        return self.filter(fin_en=None)


@sellada("el cierre", de_eleccion(), Acto.PROCESO_CERRADO, Acto.PROCESO_REABIERTO)
class Cierre(models.Model):
    """La elección concluyó, por un acto: nada se captura ya y lo sensible empieza su plazo de conservación.

    Otro acto lo deshace mientras no se haya suprimido nada por él; lo demás de la fila no cambia.
    """

    proceso = models.ForeignKey(Proceso, on_delete=models.PROTECT, related_name="cierres")
    acciones = models.JSONField(default=dict)  # acción afirmativa → cuántas; el archivo ya no dice de quién
    estados = models.JSONField(default=dict)  # folio → el estado que tenía lo que pasó a «cerrada»
    acuerdo = models.CharField(max_length=120, blank=True)  # vacío solo en los anteriores a exigirlo
    fecha_acuerdo = models.DateField(null=True)
    organo = models.CharField(max_length=200, blank=True)
    por = models.CharField(max_length=200)
    nombre_por = models.CharField(max_length=200, blank=True)
    en = models.DateTimeField()
    fin_acuerdo = models.CharField(max_length=120, blank=True)
    fin_fecha = models.DateField(null=True)
    fin_por = models.CharField(max_length=200, blank=True)
    fin_en = models.DateTimeField(null=True)

    objects = Cierres.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["proceso"], name="un_cierre_vigente", condition=models.Q(fin_en__isnull=True)
            ),
            models.CheckConstraint(
                name="se_deshace_con_acuerdo",
                condition=models.Q(fin_en__isnull=True, fin_acuerdo="")
                | (models.Q(fin_en__isnull=False, fin_fecha__isnull=False) & ~models.Q(fin_acuerdo="")),
            ),
        ]


@sellada("un recordatorio", de_candidatura(), Acto.RECORDATORIO, aparte=True)
class Recordatorio(models.Model):
    """Evidencia de que se avisó que faltaba enviar o corregir. `hito`: días que quedaban; -1, el plazo ya había vencido.

    Un correo reúne las candidaturas de una persona: cada una deja su fila, y ninguna se recuerda dos veces igual.
    """

    candidatura = models.ForeignKey(Candidatura, on_delete=models.PROTECT, related_name="recordatorios")
    destinatario = models.CharField(max_length=200)  # «cuenta:5», como en la bitácora
    nombre = models.CharField(max_length=200)
    ronda = models.PositiveSmallIntegerField(default=1)  # la que falta enviar
    hito = models.SmallIntegerField()
    dia = models.DateField()  # local
    correo = models.ForeignKey(Correo, on_delete=models.PROTECT, related_name="+")
    en = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["candidatura", "destinatario", "ronda", "hito"], name="recordatorio_una_vez"
            )
        ]
