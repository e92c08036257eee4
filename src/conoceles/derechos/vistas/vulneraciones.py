"""El registro de vulneraciones: anotarlas, seguirlas y ver cuánto queda para avisar."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from conoceles.cuentas.consultas import quien
from conoceles.derechos import vulneraciones as dominio
from conoceles.derechos.listas import SEGUIMIENTOS, TIPOS_DE_VULNERACION
from conoceles.derechos.models import Vulneracion
from conoceles.derechos.vistas.comun import alcance, de_administracion, momento
from conoceles.nucleo import reloj
from conoceles.nucleo.errores import ErrorDeDominio, NoEncontrado, por_campo
from conoceles.nucleo.pantallas import codigo, numero


@de_administracion("GET", "POST")
def registro(request: HttpRequest) -> HttpResponse:
    """Las anotadas, y el formulario de una nueva."""
    if request.method != "POST":
        return _pagina_registro(request)
    try:
        fila = dominio.anotar(
            tipo=request.POST.get("tipo", ""),
            detectada_en=momento(request.POST.get("detectada_en", "")),
            que_paso=request.POST.get("que_paso", ""),
            datos=request.POST.get("datos", ""),
            personas=numero(request.POST.get("personas", "")),
            causa=request.POST.get("causa", ""),
            medidas=request.POST.get("medidas", ""),
            por=alcance(request),
            ahora=reloj.ahora(),
        )
    except ErrorDeDominio as error:
        return _pagina_registro(request, error)
    return redirect("derechos_vulneracion", ident=fila.pk)


@de_administracion("GET", "POST")
def una(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Una vulneración y lo que se ha hecho."""
    fila = Vulneracion.objects.filter(pk=ident).first()
    if fila is None:
        raise NoEncontrado("No existe esa vulneración.")
    if request.method != "POST":
        return _pagina_una(request, fila)
    try:
        dominio.seguir(
            vulneracion=fila,
            tipo=request.POST.get("tipo", ""),
            texto=request.POST.get("texto", ""),
            hecho_en=momento(request.POST.get("hecho_en", "")),
            por=alcance(request),
            ahora=reloj.ahora(),
        )
    except ErrorDeDominio as error:
        return _pagina_una(request, fila, error)
    return redirect("derechos_vulneracion", ident=ident)


def _pagina_registro(request: HttpRequest, error: ErrorDeDominio | None = None) -> HttpResponse:
    ahora = reloj.ahora()
    filas = Vulneracion.objects.prefetch_related("seguimientos")
    contexto = {
        "filas": [(f, TIPOS_DE_VULNERACION[f.tipo], *_estado(f, ahora)) for f in filas],
        "tipos": TIPOS_DE_VULNERACION.items(),
        "error": error,
        "errores": por_campo(error),
        "escrito": request.POST,
    }
    return render(request, "derechos/vulneraciones.html", contexto, status=codigo(error))


def _pagina_una(request: HttpRequest, fila: Vulneracion, error: ErrorDeDominio | None = None) -> HttpResponse:
    hechos = list(fila.seguimientos.all())
    ya = {h.tipo for h in hechos if h.tipo != "nota"}
    etiqueta, tono = _estado(fila, reloj.ahora())
    contexto = {
        "fila": fila,
        "tipo": TIPOS_DE_VULNERACION[fila.tipo],
        "etiqueta": etiqueta,
        "tono": tono,
        "registro": quien(fila.por),
        "hechos": [(SEGUIMIENTOS[h.tipo], h, quien(h.por)) for h in hechos],
        "cerrada": "cerrada" in ya,
        "tipos": [(clave, frase) for clave, frase in SEGUIMIENTOS.items() if clave not in ya],
        "error": error,
        "errores": por_campo(error),
        "escrito": request.POST,
    }
    return render(request, "derechos/vulneracion.html", contexto, status=codigo(error))


def _estado(fila: Vulneracion, ahora: datetime) -> tuple[str, str]:
    """Etiqueta y tono: cerrada, avisada, por avisar o con el plazo vencido."""
    hechos = {s.tipo for s in fila.seguimientos.all()}
    if "cerrada" in hechos:
        return "Cerrada", "ok"
    if {"personas", "autoridad"} <= hechos:
        return "Avisada", "acento"
    return ("Aviso vencido", "peligro") if ahora >= fila.vence_en else ("Por avisar", "aviso")
