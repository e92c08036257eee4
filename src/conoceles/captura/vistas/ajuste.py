"""El ajuste único, visto por quien responde: se pide una vez y se sigue su reloj."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.pasos import puede
from conoceles.captura.vistas.comun import Caso, de_candidatura
from conoceles.expediente.ajuste import ajustes, dice
from conoceles.expediente.ajuste.previa import DETALLE, previa
from conoceles.expediente.ajuste.solicitudes import solicitud
from conoceles.expediente.documentos import acuse_de_ajuste
from conoceles.marco.acuses import acuse, con_acuse
from conoceles.marco.confirmar import confirmar
from conoceles.nucleo import reloj
from conoceles.nucleo.errores import Conflicto, ErrorDeDominio, por_campo
from conoceles.nucleo.pantallas import codigo, descarga


@de_candidatura("GET", "POST")
def ajuste(request: HttpRequest, caso: Caso) -> HttpResponseBase:
    """Formulario «dice / debe decir» de todas las secciones, o el estado de lo que ya se pidió."""
    if request.method == "POST":
        return _pedir(request, caso)
    return _pagina(request, caso)


@de_candidatura("GET", de_derechos=True)
def acuse_en_pdf(request: HttpRequest, caso: Caso) -> HttpResponseBase:
    """Cómo terminó lo que se pidió, firmado; 404 si sigue sin resolverse."""
    return descarga(
        acuse_de_ajuste.generar(caso.candidatura), "application/pdf", f"acuse-de-ajuste-{caso.folio}.pdf"
    )


def _pedir(request: HttpRequest, caso: Caso) -> HttpResponseBase:
    """Primero lo que pasará; confirmado, se pide."""
    volver = reverse("captura_ajuste", args=[caso.folio])
    try:
        pedido = dice.leer_todo(caso.candidatura, request.POST, request.FILES)
        por, ahora = caso.alcance, reloj.ahora()
        antes, lo_pedido = previa(caso.candidatura, **pedido, por=por, ahora=ahora)
        lleva = dice.lo_que_viaja(request.POST, pedido["imagen"])
        pagina = confirmar(request, antes, volver=volver, detalle=DETALLE, lleva=lleva, **lo_pedido)
        if pagina is not None:
            return pagina
        ajustes.pedir(candidatura=caso.candidatura, **pedido, por=por, ahora=ahora)
    except Conflicto:
        raise
    except ErrorDeDominio as error:
        return _pagina(request, caso, error=error)
    return con_acuse(request, volver, Acto.AJUSTE_PEDIDO)


def _pagina(request: HttpRequest, caso: Caso, *, error: ErrorDeDominio | None = None) -> HttpResponseBase:
    errores = por_campo(error)
    fila = caso.candidatura
    pedido = solicitud(caso.candidatura, reloj.ahora())
    se_puede = pedido is None and puede(caso.candidatura.estado, Acto.AJUSTE_PEDIDO, caso.alcance.papel)
    contexto = {
        "caso": caso,
        "solicitud": pedido,
        "acuse": acuse(request),
        "se_puede": se_puede,
        "error": error,
        "errores": errores,
        "escrito": request.POST,
    } | (
        dice.formulario(fila, request.POST if error else None, errores, por=caso.alcance) if se_puede else {}
    )
    return render(request, "captura/ajuste.html", contexto, status=codigo(error))
