"""Las huellas de los estilos que van dentro de las páginas: lo que permite la política de contenido, y nada más.

Van en `sitio/estilos.conf`, un renglón que nginx incluye en su `map` y el lector lee igual.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from pathlib import Path

from conoceles.nucleo import estatico
from conoceles.nucleo.carpetas import carpetas

NOMBRE = "estilos.conf"
# Una página de cada vuelta: con otra versión del programa, la segunda llega después.
SERVIDAS = ("index.html", "prensa/index.html")
_ESTILO = re.compile(r"<style>(.*?)</style>", re.DOTALL)


def huella(estilo: str) -> str:
    """Como la escribe la política de contenido (CSP 3): SHA-256 en base 64, entre comillas simples."""
    return f"'sha256-{b64encode(hashlib.sha256(estilo.encode()).digest()).decode()}'"


def anunciar() -> None:
    """Deja escritas las de lo que se sirve y la de este programa. Va antes de estrenar una página que la lleve."""
    sitio = carpetas().sitio
    paginas = [p for una in SERVIDAS for p in sitio.glob(f"*/actual/{una}")]
    servidos = sorted(filter(None, map(_de_pagina, paginas)))
    todas = dict.fromkeys((huella(estatico.en_linea()), *servidos))
    renglon = f'"" "{"".join(f" {una}" for una in todas)}";\n'
    destino = sitio / NOMBRE
    if destino.exists() and destino.read_text(encoding="utf-8") == renglon:
        return
    nuevo = destino.with_suffix(".nuevo")
    nuevo.write_text(renglon, encoding="utf-8")
    nuevo.replace(destino)


def _de_pagina(pagina: Path) -> str:
    hallado = _ESTILO.search(pagina.read_text(encoding="utf-8"))
    return huella(hallado[1]) if hallado else ""
