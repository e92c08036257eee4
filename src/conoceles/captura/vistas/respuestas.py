"""Lo común a guardar una página del cuestionario, curricular o de identidad."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict, Unpack

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils import timezone

from conoceles.captura.pantalla import campos_en_pantalla
from conoceles.captura.verificacion import senalados
from conoceles.captura.vistas.comun import Caso
from conoceles.nucleo import reloj
from conoceles.nucleo.errores import ErroresDeCampos
from conoceles.proceso.definicion import Seccion
from conoceles.proceso.preguntas.cuestionario import Cuestionario, Respuestas
from conoceles.proceso.preguntas.validacion import Hallazgo


def autoguardado(request: HttpRequest) -> bool:
    """Si quien guarda es el módulo de autoguardado y espera JSON."""
    return request.headers.get("X-Autoguardado") == "1"


def guardada(version: int, original: str = "") -> JsonResponse:
    """Lo que el autoguardado manda de vuelta la próxima vez, y a qué hora se guardó, en el huso de la elección."""
    hora = timezone.localtime(reloj.ahora())
    return JsonResponse({"version": version, "original": original, "hora": f"{hora:%H:%M}"})


def de_errores(error: ErroresDeCampos) -> list[Hallazgo]:
    """Los rechazos de una operación, como los enseña el formulario."""
    return [Hallazgo(campo=c, mensaje=m, nivel="error") for c, m in error.errores.items()]


class Alrededor(TypedDict, total=False):
    """Lo que la página dice además de sus preguntas.

    `temas`: los grupos en que se reparten; `original`: la marca de lo que mostraba; `nota`: lo que se observó.
    """

    nota: str
    original: str
    temas: tuple[Seccion, ...]
    cuestionario: Cuestionario
    para_todas: list[tuple[str, str]]
    efecto: str
    sigue_otra: bool


def pagina(
    request: HttpRequest,
    caso: Caso,
    seccion: Seccion,
    respuestas: Respuestas,
    *,
    version: int,
    hallazgos: Iterable[Hallazgo] = (),
    guardado: Respuestas | None = None,
    status: int = 200,
    **mas: Unpack[Alrededor],
) -> HttpResponseBase:
    """La página de una sección; con `guardado` es la de conflicto y dice ambas versiones."""
    lista = list(hallazgos)
    campos = campos_en_pantalla(seccion.campos, respuestas, lista, guardado=guardado)
    por_clave = {campo.clave: campo for campo in campos}
    contexto = {
        "caso": caso,
        "seccion": seccion,
        "campos": campos,
        "contradicciones": [h.campo for h in lista if h.nivel != "error"],
        "errores": senalados((h for h in lista if h.nivel == "error"), seccion.campos),
        "version": version,
        "conflicto": guardado is not None,
        **mas,
        "temas": [(t, [por_clave[c.clave] for c in t.campos]) for t in mas.get("temas", ())],
    }
    return render(request, "captura/seccion.html", contexto, status=status)


def conflicto(
    request: HttpRequest,
    caso: Caso,
    seccion: Seccion,
    escrito: Respuestas,
    guardado: Respuestas,
    *,
    version: int,
    **mas: Unpack[Alrededor],
) -> HttpResponseBase:
    """409: otra pestaña guardó antes. Lo escrito sigue en los campos y lo guardado se ve al lado."""
    if autoguardado(request):
        return JsonResponse({"conflicto": True}, status=409)
    return pagina(request, caso, seccion, escrito, version=version, guardado=guardado, status=409, **mas)
