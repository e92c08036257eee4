"""Dónde hay errores en un .xls, que la biblioteca que lo lee da por celdas vacías, y qué esconde, que no dice.

Recorre octetos que ya están en memoria y no interpreta nada más. Formatos: [MS-CFB] el contenedor, [MS-XLS] los registros.
"""

from __future__ import annotations

from collections.abc import Iterator
from struct import iter_unpack, unpack_from

from conoceles.candidaturas.padron.archivo.piezas import Celda, Mirada, Ocultos

FIRMA = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FIN = 0xFFFFFFFA  # de aquí en adelante, ningún número es el de un sector
_FORMULA, _EOF, _HOJA, _BOOLERR, _BOF = 0x0006, 0x000A, 0x0085, 0x0205, 0x0809
_COLUMNAS, _CON_FILTRO, _RENGLON = 0x007D, 0x009B, 0x0208
_OCULTAS, _SIN_ALTO = 0x0001, 0x0020
_RAIZ, _RESULTADO_DE_ERROR = 5, 2
_ERRORES = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}  # fmt: skip


def miradas(contenido: bytes) -> list[Mirada]:
    """Lo de cada hoja, en el orden del libro."""
    flujo = _libro(contenido)
    hojas = [unpack_from("<I", flujo, datos)[0] for tipo, datos in _registros(flujo, 0) if tipo == _HOJA]
    return [Mirada(list(_errores(flujo, inicio)), _ocultos(flujo, inicio)) for inicio in hojas]


def _errores(flujo: bytes, inicio: int) -> Iterator[Celda]:
    for tipo, datos in _registros(flujo, inicio):
        if tipo == _BOOLERR:
            renglon, columna, _, codigo, es_error = unpack_from("<HHHBB", flujo, datos)
        elif tipo == _FORMULA:
            renglon, columna, _, que, _, codigo, _, _, marca = unpack_from("<HHHBBBBHH", flujo, datos)
            es_error = marca == 0xFFFF and que == _RESULTADO_DE_ERROR
        else:
            continue
        if es_error:
            yield renglon, columna, _ERRORES.get(codigo, "#UNKNOWN!")


def _ocultos(flujo: bytes, inicio: int) -> Ocultos:
    renglones: list[int] = []
    columnas: list[int] = []
    filtro = False
    for tipo, datos in _registros(flujo, inicio):
        if tipo == _RENGLON and unpack_from("<H", flujo, datos + 12)[0] & _SIN_ALTO:
            renglones += unpack_from("<H", flujo, datos)
        elif tipo == _COLUMNAS and unpack_from("<H", flujo, datos + 8)[0] & _OCULTAS:
            primera, ultima = unpack_from("<HH", flujo, datos)
            columnas += range(primera, ultima + 1)
        filtro |= tipo == _CON_FILTRO
    return Ocultos(renglones=tuple(renglones), columnas=tuple((n, n) for n in columnas), filtro=filtro)


def _registros(flujo: bytes, inicio: int) -> Iterator[tuple[int, int]]:
    """Tipo y dónde empiezan sus datos, hasta el fin de la hoja; una gráfica va dentro, con su principio y su fin."""
    honda = 0
    while inicio + 4 <= len(flujo):
        tipo, largo = unpack_from("<HH", flujo, inicio)
        honda += (tipo == _BOF) - (tipo == _EOF)
        yield tipo, inicio + 4
        if tipo == _EOF and honda <= 0:
            return
        inicio += 4 + largo


def _libro(contenido: bytes) -> bytes:
    """El flujo del libro dentro del contenedor; los de menos de `tope` octetos van en sectores chicos."""
    (potencia,) = unpack_from("<H", contenido, 30)
    indice, _, tope, chicos = unpack_from("<IIII", contenido, 48)
    sectores = _Sectores(contenido[1 << potencia :], 1 << potencia, _tabla(contenido, 1 << potencia))
    entradas = _entradas(sectores.cadena(indice))
    _, raiz, _ = next(e for _, e in entradas if e[0] == _RAIZ)
    _, primero, largo = next(e for n, e in entradas if n in ("workbook", "book"))
    if largo < tope:
        tabla = [n for (n,) in iter_unpack("<I", sectores.cadena(chicos))]
        sectores = _Sectores(sectores.cadena(raiz), 64, tabla)
    return sectores.cadena(primero)[:largo]


def _tabla(contenido: bytes, lado: int) -> list[int]:
    """Sector → el que le sigue. Los primeros 109 sectores de la tabla los dice la cabecera; los demás, su propia cadena."""
    de_la_tabla = list(unpack_from("<109I", contenido, 76))
    (otro,) = unpack_from("<I", contenido, 68)
    while otro < _FIN and len(de_la_tabla) * lado <= len(contenido) + 109 * lado:
        mas = unpack_from(f"<{lado // 4}I", contenido, (otro + 1) * lado)
        de_la_tabla += mas[:-1]
        otro = mas[-1]
    partes = (contenido[(n + 1) * lado : (n + 2) * lado] for n in de_la_tabla if n < _FIN)
    return [siguiente for parte in partes for (siguiente,) in iter_unpack("<I", parte)]


def _entradas(directorio: bytes) -> list[tuple[str, tuple[int, int, int]]]:
    """Nombre → (clase, primer sector, octetos)."""
    filas = (directorio[n : n + 128] for n in range(0, len(directorio) - 127, 128))
    return [
        (fila[:64].decode("utf-16-le", "replace").split("\0")[0].lower(), (fila[66], *unpack_from("<II", fila, 116)))
        for fila in filas
    ]  # fmt: skip


class _Sectores:
    def __init__(self, datos: bytes, lado: int, siguiente: list[int]) -> None:
        self.datos, self.lado, self.siguiente = datos, lado, siguiente

    def cadena(self, sector: int) -> bytes:
        """Los octetos de una cadena de sectores; la que da vueltas se corta."""
        orden: dict[int, None] = {}
        while sector < len(self.siguiente) and sector not in orden:
            orden[sector] = None
            sector = self.siguiente[sector]
        return b"".join(self.datos[n * self.lado : (n + 1) * self.lado] for n in orden)
