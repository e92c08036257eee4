"""Lo que puede ser público, congelado. Las plantillas públicas no reciben otra cosa."""

from __future__ import annotations

from dataclasses import dataclass, field

from conoceles.proceso.definicion import Catalogo, EnlaceOficial, Territorio
from conoceles.proceso.reglamento import Voto, VotoDeVarias
from conoceles.publicacion.lectura.retrato import Foto
from conoceles.publicacion.lectura.temas import TemaPublico
from conoceles.publicacion.lectura.vinculos import VinculoPublico


@dataclass(frozen=True)
class FuerzaPublica:
    siglas: str
    nombre: str
    tipo: str
    color: str
    orden: int
    integrantes: tuple[str, ...] = ()
    recuadro: str = ""  # de una alianza en la boleta: «propio» de cada partido o «comun»


@dataclass(frozen=True, slots=True)
class Enlace:
    """Otra ficha: `folio` y lo que se lee de ella."""

    folio: str
    nombre: str
    nota: str = ""


@dataclass(frozen=True)
class CampoPublico:
    """Un renglón de la ficha. Si `valores` está vacío, `razon` dice por qué."""

    clave: str
    etiqueta: str
    valores: tuple[str, ...]
    razon: str = ""
    largo: bool = False
    tipo: str = "texto"
    se_pregunta: bool = True  # para el cargo por el que compite
    breve: str = ""  # la etiqueta donde hay poco lugar
    compara: bool = False
    detalla: str = ""  # el renglón junto al que se muestra


@dataclass(frozen=True)
class SeccionPublica:
    clave: str
    titulo: str
    campos: tuple[CampoPublico, ...]
    de_contacto: bool = False
    de_propuestas: bool = False
    lugar: int = 0  # en el perfil


@dataclass(frozen=True, slots=True)
class Rasgo:
    """La respuesta a una pregunta por la que se filtra, que también se lee en la tarjeta."""

    clave: str  # de la pregunta
    etiqueta: str
    valor: str
    texto: str
    orden: int  # entre las opciones de su pregunta
    matiz: str = ""  # ya está en el texto; distingue «licenciatura» de «licenciatura (trunca)» al filtrar


@dataclass(frozen=True)
class RespuestaPublica:
    tema: str
    pregunta: str
    respuesta: str


@dataclass(frozen=True)
class NotaPublica:
    """Algo que el instituto dice de lo publicado. Sin `seccion`, vale para toda la ficha."""

    seccion: str
    texto: str
    campos: tuple[str, ...] = ()  # lo que se corrigió en esa sección, por su etiqueta


@dataclass(frozen=True, slots=True)
class Ficha:
    """El perfil público de una candidatura. Lo que depende de lo que se publique de ella nace vacío."""

    folio: str
    nombre: str  # como se lee: «María de la Luz Núñez»
    nombre_orden: str  # para ordenar y agrupar de la A a la Z
    iniciales: str
    sobrenombre: str
    cargo: str  # clave
    cargo_nombre: str
    principio: str
    calidad: str  # propietaria, suplente
    calidad_texto: str  # «Propietario», «Suplente», según el sexo registrado
    contienda: str
    contienda_nombre: str
    ambito: str
    distrito: int | None
    municipios: tuple[str, ...]  # claves
    fuerza: FuerzaPublica
    siglado_por: str  # nombre del partido que sigla o de origen, "" si no aplica
    posicion: int | None
    sexo: str
    edad: int | None
    reeleccion: bool
    companera: Enlace | None = None
    foto: Foto | None = None
    con_informacion: bool = False
    estado: str = ""  # la razón común: completa, sin_captura, en_revision, observada, omisa, historica
    estado_texto: str = ""
    secciones: tuple[SeccionPublica, ...] = ()
    acciones_afirmativas: tuple[str, ...] = ()  # etiquetas
    acciones_claves: tuple[str, ...] = ()
    identidad: tuple[RespuestaPublica, ...] = ()
    identidad_frase: str = ""
    rasgos: tuple[Rasgo, ...] = ()
    acuse: str = ""
    huella: str = ""
    actualizada: str = ""  # ISO 8601 con huso
    actualizada_texto: str = ""
    notas: tuple[NotaPublica, ...] = ()  # lo oculto por orden y lo corregido de oficio, junto a su sección
    foto_razon: str = ""  # por qué no hay fotografía en un perfil publicado
    circunscripcion: str = ""  # la de una planilla
    temas: tuple[TemaPublico, ...] = ()  # los que eligió, por propuesta
    puesto: str = ""  # «Presidencia municipal», «Regiduría 3», en una planilla
    en_papel: Enlace | None = None  # sustitución tardía: quién sale en la boleta; `nota`, cuándo
    aviso_boleta: str = ""  # lo mismo, dicho entero
    mas_companeras: tuple[Enlace, ...] = ()  # las demás de su fórmula, donde el cargo lleva varias suplencias
    vinculos: tuple[VinculoPublico, ...] = ()  # sus perfiles de otras elecciones que pidió nombrar

    @property
    def companeras(self) -> tuple[Enlace, ...]:
        """Todas las demás de su fórmula, la propietaria primero."""
        return (*((self.companera,) if self.companera else ()), *self.mas_companeras)


@dataclass(frozen=True)
class Recuadro:
    """Uno de la boleta impresa. `fuerza`: el partido, la candidatura común o la independiente que lo ocupa."""

    casilla: int
    fuerza: FuerzaPublica
    formula: tuple[Enlace, ...]
    alianza: str = ""  # nombre de la coalición a la que pertenece aquí
    tambien: tuple[str, ...] = ()  # los otros recuadros con la misma fórmula, por sus siglas
    en_papel: tuple[tuple[str, Enlace], ...] = ()  # (quién está en el registro, de quién es el impreso)


@dataclass(frozen=True)
class ListaEnPapel:
    """La lista de quien postula, al reverso: una fórmula por lugar, en su orden."""

    fuerza: FuerzaPublica
    contienda: str
    formulas: tuple[tuple[Enlace, ...], ...]
    en_papel: tuple[tuple[str, Enlace], ...] = ()  # (quién está en el registro, de quién es el impreso)
    lugares: tuple[int, ...] = ()  # el de cada fórmula; vacío si el registro no los dice
    planilla: bool = False

    @property
    def renglones(self) -> list[tuple[int | None, tuple[Enlace, ...]]]:
        """Cada fórmula con su lugar en la lista, que no se recorre si la de antes dejó el suyo."""
        return [*zip(self.lugares or [None] * len(self.formulas), self.formulas, strict=True)]


@dataclass(frozen=True)
class Papel:
    """La boleta como se imprime: al frente, recuadros; al reverso, listas."""

    recuadros: tuple[Recuadro, ...]
    reverso: tuple[ListaEnPapel, ...] = ()
    regla: str = ""
    fundamento: str = ""
    voto: Voto | VotoDeVarias | None = None  # qué cuenta al marcarla, si la elección lo declara
    votos: int = 1  # a cuántas personas se puede marcar


@dataclass(frozen=True)
class ContiendaPublica:
    """Todas las personas de una boleta, en el orden anunciado."""

    clave: str
    nombre: str
    cargo: str
    cargo_nombre: str
    principio: str
    ambito: str
    distrito: int | None
    municipios: tuple[str, ...]
    fichas: tuple[Ficha, ...]
    con_informacion: int
    como_se_gana: str = ""
    puestos: tuple[str, ...] = ()  # de una planilla, que se vota entera
    en_bloques: bool = False  # mujeres y hombres van aparte en la boleta
    donde: tuple[str, ...] = ()  # los municipios del distrito, por su nombre
    cambio: str = ""  # el acuerdo por el que este distrito ya no es el de la elección anterior
    tambien: tuple[Enlace, ...] = ()  # lo que vota todo el estado en la misma jornada, en otra boleta
    frente: str = ""  # el cargo en cuya boleta, al reverso, se imprimen estas listas
    papel: Papel | None = None
    de_planillas: Papel | None = None  # lo que se marca donde se vota la planilla entera
    del_distrito: str = ""  # «Distrito 5»
    desde: str = ""  # el día en que se publica, si las de su grupo de territorios todavía no


@dataclass(frozen=True)
class TramoDeSecciones:
    """Secciones seguidas de un municipio que votan lo mismo; `contiendas`, lo propio de su distrito."""

    desde: int
    hasta: int
    contiendas: tuple[Enlace, ...]


@dataclass(frozen=True)
class MunicipioPublico:
    clave: str
    nombre: str
    contiendas: tuple[Enlace, ...]  # `folio` lleva la clave de la contienda
    distritos: int  # en cuántos cae: con dos o más, se reparte
    corto: str = ""  # como se lee en su cuadro del mapa
    otros: tuple[str, ...] = ()  # otras formas de su nombre
    lugar: tuple[int, int] | None = None  # renglón y columna en el mapa de cuadros
    secciones: tuple[TramoDeSecciones, ...] = ()  # vacío si la elección no trae catálogo


@dataclass(frozen=True)
class SeElige:  # un cargo que se vota ese día y, en una frase, qué hace quien lo ocupa
    que: str
    que_hace: str = ""
    como_se_gana: str = ""
    cargo: str = ""  # su clave


@dataclass(frozen=True)
class SitioPublico:
    """Lo común a todas las páginas de una elección."""

    clave: str
    nombre: str
    entidad: str
    institucion: str
    siglas: str
    unidad: str
    correo: str
    jornada_texto: str
    publicacion_inicio_texto: str
    acento: str
    inventado: bool  # las personas son inventadas: se dice en cada página
    archivo: bool  # la elección ya concluyó
    contiendas: tuple[ContiendaPublica, ...] = ()
    municipios: tuple[MunicipioPublico, ...] = ()
    fuerzas: tuple[FuerzaPublica, ...] = ()
    filtros: tuple[tuple[str, str], ...] = ()  # (pregunta, título) de las que filtran la búsqueda
    comparados: tuple[tuple[str, str], ...] = ()  # (renglón, etiqueta) de la comparación, en su orden
    total: int = 0
    con_informacion: int = 0
    abierto: bool = True  # ya se publican perfiles
    paginas: tuple[str, ...] = ("preguntas",)  # las que su carpeta trae: «preguntas», «guia»
    con_lenguas: bool = False  # y alguien ya la tradujo
    detenido: tuple[str, ...] = ()  # lo que la veda detiene hoy
    emblema: str = ""  # SVG del instituto
    emblemas: tuple[tuple[str, str], ...] = ()  # (siglas, SVG) de los que el instituto dio, para la muestra
    franja: str = ""  # lo que hoy avisa el instituto
    se_elige: tuple[SeElige, ...] = ()
    enlaces: tuple[EnlaceOficial, ...] = ()  # páginas de otras autoridades, mientras la elección no concluye
    catalogo: Catalogo = field(default_factory=Catalogo)
    temas: tuple[TemaPublico, ...] = ()  # el catálogo, en su orden; vacío si la elección no los pregunta
    acuerdo_temas: str = ""
    territorio: Territorio = field(default_factory=Territorio)
    practica: bool = False  # elección de práctica: marca de agua y fuera de los buscadores
