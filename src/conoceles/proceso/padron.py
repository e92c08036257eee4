"""El mapa del padrón (`padron.toml`): cómo se leen los encabezados, valores y hojas de un archivo ajeno."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from conoceles.proceso.preguntas.cuestionario import Cuestionario

# Lo que el importador entiende de una persona y su lugar; las preguntas se nombran por su clave.
CAMPOS = (
    "fuerza", "partido", "coalicion", "postulacion", "cargo", "principio", "entidad", "distrito", "cabecera",
    "municipio", "ambito", "circunscripcion", "numero", "nombre", "primer_apellido", "apellidos",
    "segundo_apellido", "calidad", "sexo", "genero", "edad", "nacimiento", "curp",
    "sobrenombre", "reeleccion", "medida", "correo",
)  # fmt: skip
# Lo que en un renglón con las dos personas vale para ambas.
DE_LUGAR = CAMPOS[:13]
SUPLENTE = "suplente."
CURRICULAR = "curricular."
HUECO = re.compile(r"\{([a-z0-9_.]*)\}")


@dataclass(frozen=True)
class HojaDelMapa:
    """Una hoja que se lee.

    `encabezados`: los renglones de sus títulos, desde 1; vacío, el que se reconozca. `hasta`: el último renglón que se
    lee; 0, el último que hay. `subtitulo`: el campo que dice un renglón con una sola celda para los que le siguen.
    `fijos`: campo → valor.
    """

    nombre: str
    encabezados: tuple[int, ...] = ()
    hasta: int = 0
    subtitulo: str = ""
    fijos: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ReglaDeColumnas:
    """De una o varias columnas a un campo (`a`), o de una a varios por su forma o por su valor exacto.

    `formas` se prueban en orden; `{}` es una parte que no se usa. `partes`: valor → campo → valor.
    `une` vacío: cada columna es un elemento en una lista, y en lo demás se unen con un espacio.
    """

    de: tuple[str, ...]
    a: str = ""
    formas: tuple[str, ...] = ()
    partes: dict[str, dict[str, str]] = field(default_factory=dict)
    une: str = ""
    rotula: bool = False  # antepone el encabezado a lo que no sea una dirección completa

    @property
    def campos(self) -> tuple[str, ...]:
        """Los que llena, en orden y sin repetir."""
        de_formas = [campo for forma in self.formas for campo in HUECO.findall(forma) if campo]
        de_partes = [campo for partes in self.partes.values() for campo in partes]
        return tuple(dict.fromkeys([*([self.a] if self.a else []), *de_formas, *de_partes]))


@dataclass(frozen=True)
class MapaDePadron:
    """Vacío, el archivo se lee por sus encabezados."""

    hojas: tuple[HojaDelMapa, ...] = ()
    columnas: tuple[ReglaDeColumnas, ...] = ()
    valores: dict[str, dict[str, str]] = field(default_factory=dict)  # campo → valor del archivo → valor
    descarta: tuple[str, ...] = ()  # encabezados que no se guardan, a propósito
    salta: tuple[str, ...] = ()  # cómo empiezan los renglones que no son de nadie: «SUBTOTAL»
    alterna: tuple[
        str, ...
    ] = ()  # las calidades en que van los renglones, por turno, sin columna que las diga
    hereda: tuple[str, ...] = ()  # lo que la suplente no repite del renglón de arriba, el de su propietaria


def columna_de(campo: str, curricular: Cuestionario, identidad: Cuestionario) -> str:
    """La columna del importador que un campo del mapa nombra; «» si ninguna.

    Una pregunta curricular se nombra por su clave (con `curricular.` delante, si se llama como una del padrón);
    una de identidad, por su número: `p7`.
    """
    if campo in CAMPOS:
        return campo
    if campo.startswith(SUPLENTE):
        propio = campo.removeprefix(SUPLENTE)
        dentro = columna_de(propio, curricular, identidad)
        return f"{SUPLENTE}{dentro}" if dentro and propio not in (*DE_LUGAR, "calidad") else ""
    clave = campo.removeprefix(CURRICULAR)
    if any(clave == c.clave for c in curricular.campos()):
        return f"{CURRICULAR}{clave}"
    return campo if any(campo == f"p{c.numero}" for c in identidad.campos() if c.numero) else ""
