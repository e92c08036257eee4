"""Cerrar la elección: su día y un acto de la administración. Nada se cierra solo, y otro acto lo deshace."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import QuerySet

from conoceles.bitacora import compuerta
from conoceles.bitacora.actos import Acto
from conoceles.bitacora.estados import ETIQUETAS, SIN_PERFIL, VISIBLES, Estado
from conoceles.bitacora.models import Entrada
from conoceles.bitacora.operaciones import registrar
from conoceles.bitacora.papeles import ADMINISTRACION
from conoceles.candidaturas.models import Candidatura
from conoceles.cuentas.avisos import avisar_al_instituto
from conoceles.expediente.models import Cierre, Retencion, Supresion
from conoceles.expediente.transiciones import mover
from conoceles.identidad import conservacion as identidad
from conoceles.integridad.pregunta import ajeno
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.bases.orden import para_cambiar
from conoceles.nucleo.dias import en_palabras
from conoceles.nucleo.errores import Conflicto, ErroresDeCampos
from conoceles.nucleo.una_por_una import una_por_una
from conoceles.proceso.consultas import definicion as leer_definicion
from conoceles.proceso.definicion import Acuerdo, Definicion
from conoceles.proceso.models import Proceso

AJENO = (
    "Este cierre, o lo que dice, se cambió sin pasar por el sistema. Avise a quien administra: la autoridad electoral compara con su "
    "respaldo y lo repone como estaba."
)
ANUNCIOS = (30, 7, 1, 0)  # días antes
SEMANA = 7  # ya vencido, cada cuánto se repite
ASUNTO_CERCANO, ASUNTO_VENCIDO = "Conóceles: se acerca el cierre", "Conóceles: el cierre está vencido"
QUE_HACER = "Quien administra la cierra en Hoy, «Cierre de la elección», que antes dice qué pasará."


@dataclass(frozen=True)
class Situacion:
    """Cómo va el cierre de una elección. `faltan`: días para el suyo, negativos si ya pasó; `None` si no lo declara."""

    proceso: str
    dia: date | None
    faltan: int | None
    cierre: Cierre | None

    @property
    def llego(self) -> bool:
        return self.faltan is not None and self.faltan <= 0

    @property
    def vencido(self) -> bool:
        """Pasó su día y nadie la ha cerrado."""
        return self.cierre is None and self.faltan is not None and self.faltan < 0

    @property
    def cerca(self) -> bool:
        return self.cierre is None and self.faltan is not None and 0 <= self.faltan <= ANUNCIOS[0]

    @property
    def frase(self) -> str:
        """Cuándo toca, para las pantallas y el correo; vacía si no declara su día o ya se cerró."""
        if self.dia is None or self.faltan is None or self.cierre is not None:
            return ""
        cual = en_palabras(self.dia)
        if self.vencido:
            hace = "1 día" if self.faltan == -1 else f"{-self.faltan} días"
            return (
                f"El cierre está vencido: debió hacerse el {cual}, hace {hace}. Nada se cierra solo, y mientras no se "
                "cierre, lo sensible de quienes siguieron hasta el final no empieza su plazo de conservación."
            )
        if self.faltan == 0:
            return f"Hoy, {cual}, toca cerrar la elección. Nada se cierra solo: hace falta el acto."
        cuanto = "falta 1 día" if self.faltan == 1 else f"faltan {self.faltan} días"
        return f"La elección se cierra el {cual}: {cuanto}. Nada se cierra solo: hace falta el acto."


@dataclass(frozen=True)
class Prevision:
    """Lo que pasará al cerrar. `pendientes`: estado → cuántas se quedarán como están, sin poder seguir."""

    cerradas: int
    bloqueadas: int
    pendientes: tuple[tuple[str, int], ...]
    retenidas: int
    suprime_desde: date


def situacion(definicion: Definicion, ahora: datetime) -> Situacion:
    """La de esa elección en ese momento."""
    dia = definicion.calendario.dia("cierre")
    faltan = (dia - definicion.calendario.dia_local(ahora)).days if dia else None
    return Situacion(definicion.clave, dia, faltan, vigente(definicion.clave))


def vigente(proceso: str) -> Cierre | None:
    return Cierre.objects.vigentes().filter(proceso=proceso).first()


def prever(definicion: Definicion, ahora: datetime) -> Prevision:
    """Solo lee."""
    filas = list(_vivas(definicion.clave))
    quedan = Counter(ETIQUETAS[f.estado] for f in filas if f.estado not in VISIBLES)
    local = ahora.astimezone(ZoneInfo(definicion.calendario.zona)).date()
    return Prevision(
        cerradas=sum(f.estado in VISIBLES for f in filas),
        bloqueadas=len(filas),
        pendientes=tuple(quedan.most_common()),
        retenidas=Retencion.objects.filter(candidatura__in=filas, fin_en=None).count(),
        suprime_desde=local + timedelta(days=definicion.conservacion.bloqueo_dias + 1),
    )


@transaction.atomic
def cerrar(*, proceso: str, acuerdo: Acuerdo, por: Alcance, ahora: datetime) -> Cierre:
    """Cierra la elección: nada se captura, lo publicado queda de archivo y la identidad se bloquea.

    Los totales de acciones afirmativas quedan fijos; las tablas de identidad, desde su corte. Rechaza como `exigir_cerrable`.
    """
    fila = para_cambiar(Proceso.objects.all()).get(pk=proceso)
    exigir_cerrable(proceso, acuerdo, por=por, ahora=ahora)
    vivas = list(para_cambiar(_vivas(proceso)))
    acciones = Counter(a for candidatura in vivas for a in candidatura.acciones_afirmativas)
    visibles = [c for c in vivas if c.estado in VISIBLES]
    cierre = Cierre.objects.create(
        proceso=fila,
        acciones=dict(acciones),
        estados={c.folio: c.estado for c in visibles},
        acuerdo=acuerdo.numero,
        fecha_acuerdo=acuerdo.fecha,
        organo=acuerdo.organo,
        por=por.actor,
        nombre_por=por.nombre,
        en=ahora,
    )
    for candidatura in visibles:
        mover(candidatura, Acto.CERRADA, por=por, ahora=ahora)
    identidad.archivar(vivas, por=por, ahora=ahora)
    _asentar(Acto.PROCESO_CERRADO, cierre, acuerdo, por=por, ahora=ahora)
    return cierre


def exigir_cerrable(proceso: str, acuerdo: Acuerdo, *, por: Alcance, ahora: datetime) -> None:
    """`NoEncontrado` a quien no administra; `ErroresDeCampos` sin el acto; `Conflicto` si no es su día, si ya se cerró
    o si la hora está en duda."""
    por.exigir(ADMINISTRACION, "esa elección")
    _exigir_su_dia(Proceso.objects.get(pk=proceso), situacion(leer_definicion(proceso), ahora))
    _exigir_acto(acuerdo)


def exigir_reabrible(proceso: str, acuerdo: Acuerdo, *, por: Alcance) -> Cierre:
    """El cierre que se desharía. `NoEncontrado` a quien no administra; `ErroresDeCampos` sin el acto; `Conflicto` si no
    está cerrada, o si ya se suprimió algo por el cierre."""
    por.exigir(ADMINISTRACION, "esa elección")
    cierre = vigente(proceso)
    if cierre is None:
        raise Conflicto("Esta elección no está cerrada.")
    if motivo := impide_reabrir(cierre):
        raise Conflicto(motivo)
    _exigir_acto(acuerdo)
    return cierre


@transaction.atomic
def reabrir(*, proceso: str, acuerdo: Acuerdo, por: Alcance, ahora: datetime) -> Cierre:
    """Deshace el cierre: cada candidatura vuelve a su estado y la identidad se desbloquea.

    Rechaza como `exigir_reabrible`.
    """
    para_cambiar(Proceso.objects.all()).get(pk=proceso)
    vivas = list(para_cambiar(_vivas(proceso)))
    cierre = exigir_reabrible(proceso, acuerdo, por=por)
    cierre.fin_acuerdo, cierre.fin_fecha = acuerdo.numero, acuerdo.fecha
    cierre.fin_por, cierre.fin_en = por.actor, ahora
    cierre.save(update_fields=["fin_acuerdo", "fin_fecha", "fin_por", "fin_en"])
    for candidatura in (c for c in vivas if c.estado == Estado.CERRADA):
        mover(candidatura, Acto.REABIERTA, cierre.estados[candidatura.folio], por=por, ahora=ahora)
    identidad.desarchivar(vivas, por=por, ahora=ahora)
    _asentar(Acto.PROCESO_REABIERTO, cierre, acuerdo, por=por, ahora=ahora)
    return cierre


def _asentar(acto: Acto, cierre: Cierre, acuerdo: Acuerdo, *, por: Alcance, ahora: datetime) -> None:
    datos = {"cierre": cierre.pk, "acuerdo": acuerdo.numero, "organo": acuerdo.organo}
    clave = cierre.proceso_id
    registrar(using="default", por=por, acto=acto, ahora=ahora, proceso=clave, datos=datos)


def impide_reabrir(cierre: Cierre) -> str:
    """Por qué ya no se puede; vacía si sí."""
    if ajeno(Cierre, de=[cierre.proceso_id]):
        return AJENO
    if Supresion.objects.filter(candidatura__proceso=cierre.proceso_id, motivo="cierre").exists():
        return "Ya empezó la supresión que este cierre ordena: lo suprimido no vuelve, y el cierre no se deshace."
    if not cierre.acuerdo:
        return (
            "Este cierre es anterior a que se guardara el estado de cada candidatura; no se puede deshacer."
        )
    return ""


def anunciar(*, por: Alcance, ahora: datetime) -> int:
    """Avisa por correo a quien administra y a la Comisión, 30, 7 y 1 días antes, el día y cada semana que siga vencido.

    Devuelve de cuántas elecciones; repetirlo no manda otro.
    """
    en_curso = Proceso.objects.filter(historico=False).values_list("pk", flat=True)
    return una_por_una(
        compuerta.abiertas(Acto.CIERRE_ANUNCIADO, en_curso),
        lambda clave: _anunciar(clave, por=por, ahora=ahora),
    )


def _anunciar(clave: str, *, por: Alcance, ahora: datetime) -> int:
    que = situacion(leer_definicion(clave), ahora)
    hito = _hito(que)
    hechos = Entrada.objects.filter(acto=Acto.CIERRE_ANUNCIADO, proceso=clave, datos__hito=hito)
    if hito is None or hechos.exists():
        return 0
    _avisar(que, hito, por=por, ahora=ahora)
    return 1


def _hito(que: Situacion) -> int | None:
    if que.vencido and que.faltan is not None:
        return -1 - (-que.faltan - 1) // SEMANA
    return min((dias for dias in ANUNCIOS if (que.faltan or 0) <= dias), default=None) if que.cerca else None


@transaction.atomic
def _avisar(que: Situacion, hito: int, *, por: Alcance, ahora: datetime) -> None:
    avisar_al_instituto(
        asunto=ASUNTO_VENCIDO if hito < 0 else ASUNTO_CERCANO,
        cuerpo=f"{que.frase}\n\n{QUE_HACER}",
        clase="cierre",
        proceso=que.proceso,
        por=por,
        ahora=ahora,
    )
    datos = {"hito": hito}
    registrar(
        using="default", por=por, acto=Acto.CIERRE_ANUNCIADO, ahora=ahora, proceso=que.proceso, datos=datos
    )


def _exigir_su_dia(fila: Proceso, que: Situacion) -> None:
    if fila.historico:
        raise Conflicto("Esta elección es archivo: no se cierra.")
    if que.cierre is not None:
        raise Conflicto("Esta elección ya se cerró.")
    if que.dia is None:
        raise Conflicto("El calendario no dice qué día se cierra esta elección; póngalo en Contenidos.")
    if not que.llego:
        raise Conflicto(f"Esta elección se puede cerrar desde el {en_palabras(que.dia)}, no antes.")
    if causas := compuerta.causas(Acto.PROCESO_CERRADO, fila.pk):
        raise compuerta.EnDuda(
            f"Cerrar no se puede deshacer y espera a que se aclare una duda. {' '.join(causas)}"
        )


def _exigir_acto(acuerdo: Acuerdo) -> None:
    errores = {}
    if not acuerdo.numero.strip():
        errores["acuerdo"] = "Escriba el número del acuerdo, acta u oficio."
    if acuerdo.fecha is None:
        errores["fecha_acuerdo"] = "Escriba la fecha del acto."
    if not acuerdo.organo.strip():
        errores["organo"] = "Escriba qué órgano lo aprobó."
    if errores:
        raise ErroresDeCampos("Falta algo del acto.", errores)


def _vivas(proceso: str) -> QuerySet[Candidatura]:
    return Candidatura.objects.filter(proceso=proceso).exclude(estado__in=SIN_PERFIL).order_by("pk")
