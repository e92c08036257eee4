"""Subir de una vez los formatos firmados de varias personas, y descargarlos rotulados para firmar."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from conoceles.candidaturas.consultas import listar
from conoceles.candidaturas.models import Candidatura
from conoceles.captura import formatos_en_lote as lote
from conoceles.captura.vistas.comun import Caso, de_varias
from conoceles.identidad.permisos import formatos
from conoceles.identidad.permisos.formatos import MAXIMO_BYTES, MAXIMO_PAGINAS
from conoceles.nucleo import reloj
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.nucleo.pantallas import codigo, descarga
from conoceles.nucleo.recibidos import hijos
from conoceles.proceso.definicion import Definicion

SIN_SUBIR = ("", "rechazado")  # todavía falta, o hay que volver a subirlo


@de_varias("GET", "POST")
def subir(request: HttpRequest, alcance: Alcance, definicion: Definicion) -> HttpResponseBase:
    """De quién se espera; lo que llega se casa por su nombre y lo que no casa se pregunta."""
    recibos: list[lote.Recibo] = []
    error: ErrorDeDominio | None = None
    if request.method == "POST":
        try:
            recibos = _recibir(request, alcance, [*_esperan(alcance, definicion)])
        except ErrorDeDominio as rechazo:
            error = rechazo
    esperan = [(Caso(f, alcance), estado) for f, estado in _esperan(alcance, definicion).items()]
    contexto = {
        "hechos": [(Caso(r.fila, alcance), r) for r in recibos if r.fila and not r.porque],
        "fallidos": [r for r in recibos if r.porque],
        "esperan": esperan,
        "por_subir": sum(estado in SIN_SUBIR for _, estado in esperan),
        "estados": formatos.ESTADOS,
        "megas": MAXIMO_BYTES // 1_000_000,
        "juntos": lote.MAXIMO_JUNTOS,
        "megas_juntos": lote.MAXIMO_JUNTOS // 1_000_000,
        "paginas": MAXIMO_PAGINAS,
        "error": error,
    }
    estado = 422 if contexto["fallidos"] else codigo(error)
    return render(request, "captura/formatos_en_lote.html", contexto, status=estado)


@de_varias("GET")
def para_firmar(request: HttpRequest, alcance: Alcance, definicion: Definicion) -> HttpResponse:
    """Los rotulados de quienes falta, en un .zip."""
    faltan = [f for f, estado in _esperan(alcance, definicion).items() if estado in SIN_SUBIR]
    paquete = lote.rotulados(definicion, faltan, momento=reloj.ahora())
    return descarga(paquete, "application/zip", f"formatos-{definicion.clave}.zip")


def _esperan(alcance: Alcance, definicion: Definicion) -> dict[Candidatura, str]:
    return formatos.esperan_firma([*listar(alcance, definicion.clave)], por=alcance)


def _recibir(request: HttpRequest, alcance: Alcance, filas: list[Candidatura]) -> list[lote.Recibo]:
    archivos = request.FILES.getlist("archivos")
    if not archivos:
        raise ErrorDeDominio("Elija los archivos de los formatos firmados.", campo="archivos")
    if sum(a.size or 0 for a in archivos) > lote.MAXIMO_JUNTOS:
        raise ErrorDeDominio(
            f"Juntos pasan de {lote.MAXIMO_JUNTOS // 1_000_000} MB: súbalos en varias tandas.",
            campo="archivos",
        )
    leidos = ((a.name or "", _leer(a)) for a in archivos)
    with hijos.larga(campo="archivos"):
        return lote.recibir(leidos, request.POST.getlist("de"), filas, por=alcance, ahora=reloj.ahora())


def _leer(archivo: UploadedFile) -> bytes:
    """Hasta el tope y un octeto más: quien lo revisa nota que pesa de más sin leerlo todo."""
    octetos: bytes = archivo.read(MAXIMO_BYTES + 1)
    return octetos
