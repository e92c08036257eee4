"""Un .xls con errores de Excel, escrito aquí octeto por octeto según [MS-CFB] y [MS-XLS]."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from struct import pack
from typing import Any

import pytest

from conoceles.candidaturas.models import Candidatura

TITULOS = ("CARGO", "DISTRITO", "PARTIDO", "CARACTER", "NOMBRE COMPLETO", "SEXO", "SOBRENOMBRE")
ANA = ("Diputación MR", "5", "MC", "PROPIETARIA", "Ana Rentería Soto", "MUJER")
NA = pack("<HHHBB", 1, 6, 0, 0x2A, 1)
VERDADERO = pack("<HHHBB", 1, 6, 0, 1, 0)
FORMULA_CON_NOMBRE = pack("<HHHBBBBHH", 1, 6, 0, 2, 0, 0x1D, 0, 0, 0xFFFF) + pack("<HIH", 0, 0, 0)
NADA, FIN = 0xFFFFFFFF, 0xFFFFFFFE


def _registro(tipo: int, datos: bytes) -> bytes:
    return pack("<HH", tipo, len(datos)) + datos


def _texto(renglon: int, columna: int, texto: str) -> bytes:
    cabeza = pack("<HHHHB", renglon, columna, 0, len(texto), 1)
    return _registro(0x0204, cabeza + texto.encode("utf-16-le"))


def _libro(celda: bytes) -> bytes:
    filas = ((0, TITULOS), (1, ANA))
    celdas = b"".join(_texto(r, c, texto) for r, fila in filas for c, texto in enumerate(fila))
    hoja = (
        _registro(0x0809, pack("<HHHHII", 0x0600, 0x10, 0, 0, 0, 0)) + celdas + celda + _registro(0x0A, b"")
    )
    principio = _registro(0x0809, pack("<HHHHII", 0x0600, 5, 0, 0, 0, 0))
    nombre = pack("<BBBB", 0, 0, 5, 0) + b"Hoja1"
    inicio = len(principio) + 4 + 4 + len(nombre) + 4
    return principio + _registro(0x85, pack("<I", inicio) + nombre) + _registro(0x0A, b"") + hoja


def _entrada(nombre: str, clase: int, hijo: int, primero: int, octetos: int) -> bytes:
    escrito = nombre.encode("utf-16-le")
    cabeza = escrito.ljust(64, b"\0") + pack("<HBBIII", len(escrito) + 2, clase, 1, NADA, NADA, hijo)
    return cabeza + bytes(36) + pack("<III", primero, octetos, 0)


def escribir(ruta: Path, celda: bytes, *, en_sectores_chicos: bool) -> Path:
    """Sector 0, la tabla; 1, el directorio; 2, la de sectores chicos; del 3 en adelante, el libro."""
    libro = _libro(celda)
    libro = libro.ljust(-(-len(libro) // 64) * 64 if en_sectores_chicos else 4096, b"\0")
    sectores, chicos = -(-len(libro) // 512), len(libro) // 64
    cadena = [*range(4, 3 + sectores), FIN]
    tabla = [0xFFFFFFFD, FIN, FIN, *cadena]
    chica = [*range(1, chicos), FIN] if en_sectores_chicos else []
    raiz, libro_en = ((3, len(libro)), 0) if en_sectores_chicos else ((FIN, 0), 3)
    cabeza = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    cabeza += pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 2 if chica else FIN, bool(chica), FIN, 0)
    cabeza += pack("<109I", 0, *[NADA] * 108)
    directorio = _entrada("Root Entry", 5, 1, *raiz) + _entrada("Workbook", 2, NADA, libro_en, len(libro))
    de_numeros = [pack("<128I", *lista, *[NADA] * (128 - len(lista))) for lista in (tabla, chica)]
    cuerpo = de_numeros[0] + directorio.ljust(512, b"\0") + de_numeros[1] + libro.ljust(sectores * 512, b"\0")
    ruta.write_bytes(cabeza + cuerpo)
    return ruta


@pytest.mark.parametrize("en_sectores_chicos", [True, False])
@pytest.mark.parametrize(
    ("tipo", "datos", "error"), [(0x0205, NA, "#N/A"), (6, FORMULA_CON_NOMBRE, "#NAME?")]
)
def test_un_error_de_excel_en_un_xls_no_vale_como_vacio(
    importar_padron: Callable[..., Any],
    tmp_path: Path,
    tipo: int,
    datos: bytes,
    error: str,
    en_sectores_chicos: bool,
) -> None:
    celda = _registro(tipo, datos)
    informe = importar_padron(escribir(tmp_path / "p.xls", celda, en_sectores_chicos=en_sectores_chicos))

    assert [(e.codigo, e.fila, e.columna) for e in informe.errores] == [("CELDA_CON_ERROR", 2, "SOBRENOMBRE")]
    assert error in informe.errores[0].mensaje
    assert not Candidatura.objects.exists()


def test_un_xls_sin_errores_se_importa(importar_padron: Callable[..., Any], tmp_path: Path) -> None:
    ruta = escribir(tmp_path / "p.xls", _texto(1, 6, "La Güera"), en_sectores_chicos=False)

    assert importar_padron(ruta).errores == []
    assert Candidatura.objects.get().sobrenombre == "La Güera"


def test_un_si_o_no_de_excel_en_un_xls_no_es_un_error(
    importar_padron: Callable[..., Any], tmp_path: Path
) -> None:
    ruta = escribir(tmp_path / "p.xls", _registro(0x0205, VERDADERO), en_sectores_chicos=False)

    assert importar_padron(ruta, simular=True).errores == []
