"""Lo que se anota en difusión. Ninguna fila cambia: lo corregido es otra fila."""

from django.db import models

from conoceles.bitacora.actos import Acto
from conoceles.integridad.declarar import de_eleccion, sellada
from conoceles.proceso.models import Proceso

CLASES = {
    "ayuntamiento": "Ayuntamiento",
    "biblioteca": "Biblioteca o telecentro",
    "escuela": "Escuela o universidad",
    "medio": "Medio de comunicación",
    "organizacion": "Organización de la sociedad civil",
    "dependencia": "Dependencia pública",
}
MATERIALES = {
    "cartel": "Carteles",
    "mural": "Murales",
    "volante": "Hojas carta",
    "muestra": "Boletas de muestra",
    "paquete": "Paquetes digitales",
}
RESULTADOS = {
    "con_enlace": "Lleva al sitio",
    "sin_enlace": "Contestó sin el enlace",
    "no_contesta": "No contestó",
}


class Elenco(models.Model):
    """Qué boletas hay desde un día. Del mismo día vale la última; con ellas se recalcula lo que falta."""

    proceso = models.ForeignKey(Proceso, on_delete=models.PROTECT, related_name="elencos")
    desde = models.DateField()
    boletas = models.JSONField()  # boleta → folios, o lista vacía si no se publican personas
    en = models.DateTimeField()

    class Meta:
        ordering = ["desde", "id"]

    def __str__(self) -> str:
        return f"{self.proceso_id} desde {self.desde}"


@sellada("una publicación en redes", de_eleccion(), Acto.PUBLICADA_EN_REDES)
class Publicada(models.Model):
    """Una publicación hecha en una red, con su dirección y la imagen de cómo se vio. De cada lugar y red vale la última."""

    proceso = models.ForeignKey(Proceso, on_delete=models.PROTECT, related_name="publicadas_en_redes")
    dia = models.DateField()
    hora = models.CharField(max_length=5)
    red = models.CharField(max_length=20)
    direccion = models.CharField(max_length=300)
    evidencia = models.CharField(max_length=64)  # SHA-256 en `archivos/`
    por = models.CharField(max_length=200)
    en = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.dia} {self.hora} {self.red}"


@sellada("la comprobación de un enlace", de_eleccion(), Acto.ENLACES_COMPROBADOS)
class ComprobacionDeEnlace(models.Model):
    """Qué contestó un portal declarado cuando alguien pidió comprobarlo (plan §13, I y II)."""

    proceso = models.ForeignKey(Proceso, on_delete=models.PROTECT, related_name="comprobaciones_de_enlaces")
    nombre = models.CharField(max_length=200)
    direccion = models.CharField(max_length=300)
    resultado = models.CharField(max_length=12)
    detalle = models.CharField(max_length=300)
    por = models.CharField(max_length=200)
    en = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="resultado_conocido", condition=models.Q(resultado__in=[*RESULTADOS]))
        ]

    def __str__(self) -> str:
        return f"{self.nombre}: {self.resultado}"

    @property
    def etiqueta(self) -> str:
        return RESULTADOS[self.resultado]


@sellada("un avance de la estrategia", de_eleccion(), Acto.ACCION_DE_DIFUSION_ANOTADA)
class PasoDeAccion(models.Model):
    """Lo que se hizo de una acción de la estrategia (plan §13)."""

    proceso = models.ForeignKey(Proceso, on_delete=models.PROTECT, related_name="pasos_de_difusion")
    accion = models.CharField(max_length=60)
    fecha = models.DateField()
    texto = models.TextField()
    por = models.CharField(max_length=200)
    en = models.DateTimeField()

    class Meta:
        ordering = ["fecha", "id"]

    def __str__(self) -> str:
        return f"{self.accion} {self.fecha}"


@sellada("una aliada", de_eleccion(), Acto.ALIADA_ANOTADA)
class Aliada(models.Model):
    """Una institución que lleva los materiales a su territorio. De cada `numero` vale la última fila."""

    proceso = models.ForeignKey(Proceso, on_delete=models.PROTECT, related_name="aliadas")
    numero = models.PositiveIntegerField()
    version = models.PositiveSmallIntegerField()
    nombre = models.CharField(max_length=200)
    clase = models.CharField(max_length=20)
    territorio = models.CharField(max_length=10)  # clave de municipio, o «todo»
    activa = models.BooleanField(default=True)
    por = models.CharField(max_length=200)
    en = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="clase_de_aliada_conocida", condition=models.Q(clase__in=[*CLASES])),
            models.UniqueConstraint(fields=["proceso", "numero", "version"], name="aliada_version_unica"),
        ]

    def __str__(self) -> str:
        return f"{self.numero}. {self.nombre}"


@sellada("una entrega a una aliada", de_eleccion(), Acto.ENTREGA_A_ALIADA)
class Entrega(models.Model):
    """Lo que se llevó una aliada. Con `anula`, deja sin efecto otra que se anotó mal."""

    proceso = models.ForeignKey(Proceso, on_delete=models.PROTECT, related_name="entregas_a_aliadas")
    aliada = models.PositiveIntegerField()
    fecha = models.DateField()
    material = models.CharField(max_length=12)
    piezas = models.PositiveIntegerField()
    anula = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="anulada_por")
    por = models.CharField(max_length=200)
    en = models.DateTimeField()

    class Meta:
        ordering = ["fecha", "id"]
        constraints = [
            models.CheckConstraint(name="material_conocido", condition=models.Q(material__in=[*MATERIALES])),
            models.CheckConstraint(name="entrega_de_algo", condition=models.Q(piezas__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.fecha} {self.piezas} {self.material}"

    @property
    def que(self) -> str:
        return MATERIALES[self.material]


@sellada("una adaptación (lectura fácil, lengua, señas o voz)", de_eleccion(), Acto.ADAPTACION_RECIBIDA)
class Adaptacion(models.Model):
    """Lo que una persona hizo de un texto publicado. De cada lugar vale la última, mientras su original diga lo mismo."""

    proceso = models.ForeignKey(Proceso, on_delete=models.PROTECT, related_name="adaptaciones")
    donde = models.CharField(max_length=60)  # folio, o clave de la boleta que lee una voz
    clase = models.CharField(max_length=12)
    campo = models.CharField(max_length=80)  # vacío: el documento entero
    texto = models.TextField()  # lo adaptado, la dirección de un video o el SHA-256 de una grabación
    original = models.CharField(max_length=64)  # SHA-256 de lo que se adaptó
    hizo = models.CharField(max_length=200)
    reviso = models.CharField(max_length=200)
    por = models.CharField(max_length=200)
    en = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="adaptacion_con_texto", condition=~models.Q(texto="")),
            models.CheckConstraint(
                name="adaptacion_con_quien",
                condition=~models.Q(hizo="") & ~models.Q(reviso="") & ~models.Q(hizo=models.F("reviso")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.donde} {self.clase} {self.campo}"
