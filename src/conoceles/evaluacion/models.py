"""Dos lecturas a ciegas de lo curricular, lo que resuelve su desacuerdo y el acto que las concluye."""

from __future__ import annotations

import uuid

from django.db import models

from conoceles.bitacora.actos import Acto
from conoceles.candidaturas.models import Candidatura
from conoceles.curricular.models import VersionCurricular
from conoceles.evaluacion.alcances import EvaluacionQuerySet
from conoceles.integridad.declarar import de_candidatura, de_eleccion, sellada
from conoceles.proceso.models import Proceso


@sellada(
    "una lectura cerrada",
    de_candidatura(),
    Acto.EVALUACION_CERRADA,
    sin_acto=models.Q(cerrada_en=None),
    aparte=True,
)
class Evaluacion(models.Model):
    """Lo que una persona marcó. Cerrada, no cambia; y mientras falte la otra, nadie más la lee."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    candidatura = models.ForeignKey(Candidatura, on_delete=models.PROTECT, related_name="evaluaciones")
    lectura = models.PositiveSmallIntegerField()  # 1 o 2
    version = models.ForeignKey(VersionCurricular, on_delete=models.PROTECT, related_name="+")
    rubrica = models.CharField(max_length=40)  # versión de la rúbrica
    evaluador = models.CharField(max_length=200)
    nombre = models.CharField(max_length=200)
    marcas = models.JSONField(default=dict)  # {"historia.informa": true}
    en = models.DateTimeField()
    cerrada_en = models.DateTimeField(null=True)

    objects = EvaluacionQuerySet.as_manager()

    class Meta:
        ordering = ["en"]
        constraints = [
            models.UniqueConstraint(fields=["candidatura", "evaluador"], name="una_lectura_por_persona"),
            models.UniqueConstraint(fields=["candidatura", "lectura"], name="dos_lecturas_a_lo_mas"),
            models.CheckConstraint(name="lectura_conocida", condition=models.Q(lectura__in=[1, 2])),
        ]


@sellada("una propuesta", de_candidatura(), Acto.EVALUACION_PROPUESTA, aparte=True)
class Propuesta(models.Model):
    """Cómo propone dejarlo una de las dos personas que leyeron. Vale la última de cada una."""

    candidatura = models.ForeignKey(Candidatura, on_delete=models.PROTECT, related_name="propuestas")
    marcas = models.JSONField()  # solo las variables en desacuerdo, por clave
    por = models.CharField(max_length=200)
    nombre = models.CharField(max_length=200)
    en = models.DateTimeField()

    class Meta:
        ordering = ["id"]


@sellada("una resolución", de_candidatura(), Acto.EVALUACION_RESUELTA, aparte=True)
class Resolucion(models.Model):
    """Cómo se resolvió lo que dos lecturas marcaron distinto: una tercera persona, o la misma propuesta de las dos."""

    candidatura = models.OneToOneField(Candidatura, on_delete=models.PROTECT, related_name="resolucion")
    forma = models.CharField(max_length=10)
    marcas = models.JSONField()  # solo las variables en desacuerdo
    constancia = models.CharField(max_length=200, blank=True)
    por = models.CharField(max_length=200)
    nombre = models.CharField(max_length=200)
    en = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="forma_de_resolver_conocida", condition=models.Q(forma__in=["tercera", "acuerdo"])
            ),
            models.CheckConstraint(
                name="acuerdo_con_constancia",
                condition=models.Q(forma="tercera") | ~models.Q(constancia=""),
            ),
        ]


@sellada("el fin de la evaluación", de_eleccion(), Acto.EVALUACION_CONCLUIDA)
class Conclusion(models.Model):
    """La evaluación terminó. Desde aquí sus tablas existen, y ya no cambian: un solo corte."""

    proceso = models.OneToOneField(Proceso, on_delete=models.PROTECT, related_name="evaluacion_concluida")
    por = models.CharField(max_length=200)
    en = models.DateTimeField()
