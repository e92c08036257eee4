"""Un correo al aparecer una alerta, otro cada día mientras siga o si ya se cura de otro modo, y uno al resolverse.

Nunca una tormenta.

La memoria es la cola de correo: sobrevive a que el obrero se reinicie.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from conoceles.arranque.vigilancia.alertas import Alerta
from conoceles.correo.models import Correo
from conoceles.correo.operaciones import encolar
from conoceles.nucleo.alcance import Alcance

CADA = timedelta(days=1)
CALMA = timedelta(hours=1)  # lo que va y viene no se vuelve a decir antes
MEMORIA = timedelta(days=60)
POR = Alcance.sistema("alertas")
ALERTA, RESUELTA = "alerta", "alerta_resuelta"
TITULO, RESUELTO = "Conóceles: ", "Conóceles, resuelto: "


class Dicho(NamedTuple):
    """El último correo de una alerta abierta."""

    en: datetime
    cuerpo: str


def avisar(actuales: Sequence[Alerta], *, ahora: datetime, son_todas: bool = True) -> int:
    """Encola lo que haya que decir a `CONOCELES_OPERA`; sin ese ajuste, nada. Devuelve cuántos correos.

    Si no `son_todas`, de las que faltan no se dice que se resolvieron.
    """
    para = os.environ.get("CONOCELES_OPERA", "")
    if not para:
        return 0
    abiertas, resueltas = _dichas(ahora)
    nuevas = [a for a in actuales if _toca(a, abiertas, resueltas, ahora)]
    for alerta in nuevas:
        _encolar(para, TITULO + alerta.titulo, cuerpo(alerta), ALERTA, ahora)
    idas = abiertas.keys() - {a.titulo for a in actuales} if son_todas else set()
    for titulo in sorted(idas):
        _encolar(para, RESUELTO + titulo, ya_no(titulo), RESUELTA, ahora)
    return len(nuevas) + len(idas)


def _toca(
    alerta: Alerta, abiertas: dict[str, Dicho], resueltas: dict[str, datetime], ahora: datetime
) -> bool:
    """Sigue con otra causa si ya no se cura igual: la causa dice cuánto lleva, y cambia sola."""
    if dicho := abiertas.get(alerta.titulo):
        return ya_toca(dicho.en, ahora, CADA if _que_hacer(alerta) in dicho.cuerpo else CALMA)
    return alerta.titulo not in resueltas or ya_toca(resueltas[alerta.titulo], ahora, CALMA)


def ya_toca(antes: datetime, ahora: datetime, cada: timedelta) -> bool:
    """También si se dijo en un momento que no ha llegado: la hora estaba mal, y no se calla hasta entonces."""
    return not timedelta() <= ahora - antes < cada


def _dichas(ahora: datetime) -> tuple[dict[str, Dicho], dict[str, datetime]]:
    """Título → su último correo, de las que siguen abiertas; y cuándo se dieron por resueltas las que ya no."""
    abiertas: dict[str, Dicho] = {}
    resueltas: dict[str, datetime] = {}
    dichas = Correo.objects.filter(clase__in=(ALERTA, RESUELTA), en__gte=ahora - MEMORIA).order_by("id")
    for clase, asunto, en, dicho in dichas.values_list("clase", "asunto", "en", "cuerpo"):
        if clase == ALERTA:
            abiertas[asunto.removeprefix(TITULO)] = Dicho(en, dicho)
            continue
        titulo = asunto.removeprefix(RESUELTO)
        abiertas.pop(titulo, None)
        resueltas[titulo] = en
    return abiertas, resueltas


def _encolar(para: str, asunto: str, cuerpo: str, clase: str, ahora: datetime) -> None:
    encolar(para=para, asunto=asunto[:200], cuerpo=cuerpo, clase=clase, por=POR, ahora=ahora)


def ya_no(titulo: str) -> str:
    """Lo que dice el correo de que se resolvió."""
    return f"Ya no ocurre: {titulo}.\n"


def cuerpo(alerta: Alerta) -> str:
    """Lo que dice el correo de una alerta."""
    return (
        f"Qué pasa: {alerta.titulo}.\nPor qué: {alerta.causa}\n{_que_hacer(alerta)}\n"
        "Mientras siga, se repite una vez al día; al resolverse llega otro correo.\n"
    )


def _que_hacer(alerta: Alerta) -> str:
    return f"Qué hacer: {alerta.remedio}\n"
