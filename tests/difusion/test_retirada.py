"""Quien guardó las direcciones de una persona no llega a nada suyo desde que se suprime, en ningún formato ni árbol."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from conoceles.difusion.formatos import braille
from conoceles.difusion.segunda import difundir
from conoceles.expediente.calendario.conservacion import suprimir as suprimir_candidatura
from conoceles.publicacion.instantanea.estado import Estado
from conoceles.publicacion.publicador import publicar
from publicacion.eleccion import PROCESO, SISTEMA
from publicacion.juez_de_nombres import donde_se_lee
from vidas import concluir

pytestmark = [pytest.mark.lenta, pytest.mark.usefixtures("una_vez")]
APELLIDO = "Yáñez"  # solo de Eva


def _donde(carpeta: Path) -> set[str]:
    """Los archivos en que se lee su apellido, también con los dedos."""
    en_braille = next(braille.celdas([APELLIDO], braille.TABLA)).encode()
    con_los_dedos = (p for p in carpeta.rglob("*.brf") if en_braille in p.read_bytes())
    return donde_se_lee(carpeta, [APELLIDO]) | {str(p.relative_to(carpeta)) for p in con_los_dedos}


def _servidos(sitio: Path) -> Iterator[Path]:
    """Todo lo que está en algún árbol, el de hoy o uno guardado."""
    return (p for p in (sitio / "instantaneas").rglob("*") if p.is_file())


def test_con_las_direcciones_guardadas_no_se_llega_a_nada_de_quien_se_suprime(
    eleccion: dict[str, Any], datos: Path, ahora: datetime
) -> None:
    sitio = datos / "sitio" / PROCESO
    publicar(PROCESO, ahora=ahora)
    difundir(PROCESO, ahora=ahora + timedelta(seconds=5))
    suyas = _donde(sitio / "actual") | _la_muestran(sitio)
    assert {Path(r).suffix for r in suyas} >= {
        ".html", ".json", ".csv", ".txt", ".brf", ".pdf", ".png", ".xlsx", ".sqlite",
    }  # fmt: skip
    octetos = {_huella(sitio / "actual" / r) for r in suyas}
    eva = eleccion["EVA"]
    concluir(eva, "renunciar", ahora)
    eva.refresh_from_db()
    suprimir_candidatura(
        candidatura=eva,
        motivo="renuncia",
        bloqueada_en=ahora,
        por=SISTEMA,
        ahora=ahora + timedelta(minutes=1),
    )
    publicar(PROCESO, ahora=ahora + timedelta(minutes=2))
    assert _donde(sitio / "instantaneas") == set()
    assert [str(p.relative_to(sitio)) for p in _servidos(sitio) if _huella(p) in octetos] == []
    assert _imagenes_rotas(sitio / "actual") == []


def _huella(archivo: Path) -> str:
    return hashlib.sha256(archivo.read_bytes()).hexdigest()


def _la_muestran(sitio: Path) -> set[str]:
    """Los materiales, también imágenes, que el publicador sabe que la muestran."""
    estado = Estado(sitio / "publicador.sqlite")
    try:
        return {ruta for ruta, (_, muestra) in estado.materiales().items() if "EVA" in muestra.split()}
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
