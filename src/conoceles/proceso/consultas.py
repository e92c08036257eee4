"""Lecturas de la elección cargada."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from django.db import connection
from django.db.models import Q

from conoceles.nucleo import canonico
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import NoEncontrado
from conoceles.proceso.actos import Falta, sin_aprobar
from conoceles.proceso.definicion import Definicion
from conoceles.proceso.models import Proceso, VersionDeDefinicion
from conoceles.proceso.serie import desde_json

# Son cientos de miles de letras, y quien la quiere la pide por su huella (`definicion`).
_SIN_DEFINICION = Proceso.objects.defer("definicion")


def definicion(clave: str) -> Definicion:
    """Definición vigente de un proceso. Se guarda por huella: recargar la carpeta se nota enseguida.

    `NoEncontrado` si no se ha cargado.
    """
    return _por_huella(clave, huella_vigente(clave))


def huella_vigente(clave: str) -> str:
    """La huella de esa definición: con ella se recupera después, palabra por palabra (`version`).

    `NoEncontrado` si no se ha cargado.
    """
    filas = _filas("SELECT huella FROM proceso_proceso WHERE clave = %s", clave)
    if not filas:
        raise NoEncontrado(f"No se ha cargado el proceso «{clave}».")
    return filas[0][0]


def sin_autorizar(clave: str) -> tuple[Falta, ...]:
    """Lo que impide abrir la captura de esa elección; vacía si nada. Con personas inventadas, nada."""
    if Proceso.objects.filter(pk=clave).filter(Q(inventado=True) | Q(captura_autorizada=True)).exists():
        return ()
    return sin_aprobar(definicion(clave))


def vigente() -> Proceso | None:
    """El proceso en curso: el de jornada más reciente que no es solo archivo."""
    clave = _clave_vigente()
    return _SIN_DEFINICION.get(pk=clave) if clave else None


def abiertas() -> list[str]:
    """Las claves de las elecciones que no son solo archivo, de la jornada más reciente a la más antigua."""
    return _por_jornada(historico=False)


def todas() -> list[str]:
    """Las de la instalación: primero las abiertas y después las que son solo archivo."""
    return [*abiertas(), *_por_jornada(historico=True)]


def _por_jornada(*, historico: bool) -> list[str]:
    pares = _filas("SELECT clave, huella FROM proceso_proceso WHERE historico = %s ORDER BY clave", historico)
    jornadas = {clave: _por_huella(clave, huella).calendario.dia("jornada") for clave, huella in pares}
    return sorted(jornadas, key=lambda clave: jornadas[clave] or date.min, reverse=True)


def _filas(consulta: str, valor: str | bool) -> list[tuple[str, ...]]:
    """Lo que cada página pregunta varias veces, ya escrito: componerlo con el ORM costaba treinta veces más que leerlo."""
    with connection.cursor() as cursor:
        cursor.execute(consulta, [valor])
        return list(cursor.fetchall())


def elegida(por: Alcance) -> Proceso | None:
    """La que ve quien actúa o, si su alcance no lo dice, la vigente."""
    return _SIN_DEFINICION.filter(pk=por.proceso).first() if por.proceso else vigente()


def definicion_o_vigente(clave: str) -> Definicion | None:
    """La de esa elección o, sin decir cuál, la de la vigente; ninguna si no hay elecciones."""
    clave = clave or _clave_vigente() or ""
    return definicion(clave) if clave else None


def franja_de(eleccion: Definicion, lugar: str, ahora: datetime) -> str:
    """Lo que hoy se avisa en lo alto de las pantallas de ese lugar; vacío si nada."""
    puesta = eleccion.franjas.get(lugar)
    return puesta.texto if puesta and puesta.vigente(eleccion.calendario.dia_local(ahora)) else ""


def version(proceso: str, huella: str) -> Definicion:
    """La definición que rigió con esa huella, palabra por palabra. `NoEncontrado` si nunca rigió."""
    guardada = VersionDeDefinicion.objects.filter(proceso=proceso, huella=huella).first()
    if guardada is None:
        raise NoEncontrado("Esa versión de la definición no existe.")
    return desde_json(guardada.definicion)


def version_vigente(proceso: str) -> VersionDeDefinicion | None:
    """La versión guardada de lo que rige; `None` si se cargó antes de que se guardaran."""
    return (
        VersionDeDefinicion.objects.defer("definicion")
        .filter(proceso=proceso, huella__in=Proceso.objects.filter(pk=proceso).values("huella"))
        .first()
    )


def _clave_vigente() -> str | None:
    return next(iter(abiertas()), None)


@lru_cache(maxsize=16)
def _por_huella(clave: str, huella: str) -> Definicion:
    """La que esa huella resume; si nadie la guarda así, la de la fila, que `comprobar` nombra y el publicador no usa."""
    return por_huella(clave, huella) or desde_json(Proceso.objects.get(pk=clave, huella=huella).definicion)


def por_huella(clave: str, huella: str) -> Definicion | None:
    """La definición que rige o rigió y que esa huella resume, letra por letra; `None` si ya no está o la cambiaron."""
    try:
        return _integra(clave, huella)
    except NoEncontrado:
        return None


@lru_cache(maxsize=16)
def _integra(clave: str, huella: str) -> Definicion:
    vigentes = Proceso.objects.filter(pk=clave, huella=huella).values_list("definicion", flat=True)
    guardadas = VersionDeDefinicion.objects.filter(proceso=clave, huella=huella).values_list(
        "definicion", flat=True
    )
    dichas = (dicha for filas in (vigentes, guardadas) for dicha in filas)
    for dicha in dichas:
        if canonico.huella(dicha) == huella:
            return desde_json(dicha)
    raise NoEncontrado("Esa definición no está.")
