"""Lo que otros sistemas llaman .xls y es una página con tablas, y los libros .ods: entran sin perder ni ejecutar nada."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from conoceles.candidaturas.padron.archivo.lectura import leer
from conoceles.nucleo.errores import ErrorDeDominio

PAGINA = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="iso-8859-1">
<style>td { mso-number-format: "\\@" }</style></head><body><h3>PARTIDO ACCIÓN NACIONAL</h3>
<table border=1><tr><th rowspan=2>DISTRITO<th colspan=2>PROPIETARIA</tr><tr><th>NOMBRE<th>SEXO</tr>
<tr><td rowspan=2>01&nbsp;</td><td>ANA&nbsp;MU&Ntilde;OZ<br>L&oacute;pez</td><td>M</td></tr>
<tr><td>BEA <b>RO</b>JAS</td><td>H<script>alert("M")</script></td></tr></table>
<p>PARTIDO DEL TRABAJO</p><table><tr><td>DISTRITO</td></tr></table></body></html>"""
TIPO = "application/vnd.oasis.opendocument.spreadsheet"
MANIFIESTO = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{TIPO}"/></manifest:manifest>'
)
ESPACIOS = " ".join(
    f'xmlns:{n}="urn:{u}:xmlns:{f}:1.0"'
    for n, u, f in (
        ("office", "oasis:names:tc:opendocument", "office"),
        ("table", "oasis:names:tc:opendocument", "table"),
        ("text", "oasis:names:tc:opendocument", "text"),
        ("calcext", "org:documentfoundation:names:experimental:calc", "calcext"),
    )
)


def _pagina(carpeta: Path, octetos: bytes, nombre: str = "reporte.xls") -> Path:
    (carpeta / nombre).write_bytes(octetos)
    return carpeta / nombre


def _celda(texto: str, mas: str = "", tipo: str = "string") -> str:
    valor = f'office:value-type="{tipo}"' if tipo else ""
    return f"<table:table-cell {valor} {mas}><text:p>{texto}</text:p></table:table-cell>"


def _ods(carpeta: Path, *filas: str, tipo: str = TIPO) -> Path:
    dentro = "".join(f"<table:table-row>{f}</table:table-row>" for f in filas)
    hueco = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    tabla = f'<table:table table:name="Hoja1">{dentro}{hueco}</table:table>'
    cuerpo = f"<office:body><office:spreadsheet>{tabla}</office:spreadsheet></office:body>"
    with zipfile.ZipFile(carpeta / "padron.ods", "w") as libro:
        libro.writestr("mimetype", tipo)
        libro.writestr("META-INF/manifest.xml", MANIFIESTO)
        libro.writestr(
            "content.xml", f"<office:document-content {ESPACIOS}>{cuerpo}</office:document-content>"
        )
    return carpeta / "padron.ods"


def test_una_pagina_con_tablas_entra_como_hojas(tmp_path: Path) -> None:
    """Cada tabla se llama como lo escrito antes de ella; lo combinado hacia abajo vale en cada renglón."""
    leida = leer(_pagina(tmp_path, PAGINA.encode("latin-1")))
    assert leida.descripcion == "tablas de una página, Latin-1"
    primera, segunda = leida.hojas
    assert (primera.nombre, segunda.nombre) == ("PARTIDO ACCIÓN NACIONAL", "PARTIDO DEL TRABAJO")
    assert primera.combinadas == 2
    assert primera.filas == (
        ("DISTRITO", "PROPIETARIA", ""),
        ("DISTRITO", "NOMBRE", "SEXO"),
        ("01", "ANA MUÑOZ López", "M"),
        ("01", "BEA ROJAS", "H"),
    )


@pytest.mark.parametrize("codificacion", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_la_pagina_se_lee_en_su_codificacion(codificacion: str, tmp_path: Path) -> None:
    octetos = "<table><tr><td>NÚÑEZ</td></tr></table>".encode(codificacion)
    assert leer(_pagina(tmp_path, octetos)).hojas[0].filas == (("NÚÑEZ",),)


@pytest.mark.parametrize("dentro", ["<tr><td rowspan=999999 colspan=999999>x", "<tr>" + "<td>x" * 401])
def test_una_pagina_que_pide_de_mas_no_se_abre(dentro: str, tmp_path: Path) -> None:
    with pytest.raises(ErrorDeDominio, match=r"demasiada memoria|pasa de"):
        leer(_pagina(tmp_path, f"<table>{dentro * 200}".encode()))


def test_las_entidades_de_una_pagina_no_traen_nada_de_fuera(tmp_path: Path) -> None:
    con = '<!DOCTYPE html [<!ENTITY b SYSTEM "file:///etc/passwd">]><table><tr><td>&b;&amp;</td></tr></table>'
    assert leer(_pagina(tmp_path, con.encode())).hojas[0].filas == (("&b;&",),)


def test_un_ods_entra_con_sus_fechas_sus_combinadas_y_sus_errores(tmp_path: Path) -> None:
    """La biblioteca da por vacías la celda con error y la fórmula sin resultado: aquí se dicen."""
    fecha = _celda("02/03/90", 'office:date-value="1990-03-02"', "date")
    error = _celda("#DIV/0!", 'table:formula="of:=1/0" calcext:value-type="error"')
    otro = _celda("Err:502", 'table:formula="of:=A(" calcext:value-type="error"')
    sin = _celda("", 'table:formula="of:=[.A1]"', "")
    leida = leer(
        _ods(
            tmp_path,
            _celda("NOMBRE") + _celda("NACIMIENTO") + _celda("EDAD"),
            _celda("Ana", 'table:number-rows-spanned="3" table:number-columns-spanned="1"') + fecha + error,
            "<table:covered-table-cell/>" + _celda("x") + otro,
            "<table:covered-table-cell/>" + _celda("y") + sin,
        )
    )
    assert (leida.descripcion, leida.hojas[0].combinadas) == ("ods", 2)
    assert leida.hojas[0].filas == (
        ("NOMBRE", "NACIMIENTO", "EDAD"),
        ("Ana", "1990-03-02", "#DIV/0!"),
        ("Ana", "x", "#UNKNOWN!"),
        ("Ana", "y", "#FÓRMULA!"),
    )


def test_un_texto_de_la_misma_familia_no_es_un_libro(tmp_path: Path) -> None:
    with pytest.raises(ErrorDeDominio, match="no un libro"):
        leer(_ods(tmp_path, _celda("x"), tipo="application/vnd.oasis.opendocument.text"))
