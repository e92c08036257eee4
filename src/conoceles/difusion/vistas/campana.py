"""Toda la campaña en una hoja de contactos: cada publicación como se verá, chica, con lo que falta por hacer."""

from __future__ import annotations

import io

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from PIL import Image

from conoceles.cuentas.acceso import vista
from conoceles.cuentas.models import INSTITUCIONALES
from conoceles.difusion import consultas, segunda
from conoceles.difusion.vistas.comun import definicion
from conoceles.nucleo import reloj
from conoceles.nucleo.errores import NoEncontrado
from conoceles.publicacion.instantanea.arbol import Arbol
from conoceles.publicacion.instantanea.materiales import CARPETA

ANCHO = 480  # puntos de la miniatura: el doble de como se ve


@vista("GET", para=INSTITUCIONALES)
def campana(request: HttpRequest) -> HttpResponse:
    """Las de todos los días, en la red que se pide o la primera."""
    d, ahora = definicion(request), reloj.ahora()
    redes = d.difusion.redes
    red = request.GET.get("red", "") if request.GET.get("red", "") in redes else redes[0]
    todas = consultas.todas(d, segunda.sitio_a_la_vista(d.clave, ahora))
    hechas = consultas.publicadas_en(d, red)
    contexto = {
        "proceso": d,
        "redes": redes,
        "red": red,
        "hoy": d.calendario.dia_local(ahora),
        "publicaciones": [
            (p, p.imagenes[red], hechas.get((p.turno.lugar.dia, p.turno.lugar.hora))) for p in todas
        ],
        "hechas": len(hechas),
    }
    return render(request, "difusion/campana.html", contexto)


@vista("GET", para=INSTITUCIONALES)
def miniatura(request: HttpRequest, nombre: str) -> HttpResponse:
    """Un material publicado, chico. 404 si no lo es o ya se retiró."""
    raiz = (Arbol(definicion(request).clave).carpeta / "actual" / CARPETA).resolve()
    archivo = (raiz / nombre).resolve()
    if not archivo.is_relative_to(raiz) or archivo.suffix not in (".png", ".jpg") or not archivo.is_file():
        raise NoEncontrado("No existe esa imagen.")
    salida = io.BytesIO()
    with Image.open(archivo) as abierta:
        abierta.draft("RGB", (ANCHO, ANCHO))
        chica = abierta.convert("RGB")
    chica.thumbnail((ANCHO, 2 * ANCHO), reducing_gap=2.0)
    chica.save(salida, "JPEG", quality=80)
    return HttpResponse(
        salida.getvalue(), content_type="image/jpeg", headers={"Cache-Control": "private, max-age=60"}
    )
