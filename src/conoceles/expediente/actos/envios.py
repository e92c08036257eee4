"""Enviar: el único acto que escribe en las dos bases. Primero B, después A, que decide."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.db import IntegrityError, transaction

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.estados import Estado
from conoceles.bitacora.papeles import ENVIAN
from conoceles.candidaturas.consultas import edad_registrada, exigir_invitada
from conoceles.candidaturas.models import Candidatura
from conoceles.cuentas.models import Papel
from conoceles.curricular import consultas as curricular
from conoceles.curricular import operaciones as versiones
from conoceles.curricular.models import Fotografia, VersionCurricular
from conoceles.expediente.actos.operaciones import exigir_aviso
from conoceles.expediente.calendario.plazos import captura_vencida
from conoceles.expediente.models import Envio, Ronda
from conoceles.expediente.rondas import abierta
from conoceles.expediente.transiciones import mover, tomar_para_cambiar
from conoceles.identidad import borradores, matriz
from conoceles.identidad import operaciones as identidad
from conoceles.identidad.operaciones import Sello
from conoceles.identidad.permisos.consentimiento import de_respuestas
from conoceles.integridad.pregunta import exigir_candidatura
from conoceles.nucleo import reloj, secretos
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import Conflicto, ErroresDeCampos, NoEncontrado
from conoceles.proceso import consultas as proceso
from conoceles.proceso.definicion import Definicion
from conoceles.proceso.preguntas.cuestionario import Respuesta
from conoceles.proceso.preguntas.validacion import Hallazgo, revisar

CONSENTIMIENTOS = {
    "c_tratamiento": "Responda si autoriza el tratamiento de sus datos.",
    "c_publicacion": "Responda si autoriza publicar sus respuestas de identidad.",
    "c_grupos": "Elija al menos un tema.",
    "c_estadistica": "Responda si autoriza usar sus respuestas en estadísticas.",
}
IDENTIDAD_AJENA = "La persona candidata todavía no termina su cuestionario de identidad."


class YaNoEsLoLeido(Conflicto):
    """Lo guardado no es lo que se enseñó a quien envía."""


@dataclass(frozen=True)
class Revisado:
    """Lo que se enviaría y lo que se encontró en ello."""

    contenido: dict[str, Respuesta]
    respuestas: dict[str, Respuesta] = field(repr=False)
    hallazgos: tuple[Hallazgo, ...]
    foto: Fotografia | None = None

    @property
    def errores(self) -> dict[str, str]:
        return {h.campo: h.mensaje for h in self.hallazgos if h.nivel == "error"}


def revisar_borrador(*, candidatura: Candidatura, por: Alcance) -> Revisado:
    """Lo capturado hasta ahora con sus faltas y avisos, sin cambiar nada.

    Si la identidad es de una persona invitada, quien responde solo sabe si está completa.
    """
    if matriz.apartada(por, candidatura):
        respuestas = borradores.tomar_para_enviar(candidatura=candidatura, por=por)
        return _callar(candidatura, _revisar(candidatura, respuestas))
    respuestas, _ = borradores.leer(candidatura=candidatura, por=por)
    return _revisar(candidatura, respuestas)


def _revisar(candidatura: Candidatura, respuestas: dict[str, Respuesta]) -> Revisado:
    lo_curricular = _revisar_curricular(candidatura)
    de_identidad = _revisar_identidad(candidatura.definicion_del_cargo, candidatura, respuestas)
    hallazgos = (*lo_curricular.hallazgos, *de_identidad)
    return Revisado(lo_curricular.contenido, respuestas, hallazgos, lo_curricular.foto)


def _revisar_curricular(candidatura: Candidatura) -> Revisado:
    cuestionario = candidatura.definicion_del_cargo.curricular
    contenido, foto = curricular.contenido(candidatura), curricular.fotografia(candidatura)
    hallazgos = revisar(cuestionario, contenido, envio=True, fotografia=foto is not None)
    return Revisado(contenido, {}, tuple(hallazgos), foto)


def _callar(candidatura: Candidatura, revisado: Revisado) -> Revisado:
    """Sin las respuestas de identidad, y con una sola falta que no dice cuál."""
    campos = candidatura.definicion_del_cargo.curricular.campos()
    propios = {campo.clave for campo in campos} | {"fotografia"}
    visibles = [h for h in revisado.hallazgos if h.campo in propios]
    if any(h.campo not in propios and h.nivel == "error" for h in revisado.hallazgos):
        visibles.append(Hallazgo(campo="identidad", mensaje=IDENTIDAD_AJENA, nivel="error"))
    return Revisado(revisado.contenido, {}, tuple(visibles), revisado.foto)


def lo_capturado(candidatura: Candidatura, por: Alcance) -> str:
    """Lo que se enviaría ahora, en un sello: cambia si alguien, o un cliente de la base, cambia algo que `por` ve.

    De lo que dice y no de cuántas veces se guardó: quien escribe por fuera no sube la cuenta. Con llave, nada se adivina.
    """
    foto = curricular.fotografia(candidatura)
    ajena = matriz.apartada(por, candidatura)
    dicho = {
        "curricular": curricular.contenido(candidatura),
        "fotografia": foto.sha256 if foto else "",
        "identidad": {} if ajena else borradores.leer(candidatura=candidatura, por=por)[0],
    }
    return secretos.sellar("lo leído antes de enviar", dicho)


def enviar(*, candidatura: Candidatura, por: Alcance, ahora: datetime, leida: str | None = None) -> Envio:
    """La única oportunidad de la ronda, de quien actúe primero. Devuelve el envío con su número de acuse.

    `leida`: lo que `lo_capturado` decía cuando se leyó; si ya no es eso, o es vacía, `YaNoEsLoLeido`. `None`, quien no lee.
    `ErroresDeCampos` con lo que falta; `Conflicto` si ya se envió; `NoEncontrado` fuera del alcance.
    Si el sistema cae entre las dos bases, B queda con una versión que A no nombra: no hay envío.
    """
    try:
        with transaction.atomic():
            envio = _enviar_en_a(tomar_para_cambiar(candidatura, por), leida, por=por, ahora=ahora)
    except IntegrityError as error:
        raise Conflicto("Esta información ya se envió.") from error
    borradores.cerrar(candidatura=candidatura, por=por, ahora=ahora)
    return envio


def _enviar_en_a(fila: Candidatura, leida: str | None, *, por: Alcance, ahora: datetime) -> Envio:
    _exigir_que_envie(fila, por)
    ronda = abierta(fila, ahora)
    if ronda is None and fila.estado == Estado.OMISA:
        raise Conflicto("Ya no se recibe información: terminó el periodo de captura.")
    if ronda is None:
        raise Conflicto(_ya_enviada(fila))
    if leida is not None and leida != lo_capturado(fila, por):
        raise YaNoEsLoLeido("Cambió después de que se abrió: ábrala otra vez.")
    exigir_aviso(fila, por)
    exigir_candidatura(fila.folio)  # antes de sellar en B: la ronda, o lo ya enviado, pudo ponerlos otro
    previo = Envio.objects.filter(candidatura=fila).order_by("-ronda").first()
    if ronda.abre("identidad"):
        revisado = _revisar(fila, borradores.tomar_para_enviar(candidatura=fila, por=por))
        _exigir((_callar(fila, revisado) if matriz.apartada(por, fila) else revisado).errores)
        sello = _sellar(fila, revisado.respuestas, ronda, por=por, ahora=ahora)
    else:
        revisado = _revisar_curricular(fila)
        _exigir(revisado.errores)
        sello = _sello_previo(previo)
    version = _version(fila, revisado, ronda, por=por, ahora=ahora)
    return _asentar(fila, ronda, version, sello, por=por, ahora=ahora)


def envia(por: Alcance, candidatura: Candidatura) -> bool:
    """Si le toca enviar: a quien responde por ella y, donde su elección lo declara, a la persona invitada."""
    if por.papel != Papel.CANDIDATURA:
        return por.papel in ENVIAN
    return candidatura.definicion.accesos.envia_la_persona


def _exigir_que_envie(fila: Candidatura, por: Alcance) -> None:
    if not envia(por, fila):
        raise NoEncontrado("No existe esa candidatura.")
    exigir_invitada(por, fila)


def _ya_enviada(fila: Candidatura) -> str:
    """Quién se adelantó: pudo ser la persona candidata, o quien responde por ella."""
    ultimo = Envio.objects.filter(candidatura=fila).order_by("-ronda").first()
    quien = f" La envió {ultimo.nombre_por}." if ultimo and ultimo.nombre_por else ""
    return f"Esta información ya se envió.{quien}"


def _asentar(
    fila: Candidatura,
    ronda: Ronda,
    version: VersionCurricular,
    sello: Sello,
    *,
    por: Alcance,
    ahora: datetime,
) -> Envio:
    envio = Envio.objects.create(
        candidatura=fila,
        ronda=ronda.numero,
        acuse=f"{fila.folio.upper()}-{ronda.numero:02d}-{version.huella[:6].upper()}",
        version=version,
        huella_curricular=version.huella,
        identidad_version=sello.version,
        compromiso_identidad=sello.compromiso,
        cabeza_identidad=sello.cabeza,
        definicion=proceso.version_vigente(fila.proceso_id),
        recibido_en=reloj.llegada(ahora),
        extemporaneo=ronda.numero == 1 and captura_vencida(fila, ronda, ahora),
        por=por.actor,
        nombre_por=por.nombre,
        en=ahora,
    )
    mover(
        fila,
        Acto.ENVIADA,
        por=por,
        ahora=ahora,
        ronda=ronda.numero,
        acuse=envio.acuse,
        huella_curricular=version.huella,
        compromiso_identidad=sello.compromiso,
        cabeza_identidad=sello.cabeza,
    )
    return envio


def _version(
    fila: Candidatura, revisado: Revisado, ronda: Ronda, *, por: Alcance, ahora: datetime
) -> VersionCurricular:
    return versiones.agregar_version(
        candidatura=fila,
        origen="envio" if ronda.numero == 1 else "subsanacion",
        contenido=revisado.contenido,
        fotografia=revisado.foto,
        cuestionario_version=fila.definicion.curricular.version,
        por=por,
        ahora=ahora,
    )


def _sellar(
    fila: Candidatura, respuestas: dict[str, Respuesta], ronda: Ronda, *, por: Alcance, ahora: datetime
) -> Sello:
    limpias = {k: v for k, v in respuestas.items() if k not in CONSENTIMIENTOS}
    return identidad.sellar(
        candidatura=fila,
        respuestas=limpias,
        consentimiento=de_respuestas(respuestas),
        aviso_version=fila.definicion.version_de_avisos,
        origen="envio" if ronda.numero == 1 else "subsanacion",
        por=por,
        ahora=ahora,
    )


def _sello_previo(previo: Envio | None) -> Sello:
    if previo is None:
        raise Conflicto("No hay un envío anterior que subsanar.")
    return Sello(previo.identidad_version, previo.compromiso_identidad, previo.cabeza_identidad)


def _revisar_identidad(
    definicion: Definicion, candidatura: Candidatura, respuestas: dict[str, Respuesta]
) -> list[Hallazgo]:
    anios = edad_registrada(candidatura)
    hallazgos = revisar(
        definicion.identidad, respuestas, envio=True, edad=anios, grupos=definicion.grupos_edad
    )
    grupos = {g.clave for g in definicion.identidad.grupos}
    return [*hallazgos, *_sin_consentir(respuestas, grupos)]


def _sin_consentir(respuestas: dict[str, Respuesta], grupos: set[str]) -> list[Hallazgo]:
    """Lo que falta contestar del consentimiento."""
    elegidos, por_grupo = respuestas.get("c_grupos") or [], respuestas.get("c_publicacion") == "grupos"
    faltan = {
        "c_tratamiento": respuestas.get("c_tratamiento") not in ("si", "no"),
        "c_publicacion": respuestas.get("c_publicacion") not in ("si", "no", "grupos"),
        "c_grupos": por_grupo and not (elegidos and grupos.issuperset(elegidos)),
        "c_estadistica": respuestas.get("c_estadistica") not in ("si", "no"),
    }
    return [Hallazgo(clave, CONSENTIMIENTOS[clave], "error") for clave, falta in faltan.items() if falta]


def _exigir(errores: dict[str, str]) -> None:
    if errores:
        raise ErroresDeCampos("Falta información para poder enviar.", errores)
