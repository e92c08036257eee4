"""La forma de los documentos para programas. Su norma está en `esquemas/`; aquí, lo mismo para quien los lee y los escribe."""

from __future__ import annotations

from typing import TypedDict


class Cargo(TypedDict):
    clave: str
    nombre: str
    principio: str


class Contienda(TypedDict):
    clave: str
    nombre: str
    ambito: str


class Fuerza(TypedDict):
    siglas: str
    nombre: str


class FuerzaDePerfil(Fuerza):
    tipo: str


class Campo(TypedDict):
    """Una pregunta; sin `valores`, `razon` dice por qué."""

    clave: str
    etiqueta: str
    breve: str
    tipo: str
    detalla: str
    valores: list[str]
    razon: str


class Apartado(TypedDict):
    clave: str
    titulo: str
    de_propuestas: bool
    campos: list[Campo]


class Nota(TypedDict):
    apartado: str
    texto: str
    campos: list[str]


class Antes(TypedDict):
    """Lo que una pregunta decía, y entre qué momentos."""

    campo: str
    etiqueta: str
    valores: list[str]
    desde: str | None
    hasta: str | None


class Companera(TypedDict):
    folio: str
    nombre: str


class DelRegistro(TypedDict):
    """Lo que dice el padrón de una candidatura, haya contestado o no."""

    nombre: str
    sobrenombre: str
    calidad: str
    calidad_texto: str
    cargo: Cargo
    contienda: Contienda
    posicion: int | None
    puesto: str
    fuerza: FuerzaDePerfil
    siglado_por: str
    sexo: str
    edad: int | None
    reeleccion: bool
    formula: list[Companera]


class DeLoEnviado(TypedDict):
    """Si ya se publica algo suyo y de cuándo es o, si no, por qué no."""

    foto: str
    con_informacion: bool
    estado: str
    estado_texto: str
    aviso_boleta: str
    actualizada: str | None


class PerfilSinFecha(DelRegistro, DeLoEnviado):
    """El documento de un perfil, antes de decir desde cuándo es así."""

    formato: str
    eleccion: str
    folio: str
    pagina: str
    apartados: list[Apartado]
    notas: list[Nota]
    inventado: bool
    historia: list[Antes]


class Perfil(PerfilSinFecha):
    publicado: str


class PersonaDeBoleta(TypedDict):
    """`sha256`: la huella de su documento, que está en `perfil`."""

    folio: str
    nombre: str
    calidad: str
    perfil: str
    sha256: str


class Formula(TypedDict):
    fuerza: Fuerza
    posicion: int | None
    personas: list[PersonaDeBoleta]


class PersonaDeCasilla(TypedDict):
    folio: str
    nombre: str
    calidad: str


class Impreso(TypedDict):
    """El nombre que el papel puede traer; vacío si ya no se dice de quién era."""

    nombre: str
    en_vez_de: str


class Casilla(TypedDict):
    """Un recuadro del papel. `quien_postula`: su coalición, su candidatura común o, si va por sí, la misma fuerza."""

    numero: int
    fuerza: str
    siglas: str
    color: str
    emblema: str
    quien_postula: str
    integrantes: list[str]
    tambien_en: list[str]
    formula: list[PersonaDeCasilla]
    papel_puede_decir: list[Impreso]


class LugarDeLista(TypedDict):
    lugar: int | None
    formula: list[PersonaDeCasilla]


class ListaDeBoleta(TypedDict):
    """Una lista: al reverso de otra boleta o, donde se vota la planilla entera, sus puestos."""

    fuerza: str
    siglas: str
    color: str
    lugares: list[LugarDeLista]
    papel_puede_decir: list[Impreso]


class Orden(TypedDict):
    regla: str
    fundamento: str


class BoletaSinFecha(TypedDict):
    """El documento de una boleta, antes de decir desde cuándo es así."""

    formato: str
    eleccion: str
    contienda: str
    pagina: str
    nombre: str
    cargo: Cargo
    ambito: str
    distrito: int | None
    municipios: list[str]
    como_se_gana: str
    al_reverso_de: str
    jornada: str
    institucion: str
    entidad: str
    nombre_eleccion: str
    inventado: bool
    votos: int
    orden: Orden
    casillas: list[Casilla]
    listas: list[ListaDeBoleta]
    al_reverso: list[str]
    formulas: list[Formula]
    con_informacion: int


class Boleta(BoletaSinFecha):
    publicado: str
