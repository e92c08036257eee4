"""Solicitudes ARCO con sus pasos, y el registro de vulneraciones. Nada se cambia: se agrega el paso siguiente."""

import uuid

from django.db import models

from conoceles.bitacora.actos import Acto
from conoceles.candidaturas.models import Candidatura
from conoceles.integridad.declarar import DE_NADIE, de_candidatura, sellada


@sellada("una solicitud de derechos", de_candidatura(), Acto.ARCO, aparte=True)
class SolicitudARCO(models.Model):
    """Acceso, rectificación, cancelación u oposición. Lo que se pide de identidad vive cifrado en la base B."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    candidatura = models.ForeignKey(Candidatura, on_delete=models.PROTECT, related_name="solicitudes_arco")
    numero = models.CharField(max_length=30, unique=True)
    derecho = models.CharField(max_length=14)  # acceso, rectificacion, cancelacion, oposicion
    medio = models.CharField(max_length=10)  # sistema, escrito, correo
    acreditada = models.CharField(max_length=20)  # cómo se supo que es ella: sesion, identificacion…
    alcance = models.CharField(max_length=20, blank=True)  # de la oposición: publicacion, estadistica
    debe_decir = models.JSONField(default=dict)  # de la rectificación: {campo curricular: valor}
    con_identidad = models.BooleanField(default=False)
    detalle = models.CharField(max_length=600, blank=True)
    recibida_en = models.DateTimeField()
    por = models.CharField(max_length=200)
    en = models.DateTimeField()

    class Meta:
        ordering = ["recibida_en"]
        constraints = [
            models.CheckConstraint(
                name="derecho_conocido",
                condition=models.Q(derecho__in=["acceso", "rectificacion", "cancelacion", "oposicion"]),
            )
        ]

    def __str__(self) -> str:
        return self.numero


@sellada(
    "un paso de una solicitud de derechos", de_candidatura("solicitud__candidatura"), Acto.ARCO, aparte=True
)
class PasoARCO(models.Model):
    """El último paso dice en qué va. Cada uno ocurre una vez, y nada sigue a lo que termina."""

    solicitud = models.ForeignKey(SolicitudARCO, on_delete=models.PROTECT, related_name="pasos")
    estado = models.CharField(max_length=14)
    causa = models.CharField(max_length=30, blank=True)  # de la improcedencia, de una lista cerrada
    nota = models.CharField(max_length=600, blank=True)
    fundamento = models.CharField(
        max_length=900, blank=True
    )  # las leyes vigentes ese día; vacío en los anteriores
    vence_en = models.DateTimeField(null=True)  # cuándo termina el plazo que este paso abre
    por = models.CharField(max_length=200)
    en = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["solicitud", "estado"], name="paso_arco_una_vez"),
            models.CheckConstraint(
                name="improcedente_con_causa",
                condition=~models.Q(estado="improcedente") | ~models.Q(causa=""),
            ),
        ]


@sellada("una vulneración", DE_NADIE, Acto.VULNERACION_REGISTRADA)
class Vulneracion(models.Model):
    """Pérdida, robo, alteración o acceso no autorizado a datos personales: qué se supo al detectarla."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    tipo = models.CharField(max_length=20)
    detectada_en = models.DateTimeField()
    que_paso = models.TextField()
    datos = models.TextField()  # qué clases de datos; nunca los datos
    personas = models.PositiveIntegerField()
    causa = models.TextField(blank=True)
    medidas = models.TextField()
    fundamento = models.CharField(max_length=900, blank=True)  # la ley vigente al detectarla
    vence_en = models.DateTimeField()  # para avisar a las personas y a la autoridad
    por = models.CharField(max_length=200)
    en = models.DateTimeField()

    class Meta:
        ordering = ["-detectada_en"]


@sellada("lo que se hizo después de una vulneración", DE_NADIE, Acto.VULNERACION_SEGUIDA)
class SeguimientoDeVulneracion(models.Model):
    """Lo que se hizo después. Los avisos y el cierre, una vez cada uno."""

    vulneracion = models.ForeignKey(Vulneracion, on_delete=models.PROTECT, related_name="seguimientos")
    tipo = models.CharField(max_length=12)  # nota, personas, autoridad, cerrada
    texto = models.TextField()
    fundamento = models.CharField(
        max_length=900, blank=True
    )  # de un aviso, la ley vigente el día en que se hizo
    hecho_en = models.DateTimeField()
    por = models.CharField(max_length=200)
    en = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["vulneracion", "tipo"],
                name="aviso_de_vulneracion_una_vez",
                condition=~models.Q(tipo="nota"),
            )
        ]
