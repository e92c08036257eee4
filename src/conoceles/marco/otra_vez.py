"""La petición que la base deshizo se atiende otra vez, sin que quien la mandó tenga que volver a mandarla (decisión 0105)."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from conoceles.nucleo.bases.otra_vez import Rastro, mirando


class _PorRepetir(HttpResponse):
    """No llega a nadie."""


class OtraVez:
    """El último de la lista: la sesión y quién es ya se saben, y lo que se repite es lo que dice la dirección."""

    def __init__(self, siguiente: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._siguiente = siguiente

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with mirando() as request.rastro:  # type: ignore[attr-defined]
            respuesta = self._siguiente(request)
        if not isinstance(respuesta, _PorRepetir):
            return respuesta
        for _, archivos in request.FILES.lists():
            for archivo in archivos:
                archivo.seek(0)
        return self._siguiente(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Antes que nadie: la lista de quienes miran los errores se recorre de atrás hacia adelante."""
        rastro: Rastro = request.rastro  # type: ignore[attr-defined]
        return _PorRepetir() if rastro.se_repite(exception) else None
