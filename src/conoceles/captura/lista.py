"""La lista «Mis candidaturas»: avance por persona, con las mismas consultas para una que para cien."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Q

from conoceles.bitacora.estados import CON_CONTENIDO, ETIQUETAS, POR_DECIDIR, SIN_ENVIAR, Estado
from conoceles.candidaturas.consultas import listar
from conoceles.candidaturas.models import Candidatura, Formula
from conoceles.captura.avance import Avance, avances
from conoceles.captura.plazo import Plazo, hasta, ya_paso
from conoceles.expediente.calendario.apertura import apertura
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.texto import sin_acentos
from conoceles.proceso import consultas as proceso
from conoceles.proceso.definicion import Calendario, Definicion

POR_HACER = frozenset({Estado.REGISTRADA, *SIN_ENVIAR})
GRUPOS = (
    ("por_hacer", "Por enviar", POR_HACER),
    ("observadas", "Con observaciones", frozenset({Estado.OBSERVADA})),
    ("enviadas", "Enviadas, en revisión", frozenset(POR_DECIDIR)),
    ("publicadas", "Validadas o publicadas", frozenset(CON_CONTENIDO)),
)


@dataclass(frozen=True)
class EnLista:
    """Una candidatura en la lista."""

    folio: str
    nombre: str
    lugar: str
    fuerza: str
    estado: str
    etiqueta: str
    avance: Avance
    calendario: Calendario  # el de su territorio
    tarde: bool = False  # ya pasó el día en que debió corregirse o enviarse

    @property
    def pendiente(self) -> bool:
        """Si espera a quien captura: por enviar, o con algo que corregir."""
        return self.estado in (*SIN_ENVIAR, Estado.OBSERVADA)

    @property
    def por_corregir(self) -> bool:
        return self.estado == Estado.OBSERVADA

    @property
    def vencida(self) -> bool:
        """Si ya pasó su plazo: lo que se envíe será extemporáneo."""
        return self.estado == Estado.OMISA

    @property
    def lista(self) -> bool:
        """Si solo le falta enviarse."""
        return self.pendiente and not self.avance.faltan


@dataclass(frozen=True)
class Ajena:
    """Lo que captura alguien más. `responde`: sus siglas; vacío si es otra persona del mismo partido."""

    contienda: str
    fuerza: str
    responde: str


@dataclass(frozen=True)
class Grupo:
    clave: str
    etiqueta: str
    cuantas: int
    elegido: bool


@dataclass(frozen=True)
class Lista:
    proceso: str
    renglones: tuple[EnLista, ...]
    grupos: tuple[Grupo, ...]
    total: int
    plazo: Plazo | None  # el próximo que vence; si ya vencieron todos, uno de ellos
    vencidas: int  # de cuántas venció, si a otras les queda tiempo
    sin_abrir: str  # por qué no se puede capturar lo registrado, y desde cuándo; vacía si todo está abierto
    ajenas: tuple[Ajena, ...]  # si la búsqueda no halló nada suyo: lo de su partido que captura alguien más


def mis_candidaturas(alcance: Alcance, *, grupo: str, busca: str, ahora: datetime) -> Lista | None:
    """Lo que el alcance captura en la elección que ve, primero lo que urge; `None` si no hay elección abierta."""
    vigente = proceso.elegida(alcance)
    if vigente is None:
        return None
    definicion = proceso.definicion(vigente.clave)
    todos = [
        replace(r, tarde=ya_paso(r.avance.vence, r.calendario, ahora)) for r in renglones(alcance, definicion)
    ]
    estados = {clave: estados for clave, _, estados in GRUPOS}.get(grupo)
    vistos = [r for r in todos if (estados is None or r.estado in estados) and _coincide(r, busca)]
    grupos = tuple(
        Grupo(clave, etiqueta, sum(r.estado in dentro for r in todos), clave == grupo)
        for clave, etiqueta, dentro in GRUPOS
    )
    cerrada = any(r.estado == Estado.REGISTRADA for r in todos)
    sin_abrir = _sin_abrir(alcance, definicion, ahora) if cerrada else ""
    plazo_y_vencidas = _plazo(todos, ahora)
    otras = () if vistos or not busca else de_otras(alcance, definicion, busca)
    return Lista(vigente.nombre, tuple(vistos), grupos, len(todos), *plazo_y_vencidas, sin_abrir, otras)


def renglones(alcance: Alcance, definicion: Definicion) -> list[EnLista]:
    """Todas, por urgencia: lo que espera a quien captura según cuándo vence, y a igual plazo lo que menos le falta."""
    filas = list(listar(alcance, definicion.clave).prefetch_related("borradores", "fotografias"))
    avanzado = avances(filas, definicion)
    hechos = [
        EnLista(
            folio=fila.folio,
            nombre=fila.nombre,
            lugar=lugar(fila, definicion),
            fuerza=fila.formula.fuerza.dicha,
            estado=fila.estado,
            etiqueta=ETIQUETAS[fila.estado],
            avance=avanzado[fila.pk],
            calendario=_calendario(fila, definicion),
        )
        for fila in filas
    ]
    return sorted(hechos, key=lambda r: (not r.pendiente, r.avance.vence or date.max, len(r.avance.faltan)))


def siguiente_pendiente(alcance: Alcance, *, salvo: str) -> tuple[str, int]:
    """El folio de la que más urge entre las que esperan a quien captura, y cuántas son; sin contar `salvo`."""
    esperan = [r.folio for r in _pendientes(alcance, salvo)]
    return (esperan[0], len(esperan)) if esperan else ("", 0)


def siguiente_incompleta(alcance: Alcance, *, salvo: str) -> tuple[str, str]:
    """El folio y la parte que falta de la que más urge, si quien captura la puede llenar; vacíos si ninguna."""
    suyas = ((r.folio, r.avance.por_llenar) for r in _pendientes(alcance, salvo))
    return next((suya for suya in suyas if suya[1]), ("", ""))


def _calendario(fila: Candidatura, definicion: Definicion) -> Calendario:
    """El de su territorio, sin volver a buscar la elección por cada renglón."""
    contienda = fila.formula.contienda
    return definicion.calendario.de(contienda.municipio, contienda.distrito)


def _pendientes(alcance: Alcance, salvo: str) -> list[EnLista]:
    vigente = proceso.elegida(alcance)
    todos = renglones(alcance, proceso.definicion(vigente.clave)) if vigente else []
    return [r for r in todos if r.pendiente and r.folio != salvo]


def de_otras(alcance: Alcance, definicion: Definicion, busca: str) -> tuple[Ajena, ...]:
    """De lo que su partido postula y captura alguien más: dónde y quién responde. Sin nombres de personas."""
    if alcance.fuerza is None:
        return ()
    suyas = Q(fuerza=alcance.fuerza) | Q(fuerza__integrantes=alcance.fuerza) | Q(responde=alcance.fuerza)
    formulas = Formula.objects.filter(suyas, contienda__proceso=definicion.clave, responde__isnull=False)
    mias = Candidatura.objects.en(alcance).values("formula_id")
    vistas = formulas.exclude(pk__in=mias).select_related("contienda", "fuerza", "responde")
    halladas = {
        Ajena(
            f.contienda.nombre,
            f.fuerza.dicha,
            f.responde.siglas if f.responde and f.responde_id != alcance.fuerza else "",
        ): f.contienda.orden
        for f in vistas
        if sin_acentos(busca) in sin_acentos(f"{f.contienda.nombre} {f.contienda.ambito}")
    }
    return tuple(sorted(halladas, key=lambda ajena: halladas[ajena]))


def lugar(candidatura: Candidatura, definicion: Definicion) -> str:
    """«Diputación del distrito 5 · suplente»; en las listas, también el lugar que ocupa."""
    cargo, posicion = definicion.cargo(candidatura.formula.contienda.cargo), candidatura.formula.posicion
    en_lista = cargo.con_lugares and not cargo.puestos
    puesto = f"lugar {posicion} de la lista" if en_lista else ""
    return " · ".join(candidatura.partes_de_su_lugar(definicion, puesto))


def _coincide(renglon: EnLista, busca: str) -> bool:
    return sin_acentos(busca) in sin_acentos(f"{renglon.nombre} {renglon.lugar} {renglon.folio}")


def _sin_abrir(alcance: Alcance, definicion: Definicion, ahora: datetime) -> str:
    """Por qué, de lo primero que se abrirá; lo demás lo dice cada candidatura."""
    cerradas = listar(alcance, definicion.clave).filter(estado=Estado.REGISTRADA)
    aperturas = (
        [apertura(fila.definicion, ahora) for fila in cerradas] if definicion.calendario.grupos else []
    )
    primera = min(aperturas, key=lambda a: a.dia or date.max, default=None) or apertura(definicion, ahora)
    return primera.para_quien_responde


def _plazo(todos: list[EnLista], ahora: datetime) -> tuple[Plazo | None, int]:
    """El que vence primero de lo que falta por enviar, y cuántas ya están fuera del suyo mientras a otras les queda."""
    vencen = [(r.avance.vence, r) for r in todos if r.estado in SIN_ENVIAR and r.avance.vence]
    por_dia = sorted(vencen, key=lambda par: par[0])
    plazos = [hasta(r.calendario, vence, ahora) for vence, r in por_dia]
    a_tiempo = [p for p in plazos if p.faltan >= 0]
    if a_tiempo:
        return a_tiempo[0], len(plazos) - len(a_tiempo)
    return (plazos[0], 0) if plazos else (None, 0)
