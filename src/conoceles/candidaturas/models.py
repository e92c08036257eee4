"""Persona, fórmula y candidatura son tres cosas: una persona puede tener dos candidaturas."""

import uuid
from collections.abc import Iterable
from datetime import datetime
from functools import cached_property

from django.db import models

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.estados import SIN_PERFIL, Estado
from conoceles.candidaturas.consultas_base import CandidaturaQuerySet
from conoceles.cuentas.consultas import acusados
from conoceles.cuentas.models import Cuenta
from conoceles.integridad.declarar import UNA_CANDIDATURA, de_candidatura, sellada
from conoceles.nucleo.texto import nombre_propio
from conoceles.proceso import consultas as procesos
from conoceles.proceso.definicion import Definicion
from conoceles.proceso.models import Contienda, Fuerza, Proceso


class Persona(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    proceso = models.ForeignKey(Proceso, on_delete=models.PROTECT)
    nombre = models.CharField(max_length=200)  # completo, como lo escribe el padrón
    nombres = models.CharField(max_length=100, blank=True)
    primer_apellido = models.CharField(max_length=60, blank=True)
    segundo_apellido = models.CharField(max_length=60, blank=True)
    sexo = models.CharField(max_length=12)  # mujer, hombre, no_binario
    fecha_nacimiento = models.DateField(null=True)
    edad_publicada = models.PositiveSmallIntegerField(null=True)
    curp_hmac = models.CharField(max_length=64, blank=True)
    correo_avisos = models.EmailField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["proceso", "curp_hmac"],
                name="persona_unica_por_curp",
                condition=~models.Q(curp_hmac=""),
            )
        ]

    def __str__(self) -> str:
        return self.nombre


class Formula(models.Model):
    """Lugar que se vota: una o dos personas. `responde` es el partido que captura por ella."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    contienda = models.ForeignKey(Contienda, on_delete=models.PROTECT, related_name="formulas")
    fuerza = models.ForeignKey(Fuerza, on_delete=models.PROTECT, related_name="formulas")
    posicion = models.PositiveSmallIntegerField(default=1)
    responde = models.ForeignKey(Fuerza, on_delete=models.PROTECT, null=True, related_name="responde_por")
    clave_origen = models.CharField(max_length=40, blank=True)  # NUM_LISTA_O_FORMULA del archivo

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contienda", "fuerza", "posicion"], name="formula_unica")
        ]


# Lo que dice el padrón de ella está en tres tablas; lo que dicen las otras dos, mientras sean las suyas, se sella con ella.
_DEL_PADRON = (
    "proceso_id", "folio", "formula_id", "persona_id", "calidad", "suplencia", "sobrenombre", "circunscripcion", "reeleccion",
    "acciones_afirmativas", "clave_identidad", "origen", "registrada_en", "persona__nombre", "persona__nombres",
    "persona__primer_apellido", "persona__segundo_apellido", "persona__sexo", "persona__fecha_nacimiento",
    "persona__edad_publicada", "formula__contienda__clave", "formula__fuerza__siglas", "formula__posicion",
    "formula__clave_origen", "formula__responde__siglas",
)  # fmt: skip
# El instituto puede dar por bueno lo que alguien corrigió sin pasar por el sistema; su lugar en la boleta, no.
SE_ATESTIGUA = (
    "sobrenombre", "persona__nombre", "persona__nombres", "persona__primer_apellido", "persona__segundo_apellido",
    "persona__fecha_nacimiento", "persona__edad_publicada",
)  # fmt: skip


@sellada(
    "un registro",
    UNA_CANDIDATURA,
    partes={"estado": ("estado",), "padron": _DEL_PADRON},
    se_atestigua=SE_ATESTIGUA,
)
class Candidatura(models.Model):
    """Una persona en un lugar de una fórmula. Los cuestionarios son de la candidatura."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    proceso = models.ForeignKey(Proceso, on_delete=models.PROTECT, related_name="candidaturas")
    folio = models.CharField(max_length=16, unique=True)
    formula = models.ForeignKey(Formula, on_delete=models.PROTECT, related_name="candidaturas")
    persona = models.ForeignKey(Persona, on_delete=models.PROTECT, related_name="candidaturas")
    calidad = models.CharField(max_length=12)  # propietaria, suplente
    suplencia = models.PositiveSmallIntegerField(default=0)  # cuál, donde el cargo lleva varias; si no, 0
    sobrenombre = models.CharField(max_length=80, blank=True)
    circunscripcion = models.CharField(max_length=40, blank=True)  # de una planilla, como la dice el archivo
    reeleccion = models.BooleanField(default=False)
    acciones_afirmativas = models.JSONField(default=list)  # claves del acuerdo de registro
    clave_identidad = models.UUIDField(unique=True, default=uuid.uuid4)  # único puente con la base B
    estado = models.CharField(max_length=20, default=Estado.REGISTRADA.value)
    origen = models.CharField(max_length=12, default="padron")  # padron, importada
    registrada_en = models.DateTimeField()

    objects = CandidaturaQuerySet.as_manager()

    class Meta:
        ordering = [
            "formula__contienda__orden",
            "formula__fuerza__orden",
            "formula__posicion",
            "calidad",
            "suplencia",
        ]
        # Quienes esperan son pocas, y se preguntan en cada publicación.
        indexes = [models.Index(fields=["proceso", "estado"], name="candidatura_por_estado")]
        constraints = [
            models.UniqueConstraint(
                fields=["formula", "calidad", "suplencia"],
                name="lugar_ocupado_una_vez",
                condition=~models.Q(estado__in=[e.value for e in SIN_PERFIL]),
            ),
            models.CheckConstraint(
                name="calidad_conocida", condition=models.Q(calidad__in=["propietaria", "suplente"])
            ),
            models.CheckConstraint(
                name="suplencia_de_suplente", condition=models.Q(suplencia=0) | models.Q(calidad="suplente")
            ),
        ]

    def __str__(self) -> str:
        return self.folio

    @property
    def nombre(self) -> str:
        """Como se lee; el padrón lo escribe entero en mayúsculas."""
        return nombre_propio(self.persona.nombre)

    @property
    def calidad_dicha(self) -> str:
        """«propietaria», «suplente»; donde hay varias, «suplente 2»."""
        return f"{self.calidad} {self.suplencia}" if self.suplencia else self.calidad

    @property
    def puesto(self) -> str:
        """El de su planilla, como «Presidencia»; vacío si no compite en una."""
        return self.puesto_en(self.definicion)

    def puesto_en(self, eleccion: Definicion) -> str:
        """Lo mismo, para muchas: quien las recorre busca la elección una vez."""
        contienda = self.formula.contienda
        if not eleccion.cargo(contienda.cargo).puestos:
            return ""
        suya = next(c for c in eleccion.contiendas if c.clave == contienda.clave)
        return suya.puesto(self.formula.posicion)

    def partes_de_su_lugar(self, eleccion: Definicion, puesto: str = "") -> list[str]:
        """Contienda, puesto y calidad; donde nadie es suplente, la calidad no distingue de nadie y no se dice."""
        contienda, suyo = self.formula.contienda, puesto or self.puesto_en(eleccion)
        con_suplente = "suplente" in eleccion.cargo(contienda.cargo).calidades_en(suyo)
        dichas = (contienda.nombre, suyo, self.calidad_dicha if con_suplente else "")
        return [dicha for dicha in dichas if dicha]

    @cached_property
    def definicion(self) -> Definicion:
        """Su elección, con el calendario de su territorio. Viaja con la fila: se busca una vez y no en cada sala."""
        eleccion = procesos.definicion(self.proceso_id)
        if not eleccion.calendario.grupos:
            return eleccion
        contienda = self.formula.contienda
        return eleccion.en(contienda.municipio, contienda.distrito)

    @cached_property
    def definicion_del_cargo(self) -> Definicion:
        """La misma, solo con las preguntas que se hacen a su cargo."""
        eleccion = self.definicion
        return (
            eleccion.para(self.formula.contienda.cargo) if eleccion.curricular.distingue_cargos else eleccion
        )


@sellada("una corrección de nombre", de_candidatura())
class CorreccionDeNombre(models.Model):
    """El padrón traía mal escrito el nombre o el sobrenombre y el instituto lo corrigió: qué decía, qué dice y qué lo sostiene.

    `decia` y `dice`: campo → texto, solo de lo que cambió en esa candidatura.
    """

    candidatura = models.ForeignKey(
        Candidatura, on_delete=models.PROTECT, related_name="correcciones_de_nombre"
    )
    decia = models.JSONField()
    dice = models.JSONField()
    motivo = models.CharField(max_length=300)
    acuerdo = models.CharField(max_length=120)  # el oficio, acuerdo o folio que la sostiene
    fecha_acuerdo = models.DateField()
    por = models.CharField(max_length=200)
    nombre_por = models.CharField(max_length=200)
    en = models.DateTimeField()

    class Meta:
        ordering = ["pk"]


def recibida(invitada: datetime, acuses: Iterable[datetime]) -> bool:
    """Si esa cuenta abrió su enlace después de que se le invitó."""
    return any(acuse >= invitada for acuse in acuses)


class Invitaciones(models.QuerySet["Invitacion"]):
    def recibidas(self) -> "Invitaciones":
        """Las que la persona acusó, según su acto."""
        con_cuenta = self.exclude(cuenta=None).values_list("pk", "cuenta_id", "en")
        suyos = acusados()
        suyas = [pk for pk, cuenta, en in con_cuenta if recibida(en, suyos(cuenta))]
        return self.filter(pk__in=suyas)

    def que_apartan(self) -> "Invitaciones":
        """Las que hacen de la persona, y de nadie más, sus respuestas de identidad.

        Desde que recibe su cuenta; retirada la invitación, solo si ya había contestado algo y no se liberó.
        """
        suyas = models.Q(retirada_en=None) | models.Q(contesto=True, liberada_en=None)
        return self.recibidas().filter(suyas)


@sellada(
    "una invitación",
    de_candidatura(),
    Acto.PERSONA_INVITADA,
    Acto.INVITACION_RETIRADA,
    Acto.IDENTIDAD_LIBERADA,
)
class Invitacion(models.Model):
    """Quien responde por una candidatura invita a la persona a capturarla ella misma (plan §11.7.1).

    Sin `cuenta`, el correo era de alguien más: se le escribió, y a quien invita no se le dice que lo tiene.
    """

    candidatura = models.ForeignKey(Candidatura, on_delete=models.PROTECT, related_name="invitaciones")
    cuenta = models.ForeignKey(Cuenta, on_delete=models.PROTECT, related_name="invitaciones", null=True)
    ajeno = models.CharField(max_length=254, blank=True)  # el correo, cuando la cuenta no es de la persona
    por = models.CharField(max_length=200)
    en = models.DateTimeField()
    retirada_por = models.CharField(max_length=200, blank=True)
    retirada_en = models.DateTimeField(null=True)
    contesto = models.BooleanField(default=False)  # al retirarla, si la persona ya había escrito su identidad
    liberada_por = models.CharField(max_length=200, blank=True)
    liberada_en = models.DateTimeField(null=True)  # lo que había escrito se descartó sin leerse

    objects = Invitaciones.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["candidatura"],
                name="una_invitacion_vigente",
                condition=models.Q(retirada_en=None),
            ),
            models.CheckConstraint(
                name="invitacion_con_un_correo",
                condition=models.Q(cuenta=None) ^ models.Q(ajeno=""),
            ),
            models.CheckConstraint(
                name="contesto_al_retirar",
                condition=models.Q(contesto=False) | models.Q(retirada_en__isnull=False),
            ),
            models.CheckConstraint(
                name="liberada_si_contesto",
                condition=models.Q(liberada_en=None) | models.Q(contesto=True),
            ),
        ]

    @property
    def correo(self) -> str:
        """A dónde se le escribió."""
        return self.cuenta.correo if self.cuenta else self.ajeno

    @property
    def recibida(self) -> bool:
        """Si la persona ya acusó recibo de esta invitación."""
        return Invitacion.objects.filter(pk=self.pk).recibidas().exists()
