"""Una página con tablas, que muchos sistemas entregan como .xls: cada tabla es una hoja."""

from __future__ import annotations

from dataclasses import asdict
from html.parser import HTMLParser

from conoceles.candidaturas.padron.archivo.libro import repartir
from conoceles.candidaturas.padron.archivo.piezas import NADA_OCULTO, Lugar

_DE_LETRA = {"b", "i", "u", "em", "strong", "span", "font", "a", "sup", "sub", "small"}
MAXIMO_NOMBRE, MAXIMO_COMBINADAS = 80, 120_000


def leer(contenido: bytes) -> tuple[dict[str, object], bytes]:
    """Lo de `tablas`, como lo contesta un hijo."""
    return {"hojas": tablas(contenido)}, b""


def tablas(contenido: bytes) -> list[list[object]]:
    """Lo mismo que `libro.hojas`, de una página en UTF-8; qué esconde lo dice su estilo, que no se lee.

    Cada una se llama como lo escrito antes de ella. Nada se ejecuta ni se pide: es texto, y las entidades son solo letras.
    """
    pagina = _Pagina()
    pagina.feed(contenido.decode("utf-8"))
    pagina.close()
    return [
        [t.nombre or f"Tabla {n}", t.filas, repartir(t.filas, t.combinadas), asdict(NADA_OCULTO)]
        for n, t in enumerate(pagina.halladas, 1)
    ]


class _Tabla:
    def __init__(self, nombre: str) -> None:
        self.nombre = nombre
        self.filas: list[list[str]] = []
        self.combinadas: list[tuple[Lugar, Lugar]] = []
        self.escrito: list[str] | None = None  # lo de la celda abierta
        self._tapadas: dict[int, int] = {}  # columna → último renglón que tapa la celda de arriba
        self._donde = 0

    def renglon(self) -> None:
        self.cerrar()
        self.filas.append([])

    def celda(self, alto: int, ancho: int) -> None:
        self.cerrar()
        if not self.filas:
            self.filas.append([])
        fila, n = self.filas[-1], len(self.filas) - 1
        while self._tapadas.get(len(fila), -1) >= n:
            fila.append("")
        self._donde, self.escrito = len(fila), []
        fila += [""] * ancho
        if alto * ancho > 1:
            self.combinadas.append(((n, self._donde), (n + alto - 1, self._donde + ancho - 1)))
            self._tapadas |= dict.fromkeys(range(self._donde, self._donde + ancho), n + alto - 1)

    def cerrar(self) -> None:
        if self.escrito is not None:
            self.filas[-1][self._donde] = " ".join("".join(self.escrito).split())
            self.escrito = None


class _Pagina(HTMLParser):
    """Las tablas de una página; la que va dentro de otra es una más."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.halladas: list[_Tabla] = []
        self._abiertas: list[_Tabla] = []
        self._fuera, self._muda = "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style"):
            self._muda = tag
        elif tag == "table":
            self._abiertas.append(_Tabla(self._fuera[:MAXIMO_NOMBRE]))
            self.halladas.append(self._abiertas[-1])
            self._fuera = ""
        elif not self._abiertas:
            return
        elif tag == "tr":
            self._abiertas[-1].renglon()
        elif tag in ("td", "th"):
            dichos = dict(attrs)
            self._abiertas[-1].celda(_veces(dichos.get("rowspan")), _veces(dichos.get("colspan")))
        elif self._abiertas[-1].escrito is not None:  # una etiqueta separa lo escrito antes de lo de después
            self._abiertas[-1].escrito.append("" if tag in _DE_LETRA else " ")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._muda:
            self._muda = ""
        elif tag in ("td", "th", "tr", "table") and self._abiertas:
            self._abiertas[-1].cerrar()
            if tag == "table":
                self._abiertas.pop()

    def handle_data(self, data: str) -> None:
        if self._muda:
            return
        if self._abiertas and self._abiertas[-1].escrito is not None:
            self._abiertas[-1].escrito.append(data)
        elif data.strip():
            self._fuera = " ".join(data.split())
            if self._abiertas and not self._abiertas[-1].filas:  # su título, dentro de la etiqueta
                self._abiertas[-1].nombre = self._fuera[:MAXIMO_NOMBRE]


def _veces(dicho: str | None) -> int:
    return (
        max(1, min(int(dicho), MAXIMO_COMBINADAS)) if dicho and dicho.isascii() and dicho.isdecimal() else 1
    )
