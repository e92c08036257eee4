"""Qué informes hay y de qué tablas se compone cada uno."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from conoceles.informes.contexto import Contexto, abrir, abrir_fijas
from conoceles.informes.documento.documentos import VIVOS
from conoceles.informes.documento.estructura import Documento, Tabla, en_parte
from conoceles.informes.fijas import hay_fijas
from conoceles.informes.tablas import actos, completitud, cualitativo, difusion, final, listados, seguimiento
from conoceles.informes.tablas import avance as de_avance
from conoceles.nucleo.dias import en_palabras
from conoceles.proceso.definicion import Definicion

Armado = Callable[[Contexto], tuple[Tabla, ...]]


@dataclass(frozen=True)
class Tipo:
    """`titulo` puede llevar el mes del corte.

    `vivo`: un solo documento que se corrige mientras dura la elección (un listado). Los demás son fotografías,
    una por mes: dicen cómo estaban las cosas en su corte y lo que pase después no las desmiente. `con_cifras`: da
    las de un corte declarado. `reparos`: por qué en ese corte no pasa de borrador.
    """

    clave: str
    titulo: str
    tablas: Armado
    restringido: bool = False
    con_cifras: bool = False
    reparos: Callable[[Contexto], tuple[str, ...]] = lambda c: ()

    @property
    def vivo(self) -> bool:
        return self.clave in VIVOS

    @property
    def afuera(self) -> bool:
        """Si lleva cifras y puede publicarse o entregarse: no cuenta a los territorios que todavía no publican."""
        return self.con_cifras and not self.restringido

    @property
    def nombre(self) -> str:
        """El título sin el mes."""
        return self.titulo.replace(" de {mes}", "")


def avance(c: Contexto) -> tuple[Tabla, ...]:
    """Las del informe de avance: las fijadas en su corte o, si no las hay, contadas."""
    if c.fijas:
        return c.fijas.avance
    return (
        de_avance.general(c), de_avance.por_actor(c), de_avance.por_lugar(c), de_avance.por_sexo(c), completitud.por_rubro(c),
        completitud.consentimiento(c), completitud.decisiones(c), completitud.acciones(c), actos.por_actor(c),
        actos.visitas(c),
    )  # fmt: skip


def _cuantitativa(c: Contexto) -> tuple[Tabla, ...]:
    return (*final.con_graficas(c, avance(c)), *final.del_catalogo(c), actos.ajustes(c))


DE_PRINCIPIO = {
    "listado-mr": "MR",
    "listado-rp": "RP",
}  # los que solo tienen a quién listar si un cargo se elige así


def tipos(definicion: Definicion) -> list[Tipo]:
    """Los que esa elección puede generar."""
    hay = {cargo.principio for cargo in definicion.cargos}
    return [t for t in TIPOS.values() if DE_PRINCIPIO.get(t.clave, "") in {*hay, ""}]


TIPOS: dict[str, Tipo] = {
    t.clave: t
    for t in (
        Tipo("avance", "Informe de avance cuantitativo de {mes}", avance, con_cifras=True),
        Tipo(
            "avance-restringido",
            "Informe de avance cuantitativo de {mes}, con omisiones",
            lambda c: (*avance(c), listados.omisiones(c)),
            restringido=True,
            con_cifras=True,
        ),
        Tipo(
            "listado-mr",
            "Listado de candidaturas de mayoría relativa",
            lambda c: (listados.candidaturas(c, "MR"),),
        ),
        Tipo(
            "listado-rp",
            "Listado de candidaturas de representación proporcional",
            lambda c: (listados.candidaturas(c, "RP"),),
        ),
        Tipo("omisiones", "Omisiones en la captura", lambda c: (listados.omisiones(c),), restringido=True),
        Tipo(
            "mensual",
            "Informe de actividades de {mes}",
            lambda c: (
                seguimiento.actividades(c),
                seguimiento.liberaciones(c),
                seguimiento.casos(c),
                seguimiento.requerimientos(c),
                difusion.publicaciones(c),
                _entregables(c),
                avance(c)[0],
            ),
            con_cifras=True,
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
                seguimiento.areas(c),
                seguimiento.fases(c),
                seguimiento.fechas(c),
                seguimiento.preguntas(c),
                seguimiento.pasos(c),
            ),
        ),
        Tipo(
            "difusion",
            "Informe de la estrategia de difusión de {mes}",
            lambda c: (
                difusion.estrategia(c),
                difusion.avances(c),
                difusion.de_aliadas(c),
                difusion.dia_por_dia(c),
                difusion.portales(c),
            ),
        ),
        Tipo(
            "direccion",
            "Dirección electrónica del Sistema",
            lambda c: (difusion.direccion(c),),
        ),
        Tipo(
            "final",
            "Informe final",
            lambda c: (
                *en_parte("Parte cuantitativa", _cuantitativa(c)),
                *en_parte("Parte cualitativa", cualitativo.tablas(c)),
            ),
            con_cifras=True,
            reparos=final.reparos,
        ),
    )
}


def _entregables(c: Contexto) -> Tabla:
    return c.fijas.entregables if c.fijas else seguimiento.entregables(c)


def contexto(tipo: Tipo, clave: str, pedido: datetime) -> Contexto:
    """El que le toca a ese informe cuando se pide ese corte."""
    abre = abrir_fijas if tipo.con_cifras else abrir
    return abre(clave, pedido, afuera=tipo.afuera)


def armar(tipo: Tipo, c: Contexto) -> Documento:
    """El documento de ese tipo en el corte del contexto."""
    return c.documento(
        tipo=tipo.clave,
        titulo=tipo.titulo.format(mes=c.mes),
        restringido=tipo.restringido,
        portada=_portada(tipo, c),
        tablas=tipo.tablas(c),
    )


def _portada(tipo: Tipo, c: Contexto) -> str:
    """La de la elección; antes, por qué es borrador; después, de qué corte son las cifras."""
    partes = [c.definicion.seguimiento.portadas.get(tipo.clave, "")]
    if reparos := tipo.reparos(c):
        partes.insert(0, f"Borrador: {'; '.join(reparos)}.")
    if tipo.con_cifras and c.fijas:
        partes.append(f"{CIFRAS_DEL_CORTE} {c.cuando}. Entre dos cortes declarados valen las del anterior.")
    elif tipo.con_cifras and hay_fijas(c.definicion.clave):
        partes.append(SIN_FIJAR)
    if c.esperan:
        partes.append(_sin_contar(c))
    return " ".join(filter(None, partes))


def _sin_contar(c: Contexto) -> str:
    nombres = {x.clave: x.nombre for x in c.definicion.contiendas}
    por_dia: dict[date, list[str]] = {}
    for clave, dia in c.esperan.items():
        por_dia.setdefault(dia, []).append(nombres[clave])
    dichas = (f"{_cuales(suyas)} (desde el {en_palabras(dia)})" for dia, suyas in sorted(por_dia.items()))
    return f"{SIN_CONTAR}: {'; '.join(dichas)}."


def _cuales(nombres: list[str]) -> str:
    """Por su nombre las que caben en un renglón; las demás, cuántas son."""
    return ", ".join(nombres) if len(nombres) <= POCAS else f"{len(nombres)} contiendas"


POCAS = 4
SIN_CONTAR = "No cuenta a quien compite donde todavía no se publica"
SIN_FIJAR = (
    "En ese corte declarado las cifras no se fijaron: se contaron después, con lo asentado en la bitácora."
)
CIFRAS_DEL_CORTE = "Cifras del corte declarado del"
