"""Qué informes hay y de qué tablas se compone cada uno."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from conoceles.informes.contexto import Contexto
from conoceles.informes.estructura import Documento, Tabla, en_parte
from conoceles.informes.tablas import actos, avance, completitud, cualitativo, final, listados, seguimiento

Armado = Callable[[Contexto], tuple[Tabla, ...]]


@dataclass(frozen=True)
class Tipo:
    """`titulo` puede llevar el mes del corte.

    `vivo`: un solo documento que se corrige mientras dura la elección (un listado). Los demás son fotografías,
    una por mes: dicen cómo estaban las cosas en su corte y lo que pase después no las desmiente.
    """

    clave: str
    titulo: str
    tablas: Armado
    restringido: bool = False
    vivo: bool = False

    @property
    def nombre(self) -> str:
        """El título sin el mes."""
        return self.titulo.replace(" de {mes}", "")


def _avance(c: Contexto) -> tuple[Tabla, ...]:
    return (
        avance.general(c), avance.por_actor(c), avance.por_lugar(c), avance.por_sexo(c), completitud.por_rubro(c),
        completitud.consentimiento(c), completitud.decisiones(c), completitud.acciones(c), actos.por_actor(c),
        actos.visitas(c),
    )  # fmt: skip


def _cuantitativa(c: Contexto) -> tuple[Tabla, ...]:
    return (*final.con_graficas(c, _avance(c)), *final.del_catalogo(c), actos.ajustes(c))


TIPOS: dict[str, Tipo] = {
    t.clave: t
    for t in (
        Tipo("avance", "Informe de avance cuantitativo de {mes}", _avance),
        Tipo(
            "avance-restringido",
            "Informe de avance cuantitativo de {mes}, con omisiones",
            lambda c: (*_avance(c), listados.omisiones(c)),
            restringido=True,
        ),
        Tipo(
            "listado-mr",
            "Listado de candidaturas de mayoría relativa",
            lambda c: (listados.candidaturas(c, "MR"),),
            vivo=True,
        ),
        Tipo(
            "listado-rp",
            "Listado de candidaturas de representación proporcional",
            lambda c: (listados.candidaturas(c, "RP"),),
            vivo=True,
        ),
        Tipo("omisiones", "Omisiones en la captura", lambda c: (listados.omisiones(c),), restringido=True),
        Tipo(
            "mensual",
            "Informe de actividades de {mes}",
            lambda c: (
                seguimiento.actividades(c),
                seguimiento.liberaciones(c),
                seguimiento.casos(c),
                avance.general(c),
            ),
        ),
        Tipo(
            "ajustes",
            "Observaciones y ajustes",
            lambda c: (actos.por_actor(c), actos.observaciones(c), actos.ajustes(c)),
        ),
        Tipo(
            "proceso-tecnico",
            "Proceso técnico operativo",
            lambda c: (
                seguimiento.fases(c),
                seguimiento.fechas(c),
                seguimiento.preguntas(c),
                seguimiento.pasos(c),
            ),
            vivo=True,
        ),
        Tipo(
            "final",
            "Informe final",
            lambda c: (
                *en_parte("Parte cuantitativa", _cuantitativa(c)),
                *en_parte("Parte cualitativa", cualitativo.tablas(c)),
            ),
        ),
    )
}


def armar(tipo: Tipo, c: Contexto) -> Documento:
    """El documento de ese tipo en el corte del contexto."""
    return c.documento(
        tipo=tipo.clave,
        titulo=tipo.titulo.format(mes=c.mes),
        restringido=tipo.restringido,
        portada=c.definicion.seguimiento.portadas.get(tipo.clave, ""),
        tablas=tipo.tablas(c),
    )
