"""Lo que se va leyendo de una carpeta: campo de `Definicion` → su valor. Lo que falte ya se anotó como falta."""

from __future__ import annotations

from typing import TypedDict

from conoceles.proceso.consentimiento import EfectosDelNo
from conoceles.proceso.definicion import (
    Accesos,
    AccionAfirmativa,
    Acuerdo,
    Aviso,
    Boleta,
    Calendario,
    Cargo,
    Catalogo,
    Conservacion,
    Contienda,
    Cuestionario,
    Declaraciones,
    Derechos,
    Difusion,
    Distrito,
    EnlaceOficial,
    Estrategia,
    Fotografia,
    Franja,
    FuerzaDefinida,
    GruposEdad,
    Guia,
    Institucion,
    Localidad,
    MapaDePadron,
    Municipio,
    Recordatorios,
    Revision,
    SeccionElectoral,
    Seguimiento,
    SigladoDefinido,
    Temas,
    Territorio,
)
from conoceles.proceso.rubrica import Rubrica


class Partes(TypedDict, total=False):
    """Todos los de `Definicion`: mypy dice si a una le falta el suyo o lleva otro."""

    clave: str
    nombre: str
    entidad: str
    institucion: Institucion
    calendario: Calendario
    cargos: tuple[Cargo, ...]
    municipios: tuple[Municipio, ...]
    distritos: tuple[Distrito, ...]
    contiendas: tuple[Contienda, ...]
    fuerzas: tuple[FuerzaDefinida, ...]
    siglados: tuple[SigladoDefinido, ...]
    acciones_afirmativas: tuple[AccionAfirmativa, ...]
    curricular: Cuestionario
    identidad: Cuestionario
    avisos: tuple[Aviso, ...]
    preguntas_frecuentes: str
    fotografia: Fotografia
    acento: str
    umbral_estadistico: int
    edad_al: str
    cortes_datos: tuple[str, ...]
    historico: bool
    revision: Revision
    grupos_edad: GruposEdad
    conservacion: Conservacion
    derechos: Derechos
    accesos: Accesos
    recordatorios: Recordatorios
    boleta: Boleta
    difusion: Difusion
    estrategia: Estrategia
    seguimiento: Seguimiento
    secciones: tuple[SeccionElectoral, ...]
    localidades: tuple[Localidad, ...]
    catalogo: Catalogo
    enlaces: tuple[EnlaceOficial, ...]
    guia: Guia
    consentimiento: EfectosDelNo
    rubrica: Rubrica
    padron: MapaDePadron
    temas: Temas
    declaraciones: Declaraciones
    territorio: Territorio
    veda_detiene: tuple[str, ...]
    actos: dict[str, Acuerdo]
    franjas: dict[str, Franja]
