"""La última comprobación de la instalación: la deja quien la corre, y *Hoy* la enseña. Vive en la bitácora."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import localdate

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.models import Entrada
from conoceles.bitacora.operaciones import registrar
from conoceles.expediente.constancias.halladas import abiertas
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.asuntos import Asunto, Cuando, Detalle
from conoceles.nucleo.dias import en_palabras
from conoceles.pulso.consultas import fallas

VIEJA = timedelta(hours=36)  # se corre cada noche, con holgura
POR_HACER = ("error", "aviso")
YA_EN_HOY = {"ACTO_FALTA"}  # «Hoy» los dice por su cuenta, con dónde atenderlos
PROPIOS = {"SIN_ACCESO", "CALENDARIO_DETENIDO"}  # se atienden en las pantallas; los demás, en la máquina
MIENTRAS = (
    "Mientras siga, de su elección no se cuenta, cierra, emite ni envía nada; lo de las demás personas sigue."
)
EN_SUS_ACTOS = "Quien administra lee ahí qué constaba y qué dice, y lo salda con otra persona."
DEL_OPERADOR = "Avise a quien opera el sistema: la comprobación le dice qué hacer."


@dataclass(frozen=True)
class Punto:
    """Algo que atender, dicho para quien administra."""

    frase: str
    que_hacer: str
    folio: str = ""  # de la candidatura en cuyos actos se atiende


@dataclass(frozen=True)
class Comprobada:
    """Lo que había que atender en ese momento."""

    en: datetime
    vieja: bool
    errores: tuple[Punto, ...]
    avisos: tuple[Punto, ...]
    codigos: Mapping[str, int]  # de los errores, cuántas veces cada uno
    de_antes: frozenset[str]  # los que ya decía la comprobación anterior


def anotar(hallazgos: Sequence[dict[str, str]], *, ahora: datetime) -> None:
    """Deja constancia de lo que hay que hacer; lo mismo dos veces en un día, una sola."""
    por_hacer = [h for h in hallazgos if h["gravedad"] in POR_HACER]
    previa = next(iter(_ultimas()), None)
    if previa and previa.datos["hallazgos"] == por_hacer and ahora - previa.momento < timedelta(hours=12):
        return
    with transaction.atomic(using="default"):
        registrar(
            using="default", por=Alcance.sistema("comprobación"), acto=Acto.INSTALACION_COMPROBADA, ahora=ahora, datos={"hallazgos": por_hacer}
        )  # fmt: skip


def ultima(ahora: datetime) -> Comprobada | None:
    """`None` si nunca se ha comprobado."""
    entrada, previa = (*_ultimas(), None, None)[:2]
    if entrada is None:
        return None
    errores, avisos = (_de(entrada.datos["hallazgos"], gravedad) for gravedad in POR_HACER)
    vieja = ahora - entrada.momento > VIEJA
    return Comprobada(entrada.momento, vieja, errores, avisos, _codigos(entrada), frozenset(_codigos(previa)))


def asuntos(hecha: Comprobada | None, *, hace_falta: bool) -> list[Asunto]:
    """Renglones de *Hoy*. `hace_falta`: si la instalación debe comprobarse, y no es una demostración ni una práctica."""
    if hecha is None:
        que = "Pida a quien la opera que lo haga antes de abrir."
        return (
            [Asunto("La instalación nunca se ha comprobado entera", "tarde", "", que)] if hace_falta else []
        )
    vieja = f"La instalación se comprobó el {_dia(hecha)}: debe hacerse cada noche"
    return [
        *([Asunto(vieja, "tarde", "", "Avise a quien opera el sistema.")] if hecha.vieja else []),
        *_por_atender("Hay que atender en la instalación", "tarde", hecha.errores),
        *_por_atender("Conviene atender en la instalación", "espera", hecha.avisos),
    ]


def por_fuera(*, administra: bool) -> list[Asunto]:
    """Lo que el obrero halló cambiado sin pasar por el sistema y sigue así; a quien `administra`, con dónde se salda."""
    puntos = []
    for h, desde in abiertas().items():
        folio = h.folio if administra else ""
        que_hacer = EN_SUS_ACTOS if folio else DEL_OPERADOR
        puntos.append(
            Punto(h.frase, f"Desde el {en_palabras(localdate(desde))}. {MIENTRAS} {que_hacer}", folio)
        )
    return _por_atender("Cambió sin pasar por el sistema", "tarde", tuple(puntos))


def sin_terminar(ahora: datetime) -> list[Asunto]:
    """Las tareas que el sistema no logra terminar."""
    puntos = tuple(Punto(f.titular, DEL_OPERADOR) for f in fallas(ahora))
    return _por_atender("El sistema no logra terminar", "tarde", puntos)


def en_orden(hecha: Comprobada | None) -> list[str]:
    """Lo mismo, si no hay nada que atender."""
    limpia = hecha and not (hecha.vieja or hecha.errores or hecha.avisos)
    return [f"Instalación comprobada el {_dia(hecha)}, sin nada que atender"] if hecha and limpia else []


def _por_atender(titulo: str, cuando: Cuando, puntos: tuple[Punto, ...]) -> list[Asunto]:
    detalles = tuple(
        Detalle(p.frase, reverse("revision_actos", args=[p.folio]) if p.folio else "", p.que_hacer)
        for p in puntos
    )
    return [Asunto(f"{titulo}: {len(puntos)}", cuando, "", puntos[0].frase, detalles)] if puntos else []


def _dia(hecha: Comprobada) -> str:
    return en_palabras(localdate(hecha.en))


def _ultimas() -> QuerySet[Entrada]:
    """Las dos últimas, de la más reciente."""
    return Entrada.objects.using("default").filter(acto=Acto.INSTALACION_COMPROBADA).order_by("-id")[:2]


def _codigos(entrada: Entrada | None) -> Counter[str]:
    hallazgos = entrada.datos["hallazgos"] if entrada else []
    return Counter(
        h["codigo"] for h in hallazgos if h["gravedad"] == "error" and h["codigo"] not in YA_EN_HOY
    )


def _de(hallazgos: list[dict[str, str]], gravedad: str) -> tuple[Punto, ...]:
    suyos = (h for h in hallazgos if h["gravedad"] == gravedad and h["codigo"] not in YA_EN_HOY)
    return tuple(Punto(h["frase"], h["remedio"] if h["codigo"] in PROPIOS else DEL_OPERADOR) for h in suyos)
