"""Un correo al aparecer una alerta, otro cada día mientras siga, y uno al resolverse. Nunca una tormenta.

La memoria es la cola de correo: sobrevive a que el obrero se reinicie.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import datetime, timedelta

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


def avisar(actuales: Sequence[Alerta], *, ahora: datetime, son_todas: bool = True) -> int:
    """Encola lo que haya que decir a `CONOCELES_OPERA`; sin ese ajuste, nada. Devuelve cuántos correos.

    Si no `son_todas`, de las que faltan no se dice que se resolvieron.
    """
    para = os.environ.get("CONOCELES_OPERA", "")
    if not para:
        return 0
    abiertas, resueltas = _dichas(ahora)
    nuevas = [a for a in actuales if _toca(a.titulo, abiertas, resueltas, ahora)]
    for alerta in nuevas:
        _encolar(para, TITULO + alerta.titulo, cuerpo(alerta), ALERTA, ahora)
    idas = abiertas.keys() - {a.titulo for a in actuales} if son_todas else set()
    for titulo in sorted(idas):
        _encolar(para, RESUELTO + titulo, ya_no(titulo), RESUELTA, ahora)
    return len(nuevas) + len(idas)


def _toca(
    titulo: str, abiertas: dict[str, datetime], resueltas: dict[str, datetime], ahora: datetime
) -> bool:
    if titulo in abiertas:
        return ya_toca(abiertas[titulo], ahora, CADA)
    return titulo not in resueltas or ya_toca(resueltas[titulo], ahora, CALMA)


def ya_toca(antes: datetime, ahora: datetime, cada: timedelta) -> bool:
    """También si se dijo en un momento que no ha llegado: la hora estaba mal, y no se calla hasta entonces."""
    return not timedelta() <= ahora - antes < cada


def _dichas(ahora: datetime) -> tuple[dict[str, datetime], dict[str, datetime]]:
    """Título → cuándo se dijo por última vez: las que siguen abiertas y las que ya se dieron por resueltas."""
    abiertas: dict[str, datetime] = {}
    resueltas: dict[str, datetime] = {}
    dichas = Correo.objects.filter(clase__in=(ALERTA, RESUELTA), en__gte=ahora - MEMORIA).order_by("id")
    for clase, asunto, en in dichas.values_list("clase", "asunto", "en"):
        if clase == ALERTA:
            abiertas[asunto.removeprefix(TITULO)] = en
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
        f"Qué pasa: {alerta.titulo}.\nPor qué: {alerta.causa}\nQué hacer: {alerta.remedio}\n\n"
        "Mientras siga, se repite una vez al día; al resolverse llega otro correo.\n"
    )
