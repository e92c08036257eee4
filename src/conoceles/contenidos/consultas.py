"""Lo que las pantallas leen: piezas con su valor, calendario de inhábiles e historia."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from conoceles.contenidos import legible
from conoceles.nucleo import festivos
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import NoEncontrado
from conoceles.proceso import consultas as procesos
from conoceles.proceso.contenido.edicion import valor
from conoceles.proceso.contenido.enmiendas import piezas_de
from conoceles.proceso.contenido.nombres import DE_GRUPOS
from conoceles.proceso.contenido.piezas import Pieza
from conoceles.proceso.definicion import Definicion
from conoceles.proceso.models import Enmienda, Proceso


@dataclass(frozen=True)
class PiezaEnLista:
    """Una pieza en la lista, con su última enmienda si la tiene."""

    pieza: Pieza
    resumen: str
    acto: str
    ultima: Enmienda | None


@dataclass(frozen=True)
class Grupo:
    clave: str
    titulo: str
    renglones: tuple[PiezaEnLista, ...]

    @property
    def enmendadas(self) -> int:
        return sum(r.ultima is not None for r in self.renglones)


@dataclass(frozen=True)
class Inhabil:
    """Un día que no cuenta, y por qué."""

    dia: date
    motivo: str


@dataclass(frozen=True)
class Hecha:
    """Una enmienda de la historia, con lo que cambió en palabras."""

    enmienda: Enmienda
    titulo: str
    cambios: tuple[legible.Cambio, ...]


def elegido(por: Alcance) -> Proceso:
    """La elección que ve quien actúa. `NoEncontrado` si no hay."""
    proceso = procesos.elegida(por)
    if proceso is None:
        raise NoEncontrado("No hay una elección en curso.")
    return proceso


def grupos(proceso: Proceso) -> list[Grupo]:
    """Todas las piezas por grupo, en su orden."""
    ultimas = {e.pieza: e for e in proceso.enmiendas.all()}
    renglones: dict[str, list[PiezaEnLista]] = {clave: [] for clave in DE_GRUPOS}
    for pieza in piezas_de(proceso):
        dicho = valor(proceso.fuentes, pieza)
        con_acto = pieza.acto and any(dicho[dato.clave] for dato in pieza.datos)
        acto = legible.acto(dicho["acuerdo"]) if con_acto else ""
        renglones[pieza.grupo].append(
            PiezaEnLista(pieza, legible.resumen(pieza, dicho), acto, ultimas.get(pieza.clave))
        )
    return [Grupo(clave, DE_GRUPOS[clave], tuple(suyos)) for clave, suyos in renglones.items() if suyos]


def historia(proceso: Proceso, pieza: str = "") -> list[Hecha]:
    """Las enmiendas, de la más reciente a la primera; todas o las de una pieza."""
    conocidas = {p.clave: p for p in piezas_de(proceso)}
    filas = proceso.enmiendas.order_by("-id")
    return [_hecha(e, conocidas.get(e.pieza)) for e in (filas.filter(pieza=pieza) if pieza else filas)]


def inhabiles(definicion: Definicion) -> list[Inhabil]:
    """El calendario que resulta: los del instituto y los oficiales, con su motivo."""
    calendario = definicion.calendario
    oficiales = {
        d: n for anio in {d.year for d in calendario.inhabiles} for d, n in festivos.oficiales(anio).items()
    }
    motivos = (oficiales if calendario.festivos_oficiales else {}) | {
        calendario.dia("jornada"): "Jornada electoral"
    }
    return [Inhabil(d, motivos.get(d, "De la autoridad electoral")) for d in sorted(calendario.inhabiles)]


def _hecha(enmienda: Enmienda, pieza: Pieza | None) -> Hecha:
    if not enmienda.pieza:
        lugares = {**enmienda.antes, **enmienda.despues}
        suyos = ((de, str(enmienda.antes.get(de, "")), str(enmienda.despues.get(de, ""))) for de in lugares)
        return Hecha(
            enmienda, "Lo demás que trajo la carpeta", tuple(legible.Cambio(*suyo) for suyo in suyos)
        )
    if pieza is None:  # la carpeta ya no trae esa pregunta
        return Hecha(enmienda, enmienda.pieza, ())
    return Hecha(enmienda, pieza.titulo, legible.cambios(pieza, enmienda.antes, enmienda.despues))
