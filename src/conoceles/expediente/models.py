"""Los actos del ciclo de vida que dejan fila propia."""

import uuid

from django.db import models

from conoceles.candidaturas.models import Candidatura, Formula
from conoceles.correo.models import Correo
from conoceles.curricular.models import Fotografia, VersionCurricular
from conoceles.proceso.models import Fuerza, Proceso, VersionDeDefinicion


class Transicion(models.Model):
    """Cambio de estado permitido. Un disparador rechaza cualquier otro, venga de donde venga."""

    desde = models.CharField(max_length=20)
    acto = models.CharField(max_length=30)
    hacia = models.CharField(max_length=20)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["desde", "acto", "hacia"], name="transicion_unica")]


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


class ParteLista(models.Model):
    """La persona candidata dice que terminó su parte, para que envíe quien responde por ella."""

    candidatura = models.ForeignKey(Candidatura, on_delete=models.PROTECT, related_name="partes_listas")
    ronda = models.PositiveSmallIntegerField()
    por = models.CharField(max_length=200)
    en = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["candidatura", "ronda"], name="parte_lista_una_vez")]


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
    definicion = models.ForeignKey(VersionDeDefinicion, on_delete=models.PROTECT, null=True)  # lo que se leyó
    extemporaneo = models.BooleanField(default=False)  # primer envío, después del plazo
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


_SIN_VERSION = models.Q(version__isnull=True, identidad_version__isnull=True)
_CON_VERSION = models.Q(version__isnull=False) | models.Q(identidad_version__isnull=False)


class AjusteResuelto(models.Model):
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
            models.CheckConstraint(
                name="aplicado_con_version_o_declinado_con_causa",
                condition=models.Q(causa="") & _CON_VERSION | ~models.Q(causa="") & _SIN_VERSION,
            )
        ]


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


class Supresion(models.Model):
    """Certificado de que lo sensible se suprimió: qué, cuándo y por qué; nada de su contenido."""

    candidatura = models.OneToOneField(Candidatura, on_delete=models.PROTECT, related_name="supresion")
    numero = models.CharField(max_length=24, unique=True)
    motivo = models.CharField(max_length=20)  # sustituida, cancelada, renuncia, cierre
    fundamento = models.CharField(max_length=200)
    bloqueada_en = models.DateTimeField()
    por = models.CharField(max_length=200)
    en = models.DateTimeField()


class Cierres(models.QuerySet["Cierre"]):
    def vigentes(self) -> "Cierres":
        """Los que ningún acto ha deshecho."""
        return self.filter(fin_en=None)


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
