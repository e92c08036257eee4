"""Lo último que se publicó de cada elección, para quien no tiene el sitio en su disco y para que nadie publique otro."""

from django.db import models


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
