"""Verificar, enviar una sola vez y recibir el acuse."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from conoceles.candidaturas.consultas import obtener
from conoceles.captura import orden
from conoceles.captura.lista import siguiente_pendiente
from conoceles.captura.por_enviar import por_enviar
from conoceles.captura.verificacion import bloque
from conoceles.captura.vistas.comun import Caso, de_candidatura
from conoceles.cuentas.acceso import rechazo
from conoceles.curricular import consultas as curricular
from conoceles.expediente import consultas
from conoceles.expediente.actos import envios
from conoceles.expediente.actos.envios import YaNoEsLoLeido
from conoceles.expediente.documentos import acuse_en_registro, acuse_firmado, acuse_pdf
from conoceles.expediente.models import Envio
from conoceles.expediente.rondas import abierta
from conoceles.identidad.consultas import completitud
from conoceles.nucleo import reloj
from conoceles.nucleo.errores import Conflicto, ErrorDeDominio, ErroresDeCampos, NoEncontrado
from conoceles.nucleo.pantallas import descarga

YA_NO_ES = (
    "No se envió: lo guardado cambió después de que usted lo leyó. Lea otra vez lo de abajo; si así debe quedar, confirme y envíe. "
    "Si nadie de los suyos lo cambió, avise a la autoridad electoral antes de enviar."
)
SIN_LEER = "No se envió: no llegó qué fue lo que usted leyó. Lea lo de abajo; si así debe quedar, confirme y envíe desde aquí."


@de_candidatura("GET")
def verificar(request: HttpRequest, caso: Caso) -> HttpResponseBase:
    """Lo capturado, con lo que falta; o lo enviado, ya sin cambios posibles."""
    return _pagina(request, caso)


@de_candidatura("POST")
def enviar(request: HttpRequest, caso: Caso) -> HttpResponseBase:
    """El único envío de la ronda, de quien responde. Sin la casilla, o si algo falta, no se envía nada."""
    if not caso.envia:
        raise Http404
    if request.POST.get("confirmo") != "si":
        frase = "Marque la casilla para confirmar que verificó la información."
        return _pagina(request, caso, error=ErrorDeDominio(frase, campo="confirmo"))
    leida = request.POST.get("leido", "")
    try:
        envios.enviar(candidatura=caso.candidatura, por=caso.alcance, ahora=reloj.ahora(), leida=leida)
    except ErroresDeCampos as faltan:
        return _pagina(request, caso, error=ErrorDeDominio(faltan.mensaje))  # las causas ya están abajo
    except YaNoEsLoLeido:
        return _pagina(request, caso, error=ErrorDeDominio(YA_NO_ES if leida else SIN_LEER))
    except Conflicto as ya:
        return rechazo(request, ya.mensaje, volver=reverse("captura_acuse", args=[caso.folio]))
    return redirect("captura_acuse", folio=caso.folio)


@de_candidatura("GET", de_derechos=True)
def acuse(request: HttpRequest, caso: Caso) -> HttpResponseBase:
    """El acuse en pantalla."""
    datos = consultas.acuse(caso.alcance, caso.folio)
    contexto = {
        "caso": caso,
        "acuse": datos,
        "horas": acuse_pdf.horas(datos),
        "oportunidad": acuse_pdf.oportunidad(datos),
        "anteriores": consultas.acuses_anteriores(caso.candidatura),
        "codigo": acuse_firmado.codigo(datos),
        "comprobar": acuse_firmado.direccion(datos),
        "consta": bool(acuse_en_registro.prueba(datos)[1]),
        **_pendiente(caso),
    }
    return render(request, "captura/acuse.html", contexto)


def _pendiente(caso: Caso) -> dict[str, object]:
    """A dónde seguir: la que más urge de las que esperan a quien responde por varias."""
    if not caso.responde:
        return {}
    folio, cuantas = siguiente_pendiente(caso.alcance, salvo=caso.folio)
    if not folio:
        return {}
    suya = Caso(obtener(caso.alcance, folio), caso.alcance)
    return {"pendiente": suya, "quedan": cuantas, "sigue": orden.siguiente(suya)}


@de_candidatura("GET", de_derechos=True)
def acuse_en_pdf(request: HttpRequest, caso: Caso) -> HttpResponse:
    """El acuse para guardar o imprimir: el último, o el que se pida por su número."""
    datos = consultas.acuse(caso.alcance, caso.folio, request.GET.get("acuse", ""))
    return descarga(acuse_pdf.generar(datos), "application/pdf", f"acuse-{datos.acuse}.pdf")


@de_candidatura("GET")
def prueba_del_acuse(request: HttpRequest, caso: Caso) -> HttpResponse:
    """La prueba de que consta en el registro público; `NoEncontrado` si todavía no consta."""
    datos = consultas.acuse(caso.alcance, caso.folio, request.GET.get("acuse", ""))
    _, prueba = acuse_en_registro.prueba(datos)
    if not prueba:
        raise NoEncontrado("Este acuse todavía no consta en el registro público.")
    return descarga(prueba, "text/plain; charset=utf-8", f"acuse-{datos.acuse}.tlog-proof")


def _pagina(request: HttpRequest, caso: Caso, *, error: ErrorDeDominio | None = None) -> HttpResponseBase:
    ronda = abierta(caso.candidatura, reloj.ahora())
    contexto: dict[str, object] = {
        "caso": caso,
        "abierta": ronda is not None,
        "ronda": ronda,
        "enviada": Envio.objects.filter(candidatura=caso.candidatura).exists(),
        "fotografia": curricular.fotografia(caso.candidatura),
        "error": error,
        "identidad_ajena": completitud(caso.candidatura) if caso.identidad_ajena else "",
        **(por_enviar(caso) if ronda else _enviado(caso)),
    }
    return render(request, "captura/verificar.html", contexto, status=422 if error else 200)


def _enviado(caso: Caso) -> dict[str, object]:
    version = curricular.vigente(caso.candidatura)
    contenido = version.contenido if version else {}
    return {"bloques": [bloque(s, contenido, (), "") for s in caso.definicion.curricular.secciones]}
