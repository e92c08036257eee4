"""El catálogo: toda cifra, en pantalla o en archivo, sale de un indicador declarado aquí."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Proteccion = Literal["ninguna", "umbral"]
Clase = Literal["avance", "distribucion", "paridad", "accion", "identidad", "consentimiento", "visitas"]
EN_B: tuple[Clase, ...] = ("identidad", "consentimiento")  # salen de la base B, protegidos

_REGISTRADAS = "Candidaturas registradas, propietarias y suplentes"
_ULTIMO_ACTO = "Último acto asentado en la bitácora de la elección"
_CORTE = (
    "Fin del día que la elección declara para contar las tablas de identidad, que se publican una sola vez"
)


@dataclass(frozen=True)
class Indicador:
    """Qué se cuenta, entre quiénes, hasta cuándo y con qué protección.

    `dimension`: atributo de la candidatura que agrupa, o número de la pregunta de identidad.
    `parcial`: la población es solo la que tiene esa dimensión (una lista, un principio).
    """

    id: str
    titulo: str
    clase: Clase
    dimension: str
    numerador: str
    poblacion: str = _REGISTRADAS
    denominador: str = "Total de la población"
    corte: str = _ULTIMO_ACTO
    proteccion: Proteccion = "ninguna"
    parcial: bool = False


def _avance(dimension: str, titulo: str) -> Indicador:
    return Indicador(
        f"captura.{dimension}",
        titulo,
        "avance",
        dimension,
        numerador="Candidaturas con cuestionario curricular enviado",
        denominador="Candidaturas registradas de cada grupo",
    )


def _distribucion(dimension: str, titulo: str) -> Indicador:
    return Indicador(
        f"poblacion.{dimension}", titulo, "distribucion", dimension, numerador="Candidaturas en cada grupo"
    )


def _paridad(dimension: str, titulo: str, poblacion: str = _REGISTRADAS) -> Indicador:
    return Indicador(
        f"paridad.{dimension}",
        titulo,
        "paridad",
        dimension,
        numerador="Mujeres",
        poblacion=poblacion,
        denominador="Candidaturas registradas de cada grupo",
        parcial=poblacion != _REGISTRADAS,
    )


def _identidad(nombre: str, pregunta: str, titulo: str) -> Indicador:
    return Indicador(
        f"identidad.{nombre}",
        titulo,
        "identidad",
        pregunta,
        numerador="Candidaturas que dieron cada respuesta",
        corte=_CORTE,
        proteccion="umbral",
    )


def _consentimiento(pregunta: str, titulo: str) -> Indicador:
    return Indicador(
        f"identidad.consentimiento_{pregunta.replace(':', '_')}",
        titulo,
        "consentimiento",
        pregunta,
        numerador="Candidaturas que decidieron cada cosa",
        corte=_CORTE,
        proteccion="umbral",
    )


INDICADORES: tuple[Indicador, ...] = (
    _avance("cargo", "Avance de captura por cargo"),
    _avance("fuerza", "Avance de captura por fuerza política"),
    _avance("distrito", "Avance de captura por distrito"),
    _avance("sexo", "Avance de captura por sexo"),
    _distribucion("sexo", "Candidaturas por sexo"),
    _distribucion("edad", "Candidaturas por edad"),
    _distribucion("grado", "Candidaturas por grado máximo de estudios"),
    _paridad("cargo", "Mujeres por cargo"),
    _paridad("principio", "Mujeres por principio", "Candidaturas a cargos que distinguen principio"),
    _paridad("calidad", "Mujeres propietarias y suplentes"),
    _paridad("fuerza", "Mujeres por fuerza política"),
    _paridad(
        "posicion", "Mujeres por lugar en la lista", "Candidaturas de listas de representación proporcional"
    ),
    Indicador(
        "acciones.registradas",
        "Acciones afirmativas registradas",
        "accion",
        "acciones",
        numerador="Candidaturas registradas en cada acción afirmativa; una puede estar en varias",
        denominador="Total de la población; junto a cada cifra, el mínimo que pide la regla",
    ),
    _identidad("indigena", "p1", "Personas indígenas"),
    _identidad("lengua", "p2", "Hablantes de una lengua indígena"),
    _identidad("discapacidad", "p4", "Personas con discapacidad"),
    _identidad("afromexicana", "p8", "Personas afromexicanas"),
    _identidad("diversidad", "p9", "Población LGBTTTIQ+"),
    _identidad("migrante", "p11", "Personas migrantes"),
    _identidad("joven", "p16", "Personas jóvenes"),
    _identidad("mayor", "p17", "Personas mayores"),
    _identidad("ingreso", "p18", "Grupo de ingreso mensual"),
    _identidad("nacimiento", "p20", "Entidad de nacimiento"),
    _consentimiento("publicacion", "Consentimiento para publicar la identidad"),
    _consentimiento("estadistica", "Consentimiento para contar en la estadística"),
    _consentimiento("pub:indigena", "Consentimiento para publicar: autoadscripción y lengua indígena"),
    _consentimiento("pub:discapacidad", "Consentimiento para publicar: discapacidad"),
    _consentimiento("pub:afromexicana", "Consentimiento para publicar: autoadscripción afromexicana"),
    _consentimiento("pub:diversidad", "Consentimiento para publicar: diversidad sexual"),
    _consentimiento("pub:migrante", "Consentimiento para publicar: condición de persona migrante"),
    _consentimiento("pub:joven", "Consentimiento para publicar: población joven"),
    _consentimiento("pub:mayor", "Consentimiento para publicar: población de personas mayores"),
    Indicador(
        "visitas.dia",
        "Visitas al sitio por día",
        "visitas",
        "dia",
        numerador="Páginas vistas cada día completo",
        poblacion="Páginas vistas en el sitio de la elección",
        denominador="Total de páginas vistas",
        corte="Último día completo",
    ),
)
