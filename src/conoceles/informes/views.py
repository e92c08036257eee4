"""Pantallas de informes: lista, generar, descargar y sus pasos."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from conoceles.informes import consultas, operaciones
from conoceles.informes import entrega as de_entrega
from conoceles.informes.catalogo import TIPOS
from conoceles.informes.paginas import DECIDEN, LEEN, alcance, codigo, decide, elegido, hoy, vista
from conoceles.nucleo import archivos, reloj
from conoceles.nucleo.errores import ErrorDeDominio, NoEncontrado
from conoceles.proceso import consultas as procesos


@vista("GET", *LEEN)
def inicio(request: HttpRequest) -> HttpResponse:
    """Tablero de seguimiento, solo lectura, y los informes congelados."""
    return _inicio(request)


def _inicio(request: HttpRequest, error: ErrorDeDominio | None = None, en: str = "") -> HttpResponse:
    """`en`: qué formulario se rechazó, un informe o «generar»; lo escrito vuelve a él."""
    proceso = elegido()
    contexto = {
        "proceso": proceso,
        "tablero": consultas.tablero(proceso.clave, hoy(proceso)),
        "informes": (renglones := consultas.listar(alcance(request), proceso.clave)),
        "cambiados": [r for r in renglones if r.cambio],
        "reemplazados": sum(r.reemplazado for r in renglones),
        "tipos": [(t.clave, t.nombre) for t in TIPOS.values()],
        "decide": decide(request),
        "error": error,
        "en": en,
        "dicho": request.POST,
    }
    return render(request, "informes/inicio.html", contexto, status=codigo(error))


@vista("POST", *DECIDEN)
def generar(request: HttpRequest) -> HttpResponse:
    """Congela un informe; sin corte escrito, el de este momento."""
    proceso, ahora = elegido(), reloj.ahora()
    zona = ZoneInfo(procesos.definicion(proceso.clave).calendario.zona)
    try:
        operaciones.generar(
            tipo=request.POST.get("tipo", ""),
            proceso=proceso.clave,
            corte=_corte(request.POST.get("corte", ""), zona) or ahora,
            por=alcance(request),
            ahora=ahora,
        )
    except ErrorDeDominio as error:
        return _inicio(request, error, "generar")
    return redirect("informes")


@vista("POST", *DECIDEN)
def avanzar(request: HttpRequest, informe: UUID) -> HttpResponse:
    """Aprobar, enviar o acusar."""
    fila = consultas.obtener(alcance(request), informe)
    try:
        operaciones.avanzar(
            informe=fila,
            paso=request.POST.get("paso", ""),
            constancia=request.POST.get("constancia", ""),
            fecha=_fecha(request.POST.get("fecha", "")),
            por=alcance(request),
            ahora=reloj.ahora(),
        )
    except ErrorDeDominio as error:
        return _inicio(request, error, str(fila.pk))
    return redirect("informes")


@vista("GET", *LEEN)
def descargar(request: HttpRequest, informe: UUID, formato: str) -> HttpResponse:
    """El archivo congelado, octeto por octeto."""
    fila = consultas.obtener(alcance(request), informe)
    octetos = consultas.archivo(fila, formato)
    nombre = consultas.nombre(fila, formato)
    encabezados = {"Content-Disposition": f'attachment; filename="{nombre}"'}
    return HttpResponse(octetos, content_type=consultas.FORMATOS[formato], headers=encabezados)


@vista("GET", *LEEN)
def entrega(request: HttpRequest, informe: UUID) -> HttpResponse:
    """El paquete para el INE, con índice y huellas."""
    fila = consultas.obtener(alcance(request), informe)
    encabezados = {"Content-Disposition": f'attachment; filename="{consultas.nombre(fila, "zip")}"'}
    return HttpResponse(de_entrega.paquete(fila), content_type="application/zip", headers=encabezados)


@vista("GET", *LEEN)
def aviso(request: HttpRequest, informe: UUID) -> HttpResponse:
    """El aviso de cambio que produjo esa versión."""
    fila = getattr(consultas.obtener(alcance(request), informe), "aviso_de_cambio", None)
    if fila is None:
        raise NoEncontrado("No existe ese aviso.")
    encabezados = {"Content-Disposition": 'attachment; filename="aviso-de-cambio.pdf"'}
    return HttpResponse(archivos.leer(fila.pdf), content_type="application/pdf", headers=encabezados)


def _corte(escrito: str, zona: ZoneInfo) -> datetime | None:
    if not escrito:
        return None
    try:
        return datetime.fromisoformat(escrito).replace(tzinfo=zona)
    except ValueError as error:
        raise ErrorDeDominio("El corte debe ser un día y una hora.", campo="corte") from error


def _fecha(escrita: str) -> date | None:
    try:
        return date.fromisoformat(escrita) if escrita else None
    except ValueError as error:
        raise ErrorDeDominio("Escriba la fecha: día, mes y año.", campo="fecha") from error
