"""Cada informe en el registro público: una entrada que no dice cuál es, y la prueba que va en su entrega."""

from __future__ import annotations

import hmac

from conoceles.informes.models import Informe
from conoceles.nucleo import secretos
from conoceles.nucleo.carpetas import carpetas
from conoceles.registro import hojas, merkle, pruebas


def entradas() -> list[bytes]:
    """La de cada versión congelada, en su orden."""
    huellas = Informe.objects.order_by("en", "pk").values_list("huella", flat=True)
    return [hojas.de_informe(huella, _sal(huella)) for huella in huellas]


def hoja(huella: str) -> str:
    """La suya, en hexadecimal: va en su QR desde que se congela, antes de que conste."""
    return merkle.hoja(hojas.de_informe(huella, _sal(huella))).hex()


def prueba(informe: Informe) -> bytes:
    """La suya, con la sal que rehace su hoja; vacía si todavía no consta."""
    sal = _sal(informe.huella)
    archivo = carpetas().sitio / "pruebas" / pruebas.nombre(hojas.de_informe(informe.huella, sal))
    return pruebas.con_sal(archivo.read_bytes(), sal) if archivo.exists() else b""


def _sal(huella: str) -> bytes:
    """Quien no recibió el informe no lo busca por su huella; sale de la maestra para no guardar otra cosa."""
    return hmac.digest(secretos.leer("maestra"), f"conoceles: informe {huella}".encode(), "sha256")
