"""El juez de PDF/UA nota cada daño: si no, que ningún PDF falle no diría nada."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import typst
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ContentStream, DictionaryObject, NameObject, NumberObject

from accesible import faltas
from conoceles.nucleo.papel import pdf

HOJA = """
#set document(title: "Título")
#set text(lang: "es", region: "MX", font: "Public Sans")
= Título
Un párrafo con #link("https://iepc.example/")[un enlace].
#figure(rect(width: 2cm, height: 1cm, fill: red), alt: "Un rectángulo", caption: [Pie])
== Otra parte
#table(columns: 2, table.header([Qué], [Cuánto]), [A], [1])
- uno
- dos
"""
Danar = Callable[[PdfWriter], object]


@pytest.fixture(scope="module")
def buena(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    plantilla = tmp_path_factory.mktemp("typ") / "hoja.typ"
    plantilla.write_text(HOJA, encoding="utf-8")
    return pdf.componer(plantilla, {}, momento=datetime(2024, 4, 25))


def test_lo_bien_hecho_no_tiene_faltas(buena: bytes) -> None:
    assert faltas(buena) == []


def _raiz(hoja: PdfWriter) -> Any:
    return hoja.root_object


def _etiqueta(cual: str, cambio: Callable[[Any], object]) -> Danar:
    def danar(hoja: PdfWriter) -> None:
        suyas = [
            o.get_object() for o in hoja._objects if isinstance(o, DictionaryObject) and o.get("/S") == cual
        ]
        assert suyas, cual
        cambio(suyas[0])

    return danar


def _letra(hoja: PdfWriter) -> Any:
    return next(iter(hoja.pages[0]["/Resources"]["/Font"].values())).get_object()  # type: ignore[index]


def _pintar_suelto(hoja: PdfWriter) -> None:
    pagina = hoja.pages[0]
    contenido = ContentStream(pagina.get_contents(), hoja)
    contenido.operations.append(([NumberObject(n) for n in (0, 0, 9, 9)], b"re"))
    contenido.operations.append(([], b"f"))
    pagina[NameObject("/Contents")] = hoja._add_object(contenido)


@pytest.mark.parametrize(
    ("danar", "condicion"),
    [
        (lambda h: _raiz(h).pop("/Lang"), "11: sin lengua"),
        (lambda h: _raiz(h)["/ViewerPreferences"].pop("/DisplayDocTitle"), "07:"),
        (lambda h: _raiz(h).pop("/Metadata"), "06:"),
        (lambda h: _raiz(h).pop("/StructTreeRoot"), "01: no está etiquetado"),
        (_etiqueta("/Figure", lambda e: e.pop("/Alt")), "13:"),
        (_etiqueta("/H2", lambda e: e.update({NameObject("/S"): NameObject("/H3")})), "14: salta de H1 a H3"),
        (_etiqueta("/TH", lambda e: e.update({NameObject("/S"): NameObject("/P")})), "09: P dentro de TR"),
        (_etiqueta("/TH", lambda e: e.pop("/A")), "15:"),
        (_etiqueta("/P", lambda e: e.pop("/K")), "01: página 1, marcas"),
        (_etiqueta("/P", lambda e: e.update({NameObject("/S"): NameObject("/Parrafo")})), "02:"),
        (lambda h: _enlace(h).pop("/Contents"), "28: página 1, enlace sin"),
        (lambda h: h.pages[0].pop("/Tabs"), "28: página 1, el tabulador"),
        (lambda h: _letra(h).pop("/ToUnicode"), "31:"),
        (_pintar_suelto, "01: página 1, se pinta"),
    ],
)
def test_cada_dano_se_nota(buena: bytes, danar: Danar, condicion: str) -> None:
    hoja = PdfWriter(clone_from=PdfReader(io.BytesIO(buena)))
    danar(hoja)
    salida = io.BytesIO()
    hoja.write(salida)
    halladas = faltas(salida.getvalue())
    assert any(f.startswith(condicion) for f in halladas), halladas


def _enlace(hoja: PdfWriter) -> Any:
    return hoja.pages[0]["/Annots"][0].get_object()  # type: ignore[index]


def test_lo_que_no_se_hizo_accesible_se_nota(tmp_path: Path) -> None:
    plantilla = tmp_path / "hoja.typ"
    plantilla.write_text("hola", encoding="utf-8")
    assert faltas(bytes(typst.compile(plantilla, format="pdf"))) != []
