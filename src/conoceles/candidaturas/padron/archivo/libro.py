"""Abre un libro .xlsx, .xls u .ods, o una página con tablas, en un proceso aparte, con la memoria contada. Solo usa las bibliotecas que los leen.

Un archivo de pocos octetos puede declarar una celda en la última esquina: la biblioteca pide de golpe la memoria de
la hoja entera y aborta el proceso en que corre, sin excepción que atrapar. Aquí solo se pierde este.
Entra el archivo por la entrada y sale un JSON: las hojas, o el motivo por el que no se abre.
"""

from __future__ import annotations

import io
import json
import resource
import sys
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from html.parser import HTMLParser
from xml.etree import ElementTree

from python_calamine import CalamineWorkbook

SIN_VALOR = "#FÓRMULA!"  # una fórmula que se guardó sin su resultado
Celda = tuple[int, int, str]  # renglón y columna desde 0, y lo que trae
Lugar = tuple[int, int]  # renglón y columna, desde 0
_ESPACIO = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELACION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_DE_LETRA = {"b", "i", "u", "em", "strong", "span", "font", "a", "sup", "sub", "small"}
MAXIMO_NOMBRE, MAXIMO_COMBINADAS = 80, 120_000
_CONTENIDO = "content.xml"
_ODS = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_VALOR = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DE_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
MEMORIA = 1 << 30
SEGUNDOS = 60  # de procesador


def hojas(contenido: bytes) -> list[list[object]]:
    """Nombre y renglones de cada hoja, con las celdas como texto, y cuántas estaban combinadas con la de arriba."""
    libro = CalamineWorkbook.from_filelike(io.BytesIO(contenido))
    errores, combinadas = errores_por_hoja(contenido), combinadas_por_hoja(contenido)
    leidas: list[list[object]] = []
    for nombre in libro.sheet_names:
        hoja = libro.get_sheet_by_name(nombre)
        filas = [[texto(celda) for celda in fila] for fila in hoja.to_python(skip_empty_area=False)]
        con_errores(filas, errores.get(nombre, ()))
        suyas = hoja.merged_cell_ranges or combinadas.get(nombre) or ()
        leidas.append([nombre, filas, repartir(filas, suyas)])
    return leidas


def tablas(contenido: bytes) -> list[list[object]]:
    """Lo mismo de una página en UTF-8, que muchos sistemas entregan como .xls: cada tabla es una hoja.

    Se llama como lo escrito antes de ella. Nada se ejecuta ni se pide: es texto, y las entidades son solo letras.
    """
    pagina = _Pagina()
    pagina.feed(contenido.decode("utf-8"))
    pagina.close()
    return [
        [t.nombre or f"Tabla {n}", t.filas, repartir(t.filas, t.combinadas)]
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


def repartir(filas: list[list[str]], combinadas: Iterable[tuple[Lugar, Lugar]]) -> int:
    """Escribe en cada renglón lo que una celda combinada hacia abajo dice de todos; devuelve en cuántas celdas.

    Solo dentro de una columna, y nunca en un renglón que no tenga nada propio: ese no es de nadie.
    """
    propios = [any(celda.strip() for celda in fila) for fila in filas]
    escritas = 0
    for (arriba, columna), (abajo, derecha) in combinadas:
        dicho = filas[arriba][columna] if arriba < len(filas) and columna < len(filas[arriba]) else ""
        if derecha != columna or not dicho.strip():
            continue
        for renglon in range(arriba + 1, min(abajo + 1, len(filas))):
            if propios[renglon] and not filas[renglon][columna].strip():
                filas[renglon][columna] = dicho
                escritas += 1
    return escritas


def con_errores(filas: list[list[str]], errores: Iterable[Celda]) -> list[list[str]]:
    """Con el error escrito en su celda: leída por la biblioteca, parece vacía."""
    for renglon, columna, valor in errores:
        if renglon < len(filas) and columna < len(filas[renglon]):
            filas[renglon][columna] = valor
    return filas


def texto(celda: object) -> str:
    """Una celda como se lee en pantalla: 5.0 es «5», una fecha es ISO, un sí/no es «SI»/«NO»."""
    if isinstance(celda, bool):
        return "SI" if celda else "NO"
    if isinstance(celda, float) and celda.is_integer():
        return str(int(celda))
    if isinstance(celda, datetime):
        return celda.date().isoformat()
    if isinstance(celda, (date, time)):
        return celda.isoformat()
    if isinstance(celda, timedelta):
        return str(celda)
    return "" if celda is None else str(celda)


def errores_por_hoja(contenido: bytes) -> dict[str, list[Celda]]:
    """Celdas de un .xlsx o .ods que la biblioteca da por vacías y no lo están: errores y fórmulas sin resultado."""
    if not contenido.startswith(b"PK"):
        return {}
    with zipfile.ZipFile(io.BytesIO(contenido)) as paquete:
        if _CONTENIDO in paquete.namelist():
            return {nombre: list(_errores_de_ods(tabla)) for nombre, tabla in _de_ods(paquete)}
        return {nombre: list(_celdas_con_error(paquete.read(ruta))) for nombre, ruta in _hojas(paquete)}


def combinadas_por_hoja(contenido: bytes) -> dict[str, list[tuple[Lugar, Lugar]]]:
    """Las de un .ods, que la biblioteca no dice."""
    if not contenido.startswith(b"PK"):
        return {}
    with zipfile.ZipFile(io.BytesIO(contenido)) as paquete:
        if _CONTENIDO not in paquete.namelist():
            return {}
        return {
            nombre: [
                ((r, c), (r + int(celda.get(f"{_ODS}number-rows-spanned", 1)) - 1, c + ancho - 1))
                for r, c, celda in _celdas_de_ods(tabla)
                if (ancho := int(celda.get(f"{_ODS}number-columns-spanned", 0)))
            ]
            for nombre, tabla in _de_ods(paquete)
        }


def _de_ods(paquete: zipfile.ZipFile) -> Iterator[tuple[str, ElementTree.Element]]:
    raiz = ElementTree.fromstring(paquete.read(_CONTENIDO))  # noqa: S314 (memoria y tiempo, contados)
    for tabla in raiz.iter(f"{_ODS}table"):
        yield tabla.get(f"{_ODS}name", ""), tabla


def _celdas_de_ods(tabla: ElementTree.Element) -> Iterator[tuple[int, int, ElementTree.Element]]:
    """Cada celda con su renglón y su columna; de las repetidas, la primera."""
    renglon = 0
    for fila in tabla.iter(f"{_ODS}table-row"):
        columna = 0
        for celda in fila:
            yield renglon, columna, celda
            columna += int(celda.get(f"{_ODS}number-columns-repeated", 1))
        renglon += int(fila.get(f"{_ODS}number-rows-repeated", 1))


def _errores_de_ods(tabla: ElementTree.Element) -> Iterator[Celda]:
    for renglon, columna, celda in _celdas_de_ods(tabla):
        con_formula, tipo = celda.get(f"{_ODS}formula"), celda.get(f"{_VALOR}value-type")
        if celda.get(f"{_DE_CALC}value-type") == "error":
            dicho = "".join(celda.itertext()).strip()
            yield renglon, columna, dicho if dicho.startswith("#") else "#UNKNOWN!"
        elif con_formula and tipo is None:
            yield renglon, columna, SIN_VALOR


def _hojas(paquete: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    relaciones = ElementTree.fromstring(paquete.read("xl/_rels/workbook.xml.rels"))  # noqa: S314 (memoria y tiempo, contados)
    destinos = {relacion.get("Id", ""): relacion.get("Target", "") for relacion in relaciones}
    presentes = set(paquete.namelist())
    libro = ElementTree.fromstring(paquete.read("xl/workbook.xml"))  # noqa: S314
    for hoja in libro.iter(f"{_ESPACIO}sheet"):
        destino = destinos.get(hoja.get(_RELACION, ""), "").lstrip("/")
        ruta = destino if destino.startswith("xl/") else f"xl/{destino}"
        if ruta in presentes:
            yield hoja.get("name", ""), ruta


def _celdas_con_error(xml: bytes) -> Iterator[Celda]:
    if b't="e"' not in xml and b"<f" not in xml:  # casi siempre: no se recorre
        return
    for _, elemento in ElementTree.iterparse(io.BytesIO(xml)):  # noqa: S314
        if elemento.tag == f"{_ESPACIO}c":
            valor, tipo = elemento.findtext(f"{_ESPACIO}v"), elemento.get("t")
            # Una fórmula cuyo resultado es un texto vacío dice `t="str"`: esa sí es una celda vacía.
            sin_valor = elemento.find(f"{_ESPACIO}f") is not None and not valor and tipo != "str"
            if tipo == "e" or sin_valor:
                yield (*_lugar(elemento.get("r", "")), valor or SIN_VALOR)
            elemento.clear()


def _lugar(referencia: str) -> tuple[int, int]:
    """«B3» → (2, 1)."""
    letras = referencia.rstrip("0123456789")
    columna = 0
    for letra in letras:
        columna = columna * 26 + ord(letra) - 64
    return int(referencia[len(letras) :]) - 1, columna - 1


def _limitar(recurso: int, tope: int) -> None:
    """Nunca por encima del que ya traiga el servicio: subirlo no se permite."""
    _, vigente = resource.getrlimit(recurso)
    tope = tope if vigente == resource.RLIM_INFINITY else min(tope, vigente)
    resource.setrlimit(recurso, (tope, tope))


def main() -> None:
    """Sale con 0 aunque no se abra; otro código es que murió a medias."""
    _limitar(resource.RLIMIT_AS, MEMORIA)
    _limitar(resource.RLIMIT_CPU, SEGUNDOS)
    _limitar(resource.RLIMIT_CORE, 0)  # un volcado llevaría datos personales al disco
    try:
        leer = tablas if sys.argv[1:] == ["html"] else hojas
        salida: dict[str, object] = {"hojas": leer(sys.stdin.buffer.read())}
    except MemoryError:
        raise SystemExit(3) from None
    except BaseException as error:  # la biblioteca también falla con pánicos que no son `Exception`
        salida = {"error": str(error)}
    sys.stdout.write(json.dumps(salida))


if __name__ == "__main__":
    main()
