"""Lo que el instituto atiende hoy: vencimientos, esperas, rezagos y actos que faltan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from conoceles.ayuda import consultas as ayuda
from conoceles.ayuda.faltantes import Prevista, por_capacitar
from conoceles.ayuda.models import SolicitudDeAyuda
from conoceles.bitacora.estados import ETIQUETAS, SIN_PERFIL, Estado
from conoceles.candidaturas import consultas as candidaturas
from conoceles.candidaturas.consultas_base import CandidaturaQuerySet
from conoceles.candidaturas.models import Formula
from conoceles.derechos.consultas import Pendientes, pendientes
from conoceles.estadistica import terminos
from conoceles.expediente.ajuste import solicitudes
from conoceles.expediente.calendario.conservacion import espera_ley
from conoceles.expediente.models import Envio, Observacion
from conoceles.identidad.permisos.formatos import Recibido, por_revisar
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.texto import duracion
from conoceles.proceso import actos
from conoceles.proceso import consultas as proceso
from conoceles.proceso.carga.advertencias import advertencias
from conoceles.proceso.contenido import espera
from conoceles.proceso.definicion import Definicion
from conoceles.proceso.models import CambioPropuesto, Fuerza
from conoceles.publicacion.rezago import atraso, hay, sin_archivo
from conoceles.revision import llenado, segundas
from conoceles.revision.cola import POR_REVISAR, EnCola, lugar, por_vencer
from conoceles.revision.devueltos import Devuelto, devueltos
from conoceles.revision.marcha import Marcha, marcha
from conoceles.revision.models import PorConfirmar

ENVIADAS = Exists(Envio.objects.filter(candidatura=OuterRef("pk")))
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
    quienes_postulan: str
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
    propuesto: CambioPropuesto | None  # un cambio de la elección que espera a quien lo apruebe
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
    todas = candidaturas.listar(alcance, vigente.clave)
    siguen = todas.exclude(estado__in=SIN_PERFIL)
    cuentas = dict(todas.order_by("estado").values_list("estado").annotate(n=Count("*")))
    enviado = llenado.de_las_que_siguen(definicion)
    vencen = por_vencer(definicion, todas, ahora=ahora, plazo=1)
    return Hoy(
        proceso=vigente.nombre,
        quienes_postulan=definicion.quienes_postulan,
        vencidas=tuple(r for r in vencen if r.faltan is not None and r.faltan <= 0),
        proximas=tuple(r for r in vencen if r.faltan is not None and r.faltan > 0),
        en_espera=sum(cuentas.get(e, 0) for e in POR_REVISAR),
        ajustes=tuple(solicitudes.pendientes(alcance, vigente.clave, ahora)),
        esperas=_esperas(definicion, todas, ahora),
        fuerzas_en_cero=_en_cero(vigente.clave, siguen),
        estados=tuple(
            Avance(ETIQUETAS[e], cuentas[e], sum(cuentas.values())) for e in Estado if e in cuentas
        ),
        completitud=tuple(Avance(*una) for una in llenado.contar(definicion, enviado)),
        cuentas=terminos.cuentas(definicion, cuentas, enviadas=enviado.total()).frase,
        publicado=_publicado(vigente.clave, ahora),
        faltan=(*actos.faltan(definicion, "captura"), *actos.faltan(definicion, "publicacion")),
        actos=tuple(filter(None, (*advertencias(definicion), espera_ley(definicion, ahora)))),
        ayudas=tuple(ayuda.abiertas(alcance, vigente.clave)),
        devueltos=devueltos(definicion),
        derechos=pendientes(alcance, ahora),
        marcha=marcha(definicion, esperan=cuentas.get(Estado.REGISTRADA, 0), ahora=ahora),
        propuesto=espera.pendiente(vigente.clave),
        segundas=segundas.que_esperan(alcance, vigente.clave),
        capacitacion=por_capacitar(vigente.clave, definicion.calendario.dia_local(ahora)),
        formatos=tuple(por_revisar(alcance, vigente.clave)),
        nadie_abierta=not cuentas.keys() - {Estado.REGISTRADA, *SIN_PERFIL},
    )


def _esperas(definicion: Definicion, todas: CandidaturaQuerySet, ahora: datetime) -> tuple[Espera, ...]:
    """Observadas sin subsanar, de la más antigua a la más reciente."""
    observadas = {f.pk: f for f in todas.filter(estado=Estado.OBSERVADA)}
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
            lugar(f, definicion),
            f.formula.fuerza.dicha,
            en,
            duracion(ahora - en) or "un momento",
        )
        for f, en in ((observadas[pk], en) for pk, en in orden)
    )


def _en_cero(clave: str, siguen: CandidaturaQuerySet) -> tuple[Avance, ...]:
    """Quien responde por candidaturas abiertas y no ha enviado ninguna: de quien ya envió alguna no se cuentan las demás."""
    abiertas = siguen.exclude(estado=Estado.REGISTRADA)
    con_envio = Formula.objects.filter(Exists(abiertas.filter(ENVIADAS, formula=OuterRef("pk"))))
    ya_envio = Exists(con_envio.filter(responde=OuterRef("pk"))) | Exists(
        con_envio.filter(responde=None, fuerza=OuterRef("pk"))
    )
    sin_enviar = [*Fuerza.objects.filter(~ya_envio, proceso=clave)]
    suyas = Formula.objects.filter(Q(responde__in=sin_enviar) | Q(responde=None, fuerza__in=sin_enviar))
    de_quien = Coalesce("formula__responde", "formula__fuerza")
    de_cada_una = abiertas.filter(formula__in=suyas).order_by().values_list(de_quien).annotate(n=Count("*"))
    total = dict(de_cada_una)
    return tuple(Avance(f.nombre, 0, total[f.pk]) for f in sin_enviar if f.pk in total)


def _publicado(clave: str, ahora: datetime) -> Publicado:
    falta = atraso(clave, ahora)
    rezagada = falta.tiempo > TOLERANCIA
    return Publicado(
        hay(clave), falta.pendientes, duracion(falta.tiempo), rezagada, tuple(sin_archivo(clave))
    )
