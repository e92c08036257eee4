"""Las preguntas de identidad, tema por tema, y las del consentimiento, que van después."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from conoceles.nucleo.canonico import huella
from conoceles.proceso.consentimiento import frases, preguntas
from conoceles.proceso.definicion import Campo, Condicion, Cuestionario, Definicion, Opcion, Seccion
from conoceles.proceso.preguntas import condiciones
from conoceles.proceso.preguntas.cuestionario import Respuesta, Respuestas
from conoceles.proceso.preguntas.edades import contradiccion
from conoceles.proceso.preguntas.validacion import Hallazgo

CLAVE, CUESTIONARIO = "consentimiento", "identidad"
EN_TODAS = ("no", condiciones.PREFIERE_NO_CONTESTAR)
PROPIAS = ("c_tratamiento", "c_publicacion", "c_grupos", "c_estadistica")


def consentimiento(definicion: Definicion) -> Seccion:
    """Las tres respuestas separadas; la de publicar, también por grupo. Todo lo que se lee es de la definición."""
    grupos, textos = definicion.identidad.grupos, definicion.consentimiento.textos
    no = Opcion("no", textos.no)
    si_o_no = (Opcion("si", textos.si), no)
    por_grupo = (Opcion("si", textos.si_todos), Opcion("grupos", textos.si_algunos), no)
    return Seccion(
        clave=CLAVE,
        titulo="Consentimiento",
        ayuda=textos.ayuda,
        campos=(
            _pregunta(definicion, "tratamiento", si_o_no),
            _pregunta(definicion, "publicacion", por_grupo if grupos else si_o_no),
            *([_por_grupo(definicion)] if grupos else []),
            _pregunta(definicion, "estadistica", si_o_no),
        ),
    )


def consentimiento_tras_enviar(definicion: Definicion) -> Seccion:
    """Lo que se puede volver a contestar ya enviado: publicar y contar."""
    completa = consentimiento(definicion)
    return replace(completa, campos=tuple(c for c in completa.campos if c.clave != "c_tratamiento"))


def _pregunta(definicion: Definicion, cual: str, opciones: tuple[Opcion, ...]) -> Campo:
    return Campo(
        clave=f"c_{cual}",
        etiqueta=preguntas(definicion.consentimiento)[cual],
        tipo="opcion",
        ayuda=frases(definicion.consentimiento)[cual],
        obligatorio=True,
        opciones=opciones,
    )


def _por_grupo(definicion: Definicion) -> Campo:
    return Campo(
        clave="c_grupos",
        etiqueta=definicion.consentimiento.textos.grupos,
        tipo="opciones",
        ayuda=definicion.consentimiento.textos.ayuda_grupos,
        obligatorio=True,
        opciones=tuple(Opcion(g.clave, g.nombre) for g in definicion.identidad.grupos),
        visible_si=Condicion("c_publicacion", ("grupos",)),
    )


def con_edad(secciones: Iterable[Seccion], edad: int | None) -> tuple[Seccion, ...]:
    """Los temas, con la edad registrada junto a las preguntas que se comprueban con ella."""
    return tuple(replace(s, campos=tuple(_con_edad(c, edad) for c in s.campos)) for s in secciones)


def _con_edad(campo: Campo, edad: int | None) -> Campo:
    if not campo.deriva or edad is None:
        return campo
    return replace(campo, ayuda=f"{campo.ayuda} Edad registrada: {edad} años.".strip())


def de_una_vez(secciones: tuple[Seccion, ...]) -> Seccion:
    """Todas las preguntas como si fueran de un tema: se contestan y se guardan juntas."""
    return Seccion(CUESTIONARIO, "Cuestionario de identidad", tuple(c for s in secciones for c in s.campos))


def para_todas(secciones: Iterable[Seccion]) -> list[tuple[str, str]]:
    """«No» y «Prefiero no contestar», clave y etiqueta, si varias preguntas las llevan: se pueden marcar de una vez."""
    dichas = [o for s in secciones for c in s.campos if c.tipo == "opcion" for o in c.opciones]
    etiquetas = {o.clave: o.etiqueta for o in reversed(dichas)}
    repetidas = {clave for clave, veces in Counter(o.clave for o in dichas).items() if veces > 1}
    return [(clave, etiquetas[clave]) for clave in EN_TODAS if clave in repetidas]


def contradicciones(definicion: Definicion, respuestas: Respuestas, edad: int | None) -> list[Hallazgo]:
    """Lo dicho que no coincide con la edad registrada: se avisa junto a la pregunta y no impide seguir."""
    rangos, campos = definicion.grupos_edad, definicion.identidad.campos()
    frases = ((c.clave, contradiccion(c, respuestas.get(c.clave), edad, rangos)) for c in campos)
    return [Hallazgo(clave, frase, "aviso") for clave, frase in frases if frase]


def marca(seccion: Seccion, respuestas: Respuestas) -> str:
    """Huella de lo que la pantalla mostraba de un tema: dos temas distintos no chocan entre sí."""
    return huella({campo.clave: respuestas.get(campo.clave) for campo in seccion.campos})


def combinar(
    cuestionario: Cuestionario, respuestas: dict[str, Respuesta], tema: dict[str, Respuesta]
) -> dict[str, Respuesta]:
    """Todas las respuestas con las del tema puestas al día y los saltos aplicados."""
    juntas = {**respuestas, **tema}
    if juntas.get("c_publicacion") != "grupos":
        juntas.pop("c_grupos", None)
    consentidas = {clave: juntas.pop(clave, None) for clave in PROPIAS}
    saltadas = condiciones.aplicar_saltos(cuestionario, juntas)
    completas = {**saltadas, **consentidas}
    return {clave: valor for clave, valor in completas.items() if valor not in (None, "", [])}
