"""Actos sobre las cuentas. Ninguna contraseña llega a la bitácora."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.operaciones import registrar
from conoceles.bitacora.papeles import SISTEMA
from conoceles.correo.operaciones import encolar, exigir_direccion
from conoceles.cuentas import fallas, husos, sesiones
from conoceles.cuentas.contrasenas import por_que_no_sirve
from conoceles.cuentas.evidencias import exigir_evidencia
from conoceles.cuentas.fallas import Tope
from conoceles.cuentas.models import Cuenta, Papel
from conoceles.cuentas.tablas import recordado
from conoceles.integridad.escritas import remediar
from conoceles.integridad.pregunta import ajenas
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.carpetas import carpetas
from conoceles.nucleo.errores import ErrorDeDominio, ErroresDeCampos
from conoceles.proceso.firma import firma

ESPERA = 300  # segundos
ASUNTO_AVISO = "Compruebe que fue usted: cambió cómo entra al sistema Conóceles"
CAMBIO_DE_CONTRASENA = "cambió su contraseña"
AVISO = """{nombre}:

El {en} {que}. Si fue usted o lo pidió, no haga nada.

Si no, avise hoy mismo a la autoridad electoral: alguien puede estar entrando en su nombre.
"""


def _ocupado(correo: str, por: Alcance) -> str:
    """A quien administra, qué pasa; a los demás no se les dice de quién es un correo ni que tiene cuenta."""
    if por.papel in SISTEMA:
        return f"Ya existe una cuenta con el correo {correo}. Use otro, o dé de baja antes esa cuenta."
    return "Ese correo no se puede usar aquí. Escriba el correo propio de la persona, uno que solo ella abra."


@transaction.atomic
def crear_cuenta(
    *,
    correo: str,
    clave: str | None,
    nombre: str,
    papel: str,
    ambito: str = "",
    contiendas: Collection[str] = (),
    por: Alcance,
    ahora: datetime,
) -> Cuenta:
    """Da de alta una cuenta. `ambito` como lo pide `Cuenta`; sin `clave` todavía no puede entrar.

    `contiendas`: claves a las que se limita quien captura por un partido; ninguna, todas. La que se abre fuera de
    producción queda marcada: producción no arranca con ella.

    `ErrorDeDominio` si el correo no se entiende o ya tiene cuenta, o si el nombre no cabe.
    """
    if len(nombre) > 200:
        raise ErrorDeDominio("El nombre es demasiado largo: hasta 200 caracteres.", campo="nombre")
    exigir_direccion(correo)
    if Cuenta.objects.filter(correo=correo.lower()).exists():
        raise ErrorDeDominio(_ocupado(correo, por), campo="correo")
    cuenta = Cuenta.objects.create_user(
        correo,
        clave,
        nombre=nombre,
        papel=papel,
        ambito=ambito,
        contiendas=sorted(contiendas),
        demo=carpetas().modo != "produccion",
    )
    registrar(
        using="default",
        por=por,
        acto=Acto.CUENTA_CREADA,
        ahora=ahora,
        datos={"cuenta": cuenta.pk, "papel": cuenta.papel, "ambito": cuenta.ambito},
    )
    return cuenta


@transaction.atomic
def restablecer_factor(
    *, cuenta: Cuenta, motivo: str, evidencia: str = "", por: Alcance, ahora: datetime
) -> None:
    """Retira el segundo factor de quien lo perdió: al entrar activará otro, y sus sesiones dejan de valer.

    Solo administración (o la consola, donde ya se es quien opera) y nunca sobre la cuenta propia. `ErrorDeDominio`
    sin motivo o sin decir con qué se acreditó.
    """
    exigir_administracion(por, cuenta)
    vista = "consola" if por.papel == "sistema" else exigir_evidencia(evidencia)
    datos = {"cuenta": cuenta.pk, "motivo": exigir_motivo(motivo), "evidencia": vista}
    remediar(ajenas(Authenticator, de=[cuenta.pk]))
    Authenticator.objects.filter(user=cuenta).delete()
    avisar(cuenta, "la autoridad electoral retiró su segundo factor: al entrar activará otro", ahora=ahora)
    registrar(using="default", por=por, acto=Acto.FACTOR_RESTABLECIDO, ahora=ahora, datos=datos)


@sensitive_variables()
@transaction.atomic
def cambiar_contrasena(*, cuenta: Cuenta, clave: str, repetida: str, ahora: datetime) -> None:
    """La propia persona, que ya probó la actual, elige otra; las demás sesiones se cierran.

    `ErroresDeCampos` (`clave`, `repetida`) si se adivina o no se repitió igual.
    """
    if errores := por_que_no_sirve(cuenta, clave, repetida):
        raise ErroresDeCampos("No se cambió la contraseña.", errores)
    cuenta.set_password(clave)
    cuenta.save(update_fields=["password"])
    avisar(cuenta, CAMBIO_DE_CONTRASENA, ahora=ahora)
    registrar(
        using="default",
        por=de_la_cuenta(cuenta),
        acto=Acto.CONTRASENA_CAMBIADA,
        ahora=ahora,
        datos={"cuenta": cuenta.pk},
    )


@transaction.atomic
def cerrar_sesiones(*, cuenta: Cuenta, marcas: Collection[str] | None, esta: str, ahora: datetime) -> None:
    """La propia persona cierra esas, o todas con `None`, menos desde la que lo pide. Si no había ninguna, nada consta."""
    if cuantas := sesiones.cerrar(cuenta, marcas, esta):
        dicho = (
            "se cerró una que estaba abierta"
            if cuantas == 1
            else f"se cerraron {cuantas} que estaban abiertas"
        )
        avisar(cuenta, f"desde otra sesión {dicho} en su cuenta", ahora=ahora)
        datos = {"cuantas": cuantas}
        registrar(
            using="default", por=de_la_cuenta(cuenta), acto=Acto.SESIONES_CERRADAS, ahora=ahora, datos=datos
        )


def avisar(cuenta: Cuenta, que: str, *, ahora: datetime) -> None:
    """Correo a la persona de algo que cambió en cómo entra; quien llama pone la transacción."""
    encolar(
        para=cuenta.correo, asunto=ASUNTO_AVISO, clase="seguridad",
        cuerpo=f"{AVISO.format(nombre=cuenta.nombre, que=que, en=husos.dicho(cuenta, ahora))}\n{firma()}\n",
        por=de_la_cuenta(cuenta), ahora=ahora,
    )  # fmt: skip


def exigir_administracion(por: Alcance, cuenta: Cuenta | None = None) -> None:
    """`NoEncontrado` para otro papel; `ErrorDeDominio` si alguien actúa sobre su propia cuenta."""
    por.exigir((Papel.ADMINISTRACION, "sistema"), "esa cuenta")
    if cuenta is not None and por.actor == f"cuenta:{cuenta.pk}":
        raise ErrorDeDominio("Sobre su propia cuenta debe actuar otra persona administradora.")


def exigir_motivo(motivo: str) -> str:
    """El motivo limpio; `ErrorDeDominio` si falta o no cabe."""
    if not motivo.strip():
        raise ErrorDeDominio("Escriba el motivo.", campo="motivo")
    if len(motivo.strip()) > 300:
        raise ErrorDeDominio("El motivo es demasiado largo: hasta 300 caracteres.", campo="motivo")
    return motivo.strip()


@transaction.atomic
def anotar_entrada(*, cuenta: Cuenta, con: Sequence[str], ahora: datetime) -> None:
    """Deja constancia de que la cuenta entró y con qué: su contraseña, y su segundo factor si lo tiene."""
    registrar(
        using="default", por=de_la_cuenta(cuenta), acto=Acto.ENTRADA, ahora=ahora, datos={"con": [*con]}
    )


@transaction.atomic
def anotar_intento_fallido(*, correo: str, acto: Acto = Acto.ENTRADA_FALLIDA, ahora: datetime) -> None:
    """Anota el intento solo si el correo es de una cuenta: lo que otros tecleen no se guarda.

    Si no, hace lo mismo con otra y lo deshace: contestar antes diría qué correos tienen cuenta.
    """
    otra, suya = Cuenta.objects.first(), Cuenta.objects.filter(correo=correo.strip().lower()).first()
    cuenta = suya or otra
    if cuenta is None:
        return
    with transaction.atomic():
        registrar(using="default", por=de_la_cuenta(cuenta), acto=acto, ahora=ahora)
        transaction.set_rollback(suya is None)
    recordado.escribir_por_nada()


def anotar_limite(*, correo: str, ahora: datetime) -> None:
    """Anota que con ese correo se dejó de decir si la contraseña es la buena; una vez cada cinco minutos, o la bitácora sería el blanco."""
    if fallas.anotar(Tope(f"detenida {correo}", 1)):
        anotar_intento_fallido(correo=correo, acto=Acto.ENTRADA_DETENIDA, ahora=ahora)


@transaction.atomic
def anotar_factor_fallido(*, cuenta: Cuenta, tipo: str, ahora: datetime) -> None:
    """Anota que con su contraseña ya probada alguien no pudo con el segundo factor."""
    datos = {"tipo": tipo}
    registrar(using="default", por=de_la_cuenta(cuenta), acto=Acto.FACTOR_FALLIDO, ahora=ahora, datos=datos)


@transaction.atomic
def anotar_negado(*, cuenta: Cuenta, pantalla: str, codigo: int, ahora: datetime) -> None:
    """Anota que se negó una pantalla a quien entró: su nombre, nunca la dirección, que puede llevar un folio ajeno.

    Una vez cada cinco minutos por cuenta y pantalla.
    """
    if cache.add(f"negado:{cuenta.pk}:{pantalla}:{codigo}", 1, ESPERA):
        datos = {"pantalla": pantalla, "codigo": codigo}
        registrar(
            using="default", por=de_la_cuenta(cuenta), acto=Acto.ACCESO_NEGADO, ahora=ahora, datos=datos
        )


@transaction.atomic
def anotar_factor(*, cuenta: Cuenta, acto: Acto, tipo: str, ahora: datetime) -> None:
    """Deja constancia de que la propia cuenta activó o quitó un segundo factor (`totp`, `webauthn`)."""
    hecho = "activó" if acto is Acto.FACTOR_ACTIVADO else "quitó"
    avisar(cuenta, f"se {hecho} un segundo factor para entrar", ahora=ahora)
    datos = {"cuenta": cuenta.pk, "tipo": tipo}
    registrar(using="default", por=de_la_cuenta(cuenta), acto=acto, ahora=ahora, datos=datos)


@transaction.atomic
def anotar_codigo_usado(*, cuenta: Cuenta, ahora: datetime) -> None:
    """Uno de los de un solo uso ya no sirve."""
    datos = {"cuenta": cuenta.pk}
    registrar(using="default", por=de_la_cuenta(cuenta), acto=Acto.CODIGO_USADO, ahora=ahora, datos=datos)


def de_la_cuenta(cuenta: Cuenta) -> Alcance:
    """Quién actúa cuando la cuenta lo hace por sí misma; no alcanza ninguna candidatura."""
    return Alcance(actor=f"cuenta:{cuenta.pk}", papel=cuenta.papel, nombre=cuenta.nombre)
