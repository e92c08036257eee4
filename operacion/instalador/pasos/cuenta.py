"""La primera cuenta de administración y su enlace de un solo uso."""

from __future__ import annotations

from instalador import postgres
from instalador.lugares import PROGRAMA
from instalador.pasos.ajustes import leidos
from instalador.pasos.lugar import SERVICIO
from instalador.piezas import Falla, Orden, Paso, correr
from instalador.respuestas import Respuestas

HAY = "SELECT 1 FROM cuentas_cuenta WHERE papel = 'administracion' LIMIT 1"


def paso(dichas: Respuestas) -> Paso:
    abrir = Orden(f"abrir la cuenta de {dichas.administra}", _hay, lambda: _abrir(dichas), es_dato=True)
    return Paso("Primera cuenta", [abrir])


def _hay() -> bool:
    try:
        return postgres.consulta(leidos().get("CONOCELES_BD_CURRICULAR", ""), HAY) == "1"
    except Falla:
        return False


def _abrir(dichas: Respuestas) -> None:
    """El enlace se dice una vez, en la terminal; también le llega por correo si hay servidor."""
    print(
        ordenar("cuenta", "abrir", dichas.administra, "--nombre", dichas.nombre, "--papel", "administracion")
    )


def ordenar(*orden: str) -> str:
    """Una orden de `conoceles` con el usuario y los ajustes del servicio."""
    return correr("runuser", "-u", SERVICIO, "--", PROGRAMA / "conoceles", *orden, entorno=leidos())
