"""La última comprobación de la instalación: la deja quien la corre, y *Hoy* la enseña. Vive en la bitácora."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.models import Entrada
from conoceles.bitacora.operaciones import registrar
from conoceles.nucleo.alcance import Alcance

VIEJA = timedelta(hours=36)  # se corre cada noche, con holgura
POR_HACER = ("error", "aviso")
YA_EN_HOY = {"ACTO_FALTA"}  # «Hoy» los dice por su cuenta, con dónde atenderlos
PROPIOS = {"SIN_ACCESO", "CALENDARIO_DETENIDO"}  # se atienden en las pantallas; los demás, en la máquina
DEL_OPERADOR = "Avise a quien opera el sistema: la comprobación le dice qué hacer."


@dataclass(frozen=True)
class Punto:
    """Algo que atender, dicho para quien administra."""

    frase: str
    que_hacer: str


@dataclass(frozen=True)
class Comprobada:
    """Lo que había que atender en ese momento."""

    en: datetime
    vieja: bool
    errores: tuple[Punto, ...]
    avisos: tuple[Punto, ...]


def anotar(hallazgos: Sequence[dict[str, str]], *, ahora: datetime) -> None:
    """Deja constancia de lo que hay que hacer; lo mismo dos veces en un día, una sola."""
    por_hacer = [h for h in hallazgos if h["gravedad"] in POR_HACER]
    previa = _ultima()
    if previa and previa.datos["hallazgos"] == por_hacer and ahora - previa.momento < timedelta(hours=12):
        return
    with transaction.atomic(using="default"):
        registrar(
            using="default", por=Alcance.sistema("comprobación"), acto=Acto.INSTALACION_COMPROBADA, ahora=ahora, datos={"hallazgos": por_hacer}
        )  # fmt: skip


def ultima(ahora: datetime) -> Comprobada | None:
    """`None` si nunca se ha comprobado."""
    entrada = _ultima()
    if entrada is None:
        return None
    errores, avisos = (_de(entrada.datos["hallazgos"], gravedad) for gravedad in POR_HACER)
    return Comprobada(entrada.momento, ahora - entrada.momento > VIEJA, errores, avisos)


def _ultima() -> Entrada | None:
    return Entrada.objects.using("default").filter(acto=Acto.INSTALACION_COMPROBADA).order_by("-id").first()


def _de(hallazgos: list[dict[str, str]], gravedad: str) -> tuple[Punto, ...]:
    suyos = (h for h in hallazgos if h["gravedad"] == gravedad and h["codigo"] not in YA_EN_HOY)
    return tuple(Punto(h["frase"], h["remedio"] if h["codigo"] in PROPIOS else DEL_OPERADOR) for h in suyos)
