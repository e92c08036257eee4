"""Entrar a la captura de la demostración con una de sus cuentas, como lo hace una persona."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import struct
import time
from pathlib import Path

from playwright.sync_api import Page

from conoceles.nucleo.errores import ErrorDeDominio

VUELTA = 30  # segundos que vale un código


def entrar(pagina: Page, puerto: int, datos: Path, correo: str) -> None:
    """Con su contraseña y, si lo tiene, su segundo factor."""
    cuentas: list[dict[str, str]] = json.loads((datos / "cuentas-demo.json").read_text(encoding="utf-8"))
    cuenta = next(fila for fila in cuentas if fila["correo"] == correo)
    pagina.goto(f"http://localhost:{puerto}/cuenta/entrar/")
    pagina.fill("input[name=login]", cuenta["correo"])
    pagina.fill("input[name=password]", cuenta["clave"])
    pagina.press("input[name=password]", "Enter")
    pagina.wait_for_load_state("networkidle")
    if cuenta["totp"]:
        _segundo_factor(pagina, cuenta["totp"])


def _segundo_factor(pagina: Page, secreto: str) -> None:
    """Un código no vale dos veces: si la cuenta acaba de entrar con él, se espera al siguiente."""
    for _ in range(2):
        pagina.fill("input[name=code]", _codigo(secreto))
        pagina.press("input[name=code]", "Enter")
        pagina.wait_for_load_state("networkidle")
        if not pagina.locator("input[name=code]").count():
            return
        time.sleep(VUELTA - time.time() % VUELTA)
    raise ErrorDeDominio("La demostración no aceptó el segundo factor de esa cuenta.")


def _codigo(secreto: str) -> str:
    """Código de seis cifras del momento (RFC 6238)."""
    vuelta = struct.pack(">Q", int(time.time()) // VUELTA)
    resumen = hmac.digest(base64.b32decode(secreto), vuelta, hashlib.sha1)
    inicio = resumen[-1] & 15
    (numero,) = struct.unpack(">I", resumen[inicio : inicio + 4])
    return f"{(numero & 0x7FFFFFFF) % 1_000_000:06}"
