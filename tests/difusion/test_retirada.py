"""Quien guardó las direcciones de una persona no llega a nada suyo desde que se suprime, en ningún formato ni árbol."""

from __future__ import annotations

import gzip
import hashlib
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import brotli
import pytest
from pypdf import PdfReader

from conoceles.difusion import hacer
from conoceles.difusion.formatos import braille
from conoceles.difusion.segunda import difundir
from conoceles.publicacion.instantanea.estado import Estado
from conoceles.publicacion.publicador import publicar
from difusion import elenco
from publicacion.eleccion import PROCESO, sale

pytestmark = [pytest.mark.lenta, pytest.mark.usefixtures("una_vez")]
APELLIDO = "Yáñez"  # solo de Eva


def _de_zip(octetos: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(octetos)) as abierto:
        return " ".join(abierto.read(n).decode("utf-8", "replace") for n in abierto.namelist())


def _de_pdf(octetos: bytes) -> str:
    return " ".join(hoja.extract_text() for hoja in PdfReader(io.BytesIO(octetos)).pages)


LECTORES: dict[str, Callable[[bytes], str]] = {
    ".gz": lambda o: gzip.decompress(o).decode("utf-8", "replace"),
    ".br": lambda o: brotli.decompress(o).decode("utf-8", "replace"),
    ".pdf": _de_pdf, ".epub": _de_zip, ".xlsx": _de_zip, ".zip": _de_zip,
}  # fmt: skip


def _la_nombra(archivo: Path) -> bool:
    """Si se lee en él; de una imagen o un audio, sus octetos no dicen nada y se comparan aparte."""
    return archivo.suffix not in (".png", ".jpg", ".opus") and _dice(archivo.suffix, archivo.read_bytes())


@cache
def _dice(extension: str, octetos: bytes) -> bool:
    dicho = LECTORES.get(extension, lambda o: o.decode("utf-8", "replace"))(octetos)
    return bool(re.search(f"{APELLIDO}|YÁÑEZ|yanez", dicho)) or (
        extension == ".brf" and _en_braille() in dicho
    )


@cache
def _en_braille() -> str:
    return next(braille.celdas([APELLIDO], braille.TABLA))


def _servidos(sitio: Path) -> Iterator[Path]:
    """Todo lo que está en algún árbol, el de hoy o uno guardado."""
    return (p for p in (sitio / "instantaneas").rglob("*") if p.is_file())


def test_con_las_direcciones_guardadas_no_se_llega_a_nada_de_quien_se_suprime(
    eleccion: dict[str, Any], datos: Path, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hacer.voz, "hablar", lambda texto: elenco.muda())  # type: ignore[attr-defined]
    sitio = datos / "sitio" / PROCESO
    publicar(PROCESO, ahora=ahora)
    difundir(PROCESO, ahora=ahora + timedelta(seconds=5))
    guardadas = [p.relative_to(sitio / "actual") for p in (sitio / "actual").rglob("*") if p.is_file()]
    suyas = {r for r in guardadas if _la_nombra(sitio / "actual" / r)} | _la_muestran(sitio)
    assert {r.suffix for r in suyas} >= {
        ".html", ".json", ".csv", ".txt", ".brf", ".pdf", ".epub", ".opus", ".png", ".xlsx", ".sqlite",
    }  # fmt: skip
    octetos = {_huella(sitio / "actual" / r) for r in suyas}
    sale(eleccion, "EVA", ahora + timedelta(minutes=1))
    publicar(PROCESO, ahora=ahora + timedelta(minutes=2))
    assert [r for r in suyas if (sitio / "actual" / r).exists() and _la_nombra(sitio / "actual" / r)] == []
    assert [str(p.relative_to(sitio)) for p in _servidos(sitio) if _la_nombra(p)] == []
    assert [str(p.relative_to(sitio)) for p in _servidos(sitio) if _huella(p) in octetos] == []
    assert _imagenes_rotas(sitio / "actual") == []


def _huella(archivo: Path) -> str:
    return hashlib.sha256(archivo.read_bytes()).hexdigest()


def _la_muestran(sitio: Path) -> set[Path]:
    """Los materiales, también imágenes y audio, que el publicador sabe que la muestran."""
    estado = Estado(sitio / "publicador.sqlite")
    try:
        return {Path(ruta) for ruta, (_, muestra) in estado.materiales().items() if "EVA" in muestra.split()}
    finally:
        estado.cerrar()


def _imagenes_rotas(raiz: Path) -> list[str]:
    """Páginas cuya imagen al compartir ya no está."""
    return [
        f"{pagina.relative_to(raiz)}: {hallada}"
        for pagina in raiz.rglob("index.html")
        for hallada in re.findall(r'og:image" content="([^"]+)"', pagina.read_text("utf-8"))
        if not (raiz / hallada.partition(f"/{PROCESO}/")[2]).is_file()
    ]
