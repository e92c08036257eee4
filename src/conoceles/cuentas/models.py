"""Quién entra. El alcance (qué puede tocar) lo decide `candidaturas`."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models


class Papel(models.TextChoices):
    PARTIDO = "partido", "Partido político"
    INDEPENDIENTE = "independiente", "Candidatura independiente"
    CANDIDATURA = "candidatura", "Persona candidata"
    REVISION = "revision", "Revisión"
    ADMINISTRACION = "administracion", "Administración"
    CONSULTA = "consulta", "Consulta"


INSTITUCIONALES = frozenset({Papel.REVISION, Papel.ADMINISTRACION, Papel.CONSULTA})
CON_SEGUNDO_FACTOR = frozenset({Papel.REVISION, Papel.ADMINISTRACION})


class Cuentas(BaseUserManager["Cuenta"]):
    def create_user(self, correo: str, password: str | None = None, **campos: object) -> "Cuenta":
        """Crea la cuenta con la contraseña resumida (argon2); sin contraseña, no puede entrar."""
        cuenta = self.model(correo=self.normalize_email(correo).lower(), **campos)
        cuenta.set_password(password)
        cuenta.save(using=self._db)
        return cuenta


class Cuenta(AbstractBaseUser):
    """`ambito` es «fuerza:<id>», «formula:<uuid>» o «candidatura:<uuid>»; vacío en el instituto."""

    correo = models.EmailField(unique=True)
    nombre = models.CharField(max_length=200)
    papel = models.CharField(max_length=20, choices=Papel.choices)
    ambito = models.CharField(max_length=60, blank=True)
    is_active = models.BooleanField(default=True)
    demo = models.BooleanField(default=False)

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
            )
        ]

    def __str__(self) -> str:
        return self.correo

    @property
    def es_institucional(self) -> bool:
        return self.papel in INSTITUCIONALES
