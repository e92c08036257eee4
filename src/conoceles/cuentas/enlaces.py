"""Enlaces de un solo uso: entregar una cuenta con acuse de recibo, o recuperar la que se olvidó."""

from __future__ import annotations

import contextlib
import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.views.decorators.debug import sensitive_variables

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.operaciones import registrar
from conoceles.correo.operaciones import encolar, exigir_direccion
from conoceles.cuentas import husos
from conoceles.cuentas.constancia import cotejo
from conoceles.cuentas.contrasenas import por_que_no_sirve
from conoceles.cuentas.models import AcuseDeRecibo, Cuenta, Enlace
from conoceles.cuentas.operaciones import de_la_cuenta, exigir_administracion, exigir_motivo
from conoceles.cuentas.tablas import recordado
from conoceles.nucleo import reloj
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.bases.orden import para_cambiar
from conoceles.nucleo.dias import con_hora
from conoceles.nucleo.errores import Conflicto, ErrorDeDominio, ErroresDeCampos
from conoceles.proceso import consultas as procesos
from conoceles.proceso.definicion import Accesos
from conoceles.proceso.firma import con_eleccion, firma

ASUNTOS = {
    Enlace.ENTREGA: "Reciba su acceso al sistema Conóceles",
    Enlace.RECUPERACION: "Recupere su acceso al sistema Conóceles",
}

SE_PIDIO = (
    "Alguien pidió recuperar el acceso a su cuenta. Si no fue usted, no haga nada: su contraseña sigue igual."
)


class _SinCuenta(Exception):
    """Ese correo no es de ninguna: lo hecho se deshace."""


class EnlaceInservible(ErrorDeDominio):
    """El enlace no existe, ya se usó, se reemplazó o venció; la frase dice cuál y qué hacer."""


@dataclass(frozen=True)
class Entrega:
    """Un enlace recién emitido. Su dirección es secreta y solo se conoce en este momento."""

    enlace: Enlace
    direccion: str = field(repr=False)


@sensitive_variables()
@transaction.atomic
def emitir(
    *,
    cuenta: Cuenta,
    motivo: str,
    razon: str,
    por: Alcance,
    ahora: datetime,
    proceso: str = "",
    folio: str = "",
) -> Entrega:
    """Anula el enlace que hubiera, emite otro y lo pone en el correo. `razon` explica por qué se recibe.

    `ErrorDeDominio` si la cuenta está inactiva; `Conflicto` si su correo, o que esté abierta, lo puso otro cliente de la base.
    """
    fila = tomar(cuenta)
    if not fila.is_active:
        raise ErrorDeDominio("Esa cuenta está inactiva: no se le pueden enviar enlaces.")
    cotejo.exigir_buzon(fila)
    entrega = _reemplazar(fila, motivo, proceso, por, ahora)
    encolar(
        para=fila.correo,
        asunto=con_eleccion(ASUNTOS[motivo], proceso),
        cuerpo=_cuerpo(entrega, razon, proceso),
        clase=f"acceso_{motivo}",
        secreto=True,
        proceso=proceso,
        folio=folio,
        por=por,
        ahora=ahora,
    )
    _anotar(entrega.enlace, Acto.ENLACE_EMITIDO, por, ahora, proceso=proceso, folio=folio)
    return entrega


@sensitive_variables()
def _reemplazar(cuenta: Cuenta, motivo: str, proceso: str, por: Alcance, ahora: datetime) -> Entrega:
    anular(cuenta=cuenta, ahora=ahora)
    testigo = secrets.token_urlsafe(32)
    vence = ahora + _vigencia(motivo, proceso)
    enlace = Enlace.objects.create(
        cuenta=cuenta, motivo=motivo, resumen=_resumir(testigo), por=por.actor, en=ahora, vence_en=vence
    )
    return Entrega(enlace, f"{settings.URL_CAPTURA}/acceso/{testigo}/")


@sensitive_variables()
def _cuerpo(entrega: Entrega, razon: str, proceso: str) -> str:
    enlace = entrega.enlace
    vence = husos.dicho(enlace.cuenta, enlace.vence_en, proceso)
    nombre, conserva = enlace.cuenta.nombre, opcional(enlace)
    return carta(nombre, razon, entrega.direccion, vence, conserva=conserva, firma=firma())


def tomar(cuenta: Cuenta) -> Cuenta:
    """La cuenta, y después su enlace vivo, para cambiarlos: quien la va a enlazar lo pide antes de asentar nada."""
    tomada = tomar_si_hay(Cuenta.objects.filter(pk=cuenta.pk))
    assert tomada is not None
    return tomada


def tomar_si_hay(cuentas: QuerySet[Cuenta]) -> Cuenta | None:
    """Lo mismo de la primera de esas."""
    fila = para_cambiar(cuentas).first()
    if fila is not None:
        list(para_cambiar(_vivo(fila)))
    return fila


def anular(*, cuenta: Cuenta, ahora: datetime) -> None:
    """Deja sin efecto el enlace vivo de la cuenta, si lo hay, también el que nadie emitió. Quien llama pone la transacción, y la
    tomó.
    """
    _vivo(cuenta).update(usado_en=None, anulado_en=ahora)


def _vivo(cuenta: Cuenta) -> QuerySet[Enlace]:
    return Enlace.objects.filter(cuenta=cuenta, usado_en=None, anulado_en=None).order_by("pk")


@sensitive_variables()
def abrir(testigo: str, *, ahora: datetime) -> Enlace:
    """El enlace vivo de ese testigo, sin gastarlo. `EnlaceInservible` con la razón."""
    enlace = Enlace.objects.select_related("cuenta").filter(resumen=_resumir(testigo)).first()
    if enlace is None:
        raise EnlaceInservible("Este enlace no existe. Revise que lo copió completo.")
    if enlace.usado_en:
        raise EnlaceInservible(f"Este enlace ya se usó el {con_hora(enlace.usado_en)}.")
    if enlace.anulado_en or not enlace.cuenta.is_active:
        raise EnlaceInservible("Este enlace ya no sirve: se envió otro después, o la cuenta se cerró.")
    if reloj.recibido(ahora) >= enlace.vence_en:
        raise EnlaceInservible(f"Este enlace venció el {con_hora(enlace.vence_en)}.")
    if not cotejo.emitido(enlace):
        raise EnlaceInservible("Este enlace no lo emitió el sistema: pida otro.")
    return enlace


@sensitive_variables()
@transaction.atomic
def recibir(*, testigo: str, clave: str, repetida: str, acusa: bool, ahora: datetime) -> Cuenta:
    """Gasta el enlace: guarda la contraseña y, si entrega una cuenta, el acuse de recibo.

    Quien recibe otra entrega y ya tenía contraseña la deja en blanco para conservarla; cambiarla cierra las
    sesiones que la cuenta tuviera abiertas. `EnlaceInservible`, o `ErroresDeCampos` (`acusa`, `clave`,
    `repetida`), sin cambiar nada.
    """
    cuenta = tomar(abrir(testigo, ahora=ahora).cuenta)
    enlace = abrir(testigo, ahora=ahora)  # otra petición pudo gastarlo mientras se esperaba su turno
    conserva = not (clave or repetida) and opcional(enlace)
    _exigir(cuenta, clave, repetida, acusa=acusa or enlace.motivo != Enlace.ENTREGA, conserva=conserva)
    if not conserva:
        cuenta.set_password(clave)
        cuenta.save(update_fields=["password"])
    enlace.usado_en = ahora
    enlace.save(update_fields=["usado_en"])
    if enlace.motivo == Enlace.ENTREGA:
        AcuseDeRecibo.objects.create(enlace=enlace, en=ahora)
    acto = Acto.ACCESO_ACUSADO if enlace.motivo == Enlace.ENTREGA else Acto.CONTRASENA_RECUPERADA
    # Del acuse cuelga el plazo que el sitio enseña: con cada una de sus elecciones, el publicador vuelve a mirarla.
    suyas = cuenta.designaciones.filter(baja_en=None).order_by("id").values_list("proceso_id", flat=True)
    for proceso in list(suyas) or [""]:
        _anotar(enlace, acto, de_la_cuenta(cuenta), ahora, proceso=proceso)
    return cuenta


def opcional(enlace: Enlace) -> bool:
    """Si recibirlo no exige elegir contraseña: es otra entrega para quien ya tiene la suya."""
    return enlace.motivo == Enlace.ENTREGA and enlace.cuenta.has_usable_password()


@transaction.atomic
def pedir_recuperacion(*, correo: str, ahora: datetime) -> None:
    """Envía un enlace si el correo es de una cuenta activa; si no, hace lo mismo con otra y lo deshace.

    Contestar antes diría qué correos tienen cuenta; al buzón que puso otro cliente de la base no se envía nada. Quien todavía no acusa recibo recibe otra vez su entrega.
    """
    activas = Cuenta.objects.filter(is_active=True)
    otra, suya = activas.first(), activas.filter(correo=correo.strip().lower()).first()
    cuenta = suya or otra
    if cuenta is None:
        return
    por = Alcance.sistema("recuperación")
    with transaction.atomic():
        with contextlib.suppress(_SinCuenta, Conflicto), transaction.atomic():
            emitir(cuenta=cuenta, motivo=_motivo(cuenta), razon=SE_PIDIO, por=por, ahora=ahora)
            if suya is None:
                raise _SinCuenta
        recordado.escribir_por_nada()


@transaction.atomic
def recuperar(*, cuenta: Cuenta, motivo: str, por: Alcance, ahora: datetime) -> Entrega:
    """El instituto emite el enlace de recuperación y dice por qué. `ErrorDeDominio` sin motivo."""
    exigir_administracion(por, cuenta)
    datos = {"cuenta": cuenta.pk, "motivo": exigir_motivo(motivo)}
    tomar(cuenta)
    registrar(using="default", por=por, acto=Acto.RECUPERACION_ORDENADA, ahora=ahora, datos=datos)
    razon = "La autoridad electoral le envía este enlace para recuperar el acceso a su cuenta."
    return emitir(cuenta=cuenta, motivo=_motivo(cuenta), razon=razon, por=por, ahora=ahora)


@transaction.atomic
def cambiar_correo(*, cuenta: Cuenta, correo: str, motivo: str, por: Alcance, ahora: datetime) -> Entrega:
    """Administración mueve la cuenta al buzón de quien perdió el suyo y le entrega otra vez el acceso.

    La contraseña anterior deja de servir. `ErrorDeDominio` sin motivo, o si el correo ya es de otra cuenta.
    """
    exigir_administracion(por, cuenta)
    dicho, nuevo = exigir_motivo(motivo), correo.strip().lower()
    exigir_direccion(nuevo)
    if Cuenta.objects.filter(correo=nuevo).exists():
        raise ErrorDeDominio("Ese correo ya tiene una cuenta: escriba otro.", campo="correo")
    fila = tomar(cuenta)
    fila.correo = nuevo
    fila.set_unusable_password()
    fila.save(update_fields=["correo", "password"])
    datos = {"cuenta": fila.pk, "motivo": dicho}
    registrar(using="default", por=por, acto=Acto.CORREO_CAMBIADO, ahora=ahora, datos=datos)
    razon = "La autoridad electoral cambió el correo de su cuenta en el sistema Conóceles, como se le pidió."
    return emitir(cuenta=fila, motivo=Enlace.ENTREGA, razon=razon, por=por, ahora=ahora)


@sensitive_variables()
def _exigir(cuenta: Cuenta, clave: str, repetida: str, *, acusa: bool, conserva: bool) -> None:
    errores = {} if acusa else {"acusa": "Para continuar, marque que acusa recibo de su acceso."}
    if not conserva:
        errores |= por_que_no_sirve(cuenta, clave, repetida)
    if errores:
        raise ErroresDeCampos("Falta algo para recibir su acceso.", errores)


def _motivo(cuenta: Cuenta) -> str:
    """Quien no ha acusado recibo de su última entrega la recibe otra vez; los demás recuperan."""
    vivo = Enlace.objects.filter(cuenta=cuenta, motivo=Enlace.ENTREGA, usado_en=None, anulado_en=None)
    return Enlace.ENTREGA if vivo.exists() or not cuenta.has_usable_password() else Enlace.RECUPERACION


def _vigencia(motivo: str, proceso: str) -> timedelta:
    clave = proceso or next(iter(procesos.abiertas()), "")
    accesos = procesos.definicion(clave).accesos if clave else Accesos()
    return timedelta(hours=accesos.entrega_horas if motivo == Enlace.ENTREGA else accesos.recuperacion_horas)


def _resumir(testigo: str) -> str:
    """Basta SHA-256 sin sal: el testigo tiene 256 bits al azar y no se puede adivinar."""
    return hashlib.sha256(testigo.encode()).hexdigest()


@sensitive_variables()
def carta(nombre: str, razon: str, direccion: str, vence: str, *, conserva: bool, firma: str) -> str:
    """Lo que se lee con el enlace. `vence`, ya dicho en su huso; `conserva`: si ya tiene contraseña y puede seguir con ella."""
    que_hacer = (
        "acuse recibo; su contraseña es la que ya tiene, y si la olvidó ahí mismo elige otra"
        if conserva
        else "elija su contraseña"
    )
    return (
        f"{nombre}:\n\n{razon}\n\nAbra este enlace y {que_hacer}. Sirve una sola vez y vence el {vence}:\n\n"
        f"{direccion}\n\nNo lo reenvíe: quien lo abra puede entrar en su nombre.\n\n{firma}\n"
    )


def _anotar(
    enlace: Enlace, acto: Acto, por: Alcance, ahora: datetime, *, proceso: str = "", folio: str = ""
) -> None:
    datos = {"cuenta": enlace.cuenta_id, "motivo": enlace.motivo}
    registrar(using="default", por=por, acto=acto, ahora=ahora, proceso=proceso, folio=folio, datos=datos)
