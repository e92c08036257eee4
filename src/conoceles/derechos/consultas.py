"""Lo que las pantallas leen: solicitudes con su reloj, y lo que una persona ve de lo suyo."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from conoceles import leyes
from conoceles.bitacora import consultas as bitacora
from conoceles.bitacora.actos import Acto
from conoceles.candidaturas import consultas as candidaturas
from conoceles.candidaturas.models import Candidatura
from conoceles.cuentas.consultas import quien
from conoceles.derechos import vulneraciones
from conoceles.derechos.listas import (
    ALCANCES,
    CAUSAS,
    DERECHOS,
    MEDIOS,
    PASOS,
    TERMINALES,
    TODAS_LAS_ACREDITACIONES,
)
from conoceles.derechos.models import PasoARCO, SolicitudARCO
from conoceles.derechos.plazos import Plazos
from conoceles.identidad.permisos.vinculos import por_reconocer
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import NoEncontrado
from conoceles.nucleo.texto import sin_acentos


@dataclass(frozen=True)
class PasoVisto:
    etiqueta: str
    nota: str
    fundamento: str
    en: datetime
    quien: str


@dataclass(frozen=True)
class Solicitud:
    """Una solicitud como se muestra; `ultimo_dia` es el del plazo que corre, si corre alguno."""

    id: str
    numero: str
    folio: str
    nombre: str
    derecho: str
    clave: str
    medio: str
    acreditada: str
    pide: str
    con_identidad: bool
    recibida_en: datetime
    estado: str
    etiqueta: str
    ultimo_dia: datetime | None
    vencida: bool
    duda: str  # por qué ese último día podría ser otro
    pasos: tuple[PasoVisto, ...]

    @property
    def abierta(self) -> bool:
        return self.estado not in TERMINALES


def obtener(alcance: Alcance, ident: UUID) -> SolicitudARCO:
    """`NoEncontrado` si no existe o no le toca."""
    fila = SolicitudARCO.objects.filter(pk=ident, candidatura__in=Candidatura.objects.en(alcance)).first()
    if fila is None:
        raise NoEncontrado("No existe esa solicitud.")
    return fila


@dataclass(frozen=True)
class Titular:
    """Una candidatura cuya persona pudo haber presentado la solicitud."""

    folio: str
    nombre: str
    lugar: str
    eleccion: str


def titulares(alcance: Alcance, escrito: str) -> list[Titular] | None:
    """La del folio o las de quienes llevan en su nombre cada palabra, sin acentos; `None` con menos de tres letras.

    De todas las elecciones: quien llama a la puerta no dice de cuál son sus datos.
    """
    palabras = sin_acentos(escrito).split()
    if len("".join(palabras)) < 3:
        return None
    return [
        Titular(f.folio, f.nombre, f"{f.formula.contienda.nombre}, {f.proceso.nombre}", f.proceso_id)
        for f in candidaturas.listar(replace(alcance, proceso=""))
        if [f.folio] == palabras or all(p in sin_acentos(f.persona.nombre) for p in palabras)
    ]


def cola(alcance: Alcance, ahora: datetime) -> list[Solicitud]:
    """Todas las del alcance: primero las abiertas, por vencimiento."""
    suya = Candidatura.objects.en(alcance).filter(pk=OuterRef("candidatura"))
    filas = SolicitudARCO.objects.filter(Exists(suya))  # son pocas: no se juntan antes las de toda elección
    vistas = [vista(f, ahora) for f in _completas(filas)]
    return sorted(vistas, key=lambda s: (not s.abierta, s.ultimo_dia is None, s.ultimo_dia, s.recibida_en))


@dataclass(frozen=True)
class Pendientes:
    """Solo cuántas: qué pide cada quien lo ve administración."""

    solicitudes: int
    vencidas: int
    vulneraciones: int
    vinculos: int  # entre perfiles, por reconocer


def pendientes(alcance: Alcance, ahora: datetime) -> Pendientes:
    """Solicitudes por atender, las que ya pasaron su plazo, vulneraciones sin cerrar y vínculos por reconocer."""
    abiertas = [s for s in cola(alcance, ahora) if s.abierta]
    return Pendientes(
        len(abiertas), sum(s.vencida for s in abiertas), vulneraciones.abiertas(), len(por_reconocer(alcance))
    )


def de_candidatura(candidatura: Candidatura, ahora: datetime) -> list[Solicitud]:
    """Las de una persona, de la más reciente a la más antigua."""
    filas = _completas(SolicitudARCO.objects.filter(candidatura=candidatura).order_by("-recibida_en"))
    return [vista(f, ahora) for f in filas]


def lecturas(candidatura: Candidatura) -> list[tuple[datetime, str, str]]:
    """Quién leyó sus respuestas de identidad ya selladas: cuándo, quién y con qué motivo."""
    entradas = bitacora.de_folio("identidad", candidatura.folio).filter(acto=Acto.IDENTIDAD_LEIDA)
    return [(e.momento, quien(e.actor), str(e.datos.get("motivo", ""))) for e in entradas]


def vista(fila: SolicitudARCO, ahora: datetime) -> Solicitud:
    """Una solicitud como la enseñan las pantallas: en qué va, hasta cuándo y lo que sigue."""
    pasos = list(fila.pasos.all())
    ultimo = pasos[-1]
    corre = ultimo.vence_en if ultimo.estado not in TERMINALES else None
    return Solicitud(
        id=str(fila.pk),
        numero=fila.numero,
        folio=fila.candidatura.folio,
        nombre=fila.candidatura.nombre,
        derecho=DERECHOS[fila.derecho],
        clave=fila.derecho,
        medio=MEDIOS.get(fila.medio, "En el sistema"),
        acreditada=TODAS_LAS_ACREDITACIONES[fila.acreditada],
        pide=". ".join(p for p in (ALCANCES.get(fila.alcance, ""), fila.detalle) if p),
        con_identidad=fila.con_identidad,
        recibida_en=fila.recibida_en,
        estado=ultimo.estado,
        etiqueta=PASOS[ultimo.estado].etiqueta,
        ultimo_dia=corre - timedelta(microseconds=1) if corre else None,
        vencida=corre is not None and ahora >= corre,
        duda=_duda(fila, ultimo.en, corre) if corre else "",
        pasos=tuple(_paso(p) for p in pasos),
    )


def _duda(fila: SolicitudARCO, desde: datetime, corre: datetime) -> str:
    eleccion = fila.candidatura.definicion
    dia = eleccion.calendario.dia_local
    hasta = dia(corre - timedelta(microseconds=1))
    descansos = leyes.cita_o_pendiente("descanso-obligatorio", hasta, eleccion.entidad)
    return eleccion.calendario.por_que_dudar(dia(desde), hasta, lo_dice=descansos)


def siguientes(estado: str) -> list[tuple[str, str]]:
    """Los pasos que pueden darse a mano desde ese estado."""
    return [(clave, p.etiqueta) for clave, p in PASOS.items() if estado in p.desde and clave != "efectiva"]


def causas(solicitud: SolicitudARCO, ahora: datetime) -> list[tuple[str, str]]:
    """(clave, frase y ley) de las causas por las que hoy puede negarse; la que ninguna ley prevé no está."""
    rigen = Plazos(solicitud.candidatura.definicion, ahora, solicitud.recibida_en)
    halladas = []
    for causa in CAUSAS:
        with suppress(leyes.SinLey):
            frase = leyes.reglas()[f"arco-{causa}"].que
            halladas.append((causa, f"{frase} ({rigen.cita(f'arco-{causa}')})"))
    return halladas


def causas_sin_ley(solicitud: SolicitudARCO, ahora: datetime) -> list[str]:
    """Por qué no se ofrece cada una de las demás."""
    rigen = Plazos(solicitud.candidatura.definicion, ahora, solicitud.recibida_en)
    halladas = []
    for causa in CAUSAS:
        try:
            rigen.cita(f"arco-{causa}")
        except leyes.SinLey as falta:
            halladas.append(falta.mensaje)
    return halladas


def _paso(paso: PasoARCO) -> PasoVisto:
    causa = f"{leyes.reglas()[f'arco-{paso.causa}'].que}." if paso.causa else ""
    nota = " ".join(p for p in (causa, paso.nota) if p)
    return PasoVisto(PASOS[paso.estado].etiqueta, nota, paso.fundamento, paso.en, quien(paso.por))


def _completas(filas: QuerySet[SolicitudARCO]) -> QuerySet[SolicitudARCO]:
    return filas.prefetch_related("candidatura__persona", "pasos")
