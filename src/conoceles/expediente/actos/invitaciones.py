"""La persona candidata captura por sí misma, invitada por quien responde por ella (plan §11.7.1)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from conoceles.bitacora.actos import Acto
from conoceles.candidaturas.constancia import anotar
from conoceles.candidaturas.consultas import exigir_invitada, listar
from conoceles.candidaturas.models import Candidatura, Invitacion
from conoceles.correo.operaciones import encolar
from conoceles.cuentas import enlaces
from conoceles.cuentas.constancia import memoria
from conoceles.cuentas.models import AcuseDeRecibo, Cuenta, Enlace, Papel
from conoceles.cuentas.operaciones import crear_cuenta
from conoceles.expediente.actos.cartas import (
    AJENO,
    ASUNTO_DESCARTADO,
    ASUNTO_RETIRADA,
    DESCARTADO,
    HASTA,
    INVITA,
    RETIRADA,
)
from conoceles.expediente.calendario.plazos import inicio_de_captura, vence_captura, vence_subsanacion
from conoceles.expediente.models import Envio, ParteLista, Ronda
from conoceles.expediente.rondas import abierta
from conoceles.expediente.transiciones import tomar_para_cambiar
from conoceles.identidad import borradores
from conoceles.identidad import consultas as identidad
from conoceles.integridad.pregunta import exigir_candidatura
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.bases.orden import para_cambiar
from conoceles.nucleo.dias import en_palabras
from conoceles.nucleo.errores import Conflicto, ErrorDeDominio
from conoceles.nucleo.texto import sin_acentos
from conoceles.proceso.firma import con_eleccion, firma

INVITAN = frozenset({"partido", "independiente"})


def vigente(candidatura: Candidatura) -> Invitacion | None:
    """La invitación que no se ha retirado, si la hay."""
    return (
        Invitacion.objects.filter(candidatura=candidatura, retirada_en=None).select_related("cuenta").first()
    )


def parte_lista(candidatura: Candidatura, ronda: Ronda | None) -> ParteLista | None:
    """El aviso de la persona de que terminó su parte en esa ronda, si lo dio."""
    return ParteLista.objects.filter(candidatura=candidatura, ronda=ronda.numero).first() if ronda else None


@transaction.atomic
def invitar(*, candidatura: Candidatura, correo: str, por: Alcance, ahora: datetime) -> Invitacion:
    """Abre la cuenta de la persona y le envía su enlace. Desde que lo reciba, su identidad es solo suya.

    `Conflicto` si ya hay una invitación o no hay nada que capturar; `ErrorDeDominio` si el correo no sirve.
    """
    fila = _tomar(candidatura, por)
    exigir_candidatura(fila.folio)
    if vigente(fila) is not None:
        raise Conflicto("Esta persona ya está invitada. Para cambiar el correo, retire antes la invitación.")
    if abierta(fila, ahora) is None:
        raise Conflicto("La información de esta candidatura no está abierta a captura.")
    escrito = correo.strip()
    cuenta = _cuenta(fila, escrito, por=por, ahora=ahora)
    invitacion = Invitacion.objects.create(
        candidatura=fila, cuenta=cuenta, ajeno="" if cuenta else escrito, por=por.actor, en=ahora
    )
    anotar(fila, Acto.PERSONA_INVITADA, por=por, ahora=ahora, cuenta=invitacion.cuenta_id)
    _enviar_enlace(invitacion, por=por, ahora=ahora)
    return invitacion


@transaction.atomic
def reenviar(*, candidatura: Candidatura, por: Alcance, ahora: datetime) -> None:
    """Otro enlace para quien todavía no recibe su cuenta. `Conflicto` si ya la recibió o no está invitada."""
    invitacion = vigente(_tomar(candidatura, por))
    if invitacion is None or invitacion.recibida:
        raise Conflicto("No hay una invitación pendiente de recibirse.")
    _enviar_enlace(invitacion, por=por, ahora=ahora)


@transaction.atomic
def retirar(*, candidatura: Candidatura, por: Alcance, ahora: datetime) -> None:
    """La persona deja de capturar, y se le avisa. Lo que contestó sigue siendo suyo, y sus derechos también.

    La cuenta que nunca recibió se cierra. `Conflicto` si no hay invitación vigente.
    """
    fila = _tomar(candidatura, por)
    exigir_candidatura(fila.folio)
    invitacion = vigente(fila)
    if invitacion is None:
        raise Conflicto("Esta candidatura no tiene una invitación vigente.")
    recibidos = AcuseDeRecibo.objects.filter(enlace__cuenta=invitacion.cuenta_id, en__gte=invitacion.en)
    acuse = recibidos.order_by("en").first()
    invitacion.contesto = acuse is not None and identidad.escrito_desde(fila, acuse.en)
    invitacion.retirada_por, invitacion.retirada_en = por.actor, ahora
    invitacion.save(update_fields=["contesto", "retirada_por", "retirada_en"])
    suya = invitacion.cuenta
    if suya and not Invitacion.objects.filter(cuenta=suya, retirada_en=None).exists():
        enlaces.tomar(suya)
        enlaces.anular(cuenta=suya, ahora=ahora)
        if not Invitacion.objects.filter(cuenta=suya).recibidas().exists():
            Cuenta.objects.filter(pk=suya.pk).update(is_active=False)
    if suya:
        _avisar(invitacion, ASUNTO_RETIRADA, RETIRADA, por=por, ahora=ahora)
    hecho = anotar(fila, Acto.INVITACION_RETIRADA, por=por, ahora=ahora, cuenta=invitacion.cuenta_id)
    memoria.recordar(hecho)


def por_liberar(candidatura: Candidatura) -> bool:
    """Si la identidad es de la persona, le falta contestarla y nada se ha enviado: eso detiene a quien responde."""
    return (
        Invitacion.objects.filter(candidatura=candidatura).que_apartan().exists()
        and identidad.completitud(candidatura) != "completa"
        and not Envio.objects.filter(candidatura=candidatura).exists()
    )


@transaction.atomic
def liberar(*, candidatura: Candidatura, por: Alcance, ahora: datetime) -> None:
    """Lo que la persona dejó a medias se descarta sin que nadie lo lea, y la captura vuelve a quien responde.

    Retira la invitación si sigue vigente y se lo avisa a la persona. `Conflicto` si su identidad está completa, si ya
    se envió o si no es suya. B primero: si A no confirma, ella pierde lo escrito, pero nadie lo ve.
    """
    fila = _tomar(candidatura, por)
    exigir_candidatura(fila.folio)
    if not por_liberar(fila):
        raise Conflicto(
            "Su identidad está completa, ya se envió o no la contesta ella: no hay nada que descartar."
        )
    list(para_cambiar(Invitacion.objects.filter(candidatura=fila).order_by("pk")))
    if vigente(fila) is not None:
        retirar(candidatura=fila, por=por, ahora=ahora)
    borradores.descartar(candidatura=fila, por=por, ahora=ahora)
    suyas = list(Invitacion.objects.filter(candidatura=fila).que_apartan().order_by("pk"))
    for invitacion in suyas:
        invitacion.liberada_por, invitacion.liberada_en = por.actor, ahora
        invitacion.save(update_fields=["liberada_por", "liberada_en"])
    for invitacion in {i.correo: i for i in suyas}.values():  # a cada buzón, una vez
        _avisar(invitacion, ASUNTO_DESCARTADO, DESCARTADO, por=por, ahora=ahora)
    anotar(fila, Acto.IDENTIDAD_LIBERADA, por=por, ahora=ahora)


@transaction.atomic
def marcar_lista(*, candidatura: Candidatura, por: Alcance, ahora: datetime) -> None:
    """La persona avisa que terminó su parte; puede seguir corrigiendo hasta que se envíe. Idempotente.

    `ErrorDeDominio` si su cuestionario de identidad no está completo.
    """
    por.exigir((Papel.CANDIDATURA,), "esa candidatura")
    fila = tomar_para_cambiar(candidatura, por)
    exigir_invitada(por, fila)
    ronda = abierta(fila, ahora)
    if ronda is None:
        raise Conflicto("Esta información ya se envió.")
    if ronda.abre("identidad") and identidad.completitud(fila) != "completa":
        raise ErrorDeDominio("Antes de avisar, termine su cuestionario de identidad y el consentimiento.")
    _, nueva = ParteLista.objects.get_or_create(
        candidatura=fila, ronda=ronda.numero, defaults={"por": por.actor, "en": ahora}
    )
    if nueva:
        anotar(fila, Acto.PARTE_LISTA, por=por, ahora=ahora, ronda=ronda.numero)


def _tomar(candidatura: Candidatura, por: Alcance) -> Candidatura:
    por.exigir(INVITAN, "esa candidatura")
    return tomar_para_cambiar(candidatura, por)


def _cuenta(fila: Candidatura, correo: str, *, por: Alcance, ahora: datetime) -> Cuenta | None:
    """La cuenta que tiene esa persona, por esta candidatura o por otra suya, también de otra elección, o una nueva.
    Siempre acusa recibo.

    `None` si el correo es de la cuenta de alguien más.

    Quien ya contestó solo vuelve por su mismo correo: invitar a otro buzón no abre lo que es suyo.
    """
    previa = _previa(fila, correo)
    previas_suyas = Invitacion.objects.filter(candidatura=fila, contesto=True, liberada_en=None)
    if previas_suyas.exists() and not previas_suyas.filter(cuenta=previa).exists():
        raise ErrorDeDominio(
            "Esta persona ya contestó su identidad: invítela al mismo correo de antes. "
            "Si lo perdió, ella puede pedir a la autoridad electoral que lo cambie.",
            campo="correo",
        )
    if previa is None and (otra := Cuenta.objects.filter(correo=correo.lower()).first()):
        _exigir_no_usado(otra, por)
        return None
    if previa is None:
        return crear_cuenta(
            correo=correo,
            clave=None,
            nombre=fila.nombre,
            papel=Papel.CANDIDATURA,
            ambito=f"candidatura:{fila.pk}",
            por=por,
            ahora=ahora,
        )
    previa.is_active = True
    previa.save(update_fields=["is_active"])
    return previa


def _previa(fila: Candidatura, correo: str) -> Cuenta | None:
    """La cuenta de persona candidata con ese correo, si es de ella en esta elección o lleva su nombre en otra."""
    halladas = Cuenta.objects.filter(papel=Papel.CANDIDATURA, correo=correo.lower())
    cuenta = enlaces.tomar_si_hay(halladas)
    if cuenta is None:
        return None
    suyas = Candidatura.objects.filter(pk__in=[_primera(cuenta), *_invitadas(cuenta)]).select_related(
        "persona"
    )
    de_esta = [c for c in suyas if c.proceso_id == fila.proceso_id]
    if de_esta:
        return cuenta if all(c.persona_id == fila.persona_id for c in de_esta) else None
    mismas = all(sin_acentos(c.persona.nombre) == sin_acentos(fila.persona.nombre) for c in suyas)
    return cuenta if suyas and mismas else None


def _primera(cuenta: Cuenta) -> str:
    return cuenta.ambito.removeprefix("candidatura:")


def _invitadas(cuenta: Cuenta) -> list[str]:
    return [
        str(pk) for pk in Invitacion.objects.filter(cuenta=cuenta).values_list("candidatura_id", flat=True)
    ]


def _exigir_no_usado(otra: Cuenta, por: Alcance) -> None:
    """`ErrorDeDominio` si el correo es de quien invita o de otra persona a su cargo: eso ya lo sabe quien invita."""
    suyas = Invitacion.objects.filter(cuenta=otra, candidatura__in=listar(por).values("pk"))
    if f"cuenta:{otra.pk}" == por.actor or suyas.exists():
        raise ErrorDeDominio(
            "Ese correo es el suyo o ya invitó con él a otra persona. Cada quien necesita uno que solo ella abra.",
            campo="correo",
        )


def _avisar(invitacion: Invitacion, asunto: str, cuerpo: str, *, por: Alcance, ahora: datetime) -> None:
    fila = invitacion.candidatura
    encolar(
        para=invitacion.correo,
        asunto=con_eleccion(asunto, fila.proceso_id),
        cuerpo=f"{cuerpo.format(nombre=fila.nombre, folio=fila.folio, proceso=fila.proceso.nombre)}\n"
        f"{firma(fila.proceso_id)}\n",
        clase="invitacion",
        proceso=fila.proceso_id,
        folio=fila.folio,
        por=por,
        ahora=ahora,
    )


def _enviar_enlace(invitacion: Invitacion, *, por: Alcance, ahora: datetime) -> None:
    fila = invitacion.candidatura
    if invitacion.cuenta is None:
        _avisar(invitacion, "Conóceles: una invitación a este correo", AJENO, por=por, ahora=ahora)
        return
    quien = fila.formula.responde.nombre if fila.formula.responde else "Su fórmula independiente"
    razon = INVITA.format(quien=quien, proceso=fila.proceso.nombre, hasta=_hasta(fila, ahora))
    enlaces.emitir(
        cuenta=invitacion.cuenta,
        motivo=Enlace.ENTREGA,
        razon=razon,
        por=por,
        ahora=ahora,
        proceso=fila.proceso_id,
        folio=fila.folio,
    )


def _hasta(fila: Candidatura, ahora: datetime) -> str:
    """Hasta cuándo se captura, que no es cuándo vence el enlace; vacía si su plazo no ha empezado."""
    ronda = abierta(fila, ahora)
    inicio = inicio_de_captura(ronda) if ronda else None
    if ronda is None or inicio is None:
        return ""
    eleccion = fila.definicion
    primera = ronda.numero == 1
    dia = (
        vence_captura(eleccion.calendario, inicio)
        if primera
        else vence_subsanacion(eleccion, ronda.abierta_en)
    )
    return HASTA.format(dia=en_palabras(dia))
