"""Lo que el testigo recuerda se compara con lo publicado antes de su primera firma: una copia vieja de su carpeta no se nota sola.

Si no se puede comparar, atiende y no firma; vuelve a intentarlo cuando se lo piden.
"""

from __future__ import annotations

import time
import urllib.error
import urllib.request
from http.client import HTTPException

from conoceles.lector.registro import nota
from conoceles.lector.registro.nota import MAX_NOTA, NotaMala
from conoceles.testigo.memoria import Carpeta, SinMemoria

NUNCA = "-"  # lo que se escribe en vez de la dirección para no comparar
_SEGUNDOS_ENTRE_INTENTOS = 20.0


class Comparador:
    """De cada registro, si ya se comparó desde que este proceso arrancó."""

    def __init__(self, carpeta: Carpeta) -> None:
        self._carpeta = carpeta
        self._comparados: set[str] = set()
        self._dicho: dict[str, tuple[float, str]] = {}

    def por_que_no(self, origen: str) -> str:
        """Por qué no se puede firmar todavía; vacío si se puede. `SinMemoria` si ya no se podrá."""
        if origen in self._comparados:
            return ""
        hasta, frase = self._dicho.get(origen, (0.0, ""))
        if time.monotonic() < hasta:
            return frase
        frase = no_se_compara(self._carpeta, origen)
        self._dicho[origen] = time.monotonic() + _SEGUNDOS_ENTRE_INTENTOS, frase
        if not frase:
            self._comparados.add(origen)
        return frase


def direccion_de(carpeta: Carpeta, origen: str) -> str:
    """Donde se publica: la que se dio o, si no, la que dice su propio nombre."""
    return "".join(carpeta.vigilados[origen]["direccion"]) or f"https://{origen}"


def no_se_compara(carpeta: Carpeta, origen: str) -> str:
    """Vacío si lo publicado no dice más que lo que recuerda; si no se pudo saber, por qué.

    `SinMemoria` si lo publicado lleva una cofirma de este testigo más adelante de lo que recuerda.
    """
    tamano, _, _ = carpeta.visto(origen)
    direccion = direccion_de(carpeta, origen)
    if direccion == NUNCA:
        return ""
    publicado = _pedir(f"{direccion}/checkpoint")
    if publicado == b"" and not tamano:
        return ""  # un registro que empieza todavía no publica nada
    try:
        control = nota.control_de(publicado or b"")
        suyo = control.origen == origen and any(
            [nota.firmo(control, llave) for llave in carpeta.llaves_de(origen)]
        )
        adelantado = suyo and control.tamano > tamano and nota.firmo(control, carpeta.llave)
    except NotaMala:
        suyo = adelantado = False
    if not suyo:
        return (
            f"No se pudo leer en {direccion}/checkpoint lo publicado de «{origen}»: sin compararlo, este testigo no sabe si olvidó "
            "algo y no lo firma. Si ahora se publica en otra dirección, dígala con «testigo vigilar»."
        )
    if adelantado:
        raise SinMemoria(
            f"Este testigo ya había cofirmado {control.tamano} hojas de «{origen}» y recuerda {tamano}: se le repuso una "
            "copia vieja. No volverá a firmar; cree otro testigo, con otra llave."
        )
    return ""


def _pedir(direccion: str) -> bytes | None:
    """Lo que ahí se sirve; vacío si contesta que no hay nada, y `None` si no contesta."""
    try:
        with urllib.request.urlopen(direccion, timeout=10) as respuesta:  # noqa: S310
            return bytes(respuesta.read(MAX_NOTA))
    except urllib.error.HTTPError as error:
        return b"" if error.code == 404 else None
    except (OSError, ValueError, HTTPException):
        return None
