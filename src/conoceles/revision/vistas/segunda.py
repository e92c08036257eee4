"""La segunda persona lee lo mismo que la primera, y lo confirma o lo descarta."""

from __future__ import annotations

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from conoceles.candidaturas import consultas as candidaturas
from conoceles.candidaturas.alcances import alcance
from conoceles.cuentas.acceso import rechazo, vista
from conoceles.cuentas.models import ADMINISTRAN
from conoceles.marco.acuses import con_acuse
from conoceles.marco.confirmar import confirmar
from conoceles.nucleo import reloj
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.revision import segundas
from conoceles.revision.models import PorConfirmar
from conoceles.revision.vistas.actos import ACTOS, PREVIAS


@vista("POST", para=ADMINISTRAN)
def segunda(request: HttpRequest, folio: str) -> HttpResponse:
    """Confirmar o descartar lo que otra persona pidió."""
    por = alcance(request)
    volver = reverse("revision_actos", args=[folio])
    pedido = segundas.pendiente(candidaturas.obtener(por, folio))
    if pedido is None:
        raise Http404
    try:
        if "descartar" in request.POST:
            segundas.descartar(pedido=pedido, por=por, ahora=reloj.ahora())
            return redirect(volver)
        return _confirmar(request, pedido, volver)
    except ErrorDeDominio as error:
        return rechazo(request, error.mensaje, volver=volver)


def _confirmar(request: HttpRequest, pedido: PorConfirmar, volver: str) -> HttpResponse:
    por, ahora, fila = alcance(request), reloj.ahora(), pedido.candidatura
    segundas.exigir_otra(pedido, por)
    datos = QueryDict(mutable=True)
    datos.update(pedido.datos)
    previa = PREVIAS[pedido.acto](fila, datos, por, ahora)
    pagina = confirmar(request, previa, volver=volver)
    if pagina is not None:
        return pagina
    with transaction.atomic():
        segundas.confirmar(pedido=pedido, por=por, ahora=ahora)
        ACTOS[pedido.acto](fila, datos, por, ahora)
    return con_acuse(request, volver, previa.acto)
