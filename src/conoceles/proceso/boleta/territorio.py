"""El territorio de una elección: municipios, distritos, y el catálogo de secciones y localidades si lo hay."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Municipio:
    """`clave` es la del INEGI, de tres dígitos."""

    clave: str
    nombre: str
    sinonimos: tuple[str, ...] = ()
    abreviatura: str = ""
    corto: str = ""  # como se escribe donde no cabe entero: «Gpe. Victoria»
    lugar: tuple[int, int] | None = None  # renglón y columna en el mapa de cuadros, desde 1
    regidurias: int = 0  # 0: la carpeta no las dice


@dataclass(frozen=True)
class Distrito:
    """`municipios`: claves de los que toca, enteros o en parte. `numero` no se repite en la elección.

    Con varias entidades, cada una numera los suyos: `entidad` y `propio` dicen cuál es.
    """

    numero: int
    romano: str
    cabecera: str
    municipios: tuple[str, ...]
    entidad: str = ""
    propio: int = 0
    cambio: str = ""  # el acuerdo que le dio otras secciones que en la elección anterior; vacío si no cambió

    @property
    def dicho(self) -> int:
        """El número con que se le conoce."""
        return self.propio or self.numero

    @property
    def nombre(self) -> str:
        """«Distrito 5»; con varias entidades, «Distrito 5 de Durango»."""
        return f"Distrito {self.dicho}{f' de {self.entidad}' if self.entidad else ''}"


@dataclass(frozen=True)
class SeccionElectoral:
    """Dónde vota quien tiene ese número de sección en su credencial.

    `distrito` es `None` cuando el catálogo no lo trae y su municipio se reparte entre varios.
    """

    numero: int
    municipio: str
    distrito: int | None


@dataclass(frozen=True)
class Localidad:
    """Un lugar con nombre, y en qué secciones vota quien vive en él."""

    nombre: str
    municipio: str
    secciones: tuple[int, ...]


@dataclass(frozen=True)
class Catalogo:
    """De dónde salieron las secciones y localidades. `inventado`: no son de ningún lugar."""

    fuente: str = ""
    inventado: bool = False


@dataclass(frozen=True)
class EnlaceOficial:
    """Una página de otra autoridad. `clase`: «distrito» y «casillas» dicen dónde se vota; «federales», qué más."""

    clase: str
    titulo: str
    direccion: str
