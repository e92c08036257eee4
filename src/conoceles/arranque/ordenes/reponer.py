"""`reponer`: lo que sigue a volver las bases a un momento, antes de abrir."""

from __future__ import annotations

import argparse

from conoceles.arranque.ordenes._salida import decir
from conoceles.arranque.respaldos import reposicion
from conoceles.nucleo import reloj

AYUDA = "Después de volver PostgreSQL a un momento: repite lo retirado y publica sin ello."


def argumentos(parser: argparse.ArgumentParser) -> None:
    """No lleva argumentos."""


def ejecutar(args: argparse.Namespace) -> reposicion.Repetido:
    """Lo que repitió. El publicador olvida hasta dónde leyó: las entradas que recuerda quizá ya no existen."""
    from conoceles.arranque.respaldos import respaldo
    from conoceles.arranque.servicios.obrero import publicar_con_raiz
    from conoceles.nucleo.carpetas import carpetas
    from conoceles.proceso.models import Proceso

    ahora = reloj.ahora()
    respaldo.olvidar_lo_leido(carpetas().sitio)
    hecho = reposicion.repetir(ahora=ahora)
    for clave in Proceso.objects.filter(historico=False).values_list("pk", flat=True):
        publicar_con_raiz(clave, ahora=ahora, decir=decir)
    return hecho


def texto(resultado: reposicion.Repetido) -> str:
    """Lo repetido y lo que hay que registrar otra vez."""
    return reposicion.frase(resultado)
