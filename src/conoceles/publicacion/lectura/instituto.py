"""La portada del instituto: sus elecciones en curso, por venir y pasadas, cada una con su dirección de siempre."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from conoceles import leyes
from conoceles.proceso import consultas as procesos
from conoceles.proceso.contenido.cotejo import la_que_consta
from conoceles.proceso.models import Proceso
from conoceles.publicacion.fase import fase
from conoceles.publicacion.instantanea.arbol import Arbol
from conoceles.publicacion.instantanea.estado import abierto
from conoceles.publicacion.lectura.fichas import SitioPublico
from conoceles.publicacion.lectura.fichas_de import marco
from conoceles.publicacion.sitio import sitio_de


@dataclass(frozen=True)
class Elecciones:
    """Las que ya tienen sitio. `conserva`: las normas en que se funda el archivo de las pasadas, hoy."""

    en_curso: tuple[SitioPublico, ...] = ()  # primero la de jornada más próxima
    por_venir: tuple[SitioPublico, ...] = ()
    pasadas: tuple[SitioPublico, ...] = ()  # primero la más reciente
    conserva: str = ""

    @property
    def todas(self) -> tuple[SitioPublico, ...]:
        return (*self.en_curso, *self.por_venir, *self.pasadas)


def elecciones(ahora: datetime) -> Elecciones:
    """Las de la instalación en ese momento; la fase la dice el calendario de cada una."""
    publicadas = [p for p in Proceso.objects.order_by("clave") if Arbol(p.clave).actual()]
    pares = [(la_que_consta(p.clave).calendario.dia("jornada"), _sitio(p, ahora)) for p in publicadas]
    pasadas = [(dia, s) for dia, s in pares if s.archivo]
    return Elecciones(
        en_curso=_por_jornada((dia, s) for dia, s in pares if s.abierto and not s.archivo),
        por_venir=_por_jornada((dia, s) for dia, s in pares if not s.abierto and not s.archivo),
        pasadas=_por_jornada(pasadas)[::-1],
        conserva=_conserva([s for _, s in pasadas], ahora),
    )


def _por_jornada(pares: Iterable[tuple[date | None, SitioPublico]]) -> tuple[SitioPublico, ...]:
    return tuple(s for _, s in sorted(pares, key=lambda par: (par[0] or date.max, par[1].clave)))


def _conserva(pasadas: list[SitioPublico], ahora: datetime) -> str:
    """En qué se funda guardarlas, en las entidades que sean; vacío sin ninguna."""
    entidades = {s.entidad: la_que_consta(s.clave).calendario.dia_local(ahora) for s in pasadas}
    return leyes.cita_de_varias("aviso-archivo", entidades) if entidades else ""


def _sitio(proceso: Proceso, ahora: datetime) -> SitioPublico:
    """Lo que la portada dice de una elección: su nombre, su fecha y sus cuentas ya publicadas."""
    definicion = la_que_consta(proceso.clave)
    datos = marco(definicion, fase(definicion, ahora))
    with abierto(Arbol(proceso.clave).carpeta) as estado:
        boletas = sitio_de.contiendas(datos, estado.fichas)
    franja = procesos.franja_de(definicion, "sitio", ahora)
    comun = sitio_de.comun(datos, inventado=proceso.inventado, franja=franja)
    return sitio_de.completo(comun, datos, boletas)
