"""Lo adaptado que hoy vale: la última de cada respuesta, si su original sigue diciendo lo mismo."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from conoceles.difusion.adaptaciones.clases import VOZ, clases
from conoceles.difusion.adaptaciones.hoja import Hecha, escribir_hoja
from conoceles.difusion.adaptaciones.originales import Original
from conoceles.difusion.models import Adaptacion
from conoceles.integridad.pregunta import ajeno
from conoceles.nucleo.errores import NoEncontrado
from conoceles.proceso.definicion import Definicion
from conoceles.publicacion.api.publicar import ruta_de_boleta, ruta_de_perfil
from conoceles.publicacion.instantanea.renglones.renglon import Renglon

Lugar = tuple[str, str, str]  # (clase, de quién, campo)


def ultimas(proceso: str) -> dict[Lugar, Adaptacion]:
    """De cada lugar, la última recibida; ninguna, si la última no la dejó así un acto."""
    por_fuera = ajeno(Adaptacion, de=[proceso])
    filas = {
        (f.clase, f.donde, f.campo): f for f in Adaptacion.objects.filter(proceso=proceso).order_by("pk")
    }
    return {lugar: fila for lugar, fila in filas.items() if str(fila.pk) not in por_fuera}


def de_perfil(
    guardadas: dict[Lugar, Adaptacion], clase: str, originales: Iterable[Original]
) -> list[tuple[Original, Adaptacion]]:
    """En el orden del perfil, las que son del texto que hoy se publica."""
    pares = ((o, guardadas.get((clase, o.folio, o.campo))) for o in originales)
    return [(o, a) for o, a in pares if a is not None and a.original == o.huella]


@dataclass(frozen=True)
class Hoja:
    """La que se manda a quien adapta: cuántas respuestas lleva y cuántas ya están hechas."""

    octetos: bytes
    respuestas: int
    hechas: int


def hoja(d: Definicion, clase: str, originales: Sequence[Original]) -> Hoja:
    """Con lo ya hecho que sigue valiendo. `NoEncontrado` si la elección no declara esa clase."""
    if clase not in clases(d):
        raise NoEncontrado(f"No existe esa clase; use {', '.join(clases(d))}.")
    pares = de_perfil(ultimas(d.clave), clase, originales)
    hechas = {(o.folio, o.campo): Hecha(a.texto, a.hizo, a.reviso) for o, a in pares}
    return Hoja(escribir_hoja(originales, hechas), len(originales), len(hechas))


def voz(guardadas: dict[Lugar, Adaptacion], donde: str, huella: str) -> Adaptacion | None:
    """La grabación que lee ese documento, si dice lo mismo que cuando se grabó."""
    grabada = guardadas.get((VOZ, donde, ""))
    return grabada if grabada is not None and grabada.original == huella else None


def grabaciones(proceso: str, publicados: Mapping[str, Renglon]) -> dict[str, Adaptacion]:
    """De quién o de qué boleta → la grabación que lee lo que hoy se publica."""
    guardadas = ultimas(proceso)
    pares = (
        (donde, voz(guardadas, donde, publicados[ruta(donde)].sha256))
        for clase, donde, _ in guardadas
        for ruta in (ruta_de_boleta, ruta_de_perfil)
        if clase == VOZ and ruta(donde) in publicados
    )
    return {donde: grabada for donde, grabada in pares if grabada is not None}


def marca(proceso: str) -> int:
    """Cambia cuando se recibe algo: los materiales se rehacen."""
    return (
        Adaptacion.objects.filter(proceso=proceso).order_by("-pk").values_list("pk", flat=True).first() or 0
    )
