"""Recordar por correo a quien no ha enviado o no ha corregido, con su evidencia por candidatura."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string

from conoceles.bitacora import compuerta
from conoceles.bitacora.actos import Acto
from conoceles.bitacora.estados import SIN_ENVIAR, Estado
from conoceles.candidaturas.alcances import ambito_de, responsabilidades
from conoceles.candidaturas.constancia import anotar
from conoceles.candidaturas.encargos import Encargo, que_responden
from conoceles.candidaturas.models import Candidatura
from conoceles.correo.operaciones import encolar
from conoceles.cuentas.consultas import con_acceso
from conoceles.cuentas.models import Cuenta, Papel
from conoceles.expediente.calendario.plazos import inicios_de_captura, vence_captura, vence_subsanacion
from conoceles.expediente.models import Cierre, Recordatorio, Ronda
from conoceles.integridad.pregunta import dudosas
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.una_por_una import una_por_una
from conoceles.proceso.consultas import definicion as leer_definicion
from conoceles.proceso.definicion import Calendario, Definicion
from conoceles.proceso.firma import con_eleccion, firma
from conoceles.proceso.models import Proceso

VENCIDO = -1


@dataclass(frozen=True)
class Pendiente:
    """Una ronda sin enviar de una candidatura a la que hoy toca recordar, y por qué."""

    candidatura: Candidatura
    ronda: int
    hito: int
    vence: date

    @property
    def marca(self) -> tuple[UUID, int, int]:
        """Lo que no se recuerda dos veces a la misma persona."""
        return self.candidatura.pk, self.ronda, self.hito

    @property
    def ambitos(self) -> tuple[str, ...]:
        """Las cuentas que responden: el partido o la fórmula, y la propia persona candidata."""
        return (ambito_de(self.candidatura.formula), f"candidatura:{self.candidatura.pk}")

    def alcanza(self, encargo: Encargo) -> bool:
        """Si es de las contiendas de ese encargo; sin lista, todas lo son."""
        return not encargo.contiendas or self.candidatura.formula.contienda.clave in encargo.contiendas


@dataclass(frozen=True)
class Grupo:
    """Cuántas comparten el último día y si es para corregir; `faltan`, días naturales para él."""

    vence: date
    faltan: int
    cuantas: int
    correccion: bool


def recordar(*, por: Alcance, ahora: datetime) -> int:
    """Un correo por persona y día con lo que le toca hoy. Devuelve cuántos; repetirlo no manda otro.

    Cada hito se recuerda una vez: si el obrero no estuvo, al volver manda el más próximo, no los atrasados.
    """
    cerrados = Cierre.objects.vigentes().values_list("proceso_id", flat=True)
    claves = Proceso.objects.filter(historico=False).exclude(pk__in=cerrados).values_list("pk", flat=True)
    return una_por_una(
        compuerta.abiertas(Acto.RECORDATORIO, claves), lambda clave: _de_eleccion(clave, por=por, ahora=ahora)
    )


def _toca(definicion: Definicion, ahora: datetime) -> bool:
    """Desde la hora declarada, y nunca en la veda ni después: la captura ya no es lo que urge."""
    local = ahora.astimezone(ZoneInfo(definicion.calendario.zona))
    ultimo = max(_silencio(c) for c in definicion.calendario.todos())
    return local.strftime("%H:%M") >= definicion.recordatorios.hora and local.date() < ultimo


def _silencio(calendario: Calendario) -> date:
    """Primer día sin recordatorios: el de la veda, o el siguiente al fin de la campaña."""
    if veda := calendario.dia("veda_inicio"):
        return veda
    campana = calendario.dia("campana_fin")
    return campana + timedelta(days=1) if campana else calendario.dia("jornada") or date.max


def _de_eleccion(clave: str, *, por: Alcance, ahora: datetime) -> int:
    definicion = leer_definicion(clave)
    if not _toca(definicion, ahora):
        return 0
    hoy = definicion.calendario.dia_local(ahora)
    por_ambito: dict[str, list[Pendiente]] = defaultdict(list)
    for pendiente in _pendientes(definicion, hoy):
        for ambito in pendiente.ambitos:
            por_ambito[ambito].append(pendiente)
    hechos = set(
        Recordatorio.objects.filter(candidatura__proceso=definicion.clave).values_list(
            "destinatario", "candidatura_id", "ronda", "hito"
        )
    )
    de_hoy = Recordatorio.objects.filter(dia=hoy, candidatura__proceso=definicion.clave)
    servidos = set(de_hoy.values_list("destinatario", flat=True))
    invitadas = Q(
        invitaciones__candidatura__in=[p.candidatura for ps in por_ambito.values() for p in ps],
        invitaciones__retirada_en=None,
    )
    cuentas = con_acceso(
        Cuenta.objects.filter(que_responden(*por_ambito) | invitadas, is_active=True).distinct()
    )

    def a_ella(cuenta: Cuenta) -> int:
        quien = f"cuenta:{cuenta.pk}"
        suyos = [
            p
            for encargo in responsabilidades(cuenta)
            for p in por_ambito.get(encargo.ambito, ())
            if p.alcanza(encargo) and (quien, *p.marca) not in hechos
        ]
        if not suyos or quien in servidos:
            return 0
        _enviar(definicion, cuenta, suyos, hoy, por=por, ahora=ahora)
        return 1

    return una_por_una(cuentas.order_by("pk"), a_ella, lambda cuenta: f"cuenta {cuenta.pk}")


def _pendientes(definicion: Definicion, hoy: date) -> Iterable[Pendiente]:
    """A la que dice estar donde ningún acto la dejó no se le recuerda nada."""
    juntas = [*_por_capturar(definicion, hoy), *_por_corregir(definicion, hoy)]
    ajenas = dudosas({p.candidatura.folio for p in juntas})
    for pendiente in (p for p in juntas if p.candidatura.folio not in ajenas):
        if hoy < _silencio(pendiente.candidatura.definicion.calendario):
            yield pendiente


def _por_corregir(definicion: Definicion, hoy: date) -> Iterable[Pendiente]:
    """Lo observado, contado desde que se observó."""
    observadas = Candidatura.objects.filter(proceso=definicion.clave, estado=Estado.OBSERVADA)
    rondas = Ronda.objects.filter(numero__gt=1, candidatura__in=observadas).order_by("candidatura", "numero")
    ultimas = {r.candidatura_id: r for r in rondas.select_related("candidatura__formula__contienda")}
    for ronda in ultimas.values():
        vence = vence_subsanacion(definicion, ronda.abierta_en)
        observada = definicion.calendario.dia_local(ronda.abierta_en)
        hito = _hito(definicion, (vence - hoy).days, vencido=True)
        if hito is not None and observada + timedelta(days=hito) < vence:  # ese día ya se le dijo
            yield Pendiente(ronda.candidatura, ronda.numero, hito, vence)


def _por_capturar(definicion: Definicion, hoy: date) -> Iterable[Pendiente]:
    rondas = Ronda.objects.filter(
        numero=1,
        candidatura__proceso=definicion.clave,
        candidatura__estado__in=SIN_ENVIAR,
    ).select_related("candidatura__formula__contienda")
    inicios = inicios_de_captura(definicion.clave, rondas)
    for ronda in rondas:
        if ronda.candidatura_id not in inicios:  # nadie ha acusado recibo: su plazo no corre
            continue
        vence = vence_captura(definicion.calendario, inicios[ronda.candidatura_id])
        hito = _hito(definicion, (vence - hoy).days, vencido=ronda.candidatura.estado == Estado.OMISA)
        if hito is not None:
            yield Pendiente(ronda.candidatura, 1, hito, vence)


def _hito(definicion: Definicion, faltan: int, *, vencido: bool) -> int | None:
    reglas = definicion.recordatorios
    if faltan < 0:
        return VENCIDO if reglas.al_vencer and vencido else None
    return min((dias for dias in reglas.dias if faltan <= dias), default=None)


@transaction.atomic
def _enviar(
    definicion: Definicion,
    cuenta: Cuenta,
    suyos: list[Pendiente],
    hoy: date,
    *,
    por: Alcance,
    ahora: datetime,
) -> None:
    correo = encolar(
        para=cuenta.correo,
        asunto=con_eleccion(asunto(suyos), definicion.clave),
        cuerpo=cuerpo(definicion, cuenta, suyos, hoy, firma(definicion.clave)),
        clase="recordatorio",
        proceso=definicion.clave,
        por=por,
        ahora=ahora,
    )
    for suyo in suyos:
        Recordatorio.objects.create(
            candidatura=suyo.candidatura,
            destinatario=f"cuenta:{cuenta.pk}",
            nombre=cuenta.nombre,
            ronda=suyo.ronda,
            hito=suyo.hito,
            dia=hoy,
            correo=correo,
            en=ahora,
        )
        datos = {"hito": suyo.hito, "correo": correo.pk, "cuenta": cuenta.pk}
        anotar(suyo.candidatura, Acto.RECORDATORIO, por=por, ahora=ahora, **datos)


def asunto(suyos: list[Pendiente]) -> str:
    """Cuántas y qué les falta."""
    corregir = sum(p.ronda > 1 for p in suyos)
    enviar = len(suyos) - corregir
    partes = [
        f"{'falta' if n == 1 else 'faltan'} {n} por {que}"
        for n, que in ((corregir, "corregir"), (enviar, "enviar"))
        if n
    ]
    return f"Conóceles: {' y '.join(partes)}"


def cuerpo(definicion: Definicion, cuenta: Cuenta, suyos: list[Pendiente], hoy: date, firma: str) -> str:
    """Cuántas y hasta cuándo, sin nombres: el correo no es lugar para ellos."""
    cuentas = Counter((p.vence, p.ronda > 1) for p in suyos)
    contexto = {
        "nombre": cuenta.nombre,
        "suya": cuenta.papel == Papel.CANDIDATURA,
        "envia_ella": definicion.accesos.envia_la_persona,
        "cuantas": len(suyos),
        "corregir": (corregir := sum(p.ronda > 1 for p in suyos)),
        "enviar": len(suyos) - corregir,
        "grupos": [Grupo(vence, (vence - hoy).days, n, c) for (vence, c), n in sorted(cuentas.items())],
        "direccion": settings.URL_CAPTURA,
        "firma": firma,
        "proceso": definicion.nombre,
    }
    return render_to_string("expediente/recordatorio.txt", contexto)
