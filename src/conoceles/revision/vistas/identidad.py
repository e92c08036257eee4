"""Leer las respuestas de identidad de una persona: un acto de administración, con motivo y constancia."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_variables

from conoceles.candidaturas import consultas as candidaturas
from conoceles.candidaturas.alcances import alcance
from conoceles.candidaturas.models import Candidatura
from conoceles.cuentas.acceso import vista
from conoceles.cuentas.models import ADMINISTRAN
from conoceles.identidad import consultas, operaciones
from conoceles.nucleo import reloj
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.nucleo.pantallas import codigo
from conoceles.proceso.preguntas.cuestionario import Respuestas
from conoceles.proceso.preguntas.legible import legible


@vista("GET", "POST", para=ADMINISTRAN)
@sensitive_variables()
def identidad(request: HttpRequest, folio: str) -> HttpResponse:
    """Pide el motivo; con él, muestra lo enviado una vez. Volver a verlo es otro acto."""
    por = alcance(request)
    try:
        fila = candidaturas.obtener(por, folio)
        if request.method != "POST":
            return _pagina(request, fila)
        motivo = request.POST.get("motivo", "").strip()
        leido = operaciones.leer_para_acto(candidatura=fila, motivo=motivo, por=por, ahora=reloj.ahora())
    except ErrorDeDominio as error:
        return _pagina(request, fila, error=error)
    return _pagina(request, fila, leido=leido, motivo=motivo)


@sensitive_variables()
def _pagina(
    request: HttpRequest,
    fila: Candidatura,
    *,
    leido: Respuestas | None = None,
    motivo: str = "",
    error: ErrorDeDominio | None = None,
) -> HttpResponse:
    contexto = {
        "fila": fila,
        "nombre": fila.nombre,
        "completitud": consultas.completitud(fila),
        "bloques": _bloques(fila, leido) if leido else [],
        "leido": leido is not None,
        "motivo": motivo,
        "error": error,
    }
    return render(request, "revision/identidad.html", contexto, status=codigo(error))


@sensitive_variables()
def _bloques(fila: Candidatura, leido: Respuestas) -> list[tuple[str, list[tuple[str, str]]]]:
    """Tema → pares de pregunta y respuesta; lo que no se preguntó no aparece."""
    return [
        (s.titulo, [(c.etiqueta, legible(c, leido[c.clave])) for c in s.campos if c.clave in leido])
        for s in fila.definicion.identidad.secciones
    ]
