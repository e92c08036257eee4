"""Qué columnas lleva la hoja: una por respuesta, según la definición. La identidad no va en hojas."""

from __future__ import annotations

from dataclasses import dataclass

from conoceles.proceso.definicion import Campo, Cuestionario, Seccion
from conoceles.proceso.preguntas import domicilios
from conoceles.proceso.preguntas.cuestionario import Respuestas
from conoceles.proceso.preguntas.medidas import MEDIDAS, al_escribir, limites

FIJAS = (("folio", "Folio (no lo cambie)"), ("nombre", "Nombre"), ("lugar", "Candidatura"))
FECHA = ("fotografia_fecha", "Fecha en que se tomó la fotografía (AAAA-MM-DD)")
PARTE = "."  # separa un domicilio de sus partes: «casa_campana.calle»
OTROS = "otros"  # la columna de los demás domicilios
ENTRE_PARTES = "|"


@dataclass(frozen=True)
class Columna:
    """`clave` va en un renglón oculto; `titulo` es lo que se lee."""

    clave: str
    titulo: str
    seccion: str
    campo: Campo
    parte: str = ""


@dataclass(frozen=True)
class FilaDeHoja:
    """Un renglón con su número en la hoja y sus celdas por clave de columna."""

    numero: int
    celdas: dict[str, str]


def columnas(cuestionario: Cuestionario) -> list[Columna]:
    """Todas, en el orden de las preguntas."""
    return [c for seccion in cuestionario.secciones for campo in seccion.campos for c in _de(seccion, campo)]


def _de(seccion: Seccion, campo: Campo) -> list[Columna]:
    if campo.tipo == "domicilio":
        orden = f" {ENTRE_PARTES} ".join(etiqueta.lower() for etiqueta in domicilios.PARTES.values())
        titulos = domicilios.PARTES | {
            OTROS: f"otros domicilios (uno por renglón de la celda: Alt + Intro), así: {orden}"
        }
        return [
            Columna(
                f"{campo.clave}{PARTE}{parte}",
                f"{campo.etiqueta}: {titulo[0].lower()}{titulo[1:]}",
                seccion.clave,
                campo,
                parte,
            )
            for parte, titulo in titulos.items()
        ]
    como = "una por renglón de la celda: Alt + Intro" if campo.de_varios else ""
    como = limites(campo) if campo.tipo in MEDIDAS else como
    titulo = f"{campo.etiqueta} ({como})" if como else campo.etiqueta
    return [Columna(campo.clave, titulo, seccion.clave, campo)]


def a_celda(columna: Columna, contenido: Respuestas) -> str:
    """Lo guardado, como se escribe en la celda; las opciones, con su etiqueta."""
    valor = contenido.get(columna.campo.clave)
    if columna.parte:
        primero, *otros = domicilios.varios(valor) or ({},)
        return (
            "\n".join(map(_en_renglon, otros))
            if columna.parte == OTROS
            else str(primero.get(columna.parte, ""))
        )
    etiquetas = {o.clave: o.etiqueta for o in columna.campo.opciones}
    dichas = valor if isinstance(valor, list) else [valor]
    return "\n".join(
        etiquetas.get(str(v), al_escribir(columna.campo, str(v))) for v in dichas if v not in (None, "", {})
    )


def _en_renglon(domicilio: Respuestas) -> str:
    return f" {ENTRE_PARTES} ".join(str(domicilio.get(p, "")) for p in domicilios.PARTES).rstrip(
        f" {ENTRE_PARTES}"
    )


def de_renglones(celda: str) -> list[dict[str, str]]:
    """Los domicilios de una celda, uno por renglón. `ValueError` con lo escrito si un renglón trae partes de más."""
    leidos = []
    for renglon in filter(str.strip, celda.splitlines()):
        partes = [parte.strip() for parte in renglon.split(ENTRE_PARTES)]
        if len(partes) > len(domicilios.PARTES):
            raise ValueError(renglon.strip())
        leidos.append(dict(zip(domicilios.PARTES, partes, strict=False)))
    return leidos
