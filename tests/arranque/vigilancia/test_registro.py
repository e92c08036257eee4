"""Los registros son de la máquina: ni lo que alguien escribió, ni a qué dirección entró."""

from __future__ import annotations

import json
import logging
import sys
from types import SimpleNamespace
from typing import Any

from conoceles.arranque.vigilancia.registro import Renglon


def renglon(**extra: Any) -> dict[str, Any]:
    try:
        raise ValueError("el correo eva@prueba.mx ya existe")
    except ValueError:
        record = logging.LogRecord(
            "django.request",
            logging.ERROR,
            "x.py",
            1,
            "Internal Server Error: %s",
            ("/acceso/SECRETO/",),
            sys.exc_info(),
        )
    record.__dict__.update(extra)
    return dict(json.loads(Renglon().format(record)))


def test_un_error_dice_su_clase_y_su_lugar_y_no_su_mensaje_ni_la_direccion() -> None:
    ruta = SimpleNamespace(route="acceso/<str:testigo>/")
    peticion = SimpleNamespace(method="POST", path="/acceso/SECRETO/", resolver_match=ruta)
    dicho = renglon(request=peticion, status_code=500)
    assert (dicho["error"], dicho["ruta"]) == ("ValueError", "POST acceso/<str:testigo>/")
    assert "test_registro.py" in dicho["lugar"][-1]
    assert "SECRETO" not in json.dumps(dicho)
    assert "eva@prueba.mx" not in json.dumps(dicho)


def test_lo_que_trae_saltos_de_linea_sigue_siendo_un_renglon() -> None:
    """Nadie escribe una entrada falsa partiendo la suya."""
    dicho = logging.LogRecord(
        "conoceles", logging.INFO, "x.py", 1, "a\r\nb %s", ('\n{"nivel": "falso"}',), None
    )
    escrito = Renglon().format(dicho)
    assert escrito.splitlines() == [escrito]


def test_lo_que_no_corresponde_a_ninguna_ruta_tampoco_se_dice() -> None:
    peticion = SimpleNamespace(method="GET", path="/acceso/SECRETO/", resolver_match=None)
    assert renglon(request=peticion, status_code=404)["ruta"] == "GET (sin ruta)"
