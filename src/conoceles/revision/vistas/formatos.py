"""Formatos de consentimiento firmados: la cola, el documento a la vista y la decisión. Solo administración los abre."""

from __future__ import annotations

from csp.constants import SELF
from csp.decorators import csp
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.clickjacking import xframe_options_sameorigin

from conoceles.candidaturas import consultas as candidaturas
from conoceles.candidaturas.alcances import alcance
from conoceles.candidaturas.models import Candidatura
from conoceles.cuentas.acceso import vista
from conoceles.cuentas.models import ADMINISTRAN
from conoceles.identidad import consultas
from conoceles.identidad.permisos import formatos
from conoceles.identidad.permisos.formatos import ESTADOS, MOTIVOS, Recibido
from conoceles.nucleo import reloj
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.nucleo.pantallas import codigo, descarga
from conoceles.nucleo.texto import nombre_propio
from conoceles.proceso import consultas as procesos

# Lo recibido no trae nada que se ejecute (`nucleo.recibidos`); ningún otro sitio lo enmarca.
A_LA_VISTA = {"frame-ancestors": [SELF]}


@vista("GET", para=ADMINISTRAN)
def cola(request: HttpRequest) -> HttpResponse:
    """Los que esperan decisión, el más antiguo primero."""
    por = alcance(request)
    vigente = procesos.elegida(por)
    esperan = formatos.por_revisar(por, vigente.clave) if vigente else []
    nombres = candidaturas.nombres(por, [r.folio for r in esperan])
    contexto = {"renglones": [(r, nombre_propio(nombres[r.folio])) for r in esperan]}
    return render(request, "revision/formatos.html", contexto)


@vista("GET", "POST", para=ADMINISTRAN)
def formato(request: HttpRequest, folio: str, formato: int) -> HttpResponse:
    """Lo capturado junto al documento, para aceptarlo o rechazarlo con su motivo."""
    por = alcance(request)
    fila = candidaturas.obtener(por, folio)
    suyo = next((r for r in formatos.recibidos(fila, por=por) if r.numero == formato), None)
    if suyo is None:
        raise Http404
    if request.method != "POST":
        return _pagina(request, fila, suyo, por)
    try:
        formatos.resolver(
            candidatura=fila,
            numero=formato,
            aceptado=request.POST.get("decision") == "aceptar",
            motivo=request.POST.get("motivo", ""),
            por=por,
            ahora=reloj.ahora(),
        )
    except ErrorDeDominio as error:
        return _pagina(request, fila, suyo, por, error)
    otro = next(iter(formatos.por_revisar(por, fila.proceso_id)), None)
    if otro is None:
        return redirect("revision_formatos")
    return redirect("revision_formato", folio=otro.folio, formato=otro.numero)


@vista("GET", para=ADMINISTRAN)
@csp(A_LA_VISTA)  # type: ignore[arg-type]  # sus tipos no admiten los datos de la ruta
@xframe_options_sameorigin
def archivo(request: HttpRequest, folio: str, formato: int) -> HttpResponse:
    """El documento firmado, para guardarlo o, con `ver`, dentro de su pantalla; cada apertura queda en la bitácora."""
    por = alcance(request)
    fila = candidaturas.obtener(por, folio)
    documento = formatos.bajar(candidatura=fila, numero=formato, por=por, ahora=reloj.ahora())
    if "ver" in request.GET:
        return HttpResponse(documento.octetos, content_type=documento.tipo)
    nombre = f"formato-{folio}-{formato}.{documento.extension}"
    return descarga(documento.octetos, documento.tipo, nombre)


def _pagina(
    request: HttpRequest, fila: Candidatura, suyo: Recibido, por: Alcance, error: ErrorDeDominio | None = None
) -> HttpResponse:
    definicion = fila.definicion
    permiso = consultas.permiso(fila, por=por)
    nombres = {g.clave: g.nombre for g in definicion.identidad.grupos}
    grupos = permiso.grupos if permiso else []
    contexto: dict[str, object] = {
        "fila": fila,
        "nombre": fila.nombre,
        "formato": suyo,
        "estado": ESTADOS[suyo.estado],
        "imagen": suyo.tipo.startswith("image/"),
        "esperan": len(formatos.por_revisar(por, fila.proceso_id)),
        "permiso": permiso,
        "temas": "Todos los temas" if grupos is None else ", ".join(nombres.get(g, g) for g in grupos),
        "motivos": MOTIVOS,
        "motivo": request.POST.get("motivo", ""),
        "error": error,
    }
    return render(request, "revision/formato.html", contexto, status=codigo(error))
