"""Lo que el obrero no puede avisar porque es él quien falta, o la base de donde sale su cola. Se mira y se manda por fuera de él.

Lo da un temporizador. Lo ya dicho se guarda en un archivo, que conviene fuera del disco de los datos: puede ser el que está lleno.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from conoceles.arranque.comprobar.bases import encenderlas
from conoceles.arranque.servicios.servidor import atiende
from conoceles.arranque.vigilancia.alertas import Alerta
from conoceles.arranque.vigilancia.avisar import CADA, RESUELTO, TITULO, cuerpo, ya_no, ya_toca
from conoceles.arranque.vigilancia.medidas import contestan
from conoceles.correo.operaciones import enviar_ya
from conoceles.nucleo.texto import duracion
from conoceles.pulso.consultas import ultimo_latido

PAUSA = 15.0  # segundos: lo que systemd levanta en dos no es noticia
HABILITADAS = Path("/etc/systemd/system/multi-user.target.wants")
ATIENDEN = {
    "conoceles-captura": (8001, "Nadie puede capturar ni entrar."),
    "conoceles-lector": (8000, "El sitio se lee; no se cuentan las visitas, y buscar y comparar los hace el navegador."),
    "nginx": (443, "No se lee el sitio ni se puede capturar."),
}  # fmt: skip
OBRERO, BASE = "el obrero no está en marcha", "no contesta la base"
Dichas = dict[str, str]  # título → cuándo se dijo, en ISO 8601


def vigilar(memoria: Path, *, ahora: datetime, pausa: float = PAUSA) -> list[Alerta]:
    """Lo que falta y sigue faltando tras la pausa; a `CONOCELES_OPERA` se le dice si es nuevo, cada día, y al resolverse.

    `OSError` si el correo no sale: no se da por dicho, y la vez siguiente se intenta otra vez.
    """
    actuales = list(faltan())
    if actuales and pausa:
        time.sleep(pausa)
        antes = {a.titulo for a in actuales}
        actuales = [a for a in faltan() if a.titulo in antes]
    if para := os.environ.get("CONOCELES_OPERA", ""):
        _decir(para, actuales, memoria, ahora)
    return actuales


def faltan() -> Iterator[Alerta]:
    """Las bases que no contestan, el obrero que no late y los servicios habilitados en esta máquina que no atienden."""
    mudas = [base for base, va in contestan().items() if not va]
    if mudas:
        yield Alerta(
            f"{BASE} {', '.join(mudas)}",
            "PostgreSQL está apagado, no admite más conexiones o no se llega a él. Nadie puede capturar; el sitio se sigue leyendo.",
            encenderlas(),
        )
    elif alerta := _obrero():
        yield alerta
    for unidad, (puerto, que) in ATIENDEN.items():
        if (HABILITADAS / f"{unidad}.service").is_symlink() and not atiende(puerto):
            yield Alerta(f"{unidad} no atiende", que, _levante(unidad))


def _obrero() -> Alerta | None:
    pulso = ultimo_latido()
    if pulso is None or pulso.vivo:
        return None
    cuando = f"No da señales desde hace {duracion(abs(pulso.hace))}"
    return Alerta(
        OBRERO,
        f"{cuando}: nada se publica ni vence, y no sale ningún otro correo.",
        _levante("conoceles-obrero"),
    )


def _levante(unidad: str) -> str:
    return f"systemctl restart {unidad}; si no arranca, journalctl -u {unidad} -n 50 dice por qué."


def _decir(para: str, actuales: list[Alerta], memoria: Path, ahora: datetime) -> None:
    dichas = _dichas(memoria)
    for alerta in actuales:
        antes = dichas.get(alerta.titulo)
        if antes is None or ya_toca(datetime.fromisoformat(antes), ahora, CADA):
            enviar_ya(para=para, asunto=TITULO + alerta.titulo, cuerpo=cuerpo(alerta))
            dichas[alerta.titulo] = ahora.isoformat()
            _guardar(memoria, dichas)
    por_saber = {OBRERO} if any(a.titulo.startswith(BASE) for a in actuales) else set()
    for titulo in dichas.keys() - {a.titulo for a in actuales} - por_saber:
        enviar_ya(para=para, asunto=RESUELTO + titulo, cuerpo=ya_no(titulo))
        del dichas[titulo]
        _guardar(memoria, dichas)


def _dichas(memoria: Path) -> Dichas:
    """Sin archivo, o si no se entiende, nada: repetir un correo es mejor que callarlo."""
    try:
        leidas: Dichas = json.loads(memoria.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return leidas


def _guardar(memoria: Path, dichas: Dichas) -> None:
    memoria.write_text(json.dumps(dichas, ensure_ascii=False) + "\n", encoding="utf-8")
