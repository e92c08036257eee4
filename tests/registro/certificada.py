"""La llave de acuses de la prueba, certificada como lo hace quien publica."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from conoceles.nucleo import firma
from conoceles.registro import acuses
from conoceles.registro.nota import Firmante
from conoceles.registro.registro import Registro


def certificar(sitio: Path, ahora: datetime) -> bytes:
    """Escribe `log/acuses` en ese sitio con la llave de publicar de la prueba; devuelve sus octetos."""
    del_instituto = Firmante("conoceles.example.mx/log", firma.llave_publica(), firma.firmar)
    registro = Registro(sitio / "log", sitio.parent / "registro", del_instituto)
    acuses.declarar(registro, firma.llave_publica("acuses"), ahora)
    return (sitio / "log" / "acuses").read_bytes()
