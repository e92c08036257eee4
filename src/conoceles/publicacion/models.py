"""Lo último que se publicó: de cada elección, qué instantánea; de cada candidatura, qué decía."""

from __future__ import annotations

from django.db import models

from conoceles.integridad.con_sello import con_sello
from conoceles.nucleo import secretos


def sello_de_lo_mostrado(fila: Mostrada) -> str:
    de_quien = [fila.folio, fila.proceso, fila.contienda, str(fila.formula), fila.padron]
    return secretos.sellar("lo mostrado", [*de_quien, fila.dicho])


class Publicada(models.Model):
    """`cadena`: la clave de una elección, la portada (`_raiz`) o el registro público (`_registro`, cuántas hojas). `instantanea`: la que se sirve. `equipo`: dónde se hizo.

    `leidas`: base → id de la última entrada de su bitácora que entró. `sin_archivo`: folio → huella de la fotografía
    que espera.
    """

    cadena = models.CharField(max_length=60, primary_key=True)
    instantanea = models.CharField(max_length=64)
    equipo = models.CharField(max_length=200)
    en = models.DateTimeField()
    leidas = models.JSONField(default=dict)
    sin_archivo = models.JSONField(default=dict)


@con_sello("lo último que se publicó de una persona", sello_de_lo_mostrado)
class Mostrada(models.Model):
    """Una candidatura como se publicó por última vez, menos su identidad: si alguien cambia por fuera lo guardado, eso sigue.

    `padron`: el sello de lo que entonces decía de ella. `en`: de cuándo era lo que mostraba. `dicho`: JSON. `sello`: de todo lo
    anterior, con la llave de la instalación.
    """

    folio = models.CharField(max_length=20, primary_key=True)
    proceso = models.CharField(max_length=60)
    contienda = models.CharField(max_length=60)
    formula = models.UUIDField()
    padron = models.CharField(max_length=64)
    en = models.DateTimeField(null=True)
    dicho = models.TextField()
    sello = models.CharField(max_length=64)

    class Meta:
        indexes = (models.Index(fields=["proceso", "contienda"]),)
