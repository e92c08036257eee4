"""Etiquetas que comparten las pantallas privadas."""

import hashlib
import json
from collections.abc import Iterable

from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.urls import reverse

from conoceles.bitacora.estados import Estado
from conoceles.marco.estatico import direccion
from conoceles.nucleo import reloj
from conoceles.nucleo.asuntos import Asunto
from conoceles.nucleo.redaccion import palabras
from conoceles.proceso import consultas
from conoceles.proceso.definicion import Definicion, Institucion

register = template.Library()


@register.simple_tag
def estatico(nombre: str) -> str:
    """Dirección de un archivo estático, con huella para que el navegador lo guarde sin preguntar."""
    return reverse("estatico", args=[direccion(nombre)])


@register.simple_tag(takes_context=True)
def franja(context: template.Context) -> str:
    """Lo que el instituto avisa hoy a quienes capturan; vacío si nada o si la página es la de una falla."""
    vista = _vista(context)
    return consultas.franja_de(vista, "captura", reloj.ahora()) if vista else ""


@register.simple_tag(takes_context=True)
def emblema(context: template.Context) -> str:
    """Dirección del emblema de la elección en curso; vacía si no tiene o si la página es la de una falla."""
    vista = _vista(context)
    svg = vista.institucion.emblema if vista else ""
    return f"{reverse('emblema')}?v={hashlib.sha256(svg.encode()).hexdigest()[:12]}" if svg else ""


@register.simple_tag(takes_context=True)
def instituto(context: template.Context) -> Institucion | None:
    """El de la elección que se ve o, antes de entrar, el de la vigente; ninguno en una instalación sin elecciones."""
    vista = _vista(context)
    return vista.institucion if vista else None


def _vista(context: template.Context) -> Definicion | None:
    """La elección que ve quien entró o, antes de entrar, la vigente. Se busca una vez por petición."""
    if "request" not in context:
        return None
    sabido = vars(context["request"])
    if "definicion" not in sabido:
        sabido["definicion"] = consultas.definicion_o_vigente(sabido.get("eleccion", ""))
    suya: Definicion | None = sabido["definicion"]
    return suya


@register.filter
def de_grupo(asuntos: Iterable[Asunto], cuando: str) -> list[Asunto]:
    """Los que van tarde, vencen pronto o esperan."""
    return [a for a in asuntos if a.cuando == cuando]


TONOS = {
    "completa": "ok",
    Estado.ENVIADA: "ok",
    Estado.VALIDADA: "ok",
    Estado.PUBLICADA: "ok",
    Estado.AJUSTADA: "ok",
    Estado.CERRADA: "ok",
    "en_proceso": "acento",
    Estado.EN_CAPTURA: "acento",
    Estado.EN_REVISION: "acento",
    Estado.OBSERVADA: "aviso",
    Estado.OMISA: "peligro",
    "enviado": "ok",
    "rebotado": "peligro",
    "fallido": "peligro",
}


@register.filter
def tono(estado: str) -> str:
    """Clase de `etiqueta` que corresponde a un estado; lo no empezado queda «pendiente»."""
    return f"etiqueta etiqueta--{TONOS.get(estado, 'pendiente')}"


@register.filter
def en_json(valor: object) -> str:
    """Para un atributo `data-…`: un módulo lo lee; en la página no hay guiones en línea."""
    return json.dumps(valor, cls=DjangoJSONEncoder)


@register.simple_tag
def antes_y_despues(
    antes: str, despues: str
) -> tuple[tuple[palabras.Trozo, ...], tuple[palabras.Trozo, ...]]:
    """Los dos textos en trozos, con lo que cambia señalado."""
    return palabras.antes_y_despues(antes, despues)
