"""Lecturas de la elección cargada."""

from __future__ import annotations

from functools import lru_cache

from conoceles.nucleo.errores import NoEncontrado
from conoceles.proceso.definicion import Definicion
from conoceles.proceso.models import Proceso
from conoceles.proceso.serie import desde_json


def definicion(clave: str) -> Definicion:
    """Definición vigente de un proceso. Se guarda por huella: recargar la carpeta se nota enseguida.

    `NoEncontrado` si no se ha cargado.
    """
    huella = Proceso.objects.filter(pk=clave).values_list("huella", flat=True).first()
    if huella is None:
        raise NoEncontrado(f"No se ha cargado el proceso «{clave}».")
    return _por_huella(clave, huella)


def vigente() -> Proceso | None:
    """El proceso en curso: el de jornada más reciente que no es solo archivo."""
    candidatos = Proceso.objects.filter(historico=False)
    return max(candidatos, key=_jornada, default=None)


def _jornada(proceso: Proceso) -> str:
    return str(proceso.definicion["calendario"]["fechas"]["jornada"]["dia"])


@lru_cache(maxsize=16)
def _por_huella(clave: str, huella: str) -> Definicion:
    return desde_json(Proceso.objects.get(pk=clave, huella=huella).definicion)
