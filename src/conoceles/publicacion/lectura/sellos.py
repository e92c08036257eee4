"""El sello de cada página con datos de personas: sin él no se adivina qué decía una que se suprimió, aunque se tenga su
huella. Sale de la llave de cada persona que muestra y de lo que dice; lo mismo dicho da siempre el mismo sello.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Collection
from datetime import datetime

from django.views.decorators.debug import sensitive_variables

from conoceles.candidaturas.models import Candidatura
from conoceles.identidad.sal import para_sellos


class Sellos:
    """Los de una elección. Las sales se piden una vez y no salen de aquí."""

    def __init__(self, proceso: str, ahora: datetime) -> None:
        self._proceso, self._ahora = proceso, ahora
        self._sales: dict[str, bytes] = {}

    def poner(self, ruta: str, contenido: bytes, folios: Collection[str]) -> bytes:
        """El archivo con su sello; igual, si no muestra a nadie cuya llave siga viva."""
        sello = self._sello(contenido, folios) if folios else ""
        return _CON_SELLO[ruta.rpartition(".")[2]](contenido, sello.encode()) if sello else contenido

    def preparar(self, folios: Collection[str]) -> None:
        """Pide de una vez las sales que van a hacer falta."""
        self._pedir(set(folios) - self._sales.keys())

    @sensitive_variables()
    def _sello(self, contenido: bytes, folios: Collection[str]) -> str:
        self.preparar(folios)
        sales = [self._sales[f] for f in sorted(folios) if self._sales[f]]
        llave = hashlib.sha256(b"".join(sales)).digest()
        return hmac.new(llave, contenido, "sha256").hexdigest()[:32] if sales else ""

    @sensitive_variables()
    def _pedir(self, folios: set[str]) -> None:
        if not folios:
            return
        suyas = Candidatura.objects.filter(proceso=self._proceso)
        if len(folios) <= MUCHOS:
            suyas = suyas.filter(folio__in=sorted(folios))
        claves = dict(suyas.values_list("folio", "clave_identidad"))
        sales = para_sellos(claves.values(), self._ahora)
        self._sales |= {f: sales.get(claves[f], b"") if f in claves else b"" for f in folios | claves.keys()}


MUCHOS = 500  # con más, se piden todas de una vez


def _en_html(contenido: bytes, sello: bytes) -> bytes:
    return contenido.replace(b"</title>", b'</title>\n<meta name="sello" content="' + sello + b'">', 1)


def _en_json(contenido: bytes, sello: bytes) -> bytes:
    return contenido[:-1] + b', "sello": "' + sello + b'"}'


def _en_atom(contenido: bytes, sello: bytes) -> bytes:
    return contenido.rstrip() + b"\n<!-- sello " + sello + b" -->\n"


def _en_gzip(contenido: bytes, sello: bytes) -> bytes:
    """En el comentario del encabezado (RFC 1952): lo comprimido no cambia."""
    return contenido[:3] + b"\x10" + contenido[4:10] + sello + b"\0" + contenido[10:]


_CON_SELLO: dict[str, Callable[[bytes, bytes], bytes]] = {
    "html": _en_html,
    "json": _en_json,
    "atom": _en_atom,
    "trozo": _en_gzip,
}
