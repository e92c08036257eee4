"""Los cuestionarios de una elección: secciones, preguntas, respuestas posibles y condiciones."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from conoceles.proceso.consentimiento import Grupo

TipoCampo = Literal[
    "texto", "texto_largo", "opcion", "opciones", "lista", "domicilio", "correos", "telefonos", "enlaces"
]
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


@dataclass(frozen=True)
class Campo:
    """Una pregunta. Longitudes en caracteres que no son blancos."""

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
