"""De la definición y las respuestas a lo que la plantilla pinta: aquí se decide, allá solo se escribe."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from conoceles.nucleo.texto import contar
from conoceles.proceso.definicion import Campo, Condicion
from conoceles.proceso.preguntas import domicilios
from conoceles.proceso.preguntas.cuestionario import Respuesta, Respuestas
from conoceles.proceso.preguntas.legible import legible
from conoceles.proceso.preguntas.medidas import MEDIDAS, al_escribir, limites
from conoceles.proceso.preguntas.validacion import Hallazgo

MAXIMO_DE_RADIOS = 11
RENGLONES_LIBRES = 2
ENTRADAS = {"correos": "email", "telefonos": "tel", "enlaces": "url"}
VACIO = "(vacío)"


@dataclass(frozen=True)
class OpcionEnPantalla:
    clave: str
    etiqueta: str
    marcada: bool
    condicion_campo: str = ""
    condicion_valores: str = ""


@dataclass(frozen=True)
class CampoEnPantalla:
    """Un campo listo para pintarse. `control` elige la plantilla."""

    clave: str
    etiqueta: str
    numero: str
    ayuda: str
    control: str
    entrada: str
    obligatorio: bool
    recomendado: bool
    minimo: int
    maximo: int
    cuenta: int
    valor: str
    opciones: tuple[OpcionEnPantalla, ...]
    renglones: tuple[str, ...]
    domicilios: tuple[domicilios.Escrito, ...]
    errores: tuple[str, ...]
    avisos: tuple[str, ...]
    condicion_campo: str
    condicion_valores: str
    condicion_texto: str
    modo: str = ""  # el teclado que conviene en un teléfono
    admite: str = ""  # de un número o una fecha
    guardado: str = ""  # lo que otra persona guardó, en la pantalla de conflicto

    @property
    def valor_guardado(self) -> bool:
        """Si lo guardado por la otra ventana cabe tal cual en el campo."""
        return self.control in ("texto", "linea") and self.guardado not in ("", VACIO)

    @property
    def grupo(self) -> bool:
        """Si son varios controles y necesita `fieldset` en vez de `label`."""
        return self.control in ("radios", "casillas", "renglones", "domicilio")

    @property
    def numerada(self) -> bool:
        """Las preguntas de identidad llevan su número: otras las citan por él."""
        return self.numero.isdigit()

    @property
    def limites(self) -> str:
        if self.admite:
            return f"Escriba {self.admite}."
        if self.control not in ("texto", "linea"):
            return ""
        if self.minimo and self.maximo:
            return f"Entre {self.minimo:,} y {self.maximo:,} caracteres, sin contar espacios."
        return f"Hasta {self.maximo:,} caracteres, sin contar espacios." if self.maximo else ""

    @property
    def descritos(self) -> str:
        """Identificadores para `aria-describedby`."""
        partes = [("ayuda", self.ayuda), ("limites", self.limites), ("condicion", self.condicion_texto)]
        ids = [f"{self.clave}-{sufijo}" for sufijo, hay in partes if hay]
        return " ".join([*ids, *([f"{self.clave}-hallazgos"] if self.errores or self.avisos else [])])


def campos_en_pantalla(
    campos: Sequence[Campo],
    respuestas: Respuestas,
    hallazgos: Iterable[Hallazgo] = (),
    *,
    guardado: Respuestas | None = None,
) -> list[CampoEnPantalla]:
    """Los campos con lo escrito y lo que se halló; `guardado` agrega lo que otra persona guardó."""
    por_clave = {campo.clave: campo for campo in campos}
    lista = list(hallazgos)
    return [_campo(campo, respuestas, lista, por_clave, guardado) for campo in campos]


def _campo(
    campo: Campo,
    respuestas: Respuestas,
    hallazgos: list[Hallazgo],
    por_clave: Mapping[str, Campo],
    guardado: Respuestas | None,
) -> CampoEnPantalla:
    valor = respuestas.get(campo.clave)
    texto = valor if isinstance(valor, str) else ""
    otro = guardado.get(campo.clave) if guardado is not None else valor
    propios = [h for h in hallazgos if h.campo == campo.clave]
    de_campo, de_valores = _atributos(campo.visible_si)
    return CampoEnPantalla(
        clave=campo.clave,
        etiqueta=campo.etiqueta,
        numero=campo.numero,
        ayuda=campo.ayuda,
        control=_control(campo),
        entrada=ENTRADAS.get(campo.tipo, "text"),
        obligatorio=campo.obligatorio,
        recomendado=campo.recomendado,
        minimo=campo.minimo,
        maximo=campo.maximo,
        cuenta=contar(texto),
        valor=al_escribir(campo, texto),
        opciones=_opciones(campo, valor),
        renglones=_renglones(campo, valor),
        domicilios=domicilios.escritos(campo.clave, valor, "_") if campo.tipo == "domicilio" else (),
        errores=tuple(h.mensaje for h in propios if h.nivel == "error"),
        avisos=tuple(h.mensaje for h in propios if h.nivel != "error"),
        condicion_campo=de_campo,
        condicion_valores=de_valores,
        condicion_texto=_condicion(campo, por_clave),
        modo=_modo(campo),
        admite=limites(campo) if campo.tipo in MEDIDAS else "",
        guardado=dicho or VACIO if (dicho := legible(campo, otro)) != legible(campo, valor) else "",
    )


def _control(campo: Campo) -> str:
    if campo.tipo == "opcion":
        return "radios" if len(campo.opciones) <= MAXIMO_DE_RADIOS else "lista_desplegable"
    if campo.por_renglones:
        return "renglones"
    return {"opciones": "casillas", "texto": "linea", "texto_largo": "texto"}.get(campo.tipo, campo.tipo)


def _modo(campo: Campo) -> str:
    return ("decimal" if campo.decimales else "numeric") if campo.tipo == "numero" else ""


def _opciones(campo: Campo, valor: Respuesta | None) -> tuple[OpcionEnPantalla, ...]:
    elegidas = valor if isinstance(valor, list) else [valor]
    return tuple(
        OpcionEnPantalla(o.clave, o.etiqueta, o.clave in elegidas, *_atributos(o.visible_si))
        for o in campo.opciones
    )


def _atributos(condicion: Condicion | None) -> tuple[str, str]:
    return (condicion.campo, " ".join(condicion.valores)) if condicion else ("", "")


def _renglones(campo: Campo, valor: Respuesta | None) -> tuple[str, ...]:
    """Lo escrito y dos renglones libres: sin JavaScript también se pueden agregar."""
    if not campo.por_renglones:
        return ()
    return (*(valor if isinstance(valor, list) else ()), *[""] * RENGLONES_LIBRES)


def _condicion(campo: Campo, por_clave: Mapping[str, Campo]) -> str:
    """La condición en palabras, para quien no tiene JavaScript; con el «no» cuando es más corto."""
    if campo.visible_si is None or campo.visible_si.campo not in por_clave:
        return ""
    otro, valores = por_clave[campo.visible_si.campo], campo.visible_si.valores
    dentro = [o.etiqueta for o in otro.opciones if o.clave in valores]
    fuera = [o.etiqueta for o in otro.opciones if o.clave not in valores]
    cual = f"la pregunta {otro.numero}" if otro.numero.isdigit() else f"«{otro.etiqueta}»"
    if len(fuera) < len(dentro):
        return f"No conteste si en {cual} respondió: {' o '.join(fuera)}."
    return f"Conteste solo si en {cual} respondió: {' o '.join(dentro)}."
