"""Los cuestionarios de una elección: secciones, preguntas, respuestas posibles y condiciones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from conoceles.proceso.consentimiento import Grupo

TipoCampo = Literal[
    "texto", "texto_largo", "opcion", "opciones", "lista", "domicilio", "correos", "telefonos", "enlaces", "numero",
    "fecha",
]  # fmt: skip
Visibilidad = Literal["publica", "con_consentimiento", "solo_estadistica", "interna"]
Clase = Literal["", "medios_de_contacto", "propuesta", "formacion"]
Domicilio = dict[str, str]  # por parte; importado, solo `texto`
Respuesta = str | list[str] | Domicilio | list[Domicilio]
Respuestas = Mapping[str, Respuesta]
Cambiadas = Mapping[str, Respuesta | None]  # `None`: queda vacía
NO_SE_PREGUNTA = "No se pregunta para este cargo."


@dataclass(frozen=True)
class Condicion:
    """Se cumple cuando la respuesta a `campo` es (o contiene) alguna de `valores`."""

    campo: str
    valores: tuple[str, ...]


@dataclass(frozen=True)
class Opcion:
    """Una respuesta posible. `sinonimos` son formas de escribirla en archivos ajenos."""

    clave: str
    etiqueta: str
    sinonimos: tuple[str, ...] = ()
    visible_si: Condicion | None = None
    matiz: str = ""  # lo que agrega a la respuesta de la que depende su pregunta: «licenciatura (trunca)»


@dataclass(frozen=True)
class Conteo:
    """El indicador de una pregunta: cuántas candidaturas dieron cada respuesta."""

    clave: str
    titulo: str


@dataclass(frozen=True)
class Campo:
    """Una pregunta. `minimo` y `maximo`: caracteres que no son blancos o, de un número, sus cotas."""

    clave: str
    etiqueta: str
    tipo: TipoCampo
    ayuda: str = ""
    obligatorio: bool = False
    minimo: int = 0
    maximo: int = 0
    opciones: tuple[Opcion, ...] = ()
    catalogo: str = ""
    visible_si: Condicion | None = None
    articulo: str = ""
    columna_ine: str = ""
    numero: str = ""  # «7» en identidad, «C4» en curricular
    recomendado: bool = False  # si falta o es corto se advierte, pero no impide enviar
    maximo_elementos: int = 0  # de una lista; 0 es sin límite
    formato: str = ""  # «enlace» en un texto que es una dirección
    deriva: Literal["", "joven", "mayor"] = ""  # la edad registrada permite comprobarla
    cargos: tuple[str, ...] = ()  # a quiénes se pregunta; vacío es a todas las candidaturas
    visibilidad: Visibilidad = "interna"  # la carpeta siempre la dice; lo que no la diga no sale
    columna: str = ""  # en los datos abiertos; vacía, no va en ellos
    encabezados: tuple[str, ...] = ()  # cómo la llaman los archivos del padrón, ya normalizados
    separador: str = ", "  # une en una celda los elementos de una lista
    corta: str = ""  # la etiqueta donde hay poco lugar
    compara: bool = False
    detalla: str = ""  # la pregunta junto a la que se muestra
    filtro: str = ""  # título de su filtro en la búsqueda; vacío, no filtra
    indicador: Conteo | None = None
    decimales: int = 0  # los que admite un número
    desde: date | None = None  # de una fecha, el primer día que se admite
    hasta: date | None = None
    rangos: tuple[int, ...] = ()  # dónde empieza cada grupo en que se cuenta un número, o el año de una fecha

    @property
    def se_publica(self) -> bool:
        """Si su respuesta puede salir, de la persona que lo consienta o de todas."""
        return self.visibilidad in ("publica", "con_consentimiento")

    @property
    def breve(self) -> str:
        """La etiqueta donde hay poco lugar."""
        return self.corta or self.etiqueta

    @property
    def por_renglones(self) -> bool:
        """Si se contesta con varios textos, uno por renglón."""
        return self.tipo in ("lista", "correos", "telefonos", "enlaces")

    @property
    def de_varios(self) -> bool:
        """Si la respuesta es una lista."""
        return self.tipo == "opciones" or self.por_renglones

    def se_pregunta_a(self, cargo: str) -> bool:
        """Si se le hace a quien compite por ese cargo."""
        return not self.cargos or cargo in self.cargos


@dataclass(frozen=True)
class Seccion:
    clave: str
    titulo: str
    campos: tuple[Campo, ...]
    ayuda: str = ""
    por_que: str = ""
    grupo: str = ""  # de identidad: el grupo del que se consiente publicar
    clase: Clase = ""
    lugar: int = 0  # en el perfil, desde 1; sin él, después de las que lo tienen

    @property
    def de_contacto(self) -> bool:
        """Si dice cómo encontrar a la persona: no se busca, no se descarga y no pasa al archivo."""
        return self.clase == "medios_de_contacto"

    @property
    def de_propuestas(self) -> bool:
        """Si dice qué propone: se busca aparte y no se puede copiar de otra candidatura."""
        return self.clase == "propuesta"


@dataclass(frozen=True)
class Cuestionario:
    clave: Literal["curricular", "identidad"]
    version: str
    secciones: tuple[Seccion, ...]
    fotografia_obligatoria: bool = False
    grupos: tuple[Grupo, ...] = ()
    por_que: str = ""  # antes de la primera pregunta: para qué se pregunta
    que_pasa: str = ""  # y qué pasa con las respuestas

    def campos(self) -> tuple[Campo, ...]:
        """Todos los campos, en el orden en que se preguntan."""
        return tuple(c for s in self.secciones for c in s.campos)

    def en_el_perfil(self) -> tuple[Seccion, ...]:
        """Las secciones en el orden en que se muestran."""
        return tuple(sorted(self.secciones, key=lambda s: (not s.lugar, s.lugar)))

    @property
    def distingue_cargos(self) -> bool:
        """Si alguna pregunta no es para todas las candidaturas."""
        return any(c.cargos for c in self.campos())

    def para(self, cargo: str) -> Cuestionario:
        """Solo lo que se pregunta a ese cargo; una sección que se queda sin preguntas no aparece."""
        if not self.distingue_cargos:
            return self
        suyas = (
            replace(s, campos=tuple(c for c in s.campos if c.se_pregunta_a(cargo))) for s in self.secciones
        )
        return replace(self, secciones=tuple(s for s in suyas if s.campos))

    def grupo_de(self) -> dict[str, str]:
        """El grupo de cada campo, por su clave."""
        return {c.clave: s.grupo for s in self.secciones for c in s.campos}
