"""El frente de un espejo, como se declara, y cómo se le llama: leer lo que entrega y pedirle que olvide una dirección."""

from __future__ import annotations

import contextlib
import gzip
import http.client
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import quote, urlsplit

import brotli  # type: ignore[import-untyped]

from conoceles.espejos.publicado import EspejoCaido

ESPERA = 20  # segundos
SIN_CACHE = (404, 410)  # al purgar: no la tenía
_CIFRADA = r"https://[^\s/@]+|http://(127\.0\.0\.1|localhost)(:\d+)?"
_FORMAS = {
    "frente": (rf"({_CIFRADA})(/\S*)?", "https://conoceles.example.mx"),
    "purga": (
        rf"(PURGE|BAN|GET|POST|DELETE) (\{{direccion\}}|({_CIFRADA})\S*)",
        "PURGE {direccion}, o POST https://api.example/zonas/1/purga",
    ),
    "pase": (r"[A-Za-z0-9-]+: \S.*", "Authorization: Bearer PASE"),
    "cuerpo": (r".+", '{"files": ["{direccion}"]}'),
}
_ABRIR = {"gzip": gzip.decompress, "br": brotli.decompress}


class Dicho(NamedTuple):
    """Lo que contestó; los nombres de encabezado, en minúsculas."""

    estado: int
    encabezados: dict[str, str]
    octetos: bytes


@dataclass(frozen=True)
class Frente:
    """`direccion`: por donde lee la gente, sin diagonal al final. `purga`: método y dirección; vacía, solo se comprueba.

    `{direccion}`, `{ruta}` y `{cifrada}` (la dirección, para ir en una consulta) se escriben en `purga` y en `cuerpo`.
    """

    direccion: str
    purga: str = ""
    pase: str = field(default="", repr=False)
    cuerpo: str = ""

    def leer(self, ruta: str, codificacion: str) -> Dicho:
        """Lo que recibe quien pide esa ruta y acepta esa codificación, ya descomprimido."""
        dicho = _pedir("GET", self.direccion + ruta, {"Accept-Encoding": codificacion})
        abrir = _ABRIR.get(dicho.encabezados.get("content-encoding", ""), bytes)
        try:
            return dicho._replace(octetos=abrir(dicho.octetos))
        except (OSError, EOFError, ValueError, brotli.error):
            return dicho  # lo que no se puede abrir no es lo publicado

    def purgar(self, ruta: str, codificacion: str) -> None:
        """`EspejoCaido` si no la acepta."""
        metodo, _, direccion = self.purga.partition(" ")
        nombre, _, valor = self.pase.partition(": ")
        encabezados = {"Accept-Encoding": codificacion} | ({nombre: valor} if nombre else {})
        if self.cuerpo:
            encabezados["Content-Type"] = "application/json"
        cuerpo = self._escribir(self.cuerpo, ruta).encode()
        estado = _pedir(metodo, self._escribir(direccion, ruta), encabezados, cuerpo).estado
        if estado >= 300 and estado not in SIN_CACHE:
            raise EspejoCaido(f"su frente no acepta la purga: contestó {estado}")

    def _escribir(self, patron: str, ruta: str) -> str:
        entera = self.direccion + ruta
        dichas = {"{direccion}": entera, "{ruta}": ruta, "{cifrada}": quote(entera, safe="")}
        return re.sub(r"\{(direccion|ruta|cifrada)\}", lambda hallada: dichas[hallada[0]], patron)


def leer_frente(renglones: Sequence[str]) -> Frente | None:
    """El que dicen esos renglones (`frente`, `purga`, `pase`, `cuerpo`), o ninguno. `ValueError`, sin repetirlos."""
    dichos: dict[str, str] = {}
    for renglon in renglones:
        que, _, valor = renglon.partition(" ")
        if que not in _FORMAS or que in dichos:
            raise ValueError("cada renglón es frente, purga, pase o cuerpo, una sola vez.")
        patron, ejemplo = _FORMAS[que]
        if not re.fullmatch(patron, valor.strip()):
            raise ValueError(
                f"{que} se escribe «{que} {ejemplo}»; sin cifrar, solo hacia esta misma máquina."
            )
        dichos[que] = valor.strip()
    if not dichos:
        return None
    if "frente" not in dichos or ("purga" not in dichos and {"pase", "cuerpo"} & dichos.keys()):
        raise ValueError("falta el frente, o la purga a la que van el pase y el cuerpo.")
    return Frente(dichos.pop("frente").rstrip("/"), **dichos)


def _pedir(metodo: str, direccion: str, encabezados: Mapping[str, str], cuerpo: bytes = b"") -> Dicho:
    """Sin seguir desvíos: lo que se publica contesta en su dirección."""
    partes = urlsplit(direccion)
    clase = http.client.HTTPSConnection if partes.scheme == "https" else http.client.HTTPConnection
    ruta = (partes.path or "/") + (f"?{partes.query}" if partes.query else "")
    with contextlib.closing(clase(partes.netloc, timeout=ESPERA)) as conexion:
        try:
            conexion.request(metodo, ruta, cuerpo or None, dict(encabezados))
            respuesta = conexion.getresponse()
            octetos = respuesta.read()
        except (OSError, http.client.HTTPException) as error:
            raise EspejoCaido(f"su frente no contesta: {type(error).__name__}") from None
    return Dicho(respuesta.status, {k.lower(): v for k, v in respuesta.getheaders()}, octetos)
