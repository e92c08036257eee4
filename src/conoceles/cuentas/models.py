"""Quién entra. El alcance (qué puede tocar) lo decide `candidaturas`."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import check_password
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from conoceles.bitacora.actos import Acto
from conoceles.integridad.declarar import UNA_CUENTA, de_cuenta, sellada
from conoceles.nucleo.bases.preparadas import Preparada
from conoceles.proceso.models import Proceso


class Papel(models.TextChoices):
    PARTIDO = "partido", "Persona designada"
    INDEPENDIENTE = "independiente", "Candidatura sin partido"
    CANDIDATURA = "candidatura", "Persona candidata"
    REVISION = "revision", "Revisión"
    ADMINISTRACION = "administracion", "Administración"
    CONSULTA = "consulta", "Consulta"


CAPTURAN = (Papel.PARTIDO, Papel.INDEPENDIENTE, Papel.CANDIDATURA)
INSTITUCIONALES = (Papel.REVISION, Papel.CONSULTA, Papel.ADMINISTRACION)
REVISAN = (Papel.REVISION, Papel.ADMINISTRACION)
ADMINISTRAN = (Papel.ADMINISTRACION,)
SUPERVISAN = (Papel.ADMINISTRACION, Papel.CONSULTA)


PARTES = {  # las que los actos escriben por separado
    "encargo": ("papel", "ambito", "contiendas"),
    "correo": ("correo",),
    "nombre": ("nombre",),
    "activa": ("is_active",),
    "contrasena": ("password",),
}


class Cuentas(BaseUserManager["Cuenta"]):
    def create_user(self, correo: str, password: str | None = None, **campos: object) -> "Cuenta":
        """Crea la cuenta con la contraseña resumida (argon2); sin contraseña, no puede entrar."""
        cuenta = self.model(correo=self.normalize_email(correo).lower(), **campos)
        cuenta.set_password(password)
        cuenta.save(using=self._db)
        return cuenta

    def get(self, *args: Any, **campos: Any) -> "Cuenta":
        """Por su número, que es como Django la pide en cada petición, ya preparada; lo demás, como siempre."""
        if args or campos.keys() != {"pk"} or not isinstance(campos["pk"], int):
            return self.get_queryset().get(*args, **campos)
        halladas = _POR_NUMERO(campos["pk"])
        if not halladas:
            raise self.model.DoesNotExist("No hay una cuenta con ese número.")
        return halladas[0]


@sellada(
    "una cuenta",
    UNA_CUENTA,
    Acto.CUENTA_CREADA,
    Acto.PERSONA_DESIGNADA,
    Acto.PERSONA_INVITADA,
    Acto.INVITACION_RETIRADA,
    Acto.CUENTA_DADA_DE_BAJA,
    Acto.ACCESO_ACUSADO,
    Acto.CORREO_CAMBIADO,
    Acto.CONTRASENA_RECUPERADA,
    Acto.CONTRASENA_CAMBIADA,
    partes=PARTES,
)
class Cuenta(AbstractBaseUser):
    """`ambito`, con el que se abrió, es «fuerza:<id>», «formula:<uuid>» o «candidatura:<uuid>»; vacío en el instituto."""

    correo = models.EmailField(unique=True)
    nombre = models.CharField(max_length=200)
    papel = models.CharField(max_length=20, choices=Papel.choices)
    ambito = models.CharField(max_length=60, blank=True)
    contiendas = models.JSONField(default=list, blank=True)  # claves de las suyas; vacía: todas
    is_active = models.BooleanField(default=True)
    demo = models.BooleanField(default=False)
    huso = models.CharField(max_length=40, blank=True)  # en el que lee las horas; vacío, el de la elección

    objects = Cuentas()
    USERNAME_FIELD = "correo"
    EMAIL_FIELD = "correo"

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="cuenta_con_ambito_segun_papel",
                condition=models.Q(papel__in=["revision", "administracion", "consulta"], ambito="")
                | models.Q(papel="partido", ambito__startswith="fuerza:")
                | models.Q(papel="independiente", ambito__startswith="formula:")
                | models.Q(papel="candidatura", ambito__startswith="candidatura:"),
            ),
            models.CheckConstraint(
                name="solo_un_partido_reparte_contiendas",
                condition=models.Q(papel="partido") | models.Q(contiendas=[]),
            ),
        ]

    def __str__(self) -> str:
        return self.correo

    def check_password(self, raw_password: str | None) -> bool:
        """Sin volver a resumirla al entrar, como haría Django si cambian los parámetros: solo un acto escribe la contraseña."""
        return check_password(raw_password, self.password)

    @property
    def es_institucional(self) -> bool:
        return self.papel in INSTITUCIONALES


_POR_NUMERO: Preparada[Cuenta] = Preparada(lambda pk: Cuenta.objects.filter(pk=pk))


@sellada("una designación", de_cuenta(), Acto.PERSONA_DESIGNADA, Acto.CUENTA_DADA_DE_BAJA)
class Designacion(models.Model):
    """El oficio con que una fuerza o una fórmula designa a quien captura por ella, hasta su baja.

    La misma persona puede estarlo en varias elecciones, una vez en cada una.
    """

    proceso = models.ForeignKey(Proceso, on_delete=models.PROTECT, related_name="designaciones")
    cuenta = models.ForeignKey(Cuenta, on_delete=models.PROTECT, related_name="designaciones")
    ambito = models.CharField(
        max_length=60
    )  # «fuerza:<id>» o «formula:<uuid>», de esa elección (`candidaturas.encargos`)
    contiendas = models.JSONField(default=list, blank=True)
    oficio = models.CharField(max_length=120)
    fecha_oficio = models.DateField()
    por = models.CharField(max_length=200)
    en = models.DateTimeField()
    baja_motivo = models.CharField(max_length=300, blank=True)
    baja_por = models.CharField(max_length=200, blank=True)
    baja_en = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cuenta", "proceso"],
                name="designacion_vigente_unica",
                condition=models.Q(baja_en=None),
            ),
            models.CheckConstraint(name="designacion_con_oficio", condition=~models.Q(oficio="")),
            models.CheckConstraint(
                name="baja_con_motivo",
                condition=models.Q(baja_en=None, baja_motivo="")
                | (models.Q(baja_en__isnull=False) & ~models.Q(baja_motivo="")),
            ),
        ]


@sellada(
    "un enlace de acceso",
    de_cuenta(),
    Acto.ENLACE_EMITIDO,
    Acto.ACCESO_ACUSADO,
    Acto.CONTRASENA_RECUPERADA,
    Acto.CUENTA_DADA_DE_BAJA,
    Acto.INVITACION_RETIRADA,
    partes={
        "emision": ("cuenta_id", "motivo", "resumen", "por", "en", "vence_en"),
        "fin": ("usado_en", "anulado_en"),
    },
)
class Enlace(models.Model):
    """Entrega de un acceso. Del testigo solo se guarda su resumen; se usa una vez, o lo anula el siguiente."""

    ENTREGA, RECUPERACION = "entrega", "recuperacion"

    cuenta = models.ForeignKey(Cuenta, on_delete=models.PROTECT, related_name="enlaces")
    motivo = models.CharField(max_length=12)
    resumen = models.CharField(max_length=64, unique=True)
    por = models.CharField(max_length=200)
    en = models.DateTimeField()
    vence_en = models.DateTimeField()
    usado_en = models.DateTimeField(null=True)
    anulado_en = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cuenta"],
                name="un_enlace_vivo_por_cuenta",
                condition=models.Q(usado_en=None, anulado_en=None),
            ),
            models.CheckConstraint(
                name="enlace_usado_o_anulado",
                condition=models.Q(usado_en=None) | models.Q(anulado_en=None),
            ),
            models.CheckConstraint(
                name="enlace_de_motivo_conocido",
                condition=models.Q(motivo__in=["entrega", "recuperacion"]),
            ),
        ]


@sellada("un acuse de recibo", de_cuenta("enlace__cuenta"), Acto.ACCESO_ACUSADO)
class AcuseDeRecibo(models.Model):
    """Quien recibió su acceso lo dijo: desde aquí corre el plazo de captura."""

    enlace = models.OneToOneField(Enlace, on_delete=models.PROTECT, related_name="acuse")
    en = models.DateTimeField()


class CierreRecordado(models.Model):
    """Que una cuenta se cerró, o dejó de responder por alguien, junto a las llaves: quien repone la base A de ayer, o le
    quita la entrada de esa baja, no la reabre.

    `cuenta` es su número: es de otra base. `parte`: el nombre, en las entradas, de que esté abierta o de la designación que terminó.
    """

    cuenta = models.BigIntegerField()
    parte = models.CharField(max_length=40)
    en = models.DateTimeField()
    sello = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cuenta", "parte", "en"], name="cierre_recordado_unico")
        ]


# La tabla es de allauth. Cuándo se vieron los códigos y cuándo se usó el factor no dan entrada, y cambian sin acto.
sellada(
    "un segundo factor",
    de_cuenta("user"),
    Acto.FACTOR_ACTIVADO,
    Acto.FACTOR_QUITADO,
    Acto.FACTOR_RESTABLECIDO,
    Acto.CODIGOS_ENTREGADOS,
    Acto.CODIGO_USADO,
    partes={"factor": ("user_id", "type", "data")},
    salvo="viewed_at",
)(Authenticator)
