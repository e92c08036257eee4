"""Las personas que una fuerza o una fórmula independiente designa para capturar."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.operaciones import registrar
from conoceles.candidaturas.consultas import independientes
from conoceles.candidaturas.models import Formula
from conoceles.cuentas import enlaces
from conoceles.cuentas.enlaces import Entrega
from conoceles.cuentas.models import Cuenta, Designacion, Enlace, Papel
from conoceles.cuentas.operaciones import crear_cuenta, exigir_administracion, exigir_motivo
from conoceles.nucleo import pantallas
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import ErrorDeDominio, ErroresDeCampos
from conoceles.proceso import consultas as procesos
from conoceles.proceso.models import Contienda, Fuerza, Proceso


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

    `ambito`: «fuerza:<id>» de un partido o «formula:<uuid>» independiente, de esa elección. Si la persona ya
    tuvo cuenta y se dio de baja (otra fuerza u otra elección), es la misma con otro alcance. `ErroresDeCampos`
    con lo que falta.
    """
    exigir_administracion(por)
    quien = _responsable(proceso, ambito)
    fecha = _exigir(proceso, ambito, quien, nombre, oficio, contiendas, ahora)
    cuenta = _cuenta(ambito, nombre.strip(), correo.strip(), contiendas, por=por, ahora=ahora)
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
    fila = Cuenta.objects.select_for_update().get(pk=cuenta.pk)
    if fila.has_usable_password():
        raise ErrorDeDominio("Esa persona ya acusó recibo: si olvidó su contraseña, que pida recuperarla.")
    designacion = fila.designaciones.filter(baja_en=None).select_related("proceso").first()
    razon = "El Instituto abrió una cuenta a su nombre en el sistema Conóceles."
    if designacion:
        razon = (
            f"El Instituto registró su designación (oficio {designacion.oficio}) para capturar la información "
            f"de candidaturas en el {designacion.proceso.nombre}."
        )
    proceso = designacion.proceso_id if designacion else ""
    return enlaces.emitir(
        cuenta=fila, motivo=Enlace.ENTREGA, razon=razon, por=por, ahora=ahora, proceso=proceso
    )


@transaction.atomic
def dar_de_baja(*, cuenta: Cuenta, motivo: str, por: Alcance, ahora: datetime) -> None:
    """Cierra la cuenta con motivo: termina su designación, anula su enlace y sus sesiones dejan de valer.

    `ErrorDeDominio` sin motivo, si ya estaba de baja o si es la cuenta propia.
    """
    fila = Cuenta.objects.select_for_update().get(pk=cuenta.pk)
    dicho = exigir_baja(fila, motivo, por=por)
    fila.is_active = False
    fila.save(update_fields=["is_active"])
    enlaces.anular(cuenta=fila, ahora=ahora)
    vigente = Designacion.objects.filter(cuenta=fila, baja_en=None).first()
    if vigente:
        vigente.baja_motivo, vigente.baja_por, vigente.baja_en = dicho, por.actor, ahora
        vigente.save(update_fields=["baja_motivo", "baja_por", "baja_en"])
    datos = {"cuenta": fila.pk, "motivo": dicho}
    registrar(
        using="default", por=por, acto=Acto.CUENTA_DADA_DE_BAJA, ahora=ahora,
        proceso=vigente.proceso_id if vigente else "", datos=datos,
    )  # fmt: skip


def exigir_baja(cuenta: Cuenta, motivo: str, *, por: Alcance) -> str:
    """Lo que `dar_de_baja` exige, sin hacer nada; el motivo, limpio."""
    exigir_administracion(por, cuenta)
    dicho = exigir_motivo(motivo)
    if not cuenta.is_active:
        raise ErrorDeDominio("Esa cuenta ya estaba dada de baja.")
    return dicho


def _responsable(proceso: Proceso, ambito: str) -> Fuerza | Formula | None:
    """El partido o la fórmula independiente de esa elección a que se refiere el ámbito."""
    tipo, _, valor = ambito.partition(":")
    if tipo == "fuerza":
        numero = pantallas.numero(valor)
        return proceso.fuerzas.filter(pk=numero, tipo="partido").first() if numero else None
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
        errores["ambito"] = "Elija un partido o una fórmula independiente de esta elección."
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
        errores["contiendas"] = "Una fórmula independiente tiene una sola contienda: no elija ninguna."
    if errores or oficio.fecha is None:
        raise ErroresDeCampos("Falta información para registrar la designación.", errores)
    return oficio.fecha


def _cuenta(
    ambito: str, nombre: str, correo: str, contiendas: Collection[str], *, por: Alcance, ahora: datetime
) -> Cuenta:
    """Una nueva, o la que se dio de baja con ese correo: vuelve a acusar recibo y su contraseña de antes no abre."""
    papel = Papel.PARTIDO if ambito.startswith("fuerza:") else Papel.INDEPENDIENTE
    de_baja = Cuenta.objects.filter(is_active=False, papel__in=(Papel.PARTIDO, Papel.INDEPENDIENTE))
    previa = de_baja.select_for_update().filter(correo=correo.lower()).first()
    if previa is None:
        return crear_cuenta(
            correo=correo, clave=None, nombre=nombre, papel=papel, ambito=ambito, contiendas=contiendas,
            por=por, ahora=ahora,
        )  # fmt: skip
    previa.nombre, previa.papel, previa.ambito = nombre, papel, ambito
    previa.contiendas, previa.is_active = sorted(contiendas), True
    previa.set_unusable_password()
    previa.save()
    return previa
