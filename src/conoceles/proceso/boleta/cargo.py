"""Un cargo: lo que se elige, en qué ámbito, y quién va en cada fórmula."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from conoceles.proceso.boleta.ambitos import Puesto

AmbitoCargo = Literal["estado", "distrito", "municipio"]


@dataclass(frozen=True)
class Cargo:
    """Lo que se elige y en qué ámbito; `calidades`, en el orden de la fórmula."""

    clave: str
    nombre: str
    plural: str
    ambito: AmbitoCargo
    principio: str  # "MR", "RP" o "" cuando la distinción no existe
    calidades: tuple[str, ...] = ("propietaria", "suplente")
    lista: int | None = None  # posiciones de la lista o de la planilla
    sin_numero: bool = False  # el registro no dice el lugar de cada quien en la lista: no se muestra ninguno
    sinonimos: tuple[str, ...] = ()
    nombre_ine: str = ""  # como lo escribe el INE en su exportación, si no es el nuestro en mayúsculas
    al_reverso_de: str = ""  # cargo en cuya boleta, al reverso, se imprimen estas listas
    que_hace: str = ""  # en una frase, para quien vota
    edad_minima: int = 0  # años cumplidos el día de la jornada; 0 si la definición no la declara
    edad_articulo: str = ""  # el que la exige
    edad_supuesto: bool = False
    puestos: tuple[Puesto, ...] = ()  # los de una planilla, en su orden
    lista_supuesto: bool = False
    votos: int = 1  # cuántas personas puede marcar quien vota
    suplencias: int = 1  # cuántas suplentes lleva cada propietaria
    bloques: Literal["", "sexo"] = ""  # la boleta las separa en mujeres y hombres

    @property
    def calidades_dichas(self) -> tuple[str, ...]:
        """Las de la fórmula, con el número de cada suplencia si son varias: «suplente 1», «suplente 2»."""
        lugares = [self.calidades_en(p.nombre) for p in self.puestos] or [self.calidades]
        calidades = tuple(dict.fromkeys(calidad for suyas in lugares for calidad in suyas))
        varias = tuple(f"suplente {n}" for n in range(1, self.suplencias + 1))
        sueltas = tuple(c for c in calidades if self.suplencias == 1 or c != "suplente")
        return sueltas if self.suplencias == 1 else (*sueltas, *varias)

    def calidades_en(self, puesto: str) -> tuple[str, ...]:
        """Las de quien ocupa ese puesto, como «Vocalía 2»; las del cargo, si el puesto no dice las suyas o no lo hay."""
        return next((p.calidades for p in self.puestos if p.calidades and p.es(puesto)), self.calidades)

    def formas_de(self, lugar: str) -> Iterator[str]:
        """De un lugar de su planilla, «Concejalía 2» y, si «Concejal» es su sinónimo, «Concejal 2»."""
        yield lugar
        base, _, numero = lugar.rpartition(" ")
        if numero.isdigit():
            suyos = (p.sinonimos for p in self.puestos if p.nombre == base)
            yield from (f"{sinonimo} {numero}" for sinonimos in suyos for sinonimo in sinonimos)

    @property
    def con_lugares(self) -> bool:
        """Si el lugar de cada fórmula en la lista se sabe y se muestra."""
        return self.lista is not None and not self.sin_numero

    def frase_de_menor(self, edad: int | None) -> str:
        """Por qué esa edad no alcanza; «» si alcanza, o si no se sabe."""
        if edad is None or edad >= self.edad_minima:
            return ""
        articulo = f" ({self.edad_articulo})" if self.edad_articulo else ""
        return (
            f"Tendrá {edad} años el día de la jornada y el cargo pide {self.edad_minima} cumplidos{articulo}."
        )
