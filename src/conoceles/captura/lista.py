"""La lista «Mis candidaturas»: avance por persona, con las mismas consultas para una que para cien."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from conoceles.bitacora.estados import CON_CONTENIDO, EN_PLAZO, ETIQUETAS, POR_DECIDIR, SIN_ENVIAR, Estado
from conoceles.candidaturas.consultas import listar
from conoceles.candidaturas.models import Candidatura
from conoceles.captura.plazo import Plazo, plazo
from conoceles.expediente.calendario.apertura import apertura
from conoceles.expediente.calendario.plazos import inicios_de_captura
from conoceles.expediente.models import Ronda
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.texto import sin_acentos
from conoceles.proceso import consultas as proceso
from conoceles.proceso.definicion import Definicion

POR_HACER = frozenset({Estado.REGISTRADA, *SIN_ENVIAR})
GRUPOS = (
    ("por_hacer", "Por enviar", POR_HACER),
    ("observadas", "Con observaciones", frozenset({Estado.OBSERVADA})),
    ("enviadas", "Enviadas", frozenset({*POR_DECIDIR, *CON_CONTENIDO})),
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
    hechas: int
    total: int

    @property
    def a_medias(self) -> bool:
        return self.estado in EN_PLAZO


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


def mis_candidaturas(alcance: Alcance, *, grupo: str, busca: str, ahora: datetime) -> Lista | None:
    """Lo que el alcance captura en la elección vigente; `None` si no hay elección abierta."""
    vigente = proceso.vigente()
    if vigente is None:
        return None
    definicion = proceso.definicion(vigente.clave)
    filas = listar(alcance, vigente.clave).prefetch_related("borradores", "fotografias")
    todos = [_renglon(fila, definicion) for fila in filas]
    estados = {clave: estados for clave, _, estados in GRUPOS}.get(grupo)
    vistos = [r for r in todos if (estados is None or r.estado in estados) and _coincide(r, busca)]
    grupos = tuple(
        Grupo(clave, etiqueta, sum(r.estado in dentro for r in todos), clave == grupo)
        for clave, etiqueta, dentro in GRUPOS
    )
    cerrada = any(r.estado == Estado.REGISTRADA for r in todos)
    sin_abrir = apertura(definicion, ahora).para_quien_responde if cerrada else ""
    plazo_y_vencidas = _plazo(alcance, vigente.clave, ahora)
    return Lista(vigente.nombre, tuple(vistos), grupos, len(todos), *plazo_y_vencidas, sin_abrir)


def _renglon(fila: Candidatura, definicion: Definicion) -> EnLista:
    con_datos = sum(1 for borrador in fila.borradores.all() if any(borrador.contenido.values()))
    return EnLista(
        folio=fila.folio,
        nombre=fila.nombre,
        lugar=lugar(fila, definicion),
        fuerza=fila.formula.fuerza.siglas,
        estado=fila.estado,
        etiqueta=ETIQUETAS[fila.estado],
        hechas=con_datos + bool(fila.fotografias.all()),
        total=len(definicion.para(fila.formula.contienda.cargo).curricular.secciones) + 1,
    )


def lugar(candidatura: Candidatura, definicion: Definicion) -> str:
    """«Diputación del distrito 5 · suplente»; en las listas, también el lugar que ocupa."""
    formula = candidatura.formula
    en_lista = definicion.cargo(formula.contienda.cargo).con_lugares
    puesto = f" · lugar {formula.posicion} de la lista" if en_lista else ""
    return f"{formula.contienda.nombre}{puesto} · {candidatura.calidad}"


def _coincide(renglon: EnLista, busca: str) -> bool:
    return sin_acentos(busca) in sin_acentos(f"{renglon.nombre} {renglon.lugar} {renglon.folio}")


def _plazo(alcance: Alcance, clave: str, ahora: datetime) -> tuple[Plazo | None, int]:
    """El que vence primero de lo que falta por enviar, y cuántas ya están fuera del suyo mientras a otras les queda."""
    pendientes = listar(alcance, clave).filter(estado__in=POR_HACER)
    rondas = Ronda.objects.filter(candidatura__in=pendientes, numero=1)
    inicios = inicios_de_captura(clave, rondas.select_related("candidatura__formula__contienda"))
    calendario = proceso.definicion(clave).calendario
    plazos = sorted((plazo(calendario, en, ahora) for en in inicios.values()), key=lambda p: p.vence)
    a_tiempo = [p for p in plazos if p.faltan >= 0]
    if a_tiempo:
        return a_tiempo[0], len(plazos) - len(a_tiempo)
    return (plazos[0], 0) if plazos else (None, 0)
