"""Pantallas de seguimiento: entregables, actividades, liberaciones y casos no previstos."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import uuid4

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from conoceles.candidaturas.alcances import alcance
from conoceles.cuentas.models import ADMINISTRAN
from conoceles.informes import agenda, consultas, registros
from conoceles.informes.comun import LEEN, decide, elegido, hoy, vista
from conoceles.informes.libro.como import Como, corte_de, se_cumple
from conoceles.informes.libro.paquete import hay_que_remitir
from conoceles.informes.models import (
    INTERFACES,
    ORGANOS,
    Actividad,
    CasoNoPrevisto,
    Informe,
    Liberacion,
    PasoDeEntregable,
)
from conoceles.nucleo import archivos, reloj
from conoceles.nucleo.errores import ErrorDeDominio, NoEncontrado, por_campo
from conoceles.nucleo.pantallas import codigo, descarga
from conoceles.proceso.models import Proceso


@vista("GET", para=LEEN)
def entregables(request: HttpRequest) -> HttpResponse:
    """El calendario de entregables con su estado y sus alertas."""
    return _entregables(request)


def _entregables(request: HttpRequest, error: ErrorDeDominio | None = None, en: int = 0) -> HttpResponse:
    """`en`: el entregable cuyo avance se rechazó; lo escrito vuelve a él."""
    proceso = elegido(request)
    renglones = agenda.calendario(proceso.clave, hoy(proceso))
    contexto = {
        "proceso": proceso,
        "grupos": [
            (titulo, [_renglon(r, proceso, request) for r in suyos])
            for titulo, suyos in agenda.por_entregar_y_entregados(renglones)
        ],
        "resumen": agenda.resumen(renglones),
        "estados": [(clave, agenda.ETIQUETAS[clave]) for clave in registros.ESTADOS],
        "decide": decide(request),
        "error": error,
        "en": en,
        "dicho": request.POST,
    }
    return render(request, "informes/entregables.html", contexto, status=codigo(error))


Renglon = tuple[agenda.EntregableEnCurso, bool, str, list[tuple[Informe, str]], Como]


def _renglon(r: agenda.EntregableEnCurso, proceso: Proceso, request: HttpRequest) -> Renglon:
    """El entregable, si tiene paquete, el corte de su informe, sus versiones con título y cómo se cumple."""
    versiones = [(i, consultas.titulo(i)) for i in r.informes if not i.restringido or decide(request)]
    corte = corte_de(r.entregable, proceso, reloj.ahora())
    return r, hay_que_remitir(r), corte, versiones, se_cumple(r.entregable)


@vista("POST", para=ADMINISTRAN)
def avanzar(request: HttpRequest, numero: int) -> HttpResponse:
    """Anota en qué va un entregable."""
    subido = request.FILES.get("documento")
    documento = subido.read(registros.MAXIMO_DOCUMENTO + 1) if isinstance(subido, UploadedFile) else b""
    try:
        registros.avanzar_entregable(
            proceso=elegido(request).clave,
            numero=numero,
            estado=request.POST.get("estado", ""),
            documento=documento,
            nombre=(subido.name or "") if isinstance(subido, UploadedFile) else "",
            constancia=request.POST.get("constancia", ""),
            por=alcance(request),
            ahora=reloj.ahora(),
        )
    except ErrorDeDominio as error:
        return _entregables(request, error, numero)
    return redirect(f"{reverse('informes_entregables')}#entregable-{numero}")


@vista("GET", para=LEEN)
def documento(request: HttpRequest, paso: int) -> HttpResponse:
    """El documento que acompañó a un paso."""
    fila = PasoDeEntregable.objects.filter(pk=paso, proceso=elegido(request)).exclude(documento="").first()
    if fila is None:
        raise NoEncontrado("No existe ese documento.")
    extension = fila.nombre.rpartition(".")[2].lower()
    limpia = extension if extension.isalnum() and extension.isascii() else uuid4().hex[:4]
    nombre = f"entregable-{fila.numero}.{limpia}"
    return descarga(archivos.leer(fila.documento), "application/octet-stream", nombre)


@vista("GET", para=LEEN)
def agenda_ics(request: HttpRequest) -> HttpResponse:
    """El calendario en formato iCalendar."""
    return descarga(agenda.ics(elegido(request).clave), "text/calendar; charset=utf-8", "entregables.ics")


@vista("GET", para=LEEN)
def bitacoras(request: HttpRequest) -> HttpResponse:
    """Actividades del mes, liberaciones de interfaces y casos no previstos."""
    return _bitacoras(request)


def _bitacoras(request: HttpRequest, error: ErrorDeDominio | None = None, en: str = "") -> HttpResponse:
    """`en`: el registro que se rechazó; lo escrito vuelve a él."""
    proceso = elegido(request)
    contexto = {
        "proceso": proceso,
        "actividades": Actividad.objects.filter(proceso=proceso).order_by("-fecha", "-id"),
        "liberaciones": Liberacion.objects.filter(proceso=proceso),
        "casos": CasoNoPrevisto.objects.filter(proceso=proceso),
        "interfaces": INTERFACES.items(),
        "organos": ORGANOS.items(),
        "decide": decide(request),
        "error": error,
        "en": en,
        "escritos": {en: {"dicho": request.POST, "errores": por_campo(error)}},
    }
    return render(request, "informes/registros.html", contexto, status=codigo(error))


@vista("POST", para=ADMINISTRAN)
def anotar(request: HttpRequest, que: str) -> HttpResponse:
    """Una actividad, una liberación o un caso no previsto."""
    campos = {
        "actividad": ("texto",),
        "liberacion": ("interfaz", "version", "cambios"),
        "caso": ("organo", "asunto", "resolucion", "fundamento"),
    }
    anotadores: dict[str, Callable[..., object]] = {
        "actividad": registros.anotar_actividad,
        "liberacion": registros.anotar_liberacion,
        "caso": registros.anotar_caso,
    }
    if que not in campos:
        raise NoEncontrado("No existe ese registro.")
    try:
        anotadores[que](
            proceso=elegido(request).clave,
            fecha=_fecha(request.POST.get("fecha", "")),
            por=alcance(request),
            ahora=reloj.ahora(),
            **{campo: request.POST.get(campo, "") for campo in campos[que]},
        )
    except ErrorDeDominio as error:
        return _bitacoras(request, error, que)
    return redirect("informes_registros")


def _fecha(escrita: str) -> date:
    try:
        return date.fromisoformat(escrita)
    except ValueError as error:
        raise ErrorDeDominio("Escriba la fecha.", campo="fecha") from error
