"""Qué es un archivo, cómo está escrito y qué dice cada celda de un libro: la frase entera cuando no se puede leer."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from conoceles.candidaturas.padron.archivo import formatos, lectura, libro, separados
from conoceles.candidaturas.padron.archivo.piezas import SIN_VALOR
from conoceles.candidaturas.padron.renglones import entidades, normalizar
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.nucleo.recibidos.hijos import Hecho, NoTermino

ADMITIDOS = "Se admiten .xlsx, .xls y .csv."
GUARDELO = "ábralo y guárdelo como .xlsx."
NO_ES = "no una hoja de cálculo"


def _frase(hacer: Callable[..., object], *con: Any) -> str:
    with pytest.raises(ErrorDeDominio) as error:
        hacer(*con)
    return str(error.value)


def _zip(nombre: str, contenido: bytes) -> bytes:
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED) as paquete:
        paquete.writestr(nombre, contenido)
    return salida.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("contenido", "frase"),
    [
        (b"%PDF-1.7", f"«p» es un PDF, {NO_ES}. {ADMITIDOS}"),
        (b"\x89PNG\r\n", f"«p» es una imagen, {NO_ES}. {ADMITIDOS}"),
        (b"\xff\xd8\xff\xe0", f"«p» es una imagen, {NO_ES}. {ADMITIDOS}"),
        (b"GIF89a", f"«p» es una imagen, {NO_ES}. {ADMITIDOS}"),
        (b"Rar!\x1a", f"«p» es un archivo RAR, {NO_ES}. {ADMITIDOS}"),
        (b"7z\xbc\xaf", f"«p» es un archivo 7z, {NO_ES}. {ADMITIDOS}"),
        (b"\x1f\x8b\x08", f"«p» es un archivo comprimido, {NO_ES}. {ADMITIDOS}"),
        (b"SQLite format 3\x00", f"«p» es una base de datos, {NO_ES}. {ADMITIDOS}"),
        (b"\x7fELF", f"«p» es un programa, {NO_ES}. {ADMITIDOS}"),
        (b" <HTML><table><tr><td>NOMBRE", f"«p» es una página o un XML, {NO_ES}: {GUARDELO}"),
        (
            OLE + "EncryptedPackage".encode("utf-16-le"),
            "«p» está protegido con contraseña; guárdelo sin ella.",
        ),
        (OLE + "WordDocument".encode("utf-16-le"), f"«p» es un documento de texto, {NO_ES}. {ADMITIDOS}"),
        (b"PK\x03\x04", "«p» está incompleto o dañado; vuelva a descargarlo."),
        (_zip("content.xml", b"x"), f"«p» es un .ods, o de su familia: {GUARDELO}"),
        (
            _zip("word/document.xml", b"x"),
            f"«p» es un archivo comprimido, pero no un libro .xlsx. {ADMITIDOS}",
        ),
    ],
)
def test_lo_que_no_es_una_hoja_se_dice_que_es(contenido: bytes, frase: str) -> None:
    assert _frase(formatos.formato, contenido, "p") == frase


def test_lo_que_si_lo_es_se_reconoce_por_su_contenido(monkeypatch: pytest.MonkeyPatch) -> None:
    hoja = _zip("xl/workbook.xml", b"x" * 50)
    assert [formatos.formato(c, "p") for c in (OLE, hoja, b"A,B")] == ["xls", "xlsx", "csv"]
    monkeypatch.setattr(formatos, "MAXIMO_EXPANDIDO", 50)
    assert formatos.formato(hoja, "p") == "xlsx"
    monkeypatch.setattr(formatos, "MAXIMO_EXPANDIDO", 49)
    assert _frase(formatos.formato, hoja, "p") == "«p» se expande a más de 300 MB; no se abre."


def test_lo_que_no_se_puede_abrir_se_dice_por_que(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ruta = tmp_path / "p.csv"
    assert _frase(formatos.abrir, ruta) == "No existe el archivo «p.csv»."
    assert _frase(formatos.abrir, Path("/dev/null")) == (
        "«null» no es un archivo; guárdelo en el disco e indíquelo."
    )
    carpeta = f"«{tmp_path.name}» es una carpeta; indique el archivo del padrón."
    assert _frase(formatos.abrir, tmp_path) == carpeta
    ruta.write_bytes(b"\xef\xbb\xbf \x00\r\n\t")
    assert _frase(formatos.abrir, ruta) == "«p.csv» está vacío."
    ruta.write_bytes(b"a,b")
    monkeypatch.setattr(formatos, "MAXIMO_OCTETOS", 3)
    assert formatos.abrir(ruta) == b"a,b"
    monkeypatch.setattr(formatos, "MAXIMO_OCTETOS", 2)
    assert _frase(formatos.abrir, ruta) == "«p.csv» pasa de 0 MB; divídalo en partes."


DANADO = "«p» tiene caracteres dañados; guárdelo otra vez como CSV UTF-8."


@pytest.mark.parametrize(
    ("contenido", "dicho"),
    [
        ("ñ".encode(), ("ñ", "UTF-8")), ("ñ".encode("utf-8-sig"), ("ñ", "UTF-8 con BOM")),
        ("ñ".encode("latin-1"), ("ñ", "Latin-1")), ("“ñ”".encode("cp1252"), ("“ñ”", "Windows-1252")),
        (b"\xf1\x80", ("ñ€", "Windows-1252")), (b"\xf1\x9f", ("ñŸ", "Windows-1252")), (b"\xf1\xa0", ("ñ\xa0", "Latin-1")),
        ("ñ".encode("utf-16"), ("ñ", "UTF-16")), (b"\xfe\xff\x00\xf1", ("ñ", "UTF-16")),
    ],
)  # fmt: skip
def test_la_codificacion_se_reconoce_y_se_dice(contenido: bytes, dicho: tuple[str, str]) -> None:
    assert separados.decodificar(contenido, "p") == dicho


@pytest.mark.parametrize("contenido", [b"\xff\xfea", b"\xef\xbb\xbf\xf1a", b"\xf1\x81"])
def test_lo_danado_se_dice_de_que_archivo_es(contenido: bytes) -> None:
    assert _frase(separados.decodificar, contenido, "p") == DANADO


def test_lo_binario_y_lo_mal_citado_no_son_un_csv() -> None:
    binario = f"«p» no es texto: contiene datos binarios. {ADMITIDOS}"
    assert _frase(separados.decodificar, b"a\x00b", "p") == binario
    comillas = "«p» no es un CSV bien formado (¿unas comillas sin cerrar?)."
    assert _frase(lambda: [*separados.separar('a,b\n"c,d', "p")[0]]) == comillas


@pytest.mark.parametrize(
    ("texto", "filas", "separador"),
    [
        ("a,b\n1,2\n", [["a", "b"], ["1", "2"]], "coma"),
        ("a;b\n1,5;2\n", [["a", "b"], ["1,5", "2"]], "punto y coma"),
        ("a\tb;c\n1\t2\n", [["a", "b;c"], ["1", "2"]], "tabulador"),
        ("solo\n", [["solo"]], "coma"),
        ('a,b\n"x\ny",2', [["a", "b"], ["x\ny", "2"]], "coma"),
    ],
)
def test_el_separador_es_el_que_parte_mas_renglones_igual(
    texto: str, filas: list[list[str]], separador: str
) -> None:
    leidas, con_que = separados.separar(texto, "p")
    assert (list(leidas), con_que) == (filas, separador)


def test_de_un_archivo_se_dice_su_nombre_como_venia_y_su_huella(tmp_path: Path) -> None:
    ruta = tmp_path / "padron.de.hoy.csv"
    ruta.write_bytes("a;n\u0303\n".encode())
    leido = lectura.leer(ruta)
    huella = hashlib.sha256(ruta.read_bytes()).hexdigest()
    hoja = lectura.Hoja("padron.de.hoy", (("a", "ñ"),), de_texto=True)  # cada letra con su acento, en una
    assert leido == lectura.Lectura("padron.de.hoy.csv", "csv, UTF-8, punto y coma", huella, (hoja,))
    ruta.write_text("  ;\n;")
    assert _frase(lectura.leer, ruta) == "«padron.de.hoy.csv» no tiene ninguna hoja con datos."


def test_un_archivo_con_demasiados_renglones_o_columnas_no_se_lee(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ruta = tmp_path / "p.csv"
    ruta.write_text("a,b\n1,2\n")
    for filas, columnas, cabe in ((2, 2, True), (1, 2, False), (2, 1, False)):
        monkeypatch.setattr(lectura, "MAXIMO_FILAS", filas)
        monkeypatch.setattr(lectura, "MAXIMO_COLUMNAS", columnas)
        if cabe:
            assert len(lectura.leer(ruta).hojas[0].filas) == 2
        else:
            pasa = f"«p.csv» pasa de {filas} renglones o {columnas} columnas."
            assert _frase(lectura.leer, ruta) == pasa


@pytest.mark.parametrize(
    ("dicho", "frase"),
    [
        (None, "«p.xls» pide demasiada memoria o tiempo para abrirse: copie sus renglones a un libro nuevo."),
        ({"error": "Password needed"}, "«p.xls» está protegido con contraseña; guárdelo sin ella."),
        ({"error": "is ENCRYPTED"}, "«p.xls» está protegido con contraseña; guárdelo sin ella."),
        ({"error": "otra"}, "«p.xls» está incompleto o dañado; ábralo y guárdelo de nuevo."),
        (
            {"sin_mirar": True},
            "No se pudo comprobar si «p.xls» trae errores de la hoja de cálculo; ábralo y guárdelo como .xlsx.",
        ),
    ],
)  # fmt: skip
def test_el_libro_se_abre_aparte_y_de_lo_que_no_se_pudo_se_dice_la_causa(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dicho: dict[str, object] | None, frase: str
) -> None:
    pedidos: list[tuple[object, ...]] = []

    def hacer(*pedido: object) -> Hecho:
        pedidos.append(pedido)
        if dicho is None:
            raise NoTermino
        return Hecho(dicho, b"", 0, 0)

    monkeypatch.setattr(lectura.hijos, "hacer", hacer)
    ruta = tmp_path / "p.xls"
    ruta.write_bytes(OLE + b"x" * 10)
    assert _frase(lectura.leer, ruta) == frase
    assert pedidos == [
        ("conoceles.candidaturas.padron.archivo.libro", "leer", ruta.read_bytes(), lectura.DE_UN_PADRON)
    ]


def test_de_un_xls_que_no_dice_lo_de_cada_hoja_no_se_lee_ninguna(monkeypatch: pytest.MonkeyPatch) -> None:
    for miradas in (lambda _: [], lambda _: next(iter(()))):
        monkeypatch.setattr(libro.biff, "miradas", miradas)
        with pytest.raises(libro.SinMirar):
            libro._de_xls(OLE, 1)
    assert len(libro._de_xls(b"PK", 2)) == 2


@pytest.mark.parametrize(
    ("celda", "texto"),
    [
        (True, "SI"), (False, "NO"), (5.0, "5"), (5.5, "5.5"), (7, "7"), (None, ""), ("x", "x"),
        (datetime(2027, 6, 6, 1, 2), "2027-06-06"), (date(2027, 6, 6), "2027-06-06"), (time(8, 5), "08:05:00"),
        (timedelta(hours=26), "1 day, 2:00:00"),
    ],
)  # fmt: skip
def test_una_celda_se_lee_como_se_ve(celda: object, texto: str) -> None:
    assert libro.texto(celda) == texto


def test_de_un_libro_se_leen_sus_hojas_con_los_errores_y_las_celdas_combinadas() -> None:
    nuevo = openpyxl.Workbook()
    hoja = nuevo.worksheets[0]
    hoja.title = "Uno"
    for fila in (
        ("MUNICIPIO", "NOMBRE"),
        ("Lerdo", "Ana"),
        (None, "Eva"),
        (None, None),
        ("=1/0", "#N/A"),
        ("Rodeo", "=A1"),
    ):
        hoja.append(fila)
    hoja.merge_cells("A2:A4")
    nuevo.create_sheet("Dos")["AB3"] = 7
    salida = io.BytesIO()
    nuevo.save(salida)
    uno, dos = libro.hojas(salida.getvalue())
    assert uno == [
        "Uno",
        [["MUNICIPIO", "NOMBRE"], ["Lerdo", "Ana"], ["Lerdo", "Eva"], ["", ""], [SIN_VALOR, "#N/A"], ["Rodeo", SIN_VALOR]],
        1,
        {"hoja": False, "renglones": (), "columnas": (), "filtro": False},
    ]  # fmt: skip
    assert (dos[0], [len(f) for f in dos[1]], dos[1][2][27], dos[2]) == ("Dos", [28] * 3, "7", 0)  # type: ignore[attr-defined,index]
    assert libro.miradas_por_hoja(b"otra cosa") == {}


def test_una_celda_combinada_a_lo_ancho_o_vacia_no_se_reparte() -> None:
    filas = [["a", "", "x"], ["", "", "y"], ["", "z", ""]]
    combinadas = [((0, 0), (0, 1)), ((0, 1), (2, 1)), ((9, 0), (10, 0)), ((0, 9), (1, 9)), ((0, 0), (9, 0))]
    assert libro.repartir(filas, combinadas) == 2
    assert filas == [["a", "", "x"], ["a", "", "y"], ["a", "z", ""]]
    assert libro.con_errores([["a"]], [(0, 0, "#REF!"), (0, 1, "x"), (1, 0, "x")]) == [["#REF!"]]


@pytest.mark.parametrize(
    ("leer", "casos"),
    [
        (normalizar.sexo, {"fem": "mujer", "Femenina": "mujer", "masc": "hombre", "Masculina": "hombre", "hombre": "hombre"}),
        (
            normalizar.calidad,
            {"S": "suplente", "sup.": "suplente", "supl": "suplente", "Suplencia": "suplente", "P": "propietaria",
             "prop": "propietaria", "Titular": "propietaria", "otra": ""},
        ),
        (
            normalizar.si_no,
            {"Sí": True, "s": True, "x": True, "1": True, "true": True, "Verdadero": True, "reelección": True, "No": False,
             "n": False, "0": False, "false": False, "falso": False, "ninguna": False, "Ninguno": False, "tal vez": None},
        ),
        (normalizar.entero, {"05": 5, "5.0": 5, "Distrito 12": 12, "sin": None, "1234567890123": 123456789}),
        (normalizar.anios, {"45": 45, "45.0": 45, "45 años": 45, " 45 ": 45, "4.5": None, "1234": None}),
        (normalizar.ordinal, {"primera": 1, "7a": 7, "décimo": 10, "cuarta suplente": 4, "quinto": 5, "Suplente 7": 7, "Suplente": 0}),
        (normalizar.linea, {" a \n b ": "a b", "No aplica.": "", "-": "", "--": "", "s/d": "", "xxx": "", "xxxx": "xxxx"}),
        (normalizar.parrafos, {"a_x000D_\rb\tc ": "a\nb c"}),
        (
            entidades.entidad,
            {"DGO.": "Durango", "Estado de Durango": "Durango", "Estado Libre y Soberano de Durango": "Durango",
             "Michoacán de Ocampo": "Michoacán", "Estado de México": "México", "Narnia": ""},
        ),
    ],
)  # fmt: skip
def test_las_formas_de_escribir_lo_mismo(leer: Callable[[str], object], casos: dict[str, object]) -> None:
    assert {texto: leer(texto) for texto in casos} == casos
