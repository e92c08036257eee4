"""Cargar fotografías: con la hoja, sueltas o en paquete; lo que no se puede leer no cambia nada."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from captura.hojas import CARGAR, cargar, paquete
from conoceles.nucleo.recibidos import hijos
from curricular.imagenes import jpeg
from paginas import check, texto
from personas import LARGO, leer_aviso

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura


@pytest.mark.parametrize("fecha", ["2024-04-01", "01/04/2024"])
def test_cargar_con_fotografias(ana: Client, lista: Candidatura, hoja_llena: Any, fecha: str) -> None:
    hoja = hoja_llena(fotografia_fecha=fecha)
    fotos = paquete(**{"carpeta/aaaa1111__jpg": jpeg(), "leeme__txt": b"hola"})
    pagina = texto(check(cargar(ana, hoja, fotos).content))
    assert "Guardado: Fotografía" in pagina
    assert "«leeme.txt» no se usó" in pagina
    assert lista.fotografias.count() == 1


@pytest.mark.parametrize(
    ("fecha", "foto", "dice"),
    [
        ("", None, "Escriba la fecha"),
        ("ayer", None, "no es una fecha"),
        ("31/02/2024", None, "no es una fecha"),
        ("2023-01-01", None, "más de 3 meses"),
        ("2024-04-01", b"GIF89a no es", "no es una imagen JPG o PNG"),
    ],
)
def test_cargar_fotografia_rechazada_dice_por_que(
    ana: Client, lista: Candidatura, hoja_llena: Any, fecha: str, foto: bytes | None, dice: str
) -> None:
    fotos = paquete(aaaa1111__jpg=foto or jpeg())
    assert dice in texto(check(cargar(ana, hoja_llena(fotografia_fecha=fecha), fotos).content))
    assert not lista.fotografias.exists()


def _bomba() -> bytes:
    return paquete(**{f"x{n}__jpg": b"\0" * 40_000_000 for n in range(4)})


@pytest.mark.parametrize(
    ("hoja", "fotos", "dice"),
    [
        (b"", None, "no se puede leer"),
        (b"hola, soy un csv", None, "no se puede leer"),
        (b"PK\x03\x04 roto", None, "no se puede leer"),
        ("otra", None, "no un libro"),
        ("ajena", None, "No es la hoja de este sistema"),
        ("buena", b"no es zip", "no se puede leer"),
        ("buena", "bomba", "se expande demasiado"),
        ("bomba", None, "se expande demasiado"),
    ],
)
def test_cargar_lo_ilegible_no_cambia_nada(
    ana: Client, lista: Candidatura, hoja_llena: Any, hoja: Any, fotos: Any, dice: str
) -> None:
    from openpyxl import Workbook

    ajena = io.BytesIO()
    Workbook().save(ajena)
    libro = load_workbook(ajena)
    libro.active["A1"] = "algo"
    libro.save(ajena := io.BytesIO())
    bomba = _bomba() if "bomba" in (hoja, fotos) else b""
    hechas = {"otra": paquete(a__txt=b"x"), "ajena": ajena.getvalue(), "bomba": bomba}
    if hoja == "bomba":
        hechas["bomba"] = paquete(**{"xl/workbook__xml": b"\0" * 45_000_000})
    if fotos == "bomba":
        fotos = bomba
    contenido = hoja_llena(historia=LARGO) if hoja == "buena" else hechas.get(hoja, hoja)
    respuesta = cargar(ana, contenido, fotos)
    assert respuesta.status_code == 422
    assert dice in texto(check(respuesta.content))
    assert not lista.borradores.exists()


def test_cargar_un_zip_que_miente_sobre_sus_tamanos_se_rechaza(
    ana: Client, lista: Candidatura, hoja_llena: Any
) -> None:
    falso = bytearray(paquete(aaaa1111__jpg=b"\0" * 5_000_000))
    grande, chico = (5_000_000).to_bytes(4, "little"), (1000).to_bytes(4, "little")
    respuesta = cargar(ana, hoja_llena(historia=LARGO), bytes(falso).replace(grande, chico))
    assert respuesta.status_code in (200, 422)
    assert not lista.fotografias.exists()


def _cargar_fotos(ana: Client, *archivos: SimpleUploadedFile, **mas: Any) -> Any:
    return ana.post(CARGAR, {"fotos": list(archivos), **mas})


def _foto(nombre: str, octetos: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(nombre, octetos or jpeg())


def test_cargar_varias_fotografias_sueltas_sin_hoja_por_folio_o_por_nombre(
    ana: Client, lista: Candidatura, registrar: Callable[..., Candidatura], ahora: datetime, datos: Any
) -> None:
    otra = registrar("cccc3333", "JUANA PÉREZ SOLÍS")
    leer_aviso(otra, ahora)
    fotos = (_foto("aaaa1111.jpg"), _foto("juana perez_solis.JPG"), _foto("quien-sabe.png"))
    dicho = texto(check(_cargar_fotos(ana, *fotos, tomadas="2024-04-01").content))
    assert [c.fotografias.count() for c in (lista, otra)] == [1, 1]
    assert "Ese folio no está entre sus candidaturas." in dicho


def test_cargar_dos_personas_que_se_llaman_igual_no_se_adivina(
    ana: Client, lista: Candidatura, registrar: Callable[..., Candidatura], ahora: datetime, datos: Any
) -> None:
    iguales = [registrar(f"cccc333{n}", "JUANA PÉREZ SOLÍS") for n in (1, 2)]
    for fila in iguales:
        leer_aviso(fila, ahora)
    dicho = texto(check(_cargar_fotos(ana, _foto("Juana Pérez Solís.jpg"), tomadas="2024-04-01").content))
    assert "No se guardó nada" in dicho
    assert not any(c.fotografias.exists() for c in iguales)


def test_cargar_fotografias_sin_decir_el_dia_se_rechazan(ana: Client, lista: Candidatura, datos: Any) -> None:
    dicho = texto(check(_cargar_fotos(ana, _foto("aaaa1111.jpg")).content))
    assert "Escriba la fecha en que se tomó" in dicho
    assert "Se guardaron borradores" not in dicho
    assert not lista.fotografias.exists()


def test_cargar_sueltas_y_paquete_a_la_vez_usa_la_primera_y_lo_dice(
    ana: Client, lista: Candidatura, datos: Any
) -> None:
    comprimidas = SimpleUploadedFile("fotos.zip", paquete(aaaa1111__jpg=jpeg()))
    pesada = _foto("bbbb.jpg", jpeg() + b"0" * 800_000)
    fotos = (_foto("aaaa1111.jpg"), comprimidas, pesada)
    dicho = texto(check(_cargar_fotos(ana, *fotos, tomadas="01/04/2024").content))
    assert "«aaaa1111» venía dos veces: se usó la primera." in dicho
    assert "«bbbb.jpg» no se usó: pesa 700 KB o más." in dicho
    assert str(lista.fotografias.get().fecha_toma) == "2024-04-01"


def test_cargar_heic_lo_nombra_suelta_y_en_paquete(ana: Client, lista: Candidatura, datos: Any) -> None:
    suelta = _foto("aaaa1111.HEIC", b"\0\0\0\x18ftypheic" + b"\0" * 900_000)
    paquete_ = SimpleUploadedFile("fotos.zip", paquete(otra__heic=b"\0\0\0\x18ftypheic"))
    dicho = texto(check(_cargar_fotos(ana, suelta, paquete_, tomadas="2024-04-01").content))
    for nombre in ("aaaa1111.HEIC", "otra.heic"):
        assert f"«{nombre}» no se usó: es HEIC, el formato de algunos teléfonos" in dicho


def test_cargar_lo_que_no_alcanza_a_revisarse_junto_se_dice_y_lo_demas_se_guarda(
    ana: Client, lista: Candidatura, registrar: Callable[..., Candidatura], ahora: datetime, datos: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    otra = registrar("cccc3333", "JUANA PÉREZ SOLÍS")
    leer_aviso(otra, ahora)
    hacer = hijos._hacer
    monkeypatch.setattr(hijos, "_hacer", lambda *pedido: replace(hacer(*pedido), segundos=hijos.POR_PETICION))
    dicho = texto(
        check(_cargar_fotos(ana, _foto("aaaa1111.jpg"), _foto("cccc3333.jpg"), tomadas="2024-04-01").content)
    )
    assert "Fotografía: No se revisó: juntos tardan demasiado. Súbalo en otra tanda." in dicho
    assert sorted(c.fotografias.count() for c in (lista, otra)) == [0, 1]


def test_cargar_sin_hoja_ni_fotografias_lo_dice(ana: Client, lista: Candidatura) -> None:
    assert "Elija la hoja de cálculo que llenó, o las fotografías." in texto(check(ana.post(CARGAR).content))
