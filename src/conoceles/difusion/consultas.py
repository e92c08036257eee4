"""Leer el calendario: quiénes están en cada boleta desde cuándo, qué toca cada día y qué se publicó."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings

from conoceles.difusion import calendario
from conoceles.difusion.calendario import Publicacion
from conoceles.difusion.models import Elenco, Publicada
from conoceles.difusion.reparto import Turno
from conoceles.integridad.pregunta import que_constan
from conoceles.proceso.definicion import Definicion
from conoceles.publicacion.lectura.fichas import SitioPublico


def elencos(clave: str) -> list[tuple[date, dict[str, list[str]]]]:
    """Uno por día en que cambió, el último de ese día."""
    return sorted({e.desde: e.boletas for e in Elenco.objects.filter(proceso=clave).order_by("id")}.items())


def turnos_de(d: Definicion) -> list[Turno]:
    """Todos los de la elección, con lo anotado hasta ahora."""
    return calendario.turnos(d, elencos(d.clave))


def todas(d: Definicion, sitio: SitioPublico) -> list[Publicacion]:
    """Las de toda la elección, con lo que hoy dice lo publicado."""
    return calendario.publicaciones(d, sitio, turnos_de(d), f"{settings.URL_PUBLICA}/{d.clave}/")


def del_dia(d: Definicion, sitio: SitioPublico, dia: date) -> list[Publicacion]:
    """Lo que toca ese día."""
    return [p for p in todas(d, sitio) if p.turno.lugar.dia == dia]


def publicadas_en(d: Definicion, red: str) -> dict[tuple[date, str], Publicada]:
    """Día y hora → lo último que se anotó de esa red."""
    filas = Publicada.objects.filter(proceso=d.clave, red=red).order_by("id")
    return {(fila.dia, fila.hora): fila for fila in que_constan(filas)}


@dataclass(frozen=True)
class Hecho:
    """Un lugar del calendario y lo que se anotó de él: red → fila."""

    turno: Turno
    redes: dict[str, Publicada]


def hechas(d: Definicion, desde: date, hasta: date) -> list[Hecho]:
    """Los lugares de esos días, en orden, con lo anotado."""
    filas: dict[tuple[date, str], dict[str, Publicada]] = {}
    dichas = Publicada.objects.filter(proceso=d.clave, dia__range=(desde, hasta)).order_by("id")
    for fila in que_constan(dichas):
        filas.setdefault((fila.dia, fila.hora), {})[fila.red] = fila
    return [
        Hecho(t, filas.get((t.lugar.dia, t.lugar.hora), {}))
        for t in turnos_de(d)
        if desde <= t.lugar.dia <= hasta
    ]
