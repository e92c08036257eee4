"""Lo que sigue a restaurar: repetir lo retirado y publicarlo, antes de que alguien sirva el sitio de la copia."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NotRequired, TypedDict

from conoceles.arranque.respaldos.respaldo import Resumen, olvidar_lo_leido
from conoceles.nucleo.carpetas import carpetas
from conoceles.publicacion.armado.avance import Decir, callar


class Repetido(TypedDict):
    """Cuánto se repitió de cada clase, y una frase por lo que hay que registrar otra vez."""

    conclusiones_repetidas: int
    ordenes_repetidas: int
    revocaciones_repetidas: int
    supresiones_repetidas: int
    por_registrar: list[str]


class Restaurado(Resumen, Repetido):
    """Lo repuesto de una copia y lo repetido. Si también se repuso el llavero, `llaves`: cuántas volvieron; `no_abren`: los
    folios de quienes no abre lo suyo ninguna, y entonces `ok` es falso."""

    llaves: NotRequired[int]
    no_abren: NotRequired[list[str]]
    ok: NotRequired[bool]


def repetir(*, ahora: datetime) -> Repetido:
    """Lo que repitió, contado, y `por_registrar`. Si repitió algo, deja el sitio publicado sin ello."""
    from conoceles.arranque.servicios.obrero import publicar_con_raiz
    from conoceles.expediente import reposicion
    from conoceles.identidad.constancias import olvidado
    from conoceles.nucleo.alcance import Alcance
    from conoceles.proceso.models import Proceso

    olvidado.reponer()
    hecho = reposicion.repetir(por=Alcance.sistema("restauración"), ahora=ahora)
    if any(hecho.values()):
        for clave in Proceso.objects.filter(historico=False).values_list("pk", flat=True):
            publicar_con_raiz(clave, ahora=ahora)
    return {**hecho, "por_registrar": reposicion.por_registrar()}


def reponer(*, ahora: datetime, decir: Decir = callar) -> Repetido:
    """Lo mismo tras volver atrás las bases y no el sitio: publica aunque no haya qué repetir.

    El publicador olvida hasta dónde leyó: las entradas que recuerda quizá ya no existen.
    """
    from conoceles.arranque.servicios.obrero import publicar_con_raiz
    from conoceles.proceso.models import Proceso

    olvidar_lo_leido(carpetas().sitio)
    hecho = repetir(ahora=ahora)
    for clave in Proceso.objects.filter(historico=False).values_list("pk", flat=True):
        publicar_con_raiz(clave, ahora=ahora, decir=decir)
    return hecho


def sin_abrir(folios: Iterable[str]) -> list[str]:
    """Un renglón por persona a la que ninguna llave abre lo suyo."""
    return [
        f"  {folio}: sus respuestas no se pueden leer; no abre lo suyo ni su llave de aquí ni la de la copia."
        for folio in folios
    ]


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
