"""El latido del obrero, y los frenos que deja cuando el reloj no es de fiar."""

from django.db import models


class Latido(models.Model):
    """El último minuto en que el obrero estuvo en marcha, por cada arranque del equipo.

    `arranque`: el que da el núcleo; el reloj monótono vuelve a empezar con él, así que solo se compara dentro de uno.
    `origen`: la hora real menos el reloj monótono, la última vez que se dieron por buenos; si se mueve, alguien movió
    la hora. `dominio`: la hora que rige los plazos, que fuera de producción puede ser otra.
    """

    arranque = models.CharField(max_length=64, primary_key=True)
    equipo = models.CharField(max_length=200)
    pared = models.DateTimeField()
    monotono = models.FloatField()  # segundos
    origen = models.DateTimeField()
    dominio = models.DateTimeField()
    fallas = models.JSONField(default=list)  # lo que entonces no terminaba; véase `consultas.Falla`


class Freno(models.Model):
    """Lo irreversible del calendario se detuvo: la hora saltó, retrocedió, o el obrero faltó más de lo admitido."""

    SALTO, ATRASO, AUSENCIA = "salto", "atraso", "ausencia"

    causa = models.CharField(max_length=10)
    equipo = models.CharField(max_length=200)
    antes = models.DateTimeField()  # la hora que correspondía, o la última conocida
    despues = models.DateTimeField()  # la que el reloj dijo
    en = models.DateTimeField()  # hora del dominio

    class Meta:
        ordering = ["id"]


class Reanudacion(models.Model):
    """Una persona comprobó la hora y mandó seguir. Nadie más levanta un freno."""

    freno = models.OneToOneField(Freno, on_delete=models.PROTECT, related_name="reanudacion")
    nota = models.CharField(max_length=300)
    por = models.CharField(max_length=200)
    nombre_por = models.CharField(max_length=200)
    en = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="reanudacion_con_nota", condition=~models.Q(nota="")),
            models.CheckConstraint(name="reanuda_una_persona", condition=models.Q(por__startswith="cuenta:")),
        ]


class Ausencia(models.Model):
    """Se avisa que el sistema estará detenido hasta ese momento; al volver antes, nada se frena."""

    hasta = models.DateTimeField()
    motivo = models.CharField(max_length=300)
    por = models.CharField(max_length=200)
    nombre_por = models.CharField(max_length=200)
    en = models.DateTimeField()
    pared = models.DateTimeField()  # hora real en que se avisó: la que se compara con el latido

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="ausencia_con_motivo", condition=~models.Q(motivo="")),
            models.CheckConstraint(
                name="ausencia_la_avisa_una_persona", condition=models.Q(por__startswith="cuenta:")
            ),
        ]
