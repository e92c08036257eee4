"""Recibir una solicitud ARCO y llevarla de un paso al siguiente. Solo administración resuelve."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.views.decorators.debug import sensitive_variables

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.papeles import ADMINISTRACION
from conoceles.candidaturas.constancia import anotar
from conoceles.candidaturas.models import Candidatura
from conoceles.cuentas.evidencias import EVIDENCIAS
from conoceles.derechos import plazos
from conoceles.derechos.listas import ALCANCES, CAUSAS, DERECHOS, MEDIOS, PASOS
from conoceles.derechos.mensajes import avisar
from conoceles.derechos.models import PasoARCO, SolicitudARCO
from conoceles.expediente.ajuste.cambios import comparar, exigir_cambio
from conoceles.expediente.transiciones import tomar_para_cambiar
from conoceles.identidad import ajustes as identidad
from conoceles.identidad.matriz import es_la_persona
from conoceles.integridad.pregunta import exigir
from conoceles.leyes import SinLey
from conoceles.nucleo import reloj
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import Conflicto, ErrorDeDominio, ErroresDeCampos
from conoceles.proceso.preguntas.cuestionario import Respuesta, Respuestas

NOTA = 600


@sensitive_variables()
@transaction.atomic
def pedir(
    *,
    candidatura: Candidatura,
    derecho: str,
    por: Alcance,
    ahora: datetime,
    medio: str = "sistema",
    acreditada: str = "sesion",
    recibida_en: datetime | None = None,
    alcance: str = "",
    detalle: str = "",
    debe_decir: Respuestas | None = None,
    de_identidad: Respuestas | None = None,
) -> SolicitudARCO:
    """Registra la solicitud y abre su plazo. La presenta la persona, o la registra administración.

    `debe_decir` y `de_identidad`, de la rectificación; `alcance`, de la oposición. `NoEncontrado` si quien actúa
    no es ella ni administra; `ErrorDeDominio` con el campo que falta.
    """
    fila = tomar_para_cambiar(candidatura, por)
    recibida = _quien(fila, por, medio, acreditada, recibida_en, ahora)
    _exigir_completa(derecho, alcance, detalle)
    nuevo, respuestas = _rectificado(fila, derecho, debe_decir or {}, de_identidad or {}, detalle)
    solicitud = SolicitudARCO(
        candidatura=fila, derecho=derecho, medio=medio, acreditada=acreditada, alcance=alcance,
        debe_decir=nuevo, detalle=detalle.strip(), recibida_en=recibida,
    )  # fmt: skip
    return _abrir(solicitud, respuestas, por=por, ahora=ahora)


@sensitive_variables()
def _abrir(
    solicitud: SolicitudARCO, respuestas: dict[str, Respuesta], *, por: Alcance, ahora: datetime
) -> SolicitudARCO:
    """Le da número, sella en B lo que toca a identidad y da su primer paso, que abre el plazo."""
    fila = solicitud.candidatura
    solicitud.numero = f"ARCO-{fila.folio.upper()}-{fila.solicitudes_arco.count() + 1}"
    solicitud.con_identidad = bool(respuestas)
    solicitud.por, solicitud.en = por.actor, ahora
    fundar(solicitud, "recibida", ahora)  # antes de sellar nada en la otra base
    if respuestas:
        identidad.pedir(candidatura=fila, ajuste=solicitud.id, debe_decir=respuestas, por=por, ahora=ahora)
    solicitud.save(force_insert=True)
    _agregar(solicitud, "recibida", por=por, ahora=ahora, desde=solicitud.recibida_en)
    return solicitud


@transaction.atomic
def avanzar(
    *,
    solicitud: SolicitudARCO,
    estado: str,
    por: Alcance,
    ahora: datetime,
    causa: str = "",
    nota: str = "",
) -> PasoARCO:
    """Da un paso que no toca datos; hacer efectiva una procedente es de `efectos`.

    `ErrorDeDominio` (`estado`, `causa`, `nota`) si falta con qué darlo; `Conflicto` si no sigue o no es a tiempo.
    """
    por.exigir(ADMINISTRACION, "esa solicitud")
    if estado == "efectiva" or estado not in PASOS:
        raise ErrorDeDominio("Elija qué paso sigue.", campo="estado")
    if estado == "improcedente" and causa not in CAUSAS:
        raise ErrorDeDominio("Elija una causa de la lista.", campo="causa")
    if estado in ("prevenida", "ampliada") and not nota.strip():
        raise ErrorDeDominio("Escriba qué falta o por qué se amplía el plazo.", campo="nota")
    return _agregar(solicitud, estado, por=por, ahora=ahora, causa=causa, nota=nota)


def terminar(solicitud: SolicitudARCO, nota: str, *, por: Alcance, ahora: datetime) -> PasoARCO:
    """La procedente quedó hecha; quien llama pone la transacción y ya hizo el acto."""
    por.exigir(ADMINISTRACION, "esa solicitud")
    return _agregar(solicitud, "efectiva", por=por, ahora=ahora, nota=nota)


def _agregar(
    solicitud: SolicitudARCO,
    estado: str,
    *,
    por: Alcance,
    ahora: datetime,
    desde: datetime | None = None,
    causa: str = "",
    nota: str = "",
) -> PasoARCO:
    fila = tomar_para_cambiar(solicitud.candidatura, por)  # dos personas no dan el mismo paso a la vez
    ultimo = solicitud.pasos.order_by("-id").first()
    if ultimo is not None:
        exigir(SolicitudARCO, PasoARCO, de=[solicitud.candidatura.folio])
    if ultimo is not None and ultimo.estado not in PASOS[estado].desde:
        raise Conflicto(f"La solicitud está «{PASOS[ultimo.estado].etiqueta.lower()}»: ese paso no sigue.")
    fundamento, vence_en = fundar(solicitud, estado, ahora, desde=desde, causa=causa, ultimo=ultimo)
    if ultimo is not None:
        _exigir_a_tiempo(estado, solicitud, ultimo, ahora)
    try:
        with transaction.atomic():
            paso = PasoARCO.objects.create(
                solicitud=solicitud,
                estado=estado,
                causa=causa if estado == "improcedente" else "",
                nota=nota.strip()[:NOTA],
                fundamento=fundamento,
                vence_en=vence_en,
                por=por.actor,
                en=ahora,
            )
    except IntegrityError as error:
        raise Conflicto("Ese paso ya se dio.") from error
    datos: dict[str, object] = {"numero": solicitud.numero, "derecho": solicitud.derecho, "paso": estado}
    anotar(fila, Acto.ARCO, por=por, ahora=ahora, **datos, **({"causa": causa} if paso.causa else {}))
    if por.papel == "administracion":
        avisar(solicitud, PASOS[estado].etiqueta, por=por, ahora=ahora)
    return paso


def fundar(
    solicitud: SolicitudARCO, estado: str, ahora: datetime, *, desde: datetime | None = None, causa: str = "",
    ultimo: PasoARCO | None = None,
) -> tuple[str, datetime | None]:  # fmt: skip
    """Las leyes de ese paso y el plazo que abre. `SinLey`, junto a la causa o al paso elegido, si ninguna rige."""
    rigen = plazos.Plazos(solicitud.candidatura.definicion, ahora, solicitud.recibida_en)
    try:
        dichas = [_cita(rigen, r, solicitud.derecho, causa) for r in PASOS[estado].reglas]
        corria = ultimo.vence_en if ultimo else None
        return "; ".join(dichas), plazos.vence(rigen, estado, desde or ahora, corria)
    except SinLey as falta:
        raise (
            falta if falta.campo or estado in ("recibida", "efectiva") else falta.junto_a("estado")
        ) from None


def _cita(rigen: plazos.Plazos, regla: str, derecho: str, causa: str) -> str:
    try:
        return rigen.cita(regla.format(derecho=derecho, causa=causa))
    except SinLey as falta:
        raise falta.junto_a("causa") if "{causa}" in regla else falta from None


def _exigir_a_tiempo(estado: str, solicitud: SolicitudARCO, ultimo: PasoARCO, ahora: datetime) -> None:
    """Se previene en los primeros días, se amplía antes de vencer y se tiene por no presentada al vencer."""
    definicion, llegada = solicitud.candidatura.definicion, reloj.recibido(ahora)
    vencido = ultimo.vence_en is not None and llegada >= ultimo.vence_en
    if estado == "prevenida":
        dias = plazos.Plazos(definicion, ahora, solicitud.recibida_en).dias("prevencion")
        if llegada >= plazos.habiles(definicion, solicitud.recibida_en, dias):
            raise Conflicto(f"Solo se pide completarla en los {dias} días hábiles siguientes a recibirla.")
    if estado == "ampliada" and vencido:
        raise Conflicto("El plazo ya venció: no se amplía.")
    if estado == "no_presentada" and not vencido:
        raise Conflicto("Todavía corre el plazo de la persona para completarla.")


def _quien(
    fila: Candidatura,
    por: Alcance,
    medio: str,
    acreditada: str,
    recibida_en: datetime | None,
    ahora: datetime,
) -> datetime:
    """Cuándo se recibió: cuando llegó, de la propia persona; la fecha que conste, si la registra administración."""
    if es_la_persona(por, fila):
        if (medio, acreditada, recibida_en) != ("sistema", "sesion", None):
            raise ErrorDeDominio("Solo la autoridad electoral registra solicitudes recibidas por otro medio.")
        return reloj.recibido(ahora)
    por.exigir(ADMINISTRACION, "esa solicitud")
    errores = {}
    if medio not in MEDIOS:
        errores["medio"] = "Elija por qué medio llegó."
    if recibida_en is None:
        errores["recibida_en"] = "Escriba cuándo se recibió."
    elif recibida_en > ahora:
        errores["recibida_en"] = "No pudo recibirse en el futuro."
    if acreditada not in EVIDENCIAS:
        errores["acreditada"] = "Elija cómo se acreditó la identidad."
    if errores or recibida_en is None:
        raise ErroresDeCampos("Faltan datos de la solicitud.", errores)
    return recibida_en


def _exigir_completa(derecho: str, alcance: str, detalle: str) -> None:
    if derecho not in DERECHOS:
        raise ErrorDeDominio("Elija qué derecho se ejerce.", campo="derecho")
    if derecho == "oposicion" and alcance not in ALCANCES:
        raise ErrorDeDominio("Elija a qué se opone.", campo="alcance")
    if len(detalle.strip()) > NOTA:
        raise ErrorDeDominio(f"Escriba hasta {NOTA} caracteres.", campo="detalle")


@sensitive_variables()
def _rectificado(
    fila: Candidatura,
    derecho: str,
    debe_decir: Respuestas,
    de_identidad: Respuestas,
    detalle: str,
) -> tuple[dict[str, Respuesta | None], dict[str, Respuesta]]:
    """Lo que debe decir, revisado con las reglas de siempre; lo del padrón se explica en el detalle."""
    if derecho != "rectificacion":
        return {}, {}
    nuevo = comparar(fila, debe_decir)[1] if debe_decir else {}
    respuestas = identidad.limpias(fila.proceso_id, de_identidad)
    exigir_cambio(nuevo, respuestas, detalle.strip())
    return nuevo, respuestas
