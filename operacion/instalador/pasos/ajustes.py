"""`captura.env`: lo que sale de las respuestas, y las claves, que se inventan una sola vez. Es de quien opera."""

from __future__ import annotations

import secrets
from functools import partial
from pathlib import Path

from instalador import lugares, postgres
from instalador.entorno import es_ajuste, escrito, leido
from instalador.piezas import Archivo, Paso
from instalador.respuestas import Respuestas


def paso(dichas: Respuestas) -> Paso:
    return Paso("Ajustes", [Archivo(lugares.AJUSTES, partial(_texto, dichas), 0o600, es_dato=True)])


def leidos(archivo: Path | None = None) -> dict[str, str]:
    """Los que hay escritos en ese archivo; si no se dice, en el de toda la instalación."""
    return leido(archivo or lugares.AJUSTES)


def _texto(dichas: Respuestas) -> str:
    """Lo escrito, con los renglones de las respuestas al día y los que falten. Lo demás no se toca."""
    escritos = lugares.AJUSTES.read_text(encoding="utf-8").splitlines() if lugares.AJUSTES.exists() else []
    fijos, tiene = _fijos(dichas), leidos()
    renglones = [_al_dia(renglon, fijos) for renglon in escritos]
    faltan = {k: v for k, v in {**fijos, **_iniciales(tiene)}.items() if k not in tiene}
    return "\n".join([*renglones, *(f"{k}={escrito(v)}" for k, v in faltan.items())]) + "\n"


def _fijos(dichas: Respuestas) -> dict[str, str]:
    return {
        "CONOCELES_MODO": "produccion",
        "CONOCELES_DATOS": str(lugares.DATOS),
        "CONOCELES_URL_PUBLICA": f"https://{dichas.sitio}",
        "CONOCELES_URL_CAPTURA": f"https://{dichas.captura}",
        "CONOCELES_ANFITRIONES": dichas.captura,
        "CONOCELES_ORIGENES": f"https://{dichas.captura}",
        "CONOCELES_PROXIES": "1",
        "CONOCELES_CORREO": dichas.remitente,
        "CONOCELES_OPERA": dichas.opera,
        "CONOCELES_RESPALDO_LLAVES": str(lugares.LLAVERO),
    }


def _iniciales(tiene: dict[str, str]) -> dict[str, str]:
    """Cada base, con su papel y su clave. Si ya hay una dirección (otro servidor), es esa."""
    claves = {base: f"CONOCELES_BD_{base.upper()}" for base in lugares.BASES}
    return {
        clave: f"postgresql://conoceles_{base}:{secrets.token_urlsafe(32)}@127.0.0.1:{_puerto(base)}/conoceles_{base}"
        for base, clave in claves.items()
        if clave not in tiene
    }


def _puerto(base: str) -> str:
    return postgres.puerto(postgres.LLAVERO if base == "llaves" else postgres.PRINCIPAL)


def _al_dia(renglon: str, fijos: dict[str, str]) -> str:
    clave = renglon.split("=", 1)[0].strip()
    return f"{clave}={escrito(fijos[clave])}" if es_ajuste(renglon) and clave in fijos else renglon
