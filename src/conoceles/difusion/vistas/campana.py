"""Toda la campaña en una hoja de contactos, plegada por semana: cada publicación como se verá, con lo que falta por hacer."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from PIL import Image

from conoceles.cuentas.acceso import vista
from conoceles.cuentas.models import INSTITUCIONALES
from conoceles.difusion import consultas, segunda
from conoceles.difusion.calendario import Publicacion
from conoceles.difusion.vistas.comun import definicion
from conoceles.nucleo import reloj
from conoceles.nucleo.errores import NoEncontrado
from conoceles.publicacion.instantanea.arbol import Arbol
from conoceles.publicacion.instantanea.materiales import CARPETA

ANCHO = 480  # puntos de la miniatura: el doble de como se ve


@dataclass(frozen=True)
class Contacto:
    """Una publicación con su imagen en la red que se mira. `sin_anotar`: ya pasó su día y nadie dijo que saliera."""

    publicacion: Publicacion
    imagen: str
    hecha: bool
    sin_anotar: bool

    @property
    def dia(self) -> date:
        return self.publicacion.turno.lugar.dia


@dataclass(frozen=True)
class Semana:
    """De lunes a domingo. `abierta`: la de hoy; fuera de la campaña, la más cercana."""

    lunes: date
    contactos: tuple[Contacto, ...]
    abierta: bool

    @property
    def dias(self) -> list[tuple[date, list[Contacto]]]:
        return [(dia, list(suyos)) for dia, suyos in groupby(self.contactos, key=lambda c: c.dia)]

    @property
    def hechas(self) -> int:
        return sum(c.hecha for c in self.contactos)

    @property
    def sin_anotar(self) -> int:
        return sum(c.sin_anotar for c in self.contactos)


def _semanas(contactos: list[Contacto], hoy: date) -> list[Semana]:
    por_lunes = groupby(contactos, key=lambda c: _lunes(c.dia))
    juntos = {lunes: tuple(suyos) for lunes, suyos in por_lunes}
    cercana = min(juntos, key=lambda lunes: abs(lunes - _lunes(hoy)), default=None)
    return [Semana(lunes, suyos, lunes == cercana) for lunes, suyos in juntos.items()]


def _lunes(dia: date) -> date:
    return dia - timedelta(days=dia.weekday())


@vista("GET", para=INSTITUCIONALES)
def campana(request: HttpRequest) -> HttpResponse:
    """Las de todos los días, en la red que se pide o la primera."""
    d, ahora = definicion(request), reloj.ahora()
    redes = d.difusion.redes
    red = request.GET.get("red", "") if request.GET.get("red", "") in redes else redes[0]
    hoy = d.calendario.dia_local(ahora)
    hechas = consultas.publicadas_en(d, red)
    contactos = [
        Contacto(
            p,
            p.imagenes[red],
            hecha := (p.turno.lugar.dia, p.turno.lugar.hora) in hechas,
            not hecha and p.turno.lugar.dia < hoy,
        )
        for p in consultas.todas(d, segunda.sitio_a_la_vista(d.clave, ahora))
    ]
    contexto = {
        "proceso": d,
        "redes": redes,
        "red": red,
        "hoy": hoy,
        "semanas": _semanas(contactos, hoy),
        "total": len(contactos),
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
