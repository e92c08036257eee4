"""Del formulario HTML a datos crudos, según la definición. Aquí no hay reglas: solo lectura."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import QueryDict

from conoceles.nucleo.pantallas import numero
from conoceles.nucleo.redaccion.ocultos import marcar
from conoceles.proceso.definicion import Campo
from conoceles.proceso.preguntas import domicilios
from conoceles.proceso.preguntas.cuestionario import Respuesta


def leer(campos: Iterable[Campo], recibido: QueryDict) -> dict[str, Respuesta]:
    """Lo tecleado, clave por clave, con lo que no se ve señalado; los saltos de línea quedan en uno solo."""
    return {campo.clave: _valor(campo, recibido) for campo in campos}


def _valor(campo: Campo, recibido: QueryDict) -> Respuesta:
    if campo.tipo == "domicilio":
        crudos = domicilios.recibidos(campo.clave, recibido, "_")
        return [{p: marcar(texto) for p, texto in uno.items()} for uno in crudos if any(uno.values())]
    if campo.de_varios:
        return [marcar(valor) for valor in recibido.getlist(campo.clave) if valor.strip()]
    return marcar(recibido.get(campo.clave, "").replace("\r\n", "\n"))


def version(recibido: QueryDict) -> int:
    """La versión que la persona tenía enfrente; 0 si no había nada guardado."""
    return numero(recibido.get("version", "")) or 0
