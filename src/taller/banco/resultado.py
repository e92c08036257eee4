"""Lo que mide el banco: la forma del documento de `--json`, de donde salen la tabla y sus metas."""

from __future__ import annotations

from typing import TypedDict

Cifras = dict[str, float]  # por su nombre


class Completa(TypedDict):
    """La primera publicación. Segundos, salvo lo que dice otra cosa."""

    completa: float
    por_candidatura_ms: float
    limite: float
    razon: float
    procesador: float
    razon_de_procesador: float
    memoria: float
    despues: float


class Publicacion(Completa):
    """Con las que le siguen."""

    sin_cambios: float
    correccion: Cifras
    estreno: Cifras


class Sembrado(TypedDict):
    """Lo que se mide hasta tener todo validado. `fotografia`: segundos de preparar cada una."""

    padron: Cifras
    fotografia: float


class Medido(TypedDict):
    """Lo que se mide publicando. `materiales`: sin cifras en una elección grande."""

    publicacion: Publicacion
    materiales: Cifras
    informes: Cifras


class Sitio(TypedDict):
    """El lector y nginx con la misma carga."""

    rondas: int
    segundos: float
    paginas: int
    razon: float
    lector: Cifras
    nginx: Cifras


class Busqueda(TypedDict):
    """`grande` y `hostil`: con treinta mil; nulas si la elección no da para escribirlas."""

    consultas: float
    primera_ms: float
    p50_ms: float
    p99_ms: float
    grande: Cifras | None
    hostil: Cifras | None


class Publico(TypedDict):
    """Lo que se mide con el sitio servido. `pintada`: página → cifras; nula sin navegador."""

    sitio: Sitio
    busqueda: Busqueda
    pintada: dict[str, Cifras] | None


class Tamano(Sembrado, Medido, Publico):
    """Una elección de tantas candidaturas."""

    candidaturas: int


class Esperas(TypedDict):
    """`clases`: de petición. `procesador_ms` por petición y `nucleos` ocupados, por quien los gasta."""

    segundos: float
    por_segundo: float
    fallas: int
    errores: list[str]  # las primeras
    todas: Cifras
    clases: dict[str, Cifras]
    procesador_ms: Cifras
    nucleos: Cifras


class Captura(Esperas):
    """Mucha gente a la vez; `despacio`: cuántas veces más que el paso de siempre."""

    personas: int
    hosts: int
    despacio: int


class Resultado(TypedDict):
    """Una corrida entera."""

    momento: str
    maquina: dict[str, str | int | float]
    tamanos: list[Tamano]
    capturas: list[Captura]
