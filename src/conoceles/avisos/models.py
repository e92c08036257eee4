"""Lo que se le dice a cada persona de cada acto. El acto está en la bitácora; aquí, a quién toca y si ya lo leyó."""

from __future__ import annotations

from django.db import models

from conoceles.correo.models import Correo
from conoceles.cuentas.models import Cuenta
from conoceles.nucleo.alcance import Alcance


class Marcador(models.Model):
    """Hasta qué entrada de cada bitácora se ha avisado. Solo avanza."""

    base = models.CharField(max_length=10, primary_key=True)  # default, identidad
    hasta = models.BigIntegerField(default=0)


class Mensaje(models.Model):
    """El correo de una persona, de una elección, en una hora: todo lo que le toca va en él."""

    cuenta = models.ForeignKey(Cuenta, on_delete=models.PROTECT, related_name="mensajes")
    proceso = models.CharField(max_length=60, blank=True)  # vacío: lo que no es de ninguna elección
    hora = models.DateTimeField()  # en punto, UTC
    correo = models.OneToOneField(Correo, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cuenta", "proceso", "hora"], name="un_mensaje_por_hora")
        ]


def de_quien(por: Alcance) -> int | None:
    """El número de la cuenta que actúa; el sistema no tiene avisos."""
    tipo, _, numero = por.actor.partition(":")
    return int(numero) if tipo == "cuenta" and numero.isdigit() else None


class Avisos(models.QuerySet["Aviso"]):
    def en(self, por: Alcance) -> Avisos:
        """Los de la cuenta que actúa, de la elección que ve y los de ninguna; ni el instituto lee los de otra persona."""
        cuenta = de_quien(por)
        if cuenta is None:
            return self.none()
        suyos = self.filter(cuenta=cuenta)
        return suyos.filter(proceso__in=["", por.proceso]) if por.proceso else suyos


class Aviso(models.Model):
    """Un acto, dicho a una persona. `por_correo`: si además se le escribe; los actos con carta propia ya escriben."""

    cuenta = models.ForeignKey(Cuenta, on_delete=models.PROTECT, related_name="avisos")
    base = models.CharField(max_length=10)
    entrada = models.BigIntegerField()
    acto = models.CharField(max_length=60)
    proceso = models.CharField(max_length=60, blank=True)
    folio = models.CharField(max_length=16, blank=True)
    en = models.DateTimeField()
    por_correo = models.BooleanField()
    mensaje = models.ForeignKey(Mensaje, on_delete=models.PROTECT, null=True, related_name="avisos")
    leido_en = models.DateTimeField(null=True)

    objects = Avisos.as_manager()

    class Meta:
        ordering = ["-en", "-id"]
        indexes = [
            models.Index(fields=["cuenta", "leido_en"]),
            models.Index(
                fields=["mensaje"], name="aviso_por_enviar", condition=models.Q(mensaje=None, por_correo=True)
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["base", "entrada", "cuenta"], name="aviso_una_vez"),
            models.CheckConstraint(
                name="aviso_con_mensaje_va_por_correo",
                condition=models.Q(mensaje=None) | models.Q(por_correo=True),
            ),
        ]
