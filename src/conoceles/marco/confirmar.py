"""Lo que no se deshace se ve antes, se confirma y deja acuse: una sola manera para todas las pantallas, sin JavaScript."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from conoceles.bitacora.actos import Acto
from conoceles.nucleo.canonico import huella
from conoceles.nucleo.errores import Conflicto, ErrorDeDominio
from conoceles.nucleo.pantallas import codigo

PROPIOS = frozenset({"csrfmiddlewaretoken", "leido", "confirmo"})

CAMBIAR = "Cambie lo que haga falta y véalo otra vez. Si había elegido un archivo, elíjalo de nuevo."


@dataclass(frozen=True)
class Previa:
    """Qué hará un acto si se confirma. A quién se avisa lo dice la tabla de actos."""

    titulo: str
    boton: str
    acto: Acto
    pasa: tuple[str, ...]
    no_se_deshace: tuple[str, ...]
    escriba: str = ""  # lo que se escribe para confirmar; vacío, se marca una casilla
    afirma: str = "Leí lo que pasará y lo confirmo."  # lo que dice la casilla
    carta: str = ""  # a quién se le escribe además, fuera de la tabla

    @property
    def avisa(self) -> tuple[str, ...]:
        return (*(str(quien) for quien in self.acto.fila.avisa), *filter(None, [self.carta]))

    @property
    def huella(self) -> str:
        """Cambia si cambia lo que pasará: lo que se confirma es lo que se leyó."""
        return huella([self.titulo, self.acto, [*self.pasa], [*self.no_se_deshace]])


def confirmar(
    request: HttpRequest,
    previa: Previa,
    *,
    volver: str,
    detalle: str = "",
    lleva: Mapping[str, str] = MappingProxyType({}),
    **contexto: object,
) -> HttpResponse | None:
    """La pantalla que enseña qué pasará, con todo lo recibido dentro; `None` si ya se leyó y se confirmó.

    `detalle`: plantilla con lo que ayuda a decidir, y su `contexto`; `lleva`: lo que además viaja al confirmar. Si lo
    que pasará cambió, se enseña otra vez. `ErrorDeDominio` si se pidió cambiar lo escrito: quien llama lo repone.
    """
    if "cambiar" in request.POST:
        raise ErrorDeDominio(CAMBIAR)
    error = falta(request, previa) if "leido" in request.POST else None
    if "leido" in request.POST and error is None:
        return None
    recibido = [(k, v) for k, valores in request.POST.lists() if k not in PROPIOS for v in valores]
    comun: dict[str, object] = {"previa": previa, "volver": volver, "detalle": detalle, "error": error}
    comun["recibido"] = [*recibido, *lleva.items()]
    return render(request, "privado/confirmar.html", comun | contexto, status=codigo(error))


def falta(request: HttpRequest, previa: Previa) -> ErrorDeDominio | None:
    """Por qué todavía no está confirmado; `None` si ya."""
    if request.POST.get("leido") != previa.huella:
        return Conflicto("Mientras lo leía cambió lo que pasará. Léalo otra vez.")
    confirmo = request.POST.get("confirmo", "").strip()
    if previa.escriba and confirmo.lower() != previa.escriba.lower():
        return ErrorDeDominio(f"Para confirmar, escriba {previa.escriba}.", campo="confirmo")
    if not previa.escriba and confirmo != "si":
        return ErrorDeDominio("Para confirmar, marque la casilla.", campo="confirmo")
    return None
