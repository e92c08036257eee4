"""Cómo se llama el territorio de una elección y qué puestos trae cada planilla."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Territorio:
    """Lo que en unos estados es «municipio» y en otro «alcaldía», con su plural y su género; y `entero`, todo junto."""

    municipio: str = "municipio"
    municipios: str = "municipios"
    genero: str = "m"
    entero: str = "el estado"

    @property
    def todo(self) -> str:
        """«todo el estado», «toda la República»."""
        return f"tod{'a' if self.entero.startswith('la ') else 'o'} {self.entero}"

    def entera(self, entidad: str) -> str:
        """«Estado de Durango»; si todo junto se llama de otro modo, «Toda la universidad»."""
        return f"Estado de {entidad}" if self.entero == "el estado" else self.todo.capitalize()

    @property
    def el(self) -> str:
        """«el municipio», «la alcaldía»."""
        return f"{'la' if self.genero == 'f' else 'el'} {self.municipio}"

    @property
    def un(self) -> str:
        """«un municipio», «una alcaldía»."""
        return f"{'una' if self.genero == 'f' else 'un'} {self.municipio}"

    @property
    def mi(self) -> str:
        """«Mi municipio», «Mi alcaldía»: lo que filtra quien busca."""
        return f"Mi {self.municipio}"

    @property
    def titulo(self) -> str:
        """«Municipio», «Alcaldía»: encabezado o etiqueta."""
        return self.municipio[:1].upper() + self.municipio[1:]

    def de(self, nombre: str) -> str:
        """«Municipio de Lerdo»; una alcaldía se llama sin «de»: «Alcaldía Azcapotzalco»."""
        return f"{self.titulo} de {nombre}" if self.municipio == "municipio" else f"{self.titulo} {nombre}"


@dataclass(frozen=True)
class Puesto:
    """Un renglón de la planilla. `columna`: la de `municipios.csv` que dice cuántos hay; `calidades`, si no son las del cargo."""

    nombre: str
    cuantos: int = 1
    columna: str = ""
    sinonimos: tuple[str, ...] = ()
    calidades: tuple[str, ...] = ()

    def es(self, nombre: str) -> bool:
        """Si así se llama uno de sus lugares: «Vocalía», «Vocalía 2»."""
        base, _, numero = nombre.rpartition(" ")
        return self.nombre in (nombre, base if numero.isdigit() else nombre)

    def nombres(self, cuantos: int) -> tuple[str, ...]:
        """«Sindicatura»; si son varios, «Regiduría 1», «Regiduría 2»…"""
        if cuantos == 1 and not self.columna:
            return (self.nombre,)
        return tuple(f"{self.nombre} {n}" for n in range(1, cuantos + 1))
