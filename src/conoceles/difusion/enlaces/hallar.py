"""Si una página lleva al sitio: sus enlaces y sus marcos, no su texto."""

from __future__ import annotations

from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

_LLEVAN = {"a": "href", "area": "href", "iframe": "src"}


class _Enlaces(HTMLParser):
    """Las direcciones a las que se puede llegar desde la página."""

    def __init__(self, direccion: str) -> None:
        super().__init__()
        self.base, self.hallados = direccion, list[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        dichos = dict(attrs)
        if tag == "base" and dichos.get("href"):
            self.base = _entera(self.base, str(dichos["href"]))
        if tag in _LLEVAN and dichos.get(_LLEVAN[tag]):
            self.hallados.append(_entera(self.base, str(dichos[_LLEVAN[tag]]).strip()))


def _entera(base: str, direccion: str) -> str:
    """Vacía si no es una dirección: hay páginas que traen de todo."""
    try:
        return urljoin(base, direccion)
    except ValueError:
        return ""


def lleva(pagina: bytes, direccion: str, sitio: str) -> str:
    """El primer enlace de la página que lleva a `sitio` o a algo dentro de él; vacío si ninguno."""
    lector = _Enlaces(direccion)
    lector.feed(pagina.decode("utf-8", "replace"))
    return next((e for e in lector.hallados if _dentro(e, sitio)), "")


def _dentro(enlace: str, sitio: str) -> bool:
    """Sin mirar si es http o https, ni las mayúsculas del dominio."""
    try:
        suyo, de_aqui = urlsplit(enlace), urlsplit(sitio)
        iguales = (suyo.hostname, suyo.port) == (de_aqui.hostname, de_aqui.port)
    except ValueError:
        return False
    return iguales and suyo.scheme in ("http", "https") and f"{suyo.path}/".startswith(de_aqui.path)
