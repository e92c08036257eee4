"""Lo que el instituto atiende hoy: vencimientos, esperas, rezagos y actos que faltan."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from conoceles.ayuda import consultas as ayuda
from conoceles.ayuda.faltantes import Prevista, por_capacitar
from conoceles.ayuda.models import SolicitudDeAyuda
from conoceles.bitacora.estados import ETIQUETAS, SIN_PERFIL, Estado
from conoceles.candidaturas import consultas as candidaturas
from conoceles.candidaturas.models import Candidatura
from conoceles.curricular import consultas as curricular
from conoceles.curricular.models import VersionCurricular
from conoceles.derechos.consultas import Pendientes, pendientes
from conoceles.estadistica.poblacion import registros
from conoceles.estadistica.terminos import contar
from conoceles.expediente.ajuste import solicitudes
from conoceles.expediente.models import Envio, Observacion
from conoceles.identidad.permisos.formatos import Recibido, por_revisar
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.texto import duracion
from conoceles.proceso import actos
from conoceles.proceso import consultas as proceso
from conoceles.proceso.carga.advertencias import advertencias
from conoceles.proceso.definicion import Definicion, Seccion
from conoceles.publicacion.rezago import atraso, hay, sin_archivo
from conoceles.revision import segundas
from conoceles.revision.cola import POR_REVISAR, EnCola, lugar, renglones
from conoceles.revision.devueltos import Devuelto, devueltos
from conoceles.revision.marcha import Marcha, marcha
from conoceles.revision.models import PorConfirmar

TOLERANCIA = timedelta(minutes=2)  # lo que el obrero puede tardar sin que sea noticia


@dataclass(frozen=True)
class Espera:
    """Una observada que no se ha vuelto a enviar."""

    folio: str
    nombre: str
    lugar: str
    fuerza: str
    desde: datetime
    tiempo: str


@dataclass(frozen=True)
class Avance:
    """Cuántas de cuántas."""

    etiqueta: str
    cuantas: int
    total: int

    @property
    def porcentaje(self) -> int:
        return 100 * self.cuantas // self.total if self.total else 0


@dataclass(frozen=True)
class Publicado:
    """Cómo va la publicación respecto de la bitácora."""

    hay: bool
    pendientes: int
    tiempo: str
    rezagada: bool
    sin_archivo: tuple[str, ...] = ()  # folios que esperan el archivo de su fotografía


@dataclass(frozen=True)
class Hoy:
    proceso: str
    vencidas: tuple[EnCola, ...]
    proximas: tuple[EnCola, ...]
    en_espera: int
    ajustes: tuple[solicitudes.Solicitud, ...]  # pedidos y sin resolver
    esperas: tuple[Espera, ...]
    fuerzas_en_cero: tuple[Avance, ...]
    estados: tuple[Avance, ...]
    completitud: tuple[Avance, ...]
    cuentas: str
    publicado: Publicado
    faltan: tuple[actos.Falta, ...]  # actos que autorizan capturar o publicar
    actos: tuple[str, ...]
    ayudas: tuple[SolicitudDeAyuda, ...]
    devueltos: tuple[Devuelto, ...]
    derechos: Pendientes
    marcha: Marcha
    segundas: tuple[PorConfirmar, ...]  # pedidos por una persona, que otra confirma
    capacitacion: tuple[Prevista, ...]  # periodos con alguien que falta
    formatos: tuple[Recibido, ...]  # firmados y sin revisar, el más antiguo primero; de quien los resuelve
    nadie_abierta: bool  # a nadie se le ha abierto la captura: no hay de quién esperar un envío


def hoy(alcance: Alcance, *, ahora: datetime) -> Hoy | None:
    """El estado de la elección que ve; `None` si no hay."""
    vigente = proceso.elegida(alcance)
    if vigente is None:
        return None
    definicion = proceso.definicion(vigente.clave)
    filas = list(candidaturas.listar(alcance, vigente.clave))
    enviadas = set(Envio.objects.filter(candidatura__in=filas).values_list("candidatura_id", flat=True))
    por_decidir = renglones([f for f in filas if f.estado in POR_REVISAR], ahora=ahora)
    por_decidir.sort(key=lambda r: (r.vence is None, r.vence))
    urgentes = [r for r in por_decidir if r.faltan is not None and r.faltan <= 0]
    cuentas = Counter(f.estado for f in filas)
    siguen = [f for f in filas if f.estado not in SIN_PERFIL]
    return Hoy(
        proceso=vigente.nombre,
        vencidas=tuple(urgentes),
        proximas=tuple(r for r in por_decidir if r.faltan is not None and 0 < r.faltan <= 1),
        en_espera=len(por_decidir),
        ajustes=tuple(s for s in solicitudes.cola(alcance, vigente.clave, ahora) if s.pendiente),
        esperas=_esperas(filas, ahora),
        fuerzas_en_cero=_en_cero(siguen, enviadas),
        estados=tuple(Avance(ETIQUETAS[e], n, len(filas)) for e, n in cuentas.items()),
        completitud=_completitud(definicion, [f for f in siguen if f.pk in enviadas]),
        cuentas=contar(registros(definicion)).frase,
        publicado=_publicado(vigente.clave, ahora),
        faltan=(*actos.faltan(definicion, "captura"), *actos.faltan(definicion, "publicacion")),
        actos=tuple(advertencias(definicion)),
        ayudas=tuple(ayuda.abiertas(alcance, vigente.clave)),
        devueltos=devueltos(definicion),
        derechos=pendientes(alcance, ahora),
        marcha=marcha(definicion, esperan=cuentas[Estado.REGISTRADA], ahora=ahora),
        segundas=segundas.que_esperan(alcance, vigente.clave),
        capacitacion=por_capacitar(vigente.clave, definicion.calendario.dia_local(ahora)),
        formatos=tuple(por_revisar(alcance, vigente.clave)),
        nadie_abierta=all(f.estado == Estado.REGISTRADA for f in siguen),
    )


def _esperas(filas: list[Candidatura], ahora: datetime) -> tuple[Espera, ...]:
    """Observadas sin subsanar, de la más antigua a la más reciente."""
    observadas = {f.pk: f for f in filas if f.estado == Estado.OBSERVADA}
    desde = dict(
        Observacion.objects.filter(candidatura__in=observadas.values())
        .order_by("en")
        .values_list("candidatura_id", "en")
    )
    orden = sorted(desde.items(), key=lambda par: par[1])
    return tuple(
        Espera(
            f.folio,
            f.nombre,
            lugar(f),
            f.formula.fuerza.dicha,
            en,
            duracion(ahora - en) or "un momento",
        )
        for f, en in ((observadas[pk], en) for pk, en in orden)
    )


def _en_cero(filas: list[Candidatura], enviadas: set[UUID]) -> tuple[Avance, ...]:
    """Quien responde por candidaturas abiertas y no ha enviado ninguna."""
    abiertas: Counter[str] = Counter()
    hechas: Counter[str] = Counter()
    for fila in filas:
        if fila.estado == Estado.REGISTRADA:
            continue
        formula = fila.formula
        responde = formula.responde.nombre if formula.responde else formula.fuerza.nombre
        abiertas[responde] += 1
        hechas[responde] += fila.pk in enviadas
    return tuple(Avance(nombre, 0, total) for nombre, total in abiertas.items() if not hechas[nombre])


def _completitud(definicion: Definicion, filas: list[Candidatura]) -> tuple[Avance, ...]:
    """De lo enviado, cuántas traen fotografía y algo en cada sección."""
    versiones = curricular.vigentes(f.pk for f in filas)
    leidas = [(f.formula.contienda.cargo, versiones[f.pk]) for f in filas if f.pk in versiones]
    con_foto = sum(1 for _, v in leidas if v.fotografia_id)
    secciones = (
        _de_seccion(s, [v for cargo, v in leidas if any(c.se_pregunta_a(cargo) for c in s.campos)])
        for s in definicion.curricular.secciones
    )
    return (Avance("Fotografía", con_foto, len(leidas)), *secciones)


def _de_seccion(seccion: Seccion, preguntadas: list[VersionCurricular]) -> Avance:
    con_algo = sum(1 for v in preguntadas if any(v.contenido.get(c.clave) for c in seccion.campos))
    return Avance(seccion.titulo, con_algo, len(preguntadas))


def _publicado(clave: str, ahora: datetime) -> Publicado:
    falta = atraso(clave, ahora)
    rezagada = falta.tiempo > TOLERANCIA
    return Publicado(
        hay(clave), falta.pendientes, duracion(falta.tiempo), rezagada, tuple(sin_archivo(clave))
    )
