"""Capacitaciones: registrarlas, anotar quién asistió, imprimir la lista y dar constancias."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from conoceles.ayuda import capacitaciones, constancias_pdf, faltantes
from conoceles.ayuda.capacitaciones import dirigida
from conoceles.ayuda.models import Capacitacion
from conoceles.candidaturas.alcances import alcance
from conoceles.cuentas.acceso import cuenta, vista
from conoceles.cuentas.models import INSTITUCIONALES, REVISAN
from conoceles.nucleo import archivos, pantallas, reloj
from conoceles.nucleo.errores import ErrorDeDominio, ErroresDeCampos, NoEncontrado, por_campo
from conoceles.nucleo.pantallas import codigo, descarga, fecha
from conoceles.proceso import consultas as procesos

TIPOS = {"pdf": "application/pdf", "jpg": "image/jpeg", "png": "image/png"}
CAMPOS = ("tema", "publico", "imparte", "lugar")


@vista("GET", "POST", para=INSTITUCIONALES)
def lista(request: HttpRequest) -> HttpResponse:
    """Las sesiones de la elección; quien decide registra otra."""
    vigente = procesos.elegida(alcance(request))
    if vigente is None:
        return render(request, "ayuda/capacitaciones.html")
    error, escrito = None, {c: request.POST.get(c, "") for c in (*CAMPOS, "fecha")}
    if request.method == "POST":
        try:
            sesion = capacitaciones.programar(
                proceso=vigente.clave,
                fecha=fecha(escrito["fecha"]),
                **{c: escrito[c] for c in CAMPOS},
                por=alcance(request),
                ahora=reloj.ahora(),
            )
            return redirect("ayuda_capacitacion", numero=sesion.pk)
        except ErroresDeCampos as razon:
            error = razon
    definicion = procesos.definicion(vigente.clave)
    contexto = {
        "sesiones": [
            (s, dirigida(definicion, s.publico), len(capacitaciones.asistentes(s)))
            for s in Capacitacion.objects.filter(proceso=vigente)
        ],
        "publicos": capacitaciones.publicos(definicion).items(),
        "calendario": faltantes.calendario(vigente.clave, timezone.localdate(reloj.ahora())),
        "escrito": escrito,
        "error": error,
        "errores": por_campo(error),
        "decide": cuenta(request).papel in REVISAN,
    }
    return render(request, "ayuda/capacitaciones.html", contexto, status=codigo(error))


@vista("GET", "POST", para=INSTITUCIONALES)
def sesion(request: HttpRequest, numero: int) -> HttpResponse:
    """Una sesión: quién asistió y su lista firmada."""
    error = None
    if request.method == "POST":
        try:
            _anotar(request, numero)
            return redirect("ayuda_capacitacion", numero=numero)
        except ErrorDeDominio as razon:
            error = razon
    una = capacitaciones.de(numero, alcance(request))
    contexto = {
        "s": una,
        "publico": dirigida(procesos.definicion(una.proceso_id), una.publico),
        "asistentes": capacitaciones.asistentes(una),
        "firmada": una.listas.last(),
        "escrito": request.POST.get("lista", ""),
        "error": error,
        "decide": cuenta(request).papel in REVISAN,
    }
    return render(request, "ayuda/capacitacion.html", contexto, status=codigo(error))


@vista("GET", para=INSTITUCIONALES)
def lista_para_firmar(request: HttpRequest, numero: int) -> HttpResponse:
    """La lista de asistencia, para imprimir."""
    return _pdf(constancias_pdf.lista(capacitaciones.de(numero, alcance(request))), f"lista-{numero}.pdf")


@vista("GET", para=INSTITUCIONALES)
def constancias(request: HttpRequest, numero: int) -> HttpResponse:
    """Las constancias de quienes asistieron."""
    return _pdf(
        constancias_pdf.constancias(capacitaciones.de(numero, alcance(request))), f"constancias-{numero}.pdf"
    )


@vista("GET", para=INSTITUCIONALES)
def firmada(request: HttpRequest, numero: int) -> HttpResponse:
    """La última lista firmada, como se digitalizó."""
    fila = capacitaciones.de(numero, alcance(request)).listas.last()
    if fila is None:
        raise NoEncontrado("Todavía no hay lista firmada.")
    nombre = f"lista-firmada-{numero}.{fila.formato}"
    return descarga(archivos.leer(fila.archivo), TIPOS[fila.formato], nombre)


def _anotar(request: HttpRequest, numero: int) -> None:
    por, ahora = alcance(request), reloj.ahora()
    accion = request.POST.get("accion", "")
    if accion == "asistencia":
        capacitaciones.anotar_asistencia(
            lista=request.POST.get("lista", ""), numero=numero, por=por, ahora=ahora
        )
    elif accion == "retirar" and (asistencia := pantallas.numero(request.POST.get("asistencia", ""))):
        capacitaciones.retirar_asistencia(asistencia=asistencia, numero=numero, por=por, ahora=ahora)
    elif accion == "firmada":
        subido = request.FILES.get("archivo")
        octetos = subido.read(capacitaciones.MAXIMO + 1) if isinstance(subido, UploadedFile) else b""
        capacitaciones.guardar_lista(archivo=octetos, numero=numero, por=por, ahora=ahora)
    else:
        raise NoEncontrado("No existe ese acto.")


def _pdf(octetos: bytes, nombre: str) -> HttpResponse:
    encabezados = {"Content-Disposition": f'inline; filename="{nombre}"'}
    return HttpResponse(octetos, content_type="application/pdf", headers=encabezados)
