"""Lo que baja un teléfono la primera vez: la página, su estilo, su letra, sus guiones y el retrato más chico."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest

from conoceles.publicacion.publicador import publicar
from publicacion.eleccion import PROCESO, fotografia, version
from taller.demo import textos
from taller.demo.retratos import retrato

TOPE = 45_000
ENCABEZADOS = 500  # de cada respuesta, con su política de contenido
PIDE = re.compile(r'<(?:script type="module" src|link rel="(?:stylesheet|icon)" href)="([^"]+)"')
RETRATO = re.compile(r'perfil__cabeza.*?srcset="(\S+) 160w', re.DOTALL)
LETRA = re.compile(r"url\(\"?([^\")]+\.woff2)")


def _pide(pagina: Path) -> set[Path]:
    html = pagina.read_text("utf-8")
    rutas = [*PIDE.findall(html), *RETRATO.findall(html)]
    pedidos = {(pagina.parent / ruta).resolve() for ruta in rutas}
    letras = {
        (hoja.parent / u)
        for hoja in pedidos
        if hoja.suffix == ".css"
        for u in LETRA.findall(hoja.read_text())
    }
    return {pagina, *pedidos, *letras}


def _pesa(archivo: Path) -> int:
    comprimido = archivo.with_name(f"{archivo.name}.br")
    return (comprimido if comprimido.exists() else archivo).stat().st_size + ENCABEZADOS


@pytest.mark.parametrize(("ruta", "pedidos"), [("", 6), ("candidaturas/ANA/", 6)], ids=["portada", "perfil"])
def test_la_primera_visita_no_pasa_de_lo_que_se_prometio(
    eleccion: dict[str, Any], datos: Path, ahora: datetime, ruta: str, pedidos: int
) -> None:
    """Con un perfil lleno como lo llena cualquiera, y su retrato."""
    secciones = textos.curricular(Random(7), "Ana María de la Luz Núñez", "005", completo=True)
    dicho = {c: v for s in secciones.values() for c, v in s.items()}
    foto = fotografia(eleccion["ANA"], ahora, retrato("Ana", mujer=True, edad=40))
    version(eleccion["ANA"], 2, ahora, foto=foto, **dicho)
    publicar(PROCESO, ahora=ahora)
    pesos = {a.name: _pesa(a) for a in _pide(datos / "sitio" / PROCESO / "actual" / ruta / "index.html")}
    assert len(pesos) >= pedidos, pesos
    assert sum(pesos.values()) <= TOPE, pesos
