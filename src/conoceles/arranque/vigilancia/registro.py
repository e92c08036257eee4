"""Registros para una máquina: un objeto JSON por renglón, sin datos de nadie.

Un error se dice por su clase y el lugar del programa; su mensaje no, que puede llevar lo que alguien escribió. De una
petición se dice la forma de su dirección («acceso/<testigo>/»), nunca la dirección.
"""

from __future__ import annotations

import json
import logging
import traceback
from datetime import datetime, timezone
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.http import HttpRequest


class Renglon(logging.Formatter):
    """`momento` (UTC, ISO 8601), `nivel`, `parte`, `dicho` y, si los hay, `ruta`, `error` y `lugar`."""

    def format(self, record: logging.LogRecord) -> str:
        dicho: dict[str, object] = {
            "momento": datetime.fromtimestamp(record.created, timezone.utc).isoformat(
                timespec="milliseconds"
            ),
            "nivel": record.levelname,
            "parte": record.name,
            "dicho": record.getMessage(),
        }
        if peticion := getattr(record, "request", None):
            dicho |= {
                "dicho": f"Se contestó {getattr(record, 'status_code', 500)}.",
                "ruta": _forma(peticion),
            }
        if record.exc_info and record.exc_info[1]:
            error = record.exc_info[1]
            lugares = traceback.extract_tb(error.__traceback__)
            dicho |= {
                "error": type(error).__name__,
                "lugar": [f"{f.filename}:{f.lineno} {f.name}" for f in lugares],
            }
        return json.dumps(dicho, ensure_ascii=False)


def _forma(peticion: HttpRequest) -> str:
    hallada = getattr(peticion, "resolver_match", None)
    return f"{peticion.method} {hallada.route if hallada else '(sin ruta)'}"
