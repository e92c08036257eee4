"""Los temas de identidad en orden, con el consentimiento al final y su avance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from conoceles.nucleo.canonico import huella
from conoceles.proceso import condiciones
from conoceles.proceso.definicion import Campo, Cuestionario, Opcion, Seccion

_SI_NO = (Opcion("si", "Sí, autorizo"), Opcion("no", "No autorizo"))


def _pregunta(clave: str, etiqueta: str, ayuda: str) -> Campo:
    return Campo(
        clave=clave, etiqueta=etiqueta, tipo="opcion", ayuda=ayuda, obligatorio=True, opciones=_SI_NO
    )


CONSENTIMIENTO = Seccion(
    clave="consentimiento",
    titulo="Consentimiento",
    ayuda="Son tres respuestas separadas y ninguna viene marcada. Decir que no nunca impide enviar.",
    campos=(
        _pregunta(
            "c_tratamiento",
            "¿Autoriza que el Instituto trate las respuestas de identidad para los fines del aviso de privacidad?",
            "Si no autoriza, las respuestas de identidad no se conservan.",
        ),
        _pregunta(
            "c_publicacion",
            "¿Autoriza publicar las respuestas de identidad en el perfil de la candidatura?",
            "Si no autoriza, el perfil no las muestra.",
        ),
        _pregunta(
            "c_estadistica",
            "¿Autoriza contar las respuestas en las estadísticas, sin el nombre de la persona?",
            "Si no autoriza, la candidatura se cuenta sin sus respuestas de identidad.",
        ),
    ),
)


@dataclass(frozen=True)
class Avance:
    """Un tema y su estado: vacia, en_proceso o completa."""

    seccion: Seccion
    estado: str


def todos(cuestionario: Cuestionario) -> tuple[Seccion, ...]:
    return (*cuestionario.secciones, CONSENTIMIENTO)


def avance(seccion: Seccion, respuestas: Mapping[str, Any]) -> Avance:
    """Completa cuando toda pregunta que se muestra tiene respuesta."""
    cerradas = [c for c in seccion.campos if c.tipo in ("opcion", "opciones")]
    visibles = [c for c in cerradas if condiciones.visible(c, respuestas)]
    contestadas = sum(1 for campo in visibles if respuestas.get(campo.clave))
    if not contestadas:
        return Avance(seccion, "vacia")
    return Avance(seccion, "completa" if contestadas == len(visibles) else "en_proceso")


def marca(seccion: Seccion, respuestas: Mapping[str, Any]) -> str:
    """Huella de lo que la pantalla mostraba de un tema: dos temas distintos no chocan entre sí."""
    return huella({campo.clave: respuestas.get(campo.clave) for campo in seccion.campos})


def combinar(cuestionario: Cuestionario, respuestas: dict[str, Any], tema: dict[str, Any]) -> dict[str, Any]:
    """Todas las respuestas con las del tema puestas al día y los saltos aplicados."""
    juntas = {**respuestas, **tema}
    consentidas = {c.clave: juntas.pop(c.clave, None) for c in CONSENTIMIENTO.campos}
    saltadas = condiciones.aplicar_saltos(cuestionario, juntas)
    completas = {**saltadas, **consentidas}
    return {clave: valor for clave, valor in completas.items() if valor not in (None, "", [])}
