"""Lo que hoy toca publicar: para copiar, llevar en un ZIP y anotar como hecho."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from conoceles.candidaturas.alcances import alcance
from conoceles.cuentas.acceso import cuenta, vista
from conoceles.cuentas.models import INSTITUCIONALES, REVISAN
from conoceles.difusion import calendario, consultas, operaciones, paquete, segunda
from conoceles.difusion.models import Publicada
from conoceles.difusion.vistas.comun import definicion
from conoceles.nucleo import archivos, reloj
from conoceles.nucleo.errores import ErrorDeDominio, NoEncontrado, por_campo
from conoceles.nucleo.pantallas import codigo, descarga, fecha
from conoceles.proceso.definicion import Definicion
from conoceles.publicacion.instantanea.arbol import Arbol


@vista("GET", para=INSTITUCIONALES)
def inicio(request: HttpRequest) -> HttpResponse:
    """El día que se pide, o el más cercano con publicaciones; sin pedirlo, hoy, aunque hoy no toque ninguna."""
    return _pantalla(request)


def _pantalla(request: HttpRequest, error: ErrorDeDominio | None = None) -> HttpResponse:
    d = definicion(request)
    dia, dias = _dia(request, d), sorted({t.lugar.dia for t in consultas.turnos_de(d)})
    publicado = Arbol(d.clave).carpeta / "actual"
    hechas = {h.turno.numero: h.redes for h in consultas.hechas(d, dia, dia)}
    del_dia = [
        (
            p,
            [
                (red, texto, paquete.lista(publicado, p, red), hechas.get(p.turno.numero, {}).get(red))
                for red, texto in p.textos.items()
            ],
        )
        for p in consultas.del_dia(d, segunda.sitio_a_la_vista(d.clave, reloj.ahora()), dia)
    ]
    contexto: dict[str, object] = {
        "proceso": d,
        "dia": dia,
        "hoy": d.calendario.dia_local(reloj.ahora()),
        "anterior": max((x for x in dias if x < dia), default=None),
        "siguiente": min((x for x in dias if x > dia), default=None),
        "publicaciones": del_dia,
        "veda": calendario.en_veda(d, dia),
        "publica": f"{segunda.url_publica(d.clave)}",
        "anota": cuenta(request).papel in REVISAN,
        "error": error,
        "causas": por_campo(error),
        "dicho": request.POST,
        "en": f"{request.POST.get('hora', '')}-{request.POST.get('red', '')}",
    }
    return render(request, "difusion/dia.html", contexto, status=codigo(error))


@vista("POST", para=REVISAN)
def anotar(request: HttpRequest) -> HttpResponse:
    """Marca una publicación como hecha."""
    d, imagen = definicion(request), request.FILES.get("imagen")
    dia = fecha(request.POST.get("dia", ""))
    try:
        operaciones.anotar_publicada(
            proceso=d.clave,
            dia=dia,
            hora=request.POST.get("hora", ""),
            red=request.POST.get("red", ""),
            direccion=request.POST.get("direccion", "").strip(),
            imagen=imagen.read() if imagen else b"",
            por=alcance(request),
            ahora=reloj.ahora(),
        )
    except ErrorDeDominio as error:
        return _pantalla(request, error)
    return redirect(f"{reverse('difusion')}?dia={dia}")


@vista("GET", para=INSTITUCIONALES)
def zip_del_dia(request: HttpRequest, dia: str) -> HttpResponse:
    """El paquete de un día. 404 si no tiene publicaciones."""
    d, pedido = definicion(request), fecha(dia)
    hoy = segunda.sitio_a_la_vista(d.clave, reloj.ahora())
    publicaciones = consultas.del_dia(d, hoy, pedido) if pedido else []
    if not publicaciones:
        raise NoEncontrado("Ese día no tiene publicaciones.")
    octetos = paquete.zip_del_dia(publicaciones, Arbol(d.clave).carpeta / "actual")
    return descarga(octetos, "application/zip", f"publicaciones-{dia}.zip")


@vista("GET", para=INSTITUCIONALES)
def evidencia(request: HttpRequest, publicada: int) -> HttpResponse:
    """La imagen con que se comprobó."""
    fila = Publicada.objects.filter(pk=publicada, proceso=definicion(request).clave).first()
    if fila is None:
        raise NoEncontrado("No existe esa evidencia.")
    return descarga(archivos.leer(fila.evidencia), "image/jpeg", f"evidencia-{fila.pk}.jpg")


def _dia(request: HttpRequest, d: Definicion) -> date:
    hoy = d.calendario.dia_local(reloj.ahora())
    dias = [t.lugar.dia for t in consultas.turnos_de(d)] or [hoy]
    pedido = fecha(request.POST.get("dia") or request.GET.get("dia", ""))
    return min(max(pedido, dias[0]), dias[-1]) if pedido else hoy
