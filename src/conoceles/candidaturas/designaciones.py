"""Las personas que una fuerza o una fórmula independiente designa para capturar."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.operaciones import registrar
from conoceles.candidaturas.consultas import independientes
from conoceles.candidaturas.encargos import encargos
from conoceles.candidaturas.models import Formula
from conoceles.correo.operaciones import encolar
from conoceles.cuentas import enlaces
from conoceles.cuentas.constancia import memoria
from conoceles.cuentas.consultas import con_acceso
from conoceles.cuentas.enlaces import Entrega
from conoceles.cuentas.models import AcuseDeRecibo, Cuenta, Designacion, Enlace, Papel
from conoceles.cuentas.operaciones import crear_cuenta, exigir_administracion, exigir_motivo
from conoceles.integridad.escritas import remediar
from conoceles.integridad.hallazgo import Que
from conoceles.integridad.pregunta import ajenas
from conoceles.nucleo import pantallas
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import ErrorDeDominio, ErroresDeCampos
from conoceles.nucleo.texto import sin_acentos
from conoceles.proceso import consultas as procesos
from conoceles.proceso.definicion import DESIGNAN
from conoceles.proceso.firma import con_eleccion, firma
from conoceles.proceso.models import Contienda, Fuerza, Proceso

ASUNTO_BAJA = "Conóceles: se dio de baja su acceso"
BAJA = """{nombre}:

La autoridad electoral terminó su encargo de capturar o revisar información{donde}. {sigue}

Lo que usted hizo sigue registrado con su nombre. Si cree que es un error, escriba o llame a la autoridad electoral.
"""


@dataclass(frozen=True)
class Oficio:
    """El escrito con que se comunica la designación."""

    numero: str
    fecha: date | None


@transaction.atomic
def designar(
    *,
    proceso: Proceso,
    ambito: str,
    nombre: str,
    correo: str,
    oficio: Oficio,
    contiendas: Collection[str] = (),
    por: Alcance,
    ahora: datetime,
) -> Entrega:
    """Registra a la persona, abre su cuenta y emite el enlace con que la recibe.

    `ambito`: «fuerza:<id>» de un partido o «formula:<uuid>» independiente, de esa elección. Quien ya responde en otra
    elección conserva su cuenta y las dos; quien se dio de baja la recupera con otro alcance. `ErroresDeCampos` con lo
    que falta; `ErrorDeDominio` si el correo es de quien ya responde en esta.
    """
    exigir_administracion(por)
    quien = _responsable(proceso, ambito)
    fecha = _exigir(proceso, ambito, quien, nombre, oficio, contiendas, ahora)
    cuenta = _cuenta(proceso, ambito, nombre.strip(), correo.strip(), contiendas, por=por, ahora=ahora)
    numero = oficio.numero.strip()
    Designacion.objects.create(
        proceso=proceso,
        cuenta=cuenta,
        ambito=ambito,
        contiendas=sorted(contiendas),
        oficio=numero,
        fecha_oficio=fecha,
        por=por.actor,
        en=ahora,
    )
    datos = {"cuenta": cuenta.pk, "ambito": ambito, "contiendas": sorted(contiendas), "oficio": numero}
    registrar(
        using="default", por=por, acto=Acto.PERSONA_DESIGNADA, ahora=ahora, proceso=proceso.pk, datos=datos
    )
    return reenviar(cuenta=cuenta, por=por, ahora=ahora)


@transaction.atomic
def reenviar(*, cuenta: Cuenta, por: Alcance, ahora: datetime) -> Entrega:
    """Otro enlace de entrega; el anterior deja de servir. `ErrorDeDominio` si ya acusó recibo o se dio de baja."""
    exigir_administracion(por)
    fila = enlaces.tomar(cuenta)
    designaciones = list(fila.designaciones.filter(baja_en=None).select_related("proceso").order_by("id"))
    esperan = [
        d
        for d in designaciones
        if not AcuseDeRecibo.objects.filter(enlace__cuenta=fila, en__gte=d.en).exists()
    ]
    if fila.has_usable_password() and not esperan:
        raise ErrorDeDominio("Esa persona ya acusó recibo: si olvidó su contraseña, que pida recuperarla.")
    return enlaces.emitir(
        cuenta=fila, motivo=Enlace.ENTREGA, razon=por_que([(d.proceso.nombre, d.oficio) for d in esperan or designaciones]), por=por, ahora=ahora,
        proceso=designaciones[-1].proceso_id if designaciones else "",
    )  # fmt: skip


def por_que(oficios: Sequence[tuple[str, str]]) -> str:
    """Por qué se recibe el acceso: cada elección, por su nombre, con su oficio."""
    if not oficios:
        return "La autoridad electoral abrió una cuenta a su nombre en el sistema Conóceles."
    cuales = "; y ".join(f"en «{eleccion}» (oficio {oficio})" for eleccion, oficio in oficios)
    return f"La autoridad electoral registró su designación para capturar la información de candidaturas {cuales}."


@transaction.atomic
def dar_de_baja(*, cuenta: Cuenta, motivo: str, por: Alcance, ahora: datetime) -> None:
    """Termina con motivo su designación en la elección que ve quien administra.

    Quien no responde en otra deja de entrar: su cuenta se cierra, su enlace se anula y sus sesiones dejan de valer.
    `ErrorDeDominio` sin motivo, si ya estaba de baja o si es la cuenta propia.
    """
    fila = enlaces.tomar(cuenta)
    dicho = exigir_baja(fila, motivo, por=por)
    vigentes = list(Designacion.objects.filter(cuenta=fila, baja_en=None).order_by("id"))
    de_esta = [d for d in vigentes if por.proceso in ("", d.proceso_id)] or vigentes
    cierra = len(de_esta) == len(vigentes)
    _remediar(fila, de_esta)
    for una in de_esta:
        una.baja_motivo, una.baja_por, una.baja_en = dicho, por.actor, ahora
        una.save(update_fields=["baja_motivo", "baja_por", "baja_en"])
    _avisar_baja(fila, de_esta, cierra=cierra, por=por, ahora=ahora)
    if cierra:
        fila.is_active = False
        fila.save(update_fields=["is_active"])
        enlaces.anular(cuenta=fila, ahora=ahora)
    datos = {"cuenta": fila.pk, "motivo": dicho}
    for proceso in [d.proceso_id for d in de_esta] or [""]:
        hecho = registrar(
            using="default", por=por, acto=Acto.CUENTA_DADA_DE_BAJA, ahora=ahora, proceso=proceso, datos=datos
        )
        memoria.recordar(hecho)


def _remediar(cuenta: Cuenta, de_esta: Sequence[Designacion]) -> None:
    """De las que esta baja termina, lo que otro cliente les hizo; y las terminadas a las que alguien les quitó su acto: lo vuelve a decir."""
    suyas, sin_acto = {str(d.pk) for d in de_esta}, memoria.sin_su_acto(cuenta.pk)
    halladas = ajenas(Designacion, de=[cuenta.pk])
    remediar(h for h in halladas if h.que is not Que.FALTA and (h.clave in suyas or h.nombre in sin_acto))


def _avisar_baja(
    cuenta: Cuenta, de_esta: list[Designacion], *, cierra: bool, por: Alcance, ahora: datetime
) -> None:
    """Su carta, si ya había recibido el acceso. Sin el motivo: puede nombrar a otras personas."""
    if not con_acceso(Cuenta.objects.filter(pk=cuenta.pk)).exists():
        return
    proceso = de_esta[0].proceso_id if de_esta else ""
    encolar(
        para=cuenta.correo, asunto=con_eleccion(ASUNTO_BAJA, proceso), clase="baja",
        cuerpo=carta_de_baja(cuenta.nombre, [d.proceso.nombre for d in de_esta], cierra, firma(proceso)),
        proceso=proceso, por=por, ahora=ahora,
    )  # fmt: skip


def carta_de_baja(nombre: str, elecciones: list[str], cierra: bool, firma: str) -> str:
    """`cierra`: su cuenta ya no entra; si no, sigue en otra elección."""
    donde = f" en «{'» y en «'.join(elecciones)}»" if elecciones else ""
    sigue = (
        "Su cuenta ya no entra al sistema."
        if cierra
        else "Su cuenta sigue abierta: responde en otra elección."
    )
    return f"{BAJA.format(nombre=nombre, donde=donde, sigue=sigue)}\n{firma}\n"


def exigir_baja(cuenta: Cuenta, motivo: str, *, por: Alcance) -> str:
    """Lo que `dar_de_baja` exige, sin hacer nada; el motivo, limpio."""
    exigir_administracion(por, cuenta)
    dicho = exigir_motivo(motivo)
    if not cuenta.is_active and not memoria.sin_su_acto(cuenta.pk):
        raise ErrorDeDominio("Esa cuenta ya estaba dada de baja.")
    return dicho


def _responsable(proceso: Proceso, ambito: str) -> Fuerza | Formula | None:
    """El partido o la fórmula independiente de esa elección a que se refiere el ámbito."""
    tipo, _, valor = ambito.partition(":")
    if tipo == "fuerza":
        numero = pantallas.numero(valor)
        return proceso.fuerzas.filter(pk=numero, tipo__in=DESIGNAN).first() if numero else None
    return next((f for f in independientes(proceso.pk) if ambito == f"formula:{f.pk}"), None)


def _exigir(
    proceso: Proceso,
    ambito: str,
    quien: Fuerza | Formula | None,
    nombre: str,
    oficio: Oficio,
    contiendas: Collection[str],
    ahora: datetime,
) -> date:
    errores = {}
    if quien is None:
        errores["ambito"] = "Elija por quién captura, de esta elección."
    if not nombre.strip():
        errores["nombre"] = "Escriba el nombre de la persona designada."
    elif len(nombre) > 200:
        errores["nombre"] = "El nombre es demasiado largo: hasta 200 caracteres."
    if not oficio.numero.strip():
        errores["oficio"] = "Escriba el número del oficio de designación."
    elif len(oficio.numero.strip()) > 120:
        errores["oficio"] = "El número es demasiado largo: hasta 120 caracteres."
    if oficio.fecha is None:
        errores["fecha_oficio"] = "Escriba la fecha del oficio."
    elif oficio.fecha > procesos.definicion(proceso.pk).calendario.dia_local(ahora):
        errores["fecha_oficio"] = "La fecha no puede ser posterior a hoy."
    conocidas = set(Contienda.objects.filter(proceso=proceso).values_list("clave", flat=True))
    if set(contiendas) - conocidas:
        errores["contiendas"] = "Hay una contienda que no es de esta elección."
    elif contiendas and not ambito.startswith("fuerza:"):
        errores["contiendas"] = (
            "Quien responde por una sola fórmula tiene una sola contienda: no elija ninguna."
        )
    if errores or oficio.fecha is None:
        raise ErroresDeCampos("Falta información para registrar la designación.", errores)
    return oficio.fecha


def _cuenta(
    proceso: Proceso, ambito: str, nombre: str, correo: str, contiendas: Collection[str], *, por: Alcance,
    ahora: datetime,
) -> Cuenta:  # fmt: skip
    """Una nueva; la de quien responde en otra elección, que conserva su contraseña; o la que se dio de baja con ese
    correo: vuelve a acusar recibo y su contraseña de antes no abre.
    """
    papel = Papel.PARTIDO if ambito.startswith("fuerza:") else Papel.INDEPENDIENTE
    activa = enlaces.tomar_si_hay(Cuenta.objects.filter(is_active=True, papel=papel, correo=correo.lower()))
    if activa is not None and proceso.pk not in {e.proceso for e in encargos(activa)}:
        _exigir_misma(activa, nombre)
        return activa
    de_baja = Cuenta.objects.filter(is_active=False, papel__in=(Papel.PARTIDO, Papel.INDEPENDIENTE))
    previa = enlaces.tomar_si_hay(de_baja.filter(correo=correo.lower()))
    if previa is None:
        return crear_cuenta(
            correo=correo, clave=None, nombre=nombre, papel=papel, ambito=ambito, contiendas=contiendas,
            por=por, ahora=ahora,
        )  # fmt: skip
    previa.nombre, previa.papel, previa.ambito = nombre, papel, ambito
    previa.contiendas, previa.is_active = sorted(contiendas), True
    previa.set_unusable_password()
    previa.save(update_fields=["nombre", "papel", "ambito", "contiendas", "is_active", "password"])
    return previa


def _exigir_misma(cuenta: Cuenta, nombre: str) -> None:
    """Un correo es de una persona: con otro nombre, no se sabe si es ella."""
    if sin_acentos(cuenta.nombre) != sin_acentos(nombre):
        raise ErrorDeDominio(
            f"Ese correo es de {cuenta.nombre}, que responde en otra elección. Si es ella, escriba su nombre igual; "
            "si no, use el correo propio de la persona.",
            campo="nombre",
        )
