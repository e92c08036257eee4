"""Filtros de las plantillas públicas."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from conoceles.estadistica.graficas import barras
from conoceles.estadistica.publicado import Publicado
from conoceles.nucleo.texto import slug
from conoceles.proceso.definicion import dice_planilla
from conoceles.publicacion.instantanea.pagina import en_lengua
from conoceles.publicacion.lectura.fichas import FuerzaPublica, ListaEnPapel
from conoceles.publicacion.lectura.textos import Propio
from conoceles.publicacion.sitio.lenguas import plantillas

register = template.Library()

_SEPARA = re.compile(
    r" (?=\d|· |%|de (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)\b)"
)
# Por el espacio se busca siete veces más aprisa que desde cada letra.
_DE_UN_NUMERO = re.compile(r" (?<=\d )(?=%|(?:años|mil|millones|pesos)\b)")


@register.filter
def clase_fuerza(siglas: str) -> str:
    """Clase de la marca de color de una fuerza."""
    return f"fuerza-{slug(siglas)}"


@register.filter
def hay_partidos(fuerzas: Iterable[FuerzaPublica]) -> bool:
    """Si postula algún partido; en una judicial responden solo las candidaturas."""
    return any(f.tipo == "partido" for f in fuerzas)


@register.filter
def hay_coaliciones(fuerzas: Iterable[FuerzaPublica]) -> bool:
    """Si postula alguna; donde no la hay, nadie más que los partidos y las candidaturas captura."""
    return any(f.tipo == "coalicion" for f in fuerzas)


register.filter(dice_planilla)


@register.filter
def de_planillas(listas: Iterable[ListaEnPapel]) -> bool:
    """Si todas las del reverso lo son."""
    return all(lista.planilla for lista in listas)


@register.filter
def enlace_seguro(valor: str) -> str:
    """La dirección, si es web y de nadie más; vacío cuando no se puede enlazar sin riesgo."""
    return valor if valor.startswith(("https://", "http://")) else ""


@register.filter
def direccion_breve(valor: str) -> str:
    """La dirección como se dice: sin protocolo, sin «www.» y sin la diagonal final."""
    return valor.partition("://")[2].removeprefix("www.").removesuffix("/")


@register.filter
def telefono(valor: str) -> str:
    """Diez dígitos en grupos, como se dictan; cualquier otra forma, tal cual."""
    return f"{valor[:3]} {valor[3:6]} {valor[6:]}" if len(valor) == 10 and valor.isdigit() else valor


@register.filter
def millares(numero: int) -> str:
    """1140 → «1,140», como se escribe en México."""
    return f"{numero:,}"


@register.filter
def grafica(indicador: Publicado) -> SafeString:
    """Las barras de un indicador, en SVG."""
    return mark_safe(barras(indicador))  # noqa: S308 — escapado ahí


@register.filter
def dicho(valor: str) -> str:
    """En español, tal cual; en otra lengua, su edición pone el que lo traduce."""
    return valor


@register.filter
def la_suya(ruta: str) -> str:
    """Dónde está, desde la carpeta de la elección, ese archivo en la lengua de la página; si solo está en español, ahí."""
    cual = plantillas.edicion()
    hay = cual and cual.dicho and cual.donde(cual.dicho, ruta)
    return en_lengua(cual.dicho.clave, ruta) if cual and cual.dicho and hay else ruta


@register.filter
def marca(nombre: str) -> str:
    """Donde el lector pone un dato que solo él sabe."""
    return mark_safe(f"<!--{nombre}-->")  # noqa: S308 — lo escribe la plantilla


@register.filter
def al_copiar(valor: str) -> str:
    """Dos veces escapado: la página muestra el código, y al pegarlo en otro portal sigue siendo texto."""
    return escape(escape(valor))


@register.filter
def seccion(numero: int) -> str:
    """7 → «0007», como se imprime en la credencial."""
    return f"{numero:04}"


@register.filter
def extracto(texto: str, largo: int) -> str:
    """Las primeras palabras que caben en `largo` caracteres, con puntos suspensivos si se cortó."""
    if len(texto) <= largo:
        return texto
    corto = texto[:largo].rsplit(" ", 1)[0].rstrip(".,;:") + "…"
    return Propio(corto) if isinstance(texto, Propio) else corto


@register.filter
def de(mapa: dict[str, str], clave: str) -> str:
    """Lo que hay para esa clave; vacío si nada."""
    return mapa.get(clave, "")


@register.filter
def lugar(ambito: str, nombre: str) -> str:
    """Lo que el ámbito agrega a un nombre que ya dice el distrito: «Sede: Lerdo»; vacío si no agrega nada."""
    if ambito in nombre:
        return ""
    cabecera = sede(ambito, nombre)
    return f"Sede: {cabecera}" if cabecera else ambito


@register.filter
def sede(ambito: str, nombre: str) -> str:
    """La cabecera, si el nombre ya dice el distrito: «Lerdo»."""
    distrito, separa, cabecera = ambito.partition(" · ")
    return cabecera if separa and distrito.lower() in nombre.lower() else ""


@register.filter
def junto(ambito: str) -> str:
    """«Distrito 6 · Durango», «27.8 %» o «2 de junio» sin que un renglón empiece por el número, el punto, el signo o el mes."""
    return _SEPARA.sub("\u00a0", ambito)


def con_su_unidad(html: str) -> str:
    """«30 %», «12 años» o «63 millones» en un mismo renglón, lo escriba quien lo escriba: solo cambia el espacio."""
    return _DE_UN_NUMERO.sub("\u00a0", html)
