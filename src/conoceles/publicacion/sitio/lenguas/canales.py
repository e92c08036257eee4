"""Los canales de noticias (Atom, RFC 4287) en español y en cada lengua: los mismos avisos, cada uno con su `xml:lang`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from conoceles.estadistica.graficas import Decir, tal_cual
from conoceles.publicacion.instantanea.pagina import en_lengua
from conoceles.publicacion.sitio.lenguas.plantillas import EnLengua


@dataclass(frozen=True)
class Canal:
    """En qué lengua se escribe uno y dónde está el sitio en ella: `url`, con diagonal, y sin ella solo en español."""

    url: str
    lengua: str = "es-MX"
    carpeta: str = ""
    decir: Decir = tal_cual

    def en(self, ruta: str) -> str:
        """Dónde va, desde la carpeta de la elección."""
        return f"{self.carpeta}{ruta}"

    def elemento(self, nombre: str, texto: str) -> str:
        """`<nombre>` con el texto en su lengua; lo que nadie tradujo dice que está en español."""
        dicho, lengua = self.decir(texto)
        de = f' xml:lang="{lengua}"' if lengua else ""
        return f"<{nombre}{de}>{escape(dicho)}</{nombre}>"

    def entero(self, ruta: str, titulo: str, momento: str, quien: str, entradas: str) -> bytes:
        """El documento. `ruta`: la página de la que habla; `momento`: el de lo más reciente, o vacío."""
        direccion = escape(f"{self.url}{ruta}")
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{self.lengua}">'
            f"<id>{direccion}</id>{self.elemento('title', titulo)}"
            f'<link href="{direccion}"/><link rel="self" href="{direccion}novedades.atom"/>'
            f"<updated>{momento or '1970-01-01T00:00:00Z'}</updated>"
            f"<author><name>{escape(quien)}</name></author>\n{entradas}</feed>\n"
        ).encode()


def en_cada_lengua(lenguas: Sequence[EnLengua], url: str) -> list[Canal]:
    """El que está en español y el de cada lengua."""
    carpetas = ((x, en_lengua(x.clave, "")) for x in lenguas)
    return [Canal(url), *(Canal(url + carpeta, x.clave, carpeta, x.voz.marcado) for x, carpeta in carpetas)]
