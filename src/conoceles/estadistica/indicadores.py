"""El catálogo: toda cifra, en pantalla o en archivo, sale de un indicador declarado aquí o en una pregunta."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from conoceles.identidad.totales.contadas import DE_GRUPO
from conoceles.proceso.definicion import Cuestionario, Definicion

Proteccion = Literal["ninguna", "ruido"]
Clase = Literal["avance", "distribucion", "paridad", "accion", "identidad", "consentimiento", "visitas"]
EN_B: tuple[Clase, ...] = ("identidad", "consentimiento")  # salen de la base B, una sola vez

_REGISTRADAS = "Candidaturas registradas, propietarias y suplentes"
_PERSONAS = "Personas con candidatura registrada, propietarias y suplentes"
_ULTIMO_ACTO = "Último acto asentado en la bitácora de la elección"
_CORTE = (
    "Fin del día que la elección declara para contar las tablas de identidad, que se publican una sola vez"
)


@dataclass(frozen=True)
class Indicador:
    """Qué se cuenta, entre quiénes, hasta cuándo y con qué protección.

    `dimension`: atributo de la candidatura que agrupa, o clave de la pregunta.
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


def _distribucion(dimension: str, titulo: str, nombre: str = "") -> Indicador:
    return Indicador(
        f"poblacion.{nombre or dimension}",
        titulo,
        "distribucion",
        dimension,
        numerador="Candidaturas en cada grupo",
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


def _identidad(pregunta: str, titulo: str, nombre: str) -> Indicador:
    return Indicador(
        f"identidad.{nombre}",
        titulo,
        "identidad",
        pregunta,
        numerador="Personas que dieron cada respuesta",
        poblacion=_PERSONAS,
        corte=_CORTE,
        proteccion="ruido",
    )


def _consentimiento(pregunta: str, titulo: str) -> Indicador:
    return Indicador(
        f"identidad.consentimiento_{pregunta.replace(':', '_')}",
        titulo,
        "consentimiento",
        pregunta,
        numerador="Personas que decidieron cada cosa",
        poblacion=_PERSONAS,
        corte=_CORTE,
    )


def indicadores(definicion: Definicion) -> tuple[Indicador, ...]:
    """Los de una elección, en su orden: los de todas y los que declaran sus preguntas y sus grupos."""
    todos = (
        *antes(definicion),
        *_de_preguntas(definicion.curricular, _distribucion),
        *paridad(definicion),
        ACCIONES,
        *_de_preguntas(definicion.identidad, _identidad),
        *DECISIONES,
        *(
            _consentimiento(f"{DE_GRUPO}{g.clave}", g.indicador)
            for g in definicion.identidad.grupos
            if g.indicador
        ),
        VISITAS,
    )
    return tuple(i for i in todos if definicion.distritos or i.dimension != "distrito")


def _de_las_dos_formas(definicion: Definicion) -> bool:
    """Con una sola no hay qué comparar, y «cargos que se eligen de las dos formas» no sería cierto."""
    return {"MR", "RP"} <= {c.principio for c in definicion.cargos}


def _de_preguntas(cuestionario: Cuestionario, hacer: Callable[..., Indicador]) -> Iterator[Indicador]:
    for campo in cuestionario.campos():
        if campo.indicador:
            yield hacer(campo.clave, campo.indicador.titulo, nombre=campo.indicador.clave)


def antes(d: Definicion) -> tuple[Indicador, ...]:
    """Los que van antes de las preguntas: el avance y de quiénes se habla."""
    return (
        _avance("cargo", "Avance de captura por cargo"),
        _avance("fuerza", f"Avance de captura por {d.quien_postula}"),
        _avance("distrito", "Avance de captura por distrito"),
        _avance("sexo", "Avance de captura por sexo"),
        _distribucion("sexo", "Candidaturas por sexo"),
        _distribucion("edad", "Candidaturas por edad"),
    )


def paridad(d: Definicion) -> tuple[Indicador, ...]:
    """Cuántas mujeres hay de cada modo en que la elección reparte sus candidaturas."""
    de_las_dos = _paridad(
        "principio",
        "Mujeres por mayoría y por lista",
        "Candidaturas a cargos que se eligen de las dos formas",
    )
    de_listas = "Candidaturas de listas de representación proporcional"
    return (
        _paridad("cargo", "Mujeres por cargo"),
        *((de_las_dos,) if _de_las_dos_formas(d) else ()),
        _paridad("calidad", "Mujeres propietarias y suplentes"),
        _paridad("fuerza", f"Mujeres por {d.quien_postula}"),
        _paridad("posicion", "Mujeres por lugar en la lista", de_listas),
    )


ACCIONES = Indicador(
    "acciones.registradas",
    "Acciones afirmativas registradas",
    "accion",
    "acciones",
    numerador="Candidaturas registradas en cada acción afirmativa; una puede estar en varias",
    denominador="Total de la población; junto a cada cifra, el mínimo que pide la regla",
)
DECISIONES = (
    _consentimiento("publicacion", "Consentimiento para publicar la identidad"),
    _consentimiento("estadistica", "Consentimiento para contar en la estadística"),
)
VISITAS = Indicador(
    "visitas.dia",
    "Visitas al sitio por día",
    "visitas",
    "dia",
    numerador="Páginas vistas cada día completo",
    poblacion="Páginas vistas en el sitio de la elección",
    denominador="Total de páginas vistas",
    corte="Último día completo",
)
