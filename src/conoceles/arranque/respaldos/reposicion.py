"""Lo que sigue a restaurar: repetir lo retirado y publicarlo, antes de que alguien sirva el sitio de la copia."""

from __future__ import annotations

from datetime import datetime
from typing import TypedDict

from django.db import transaction

from conoceles.arranque.respaldos.respaldo import Resumen
from conoceles.arranque.respaldos.respaldo_llaves import Repuestas
from conoceles.nucleo.carpetas import carpetas
from conoceles.publicacion.armado.avance import Decir, callar


class Repetido(TypedDict):
    """Cuánto se repitió de cada clase, y una frase por lo que hay que registrar otra vez."""

    conclusiones_repetidas: int
    ordenes_repetidas: int
    revocaciones_repetidas: int
    supresiones_repetidas: int
    por_registrar: list[str]


class Repuesto(TypedDict, total=False):
    """Lo que se haya repuesto; `ok` es falso si de alguien no abre lo suyo ninguna llave."""

    copia: Resumen
    llaves: Repuestas
    ok: bool


class Vuelto(Repetido, Repuesto):
    """Lo repuesto y lo repetido."""


def repetir(*, ahora: datetime) -> Repetido:
    """Lo que repitió, contado, y `por_registrar`. No publica."""
    from conoceles.expediente import reposicion
    from conoceles.identidad.constancias import olvidado
    from conoceles.nucleo.alcance import Alcance

    _decir_lo_que_falta(ahora)
    olvidado.reponer()
    hecho = reposicion.repetir(por=Alcance.sistema("restauración"), ahora=ahora)
    return {**hecho, "por_registrar": reposicion.por_registrar()}


def publicar(*, ahora: datetime, decir: Decir = callar, sin_sitio: bool = False) -> None:
    """Todo, como si nada se hubiera leído: las entradas que el publicador recuerda quizá ya no existen.

    `sin_sitio`: las páginas no volvieron; se rehacen las de todas las elecciones, a continuación de lo firmado.
    """
    from conoceles.proceso.models import Proceso
    from conoceles.publicacion import publicador

    for estado in carpetas().sitio.glob("**/publicador.sqlite*"):
        estado.unlink()
    suyos = Proceso.objects.all() if sin_sitio else Proceso.objects.filter(historico=False)
    for clave in suyos.values_list("pk", flat=True):
        publicador.publicar(clave, ahora=ahora, con_lo_que_hay=sin_sitio, decir=decir)
    publicador.publicar_raiz(ahora, con_lo_que_hay=sin_sitio)


def _decir_lo_que_falta(ahora: datetime) -> None:
    """Lo que el sitio firmó y la copia no alcanzó a tener: sin este acto, comprobar acusaría a alguien para siempre."""
    from conoceles.arranque.comprobar import cadenas
    from conoceles.bitacora.actos import Acto
    from conoceles.bitacora.operaciones import registrar
    from conoceles.nucleo.alcance import Alcance

    if faltan := [huella for _, huella, _ in cadenas.perdidas()]:
        datos = {"perdidas": faltan}
        por = Alcance.sistema("restauración")
        with transaction.atomic():
            registrar(using="default", por=por, acto=Acto.BASES_VUELTAS, ahora=ahora, datos=datos)


def frase(hecho: Repetido) -> str:
    """Un renglón con lo repetido, y lo que hay que registrar otra vez."""
    repetido = (
        f"Repetido, por ser posterior a la copia: conclusiones {hecho['conclusiones_repetidas']}, "
        f"órdenes {hecho['ordenes_repetidas']}, revocaciones {hecho['revocaciones_repetidas']}, "
        f"supresiones {hecho['supresiones_repetidas']}."
    )
    pendiente = [f"  {renglon}" for renglon in hecho["por_registrar"]]
    aviso = (
        ["No se repitió lo que sigue; regístrelo otra vez en «Actos» de cada candidatura:"]
        if pendiente
        else []
    )
    return "\n".join([repetido, *aviso, *pendiente])
