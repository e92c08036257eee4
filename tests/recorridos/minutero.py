"""Cuánto tarda cada material en ser el nuevo desde que alguien corrige, mirado por donde lo mira la gente.

No sabe cómo se hacen: baja cada archivo de la persona, de su boleta y de su distrito, una y otra vez, y anota cuándo cambió
por última vez. Un material dice lo de antes, o no está, hasta ese momento.
"""

from __future__ import annotations

import re
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from hashlib import sha256

MATERIAL = re.compile(r"(materiales/[^\t\n]+\.(?:png|jpg|pdf|txt|brf))\t", re.MULTILINE)
CALMA = 20.0  # segundos sin que nada cambie: ya está todo


@dataclass
class Minutero:
    """`sitio`: la dirección pública de la elección, con diagonal. `cuales`: carpetas de `materiales/` que se miran."""

    sitio: str
    cuales: tuple[str, ...]
    antes: dict[str, str] = field(default_factory=dict)
    nuevo: dict[str, float] = field(default_factory=dict)  # material → segundos hasta su último cambio

    def mirar(self) -> dict[str, str]:
        """Cada material y la huella de lo que hoy se entrega; una imagen es la misma aunque cambie de formato."""
        return {re.sub(r"(png|jpg)$", "imagen", r): self._huella(r) for r in self.rutas()}

    def rutas(self) -> list[str]:
        """Los materiales que el sitio firma, de esas carpetas."""
        hallados = MATERIAL.findall(self.bajar("manifiesto.renglones").decode())
        return sorted(r for r in hallados if r.split("/", 1)[1].startswith(self.cuales))

    def esperar(self, inicio: float, esperados: Iterable[str], limite: float) -> set[str]:
        """Mira hasta que cada uno de los esperados cambió y nada se mueve; da los que no llegaron en `limite` segundos."""
        faltan, ultimo, visto = set(esperados), inicio, self.antes
        while (ya := time.monotonic()) - inicio < limite and (faltan or ya - ultimo < CALMA):
            ahora = self.mirar()
            for cual in (ahora.keys() | visto.keys()) if ahora != visto else ():
                if ahora.get(cual) != visto.get(cual):
                    ultimo = time.monotonic()
                    self.nuevo[cual] = ultimo - inicio
            faltan = {r for r in faltan if ahora.get(r, "") in ("", self.antes.get(r))}
            visto = ahora
        return faltan

    def segundos_hasta(self, inicio: float, se_ve: Callable[[], bool], limite: float) -> float:
        """Los que pasan hasta que se ve; si no llega, el límite."""
        while not se_ve() and time.monotonic() - inicio < limite:
            pass
        return time.monotonic() - inicio

    def bajar(self, ruta: str) -> bytes:
        """Lo que hoy entrega el sitio en esa dirección; nada si no está."""
        try:
            with urllib.request.urlopen(self.sitio + ruta, timeout=30) as respuesta:
                octetos: bytes = respuesta.read()
        except urllib.error.HTTPError as error:
            if error.code != 404:
                raise
            return b""
        return octetos

    def _huella(self, ruta: str) -> str:
        octetos = self.bajar(ruta)
        return sha256(octetos).hexdigest() if octetos else ""
