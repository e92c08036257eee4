"""Una columna de los datos abiertos, declarada una vez: de aquí salen encabezado, celda, tipo y diccionario."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from conoceles.nucleo.canonico import json_canonico
from conoceles.proceso.definicion import Campo
from conoceles.proceso.preguntas import domicilios
from conoceles.proceso.preguntas.cuestionario import Respuesta, Respuestas
from conoceles.proceso.preguntas.medidas import MEDIDAS
from conoceles.publicacion.instantanea import sello
from conoceles.publicacion.lectura import textos
from conoceles.publicacion.lectura.fichas import Ficha
from conoceles.publicacion.lectura.fichas_de import Marco
from conoceles.publicacion.lectura.fila import Fila

Tipo = Literal["string", "integer", "number", "date", "datetime"]  # de Table Schema


class FilaAbierta(NamedTuple):
    """Una candidatura, con lo que hace falta para escribirla. `url`, la del sitio; `llave`, con la que se sella."""

    marco: Marco
    fila: Fila
    ficha: Ficha
    url: str = ""
    llave: bytes = b""


@dataclass(frozen=True)
class Columna:
    """`de` da la celda de un renglón; `tipo` es el de Table Schema. Con `campo`, es una pregunta."""

    nombre: str
    descripcion: str
    de: Callable[[Any], str] = str
    tipo: Tipo = "string"
    campo: Campo | None = None
    visibilidad: str = "pública"

    @property
    def texto(self) -> str:
        """Qué lleva."""
        return self.descripcion or (self.campo.etiqueta if self.campo else "")


def encabezados(columnas: Iterable[Columna]) -> list[str]:
    return [c.nombre for c in columnas]


def celdas(columnas: Sequence[Columna], renglon: Any) -> list[str]:
    """Las de un renglón, en el orden de las columnas."""
    return [c.de(renglon) for c in columnas]


SELLO = Columna(
    "SELLO",
    "Cifras sin significado, distintas para cada renglón: si la autoridad electoral tiene que suprimirlo, impiden adivinar qué decía",
    lambda _: "",
)


def selladas(columnas: Sequence[Columna], renglon: FilaAbierta) -> list[str]:
    """Como `celdas`; si la última es `SELLO`, con el de las demás, o vacía si la persona ya no tiene llave."""
    dichas = celdas(columnas, renglon)
    if columnas[-1] is SELLO and renglon.llave:
        dichas[-1] = sello.de(json_canonico(dichas[:-1]), renglon.llave, sello.REDONDO_DE_RENGLON)
    return dichas


def contestado(r: FilaAbierta, campo: Campo | None) -> str:
    """La respuesta curricular, unida en una celda; vacía si no la hay."""
    contenido: Respuestas = r.fila.version.contenido if r.fila.version else {}
    if campo and campo.tipo in MEDIDAS:
        return str(contenido.get(campo.clave) or "")  # «1250.5», «2024-03-15»: para calcular con ello
    return unida(r.marco, contenido.get(campo.clave), campo) if campo else ""


def unida(marco: Marco, valor: Respuesta | None, campo: Campo, separador: str = "") -> str:
    """Una respuesta en una celda; un domicilio lleva comas, así que entre dos va un punto y coma."""
    entre = separador or (domicilios.ENTRE if campo.tipo == "domicilio" else campo.separador)
    return entre.join(textos.valores(campo, valor, marco.municipios))
