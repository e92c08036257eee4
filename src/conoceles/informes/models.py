"""Lo que se entrega y lo que se anota para entregarlo. Ninguna fila cambia: cada paso es otra fila."""

import uuid
from datetime import date

from django.db import models

from conoceles.bitacora.actos import Acto
from conoceles.integridad.declarar import de_eleccion, sellada
from conoceles.proceso.models import Proceso

MAXIMO_DEL_PLAN = 100  # los números hasta aquí los declara la elección; los siguientes, de lo que se agrega
ORGANOS = {  # los que interpretan y resuelven lo no previsto: artículo 5 de los Lineamientos, plan §5
    "osd": "Órgano Superior de Dirección",
    "comision": "Comisión",
    "interna": "Instancia Interna y unidades responsables",
}
RESULTADOS = {"sin_observaciones": "Sin observaciones", "observado": "Con observaciones"}
_DE_VERSION = ["proceso", "tipo", "periodo", "version"]
_AVANZAN = (Acto.INFORME_APROBADO, Acto.INFORME_ENVIADO, Acto.INFORME_ACUSADO)
INTERFACES = {"captura": "Captura y validación", "publicacion": "Sitio de publicación"}  # plan §9


@sellada("un informe", de_eleccion(), Acto.INFORME_GENERADO)
class Informe(models.Model):
    """Un informe congelado. `periodo` (mes del corte) y `version` dicen de qué documento es versión."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    proceso = models.ForeignKey(Proceso, on_delete=models.PROTECT, related_name="informes")
    tipo = models.CharField(max_length=30)
    periodo = models.CharField(max_length=7)  # «2024-05»
    version = models.PositiveSmallIntegerField()
    corte = models.DateTimeField()
    restringido = models.BooleanField(default=False)
    huella = models.CharField(max_length=64)  # SHA-256 del JSON: es también su archivo
    pdf = models.CharField(max_length=64)
    xlsx = models.CharField(max_length=64)
    por = models.CharField(max_length=200)
    en = models.DateTimeField()

    class Meta:
        ordering = ["-en", "-version"]
        constraints = [models.UniqueConstraint(fields=_DE_VERSION, name="informe_version_unica")]

    def __str__(self) -> str:
        return f"{self.tipo} {self.periodo} v{self.version}"


class FirmaDeInforme(models.Model):
    """La del instituto sobre el JSON de un informe. La pone quien publica: donde se genera no está la llave."""

    informe = models.OneToOneField(
        Informe, on_delete=models.PROTECT, primary_key=True, related_name="firmado"
    )
    firma = models.CharField(max_length=100)  # Ed25519, en base64
    llave = models.CharField(max_length=100)  # la pública, en base64; vacía si no se sabe cuál fue
    en = models.DateTimeField()


@sellada("lo aprobado, enviado o acusado de un informe", de_eleccion("informe"), *_AVANZAN)
class PasoDeInforme(models.Model):
    """Aprobado, enviado o acusado: cuándo, por quién y con qué constancia. Sin pasos, es un borrador."""

    informe = models.ForeignKey(Informe, on_delete=models.PROTECT, related_name="pasos")
    estado = models.CharField(max_length=10)
    constancia = models.CharField(max_length=200, blank=True)  # acuerdo, oficio o acuse
    fecha = models.DateField(null=True)  # la del acuerdo, oficio o acuse
    misma_persona = models.BooleanField(default=False)  # lo dio quien generó el informe
    por = models.CharField(max_length=200)
    en = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["informe", "estado"], name="paso_de_informe_una_vez"),
            models.CheckConstraint(
                name="paso_de_informe_conocido",
                condition=models.Q(estado__in=["aprobado", "enviado", "acusado"]),
            ),
        ]


@sellada("lo que revisó la Comisión", de_eleccion("informe"), Acto.INFORME_REVISADO)
class RevisionDeLaComision(models.Model):
    """Lo que la Comisión dijo de una versión (plan §2 y §7.1), con su minuta o acuerdo. Vale la última palabra."""

    informe = models.ForeignKey(Informe, on_delete=models.PROTECT, related_name="revisiones")
    resultado = models.CharField(max_length=20)
    texto = models.TextField(blank=True)  # qué observa
    constancia = models.CharField(max_length=200)  # minuta, acuerdo u oficio
    fecha = models.DateField()
    por = models.CharField(max_length=200)
    en = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="revision_conocida", condition=models.Q(resultado__in=[*RESULTADOS])),
            models.CheckConstraint(
                name="revision_con_constancia",
                condition=~models.Q(constancia="") & (~models.Q(resultado="observado") | ~models.Q(texto="")),
            ),
        ]

    @property
    def etiqueta(self) -> str:
        return RESULTADOS[self.resultado]


@sellada("un aviso de cambio al INE", de_eleccion("nuevo"), Acto.AVISO_DE_CAMBIO_CREADO)
class AvisoDeCambio(models.Model):
    """Lo enviado cambió: se informa al INE (plan §7.3, actividad 11.17). El aviso es otro documento, con sus pasos."""

    anterior = models.ForeignKey(Informe, on_delete=models.PROTECT, related_name="+")
    nuevo = models.OneToOneField(Informe, on_delete=models.PROTECT, related_name="aviso_de_cambio")
    documento = models.OneToOneField(Informe, on_delete=models.PROTECT, related_name="avisa", null=True)
    pdf = models.CharField(max_length=64)
    por = models.CharField(max_length=200)
    en = models.DateTimeField()


@sellada("las cifras de un corte", de_eleccion(), Acto.CIFRAS_FIJADAS)
class CifrasDelCorte(models.Model):
    """Lo que decía cada figura en un corte declarado. Una corrección de lo que entonces se contó es otra versión."""

    proceso = models.ForeignKey(Proceso, on_delete=models.PROTECT, related_name="cifras_de_cortes")
    corte = models.DateTimeField()
    version = models.PositiveSmallIntegerField(default=1)
    huella = models.CharField(max_length=64)  # SHA-256 del JSON: es también su archivo
    en = models.DateTimeField()

    class Meta:
        ordering = ["corte", "version"]
        constraints = [
            models.UniqueConstraint(fields=["proceso", "corte", "version"], name="cifras_version_unica")
        ]


class AvisoDeEntregable(models.Model):
    """Otro archivo ocupó el lugar del que ya se había enviado: se informa al INE (plan §7.3, actividad 11.17)."""

    anterior = models.ForeignKey("PasoDeEntregable", on_delete=models.PROTECT, related_name="+")
    nuevo = models.OneToOneField("PasoDeEntregable", on_delete=models.PROTECT, related_name="aviso_de_cambio")
    documento = models.OneToOneField(Informe, on_delete=models.PROTECT, related_name="avisa_entregable")
    por = models.CharField(max_length=200)
    en = models.DateTimeField()


@sellada("una actividad", de_eleccion(), Acto.ACTIVIDAD_ANOTADA)
class Actividad(models.Model):
    """Algo hecho en el mes, para el informe mensual (plan §7.3, actividad 11.5)."""

    proceso = models.ForeignKey(Proceso, on_delete=models.PROTECT, related_name="actividades")
    fecha = models.DateField()
    texto = models.TextField()
    por = models.CharField(max_length=200)
    en = models.DateTimeField()

    class Meta:
        ordering = ["fecha", "id"]


@sellada("el paso de un entregable", de_eleccion(), Acto.ENTREGABLE_AVANZADO)
class PasoDeEntregable(models.Model):
    """Un entregable del calendario avanza. El último renglón de cada número es su estado."""

    proceso = models.ForeignKey(Proceso, on_delete=models.PROTECT, related_name="entregables")
    numero = models.PositiveSmallIntegerField()
    estado = models.CharField(max_length=12)
    documento = models.CharField(max_length=64, blank=True)  # SHA-256 en `archivos/`
    nombre = models.CharField(max_length=200, blank=True)
    constancia = models.CharField(max_length=200, blank=True)
    por = models.CharField(max_length=200)
    en = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="paso_de_entregable_conocido",
                condition=models.Q(estado__in=["en_proceso", "presentado", "aprobado", "enviado", "acusado"]),
            ),
            models.CheckConstraint(
                name="paso_de_entregable_con_constancia",
                condition=~models.Q(estado__in=["enviado", "acusado"]) | ~models.Q(constancia=""),
            ),
        ]


@sellada("un documento emitido", de_eleccion(), Acto.DOCUMENTO_EMITIDO)
class DocumentoEmitido(models.Model):
    """Otro documento o mejora que también se informa (plan §7.3, 11.18 y 11.19): un entregable más, después de los del plan."""

    proceso = models.ForeignKey(Proceso, on_delete=models.PROTECT, related_name="documentos_emitidos")
    numero = models.PositiveSmallIntegerField()
    ruta = models.CharField(max_length=10)
    actividad = models.CharField(max_length=200)
    responsable = models.CharField(max_length=200)
    fecha = models.DateField()
    vista_ine = models.BooleanField()
    por = models.CharField(max_length=200)
    en = models.DateTimeField()

    class Meta:
        ordering = ["numero"]
        constraints = [
            models.UniqueConstraint(fields=["proceso", "numero"], name="documento_emitido_unico"),
            models.CheckConstraint(
                name="documento_emitido_aparte", condition=models.Q(numero__gt=MAXIMO_DEL_PLAN)
            ),
        ]


@sellada("una liberación", de_eleccion(), Acto.LIBERACION_ANOTADA)
class Liberacion(models.Model):
    """Una versión de una de las dos interfaces salió (plan §9)."""

    proceso = models.ForeignKey(Proceso, on_delete=models.PROTECT, related_name="liberaciones")
    interfaz = models.CharField(max_length=12)
    version = models.CharField(max_length=40)
    fecha = models.DateField()
    cambios = models.TextField()
    por = models.CharField(max_length=200)
    en = models.DateTimeField()

    class Meta:
        ordering = ["-fecha", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["proceso", "interfaz", "version"], name="liberacion_unica"),
            models.CheckConstraint(name="interfaz_conocida", condition=models.Q(interfaz__in=[*INTERFACES])),
        ]


@sellada("un caso no previsto", de_eleccion(), Acto.CASO_NO_PREVISTO_ANOTADO)
class CasoNoPrevisto(models.Model):
    """Lo que los lineamientos no prevén, qué órgano decidió y cómo (artículo 5)."""

    proceso = models.ForeignKey(Proceso, on_delete=models.PROTECT, related_name="casos_no_previstos")
    fecha = models.DateField()
    organo = models.CharField(max_length=12, null=True)
    asunto = models.CharField(max_length=200)
    resolucion = models.TextField()
    fundamento = models.CharField(max_length=200)
    por = models.CharField(max_length=200)
    en = models.DateTimeField()

    class Meta:
        ordering = ["-fecha", "-id"]
        constraints = [
            models.CheckConstraint(
                name="organo_conocido", condition=models.Q(organo=None) | models.Q(organo__in=[*ORGANOS])
            )
        ]

    @property
    def quien(self) -> str:
        """El órgano, con su nombre."""
        return ORGANOS[self.organo] if self.organo else "Sin anotar"


@sellada("un requerimiento", de_eleccion(), Acto.REQUERIMIENTO_HECHO)
class Requerimiento(models.Model):
    """Lo que una instancia responsable pide a un área, con su término (plan §5)."""

    proceso = models.ForeignKey(Proceso, on_delete=models.PROTECT, related_name="requerimientos")
    area = models.CharField(max_length=200)
    asunto = models.CharField(max_length=200)
    texto = models.TextField()
    oficio = models.CharField(max_length=200)
    fecha = models.DateField()
    vence = models.DateField()
    por = models.CharField(max_length=200)
    en = models.DateTimeField()

    class Meta:
        ordering = ["vence", "id"]
        constraints = [
            models.CheckConstraint(
                name="requerimiento_con_termino", condition=models.Q(vence__gte=models.F("fecha"))
            )
        ]

    def en_que_va(self, hoy: date) -> str:
        """«Atendido», «Atendido fuera de término», «Vencido» o «En término», ese día: una respuesta posterior no cuenta."""
        respuesta = getattr(self, "respuesta", None)
        if respuesta is not None and respuesta.fecha <= hoy:
            return "Atendido" if respuesta.fecha <= self.vence else "Atendido fuera de término"
        return "Vencido" if self.vence < hoy else "En término"


@sellada("la respuesta a un requerimiento", de_eleccion("requerimiento"), Acto.REQUERIMIENTO_ATENDIDO)
class RespuestaARequerimiento(models.Model):
    """Cómo lo atendió el área. Responder lo cierra; si algo falta, se requiere otra vez."""

    requerimiento = models.OneToOneField(Requerimiento, on_delete=models.PROTECT, related_name="respuesta")
    fecha = models.DateField()
    texto = models.TextField()
    constancia = models.CharField(max_length=200)
    por = models.CharField(max_length=200)
    en = models.DateTimeField()
