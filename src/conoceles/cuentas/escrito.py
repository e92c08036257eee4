"""Lo que alguien escribió en un formulario que no se pudo recibir, para devolvérselo legible."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.http import HttpResponseBase, QueryDict

from conoceles.nucleo.redaccion import ocultos as caracteres

Vista = Callable[..., HttpResponseBase]
TECNICOS = {
    "csrfmiddlewaretoken",
    "version",
    "original",
    "vistas",
    "accion",
    "acto",
    "hacer",
    "pagina",
    "next",
}
SECRETOS = {"clave", "repetida", "login", "code"}
_HUELLA = re.compile(r"[0-9a-f]{32,}")


@dataclass(frozen=True)
class Escrito:
    """Una respuesta con el nombre de su pregunta. `largo`: cabe mejor en un cuadro."""

    pregunta: str
    texto: str

    @property
    def largo(self) -> bool:
        return len(self.texto) > 60 or "\n" in self.texto


def en_palabras(recibido: QueryDict, vista: Vista, eleccion: str = "") -> list[Escrito]:
    """Lo de cada campo, en orden. La vista que sabe cómo se llaman sus preguntas lo dice en `preguntas`."""
    nombrar = getattr(vista, "preguntas", None) or _suelto
    return [
        Escrito(*nombrar(clave, caracteres.marcar(valor), eleccion)) for clave, valor in _propios(recibido)
    ]


def ocultos(recibido: QueryDict) -> str:
    """La frase del primer carácter que no se ve; vacía si no hay ninguno."""
    return next((frase for _, valor in _propios(recibido) if (frase := caracteres.frase(valor))), "")


def _propios(recibido: QueryDict) -> Iterator[tuple[str, str]]:
    """Lo que la persona puso, sin lo que puso la página ni sus contraseñas."""
    for clave, valores in recibido.lists():
        if clave not in TECNICOS | SECRETOS and "password" not in clave:
            yield from ((clave, v) for v in valores if v.strip() and not _HUELLA.fullmatch(v))


def _suelto(clave: str, valor: str, eleccion: str) -> tuple[str, str]:
    return clave.replace("_", " ").capitalize(), valor
