"""Pantallas de informes: lista, generar, descargar y sus pasos."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from conoceles.candidaturas.alcances import alcance
from conoceles.cuentas.acceso import cuenta
from conoceles.cuentas.models import ADMINISTRAN, Papel
from conoceles.informes import consultas, operaciones
from conoceles.informes.catalogo import tipos
from conoceles.informes.comun import LEEN, decide, elegido, hoy, vista
from conoceles.informes.documento import entrega as de_entrega
from conoceles.informes.libro import comision
from conoceles.informes.models import RESULTADOS
from conoceles.nucleo import archivos, reloj
from conoceles.nucleo.errores import ErrorDeDominio, NoEncontrado, por_campo
from conoceles.nucleo.pantallas import codigo, descarga
from conoceles.proceso import consultas as procesos


@vista("GET", para=LEEN)
def inicio(request: HttpRequest) -> HttpResponse:
    """Tablero de seguimiento, solo lectura, y los informes congelados."""
    return _inicio(request)


def _inicio(request: HttpRequest, error: ErrorDeDominio | None = None, en: str = "") -> HttpResponse:
    """`en`: qué formulario se rechazó, un informe o «generar»; lo escrito vuelve a él."""
    proceso = elegido(request)
    contexto = {
        "proceso": proceso,
        "tablero": consultas.tablero(proceso.clave, hoy(proceso)),
        "informes": (renglones := consultas.listar(alcance(request), proceso.clave)),
        "cambiados": consultas.cambiados(alcance(request), proceso.clave),
        "reemplazados": sum(r.reemplazado for r in renglones),
        "tipos": [(t.clave, t.nombre) for t in tipos(procesos.definicion(proceso.clave))],
        "cortes": procesos.definicion(proceso.clave).cortes_datos,
        "decide": decide(request),
        "supervisa": cuenta(request).papel == Papel.CONSULTA,
        "resultados": RESULTADOS.items(),
        "errores": por_campo(error),
        "error": error,
        "en": en,
        "dicho": request.POST,
    }
    return render(request, "informes/inicio.html", contexto, status=codigo(error))


@vista("POST", para=ADMINISTRAN)
def generar(request: HttpRequest) -> HttpResponse:
    """Congela un informe; sin corte escrito, el de este momento."""
    proceso, ahora = elegido(request), reloj.ahora()
    zona = ZoneInfo(procesos.definicion(proceso.clave).calendario.zona)
    try:
        hecho = operaciones.generar(
            tipo=request.POST.get("tipo", ""),
            proceso=proceso.clave,
            corte=_corte(request.POST.get("corte", ""), zona) or ahora,
            por=alcance(request),
            ahora=ahora,
        )
    except ErrorDeDominio as error:
        return _inicio(request, error, "generar")
    return redirect(f"{reverse('informes')}#informe-{hecho.pk}")


@vista("POST", para=(Papel.CONSULTA,))
def revisar(request: HttpRequest, informe: UUID) -> HttpResponse:
    """La Comisión lo revisa: sin observaciones, o con ellas."""
    fila = consultas.obtener(alcance(request), informe)
    try:
        comision.revisar(
            informe=fila,
            resultado=request.POST.get("resultado", ""),
            texto=request.POST.get("texto", ""),
            constancia=request.POST.get("constancia", ""),
            fecha=_fecha(request.POST.get("fecha", "")),
            por=alcance(request),
            ahora=reloj.ahora(),
        )
    except ErrorDeDominio as error:
        return _inicio(request, error, f"{fila.pk}-revision")
    return redirect(f"{reverse('informes')}#informe-{fila.pk}")


@vista("POST", para=LEEN)
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
    return redirect(f"{reverse('informes')}#informe-{fila.pk}")


@vista("GET", para=LEEN)
def descargar(request: HttpRequest, informe: UUID, formato: str) -> HttpResponse:
    """El archivo congelado, octeto por octeto."""
    fila = consultas.obtener(alcance(request), informe)
    octetos = consultas.archivo(fila, formato)
    return descarga(octetos, consultas.FORMATOS[formato], consultas.nombre(fila, formato))


@vista("GET", para=LEEN)
def entrega(request: HttpRequest, informe: UUID) -> HttpResponse:
    """El paquete para el INE, con índice y huellas."""
    fila = consultas.obtener(alcance(request), informe)
    return descarga(de_entrega.paquete(fila), "application/zip", consultas.nombre(fila, "zip"))


@vista("GET", para=LEEN)
def aviso(request: HttpRequest, informe: UUID) -> HttpResponse:
    """El aviso de cambio que produjo esa versión."""
    fila = getattr(consultas.obtener(alcance(request), informe), "aviso_de_cambio", None)
    if fila is None:
        raise NoEncontrado("No existe ese aviso.")
    return descarga(archivos.leer(fila.pdf), "application/pdf", "aviso-de-cambio.pdf")


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
