"""Una publicación: leer → decidir → componer → cerrar. Todo, o las boletas que tocó la bitácora y lo que depende de ellas."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from conoceles.expediente.notas import notas_de
from conoceles.publicacion.armado import boletas, corte, decidir, personas, sueltos
from conoceles.publicacion.armado.cierre import cerrar
from conoceles.publicacion.armado.corrida import Corrida
from conoceles.publicacion.armado.decidir import Cambio
from conoceles.publicacion.armado.historial import estrenar
from conoceles.publicacion.armado.leer import Leido, leer

MUCHAS = 300  # con menos candidaturas, abrir otros procesos tarda más que componer sus páginas


@dataclass
class Armado:
    """Lo decidido en una corrida y la elección entera, que se lee una sola vez si hace falta."""

    corrida: Corrida
    cambio: Cambio

    @cached_property
    def todas(self) -> Leido:
        return self.cambio.leido if self.cambio.completa else leer(self.corrida)

    @property
    def leido(self) -> Leido:
        """Lo más que se leyó."""
        return self.todas if "todas" in self.__dict__ else self.cambio.leido

    def cerrar(self, cabezas: dict[str, str]) -> str:
        """La instantánea que queda a la vista."""
        if cerrar(self.corrida, self.cambio, lambda: self.todas):
            return estrenar(self.corrida, cabezas)
        return self.corrida.obra.base

    def datos(self) -> None:
        corte.poner(self.corrida, self.todas)


def todo(corrida: Corrida) -> Armado:
    """Mira la elección entera; solo compone las páginas cuyos insumos cambiaron."""
    cambio = decidir.todo(corrida)
    if len(cambio.leido.filas) >= MUCHAS:
        corrida.obra.repartir()
    sueltos.fijos(corrida)
    if corrida.con_perfiles:
        _componer(corrida, cambio)
        personas.concluidas(corrida, notas_de(proceso=corrida.clave))
    return Armado(corrida, cambio)


def solo(corrida: Corrida, folios: Collection[str]) -> Armado:
    """Vuelve a leer las boletas de esos folios y compone lo que depende de lo que cambió en ellas."""
    cambio = decidir.solo(corrida, folios)
    personas.retirar(corrida, cambio.idas)
    if folios and corrida.con_perfiles:
        personas.concluidas(corrida, notas_de(folios))
    if cambio.hay:
        _componer(corrida, cambio)
    return Armado(corrida, cambio)


def _componer(corrida: Corrida, cambio: Cambio) -> None:
    corrida.sellos.preparar(cambio.leido.folios)
    for ficha in cambio.leido.fichas:
        personas.perfil(corrida, ficha)
    boletas.poner(corrida, cambio)
    sueltos.portadas(corrida, cambio)
    if cambio.otras_listas:
        sueltos.alfabeto(corrida, cambio.ligeras)
