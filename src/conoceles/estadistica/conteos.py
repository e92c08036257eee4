"""Lo contado de una población: cuentas que se suman y se restan, y dan lo mismo que contar otra vez."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from conoceles.estadistica.indicadores import Indicador, indicadores
from conoceles.estadistica.poblacion import Registro
from conoceles.proceso.definicion import Definicion

Contada = Counter[tuple[str, str, bool]]  # grupo, sexo y si enviaron
Aporte = Counter[tuple[str, str, str, bool]]  # lo mismo, con su dimensión al frente
ACCION = "acciones"
_TODAS = ("", "", "", False)  # cuántas son
_POR_GRUPO = ("avance", "distribucion", "paridad")


def dimensiones(definicion: Definicion) -> tuple[str, ...]:
    """Las que la elección agrupa, cada una una vez aunque la pidan varios indicadores."""
    return tuple(dict.fromkeys(i.dimension for i in indicadores(definicion) if i.clase in _POR_GRUPO))


def contar(registros: Collection[Registro], que: Collection[str]) -> Aporte:
    """De esas candidaturas, cuántas hay de cada grupo en las dimensiones de `que`. No dice cuál es cuál."""
    suma = Aporte()
    suma.update((d, r.de(d), r.sexo, r.enviada) for r in registros for d in que)
    suma.update((ACCION, a, "", False) for r in registros for a in r.acciones)
    suma.update(_TODAS for _ in registros)
    return suma


class Conteos:
    """Un aporte, repartido por dimensión."""

    def __init__(self, aporte: Aporte) -> None:
        self.poblacion = aporte[_TODAS]
        self._por_dimension: dict[str, Contada] = {}
        for (dimension, *grupo, enviada), cuantas in aporte.items():
            self._de(dimension)[grupo[0], grupo[1], enviada] = cuantas

    def _de(self, dimension: str) -> Contada:
        return self._por_dimension.setdefault(dimension, Counter())

    def de(self, indicador: Indicador) -> Contada:
        """Cuántas hay de cada grupo, sexo y si enviaron. De un indicador parcial solo cuenta quien tiene esa dimensión."""
        todas = self._de(indicador.dimension)
        return Counter({c: n for c, n in todas.items() if c[0]}) if indicador.parcial else todas

    @property
    def acciones(self) -> Counter[str]:
        """Cuántas registradas en cada acción afirmativa."""
        return Counter({clave: n for (clave, _, _), n in self._de(ACCION).items()})
