"""Archivos legibles en todas sus formas, y rotos de todas las maneras."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from conoceles.candidaturas.models import Candidatura
from conoceles.candidaturas.padron.archivo import formatos
from conoceles.candidaturas.padron.archivo.lectura import leer
from conoceles.nucleo.errores import ErrorDeDominio

TITULOS = ("CARGO", "DISTRITO", "PARTIDO", "CARÁCTER", "NOMBRE COMPLETO", "SEXO")
FILA = ("Diputación MR", "5", "MC", "PROPIETARIA", "Begoña Núñez", "MUJER")


def _libro(*filas: tuple[str, ...]) -> bytes:
    libro = openpyxl.Workbook()
    for fila in filas:
        libro.active.append(fila)
    salida = io.BytesIO()
    libro.save(salida)
    return salida.getvalue()


@pytest.mark.parametrize("separador", [",", ";", "\t"])
@pytest.mark.parametrize(
    ("codificacion", "nombre"),
    [
        ("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8 con BOM"), ("latin-1", "Latin-1"),
        ("cp1252", "Windows-1252"), ("utf-16", "UTF-16"),
    ],
)  # fmt: skip
def test_leer_csv_detecta_codificacion_y_separador(
    padron: Callable[..., Path], separador: str, codificacion: str, nombre: str
) -> None:
    extra = "“Bego”" if codificacion == "cp1252" else "Begoña"
    ruta = padron((*TITULOS, "SOBRENOMBRE"), (*FILA, extra), separador=separador, codificacion=codificacion)
    lectura = leer(ruta)

    assert nombre in lectura.descripcion
    assert lectura.hojas[0].filas[1] == (*FILA, extra)


def test_leer_csv_con_comas_dentro_de_los_textos_no_se_confunde(tmp_path: Path) -> None:
    ruta = tmp_path / "p.csv"
    ruta.write_text("A;B\n" + "".join(f'"uno, dos, tres";{n}\n' for n in range(9)), encoding="utf-8")

    assert "punto y coma" in leer(ruta).descripcion


def test_leer_manda_el_contenido_y_no_la_extension(tmp_path: Path) -> None:
    ruta = tmp_path / "padron.csv"
    ruta.write_bytes(_libro(TITULOS, FILA))

    assert leer(ruta).descripcion == "xlsx"


def test_importar_xlsx_con_titulos_encima_cuenta_renglones_de_la_hoja(
    importar_padron: Any, tmp_path: Path
) -> None:
    ruta = tmp_path / "p.xlsx"
    ruta.write_bytes(_libro(("INSTITUTO ELECTORAL",), (), TITULOS, FILA, (*FILA[:2], "NADIE", *FILA[3:])))

    assert [error.fila for error in importar_padron(ruta).errores] == [5]


def _zip(**partes: bytes) -> bytes:
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED) as paquete:
        for nombre, contenido in partes.items():
            paquete.writestr(nombre.replace("__", "/"), contenido)
    return salida.getvalue()


def _con_una_celda_en_la_ultima_esquina() -> bytes:
    libro = openpyxl.Workbook()
    libro.active["XFD1048576"] = "x"
    libro.active["A1"] = "NOMBRE"
    salida = io.BytesIO()
    libro.save(salida)
    return salida.getvalue()


BUENO = _libro(TITULOS, FILA)
CSV = ",".join(TITULOS)
ROTOS: dict[str, tuple[bytes | Callable[[], bytes], str]] = {
    "vacio": (b"", "vacío"),
    "blancos": (b" \r\n\t\n", "vacío"),
    "ceros": (b"\x00" * 500, "vacío"),
    "pdf": (b"%PDF-1.7\n...", "PDF"),
    "png": (b"\x89PNG\r\n\x1a\n....", "imagen"),
    "jpeg": (b"\xff\xd8\xff\xe0....", "imagen"),
    "html": (b"<html><p>NOMBRE</p></html>", "página"),
    "tabla": (
        f"<table><tr><td>{'<td>'.join(TITULOS)}<tr><td>{'<td>'.join(FILA)}</table>".encode("utf-16"),
        "guárdelo como .xlsx",
    ),
    "ods": (
        _zip(mimetype=b"application/vnd.oasis.opendocument.spreadsheet", **{"content.xml": b"<x/>"}),
        "guárdelo como .xlsx",
    ),
    "xlsx y ods": (_zip(**{"xl__workbook.xml": b"<a/>", "content.xml": b"<x/>"}), "guárdelo como .xlsx"),
    "xml": (b"<?xml version='1.0'?><a/>", "página"),
    "gzip": (b"\x1f\x8b\x08....", "comprimido"),
    "zip ajeno": (_zip(word__document=b"hola"), "no un libro"),
    "xlsx a medias": (BUENO[: len(BUENO) // 2], "incompleto"),
    "xlsx sin hojas": (_zip(**{"xl__workbook.xml": b"<workbook/>"}), "incompleto|hoja"),
    "xls a medias": (formatos.OLE + b"\x00" * 100, "incompleto"),
    "xls de basura": (formatos.OLE + b"basura" * 400, "incompleto"),
    "con contraseña": (formatos.OLE + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"), "contraseña"),
    "word": (formatos.OLE + b"\x00" * 600 + "WordDocument".encode("utf-16-le"), "documento"),
    "binario": (b"\x01\x02\x00\x03" * 50, "binarios"),
    "comillas": (f'{CSV}\n"a,b,c'.encode(), "comillas"),
    "solo encabezados": (f"{CSV}\n".encode(), "ningún renglón"),
    "otra cosa": (b"fecha,monto\n1,2\n", "encabezados"),
    "utf16 a medias": (b"\xff\xfea", "dañados"),
    "base de datos": (b"SQLite format 3\x00....", "base de datos"),
    "celda lejana": (_con_una_celda_en_la_ultima_esquina, "demasiada memoria"),
    "bomba": (lambda: _zip(**{"xl__workbook.xml": b"0" * (formatos.MAXIMO_EXPANDIDO + 1)}), "expande"),
}  # lo que cuesta hacer se hace en su prueba: este archivo se reúne en todas las corridas


@pytest.mark.parametrize("caso", ROTOS)
def test_importar_un_archivo_roto_dice_por_que_y_no_cambia_nada(
    importar_padron: Any, tmp_path: Path, caso: str
) -> None:
    contenido, frase = ROTOS[caso]
    ruta = tmp_path / "padron.xlsx"
    ruta.write_bytes(contenido() if callable(contenido) else contenido)
    with pytest.raises(ErrorDeDominio, match=frase):
        importar_padron(ruta)
    assert not Candidatura.objects.exists()


MIL_MILLONES = "".join(f'<!ENTITY x{n} "{f"&x{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    "entidades", ['<!ENTITY x SYSTEM "file://SECRETO">', f'<!ENTITY x0 "ja">{MIL_MILLONES}<!ENTITY x "&x9;">']
)
def test_importar_un_libro_con_entidades_no_lee_el_servidor_ni_se_multiplica(
    importar_padron: Any, tmp_path: Path, entidades: str
) -> None:
    secreto, ruta = tmp_path / "secreto", tmp_path / "padron.xlsx"
    secreto.write_text("DATO DEL SERVIDOR")
    doctype = f"<!DOCTYPE worksheet [{entidades.replace('SECRETO', str(secreto))}]><worksheet".encode()
    with zipfile.ZipFile(io.BytesIO(BUENO)) as bueno, zipfile.ZipFile(ruta, "w") as malo:
        for nombre in bueno.namelist():
            dicho = bueno.read(nombre).replace("Begoña Núñez".encode(), b"&x;")
            malo.writestr(nombre, dicho.replace(b"<worksheet", doctype, 1))
    assert ruta.read_bytes().count(b"<!DOCTYPE") == ruta.read_bytes().count(b"&x;") == 1
    dicho = ""
    try:
        dicho = str(importar_padron(ruta).errores)
    except ErrorDeDominio as error:
        dicho = str(error)
    leidos = " ".join(Candidatura.objects.values_list("persona__nombre", flat=True)).upper()
    assert "SERVIDOR" not in f"{dicho} {leidos}".upper()
    assert "JAJA" not in f"{dicho} {leidos}".upper()


def test_importar_lo_que_no_existe_o_es_enorme_se_rechaza(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ErrorDeDominio, match="No existe"):
        leer(tmp_path / "nada.csv")
    with pytest.raises(ErrorDeDominio, match="carpeta"):
        leer(tmp_path)
    ruta = tmp_path / "grande.csv"
    ruta.write_bytes(b"a" * 100)
    monkeypatch.setattr(formatos, "MAXIMO_OCTETOS", 99)
    with pytest.raises(ErrorDeDominio, match="pasa de"):
        leer(ruta)


@pytest.mark.parametrize(
    "empieza", ["<html>", "<!DOCTYPE html>", "<?xml version='1.0'?>", "<?xml ?><Workbook><Table>"]
)
@pytest.mark.parametrize("antes", [b"", b"\xef\xbb\xbf \r\n"])
def test_una_pagina_o_un_xml_no_es_una_hoja(antes: bytes, empieza: str) -> None:
    with pytest.raises(
        ErrorDeDominio, match="es una página o un XML, no una hoja de cálculo: ábralo y guárdelo"
    ):
        formatos.formato(antes + empieza.encode(), "padron.xls")
