"""La elección cargada: lo que otras salas referencian, y la definición entera en JSON."""

from django.db import models

from conoceles.bitacora.actos import Acto
from conoceles.integridad.declarar import de_eleccion, sellada
from conoceles.proceso.definicion import DESIGNAN


class Proceso(models.Model):
    """Una elección. `definicion` es la carpeta validada; `huella`, su SHA-256; `fuentes`, sus archivos."""

    clave = models.SlugField(primary_key=True, max_length=60)
    nombre = models.CharField(max_length=200)
    definicion = models.JSONField()
    huella = models.CharField(max_length=64)
    fuentes = models.JSONField(default=dict)  # nombre → texto, con las enmiendas aplicadas
    inventado = models.BooleanField(default=False)
    historico = models.BooleanField(default=False)
    captura_autorizada = models.BooleanField(
        default=False
    )  # constan los actos de avisos y formato (plan §11.1)
    segunda_persona = models.CharField(
        max_length=60, blank=True
    )  # «|cancelar|sustituir|»: los pide una, otra confirma
    cargado_en = models.DateTimeField()

    def __str__(self) -> str:
        return self.nombre


class Fuerza(models.Model):
    """Partido, coalición, candidatura común o el rubro de las candidaturas independientes."""

    proceso = models.ForeignKey(Proceso, on_delete=models.PROTECT, related_name="fuerzas")
    siglas = models.CharField(max_length=30)
    nombre = models.CharField(max_length=200)
    tipo = models.CharField(max_length=20)
    color = models.CharField(max_length=7, blank=True)
    orden = models.PositiveSmallIntegerField()
    integrantes = models.ManyToManyField("self", symmetrical=False, related_name="alianzas", blank=True)

    class Meta:
        ordering = ["orden"]
        constraints = [models.UniqueConstraint(fields=["proceso", "siglas"], name="fuerza_unica")]

    def __str__(self) -> str:
        return self.siglas

    @property
    def dicha(self) -> str:
        """Como se lee en pantalla: un partido o una planilla, por sus siglas; una alianza, que no las usa, por su nombre."""
        return self.siglas if self.tipo in DESIGNAN else self.nombre


class Contienda(models.Model):
    """Un cargo en un ámbito: lo que se decide en una boleta."""

    proceso = models.ForeignKey(Proceso, on_delete=models.PROTECT, related_name="contiendas")
    clave = models.SlugField(max_length=80)
    cargo = models.CharField(max_length=40)
    nombre = models.CharField(max_length=200)
    ambito = models.CharField(max_length=200)
    distrito = models.PositiveSmallIntegerField(null=True)
    municipio = models.CharField(max_length=3, blank=True)
    orden = models.PositiveSmallIntegerField()
    captura_desde = models.DateTimeField(null=True)  # los lee la base: antes no se abre
    captura_hasta = models.DateTimeField(null=True)  # y desde entonces no se recibe un primer envío

    class Meta:
        ordering = ["orden"]
        constraints = [models.UniqueConstraint(fields=["proceso", "clave"], name="contienda_unica")]

    def __str__(self) -> str:
        return self.clave


class Siglado(models.Model):
    """Partido que sigla una contienda de su coalición, o de origen en una candidatura común."""

    fuerza = models.ForeignKey(Fuerza, on_delete=models.PROTECT, related_name="siglados")
    contienda = models.ForeignKey(Contienda, on_delete=models.PROTECT, related_name="siglados")
    partido = models.ForeignKey(Fuerza, on_delete=models.PROTECT, related_name="+")
    confianza = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["fuerza", "contienda"], name="siglado_unico")]


@sellada("una definición que rigió", de_eleccion(), Acto.PROCESO_CARGADO, Acto.DEFINICION_ENMENDADA)
class VersionDeDefinicion(models.Model):
    """Cada definición que rigió, para recuperar el texto exacto que alguien leyó y contestó."""

    proceso = models.ForeignKey(Proceso, on_delete=models.PROTECT, related_name="versiones")
    huella = models.CharField(max_length=64)
    definicion = models.JSONField()
    en = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proceso", "huella"], name="version_unica")]


@sellada("una enmienda", de_eleccion(), Acto.DEFINICION_ENMENDADA)
class Enmienda(models.Model):
    """Un cambio a una pieza de la definición, en pantalla o por su carpeta, con el acto que lo autoriza."""

    proceso = models.ForeignKey(Proceso, on_delete=models.PROTECT, related_name="enmiendas")
    pieza = models.CharField(max_length=120)
    carpeta = models.BooleanField(default=False)  # si la trajo la carpeta y no una pantalla
    propuso = models.CharField(max_length=200, blank=True)  # quién, si la aprobó otra persona
    antes = models.JSONField()
    despues = models.JSONField()
    numero = models.CharField(max_length=120)  # del acuerdo, acta u oficio
    fecha = models.DateField()
    organo = models.CharField(max_length=200)
    huella_previa = models.CharField(max_length=64)
    huella = models.CharField(max_length=64)  # de la definición que resultó
    por = models.CharField(max_length=200)
    nombre_por = models.CharField(max_length=200)
    en = models.DateTimeField()

    class Meta:
        ordering = ["id"]


@sellada(
    "un cambio propuesto", de_eleccion(), Acto.CAMBIO_PROPUESTO, Acto.CAMBIO_DESCARTADO, Acto.PROCESO_CARGADO,
    Acto.DEFINICION_ENMENDADA,
)  # fmt: skip
class CambioPropuesto(models.Model):
    """Lo que alguien propone de una elección con registros y otra persona aprueba, o no. Terminado, la fila no cambia."""

    proceso = models.ForeignKey(Proceso, on_delete=models.PROTECT, related_name="propuestos")
    carpeta = models.BooleanField()  # si lo propuso quien opera, con su carpeta, y no una pantalla
    fuentes = models.JSONField()  # los archivos como quedarían
    citados = models.JSONField()  # los actos: número, fecha, órgano y qué materias autoriza cada uno
    diferencia = models.CharField(max_length=64)  # huella de lo que cambiaba cuando se propuso
    por = models.CharField(max_length=200)
    nombre_por = models.CharField(max_length=200)  # de la consola, la cuenta de la máquina
    en = models.DateTimeField()
    aprobado = models.BooleanField(null=True)  # nulo: espera
    fin_por = models.CharField(max_length=200, blank=True)
    fin_en = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["proceso"], name="un_cambio_propuesto", condition=models.Q(aprobado__isnull=True)
            ),
            models.CheckConstraint(
                name="aprueba_otra_persona",
                condition=~models.Q(aprobado=True) | ~models.Q(fin_por=models.F("por")),
            ),
            models.CheckConstraint(
                name="resuelto_dice_quien_y_cuando",
                condition=models.Q(aprobado__isnull=True, fin_por="", fin_en__isnull=True)
                | (models.Q(aprobado__isnull=False, fin_en__isnull=False) & ~models.Q(fin_por="")),
            ),
        ]
