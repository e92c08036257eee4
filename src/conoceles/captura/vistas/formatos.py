"""Avisos y formatos en PDF, el formato firmado que se sube, y lo que hoy está autorizado."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from conoceles.captura.vistas.comun import Caso, de_candidatura
from conoceles.expediente.documentos import formatos_pdf
from conoceles.identidad import consultas
from conoceles.identidad.consultas import Permiso
from conoceles.identidad.permisos import formatos
from conoceles.identidad.permisos.formatos import ESTADOS, MAXIMO_BYTES, MAXIMO_PAGINAS
from conoceles.nucleo import reloj
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.nucleo.pantallas import codigo, descarga
from conoceles.proceso.definicion import Definicion


@dataclass(frozen=True)
class Autorizado:
    """El permiso en palabras; vacío lo que no aplica."""

    publicacion: str
    surte: str
    espera: str
    estadistica: str

    @classmethod
    def de(cls, permiso: Permiso, definicion: Definicion) -> Autorizado:
        nombres = {g.clave: g.nombre for g in definicion.identidad.grupos}

        def temas(grupos: list[str] | None) -> str:
            return "todos los temas" if grupos is None else ", ".join(nombres.get(g, g) for g in grupos)

        faltan = permiso.grupos if not permiso.surten else sin(permiso.grupos, permiso.surten)
        return cls(
            temas(permiso.grupos) if permiso.publicacion else "",
            temas(permiso.surten),
            temas(faltan) if permiso.por_firmar else "",
            "Sí" if permiso.estadistica else "No",
        )


def sin(unos: list[str] | None, otros: list[str] | None) -> list[str] | None:
    """Lo pedido que todavía no surte; «todos» se dice entero."""
    return None if unos is None else [g for g in unos if g not in (otros or [])]


@de_candidatura("GET", "POST", de_derechos=True)
def indice(request: HttpRequest, caso: Caso) -> HttpResponseBase:
    """Qué está autorizado, qué espera firma, los documentos para descargar y el que se sube."""
    caso.exigir_identidad()
    error: ErrorDeDominio | None = None
    if request.method == "POST":
        try:
            return _subir(request, caso)
        except ErrorDeDominio as rechazo:
            if not rechazo.campo:
                raise
            error = rechazo
    permiso = consultas.permiso(caso.candidatura, por=caso.alcance)
    contexto = {
        "caso": caso,
        "avisos": caso.definicion.avisos,
        "autorizado": Autorizado.de(permiso, caso.definicion) if permiso else None,
        "recibidos": [(r, ESTADOS[r.estado]) for r in formatos.recibidos(caso.candidatura, por=caso.alcance)],
        "megas": MAXIMO_BYTES // 1_000_000,
        "paginas": MAXIMO_PAGINAS,
        "error": error,
    }
    return render(request, "captura/formatos.html", contexto, status=codigo(error))


def _subir(request: HttpRequest, caso: Caso) -> HttpResponseBase:
    archivo = request.FILES.get("archivo")
    if archivo is None:
        raise ErrorDeDominio("Elija el archivo del formato firmado.", campo="archivo")
    octetos = archivo.read(MAXIMO_BYTES + 1)
    formatos.subir(candidatura=caso.candidatura, archivo=octetos, por=caso.alcance, ahora=reloj.ahora())
    return redirect("captura_formatos", folio=caso.folio)


@de_candidatura("GET", de_derechos=True)
def recibido(request: HttpRequest, caso: Caso, formato: int) -> HttpResponse:
    """El formato que se subió; cada descarga queda en la bitácora."""
    documento = formatos.bajar(
        candidatura=caso.candidatura, numero=formato, por=caso.alcance, ahora=reloj.ahora()
    )
    nombre = f"formato-{caso.folio}-{formato}.{documento.extension}"
    return descarga(documento.octetos, documento.tipo, nombre)


@de_candidatura("GET", de_derechos=True)
def consentimiento_en_pdf(request: HttpRequest, caso: Caso) -> HttpResponse:
    """El formato rotulado para esta candidatura; con `blanco`, sin rotular."""
    de = None if "blanco" in request.GET else caso.candidatura
    pdf = formatos_pdf.consentimiento(caso.definicion, de, momento=reloj.ahora())
    return descarga(pdf, "application/pdf", f"consentimiento-{caso.folio if de else 'en-blanco'}.pdf")


@de_candidatura("GET", tras_aviso=False, de_derechos=True)
def aviso_en_pdf(request: HttpRequest, caso: Caso, clave: str) -> HttpResponse:
    """Un aviso de privacidad, para leerlo fuera del sistema antes de aceptarlo."""
    pdf = formatos_pdf.aviso(caso.definicion, clave, momento=reloj.ahora())
    return descarga(pdf, "application/pdf", f"aviso-{clave}.pdf")
