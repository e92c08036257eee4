"""nginx y las cachés reconocen un archivo por su segundo y lo que mide: lo que cambia nunca conserva los dos."""

from __future__ import annotations

import os
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

from conoceles.publicacion.instantanea.arbol import Arbol
from conoceles.publicacion.instantanea.manifiesto import FIRMA, NOMBRE, RENGLONES
from conoceles.publicacion.instantanea.supresion import suprimir
from conoceles.publicacion.publicador import publicar
from lector.instantaneas import archivos_de
from publicacion.eleccion import AHORA, PROCESO, version

PERFIL = "candidaturas/ANA/index.html"
DE_LA_PUBLICACION = (NOMBRE, FIRMA, RENGLONES)
NO_SE_PIDE = "busqueda.sqlite"  # se lee aquí: ninguna dirección lo entrega


def test_lo_que_cambia_lleva_otra_fecha_aunque_la_hora_retroceda(
    eleccion: dict[str, Any], datos: Path
) -> None:
    publicar(PROCESO, ahora=AHORA)
    actual = datos / "sitio" / PROCESO / "actual"
    antes, adelantada = actual.resolve(), int(time.time()) + 3600
    for archivo in filter(Path.is_file, antes.rglob("*")):
        os.utime(archivo, (adelantada, adelantada))
    version(eleccion["ANA"], 2, AHORA, historia="Corregida.")
    publicar(PROCESO, ahora=AHORA + timedelta(minutes=5))
    seguian = [r for r in archivos_de(actual) if (antes / r).exists() and r != NO_SE_PIDE]
    cambiaron = [r for r in seguian if (antes / r).read_bytes() != (actual / r).read_bytes()]
    assert {PERFIL, f"{PERFIL}.gz", f"{PERFIL}.br"} <= {*cambiaron}
    assert [r for r in cambiaron if int((actual / r).stat().st_mtime) <= adelantada] == []


def test_el_manifiesto_y_su_lista_tampoco_repiten_su_fecha(eleccion: dict[str, Any], datos: Path) -> None:
    """Miden casi siempre lo mismo, y de una publicación a otra en el mismo segundo darían lo viejo por bueno."""
    publicar(PROCESO, ahora=AHORA)
    actual = datos / "sitio" / PROCESO / "actual"
    antes, adelantada = actual.resolve(), int(time.time()) + 3600
    for nombre in DE_LA_PUBLICACION:
        os.utime(antes / nombre, (adelantada, adelantada))
    version(eleccion["ANA"], 2, AHORA, historia="Corregida.")
    publicar(PROCESO, ahora=AHORA + timedelta(minutes=5))
    assert actual.resolve() != antes
    repiten = [n for n in DE_LA_PUBLICACION if int((actual / n).stat().st_mtime) <= adelantada]
    assert repiten == []


def test_la_lista_de_la_que_se_suprime_un_renglon_lleva_otra_fecha(
    eleccion: dict[str, Any], datos: Path
) -> None:
    """Se cambia en el árbol que ya se servía, que alguna caché puede conservar."""
    publicar(PROCESO, ahora=AHORA)
    sitio = datos / "sitio" / PROCESO
    antes, adelantada = (sitio / "actual").resolve(), int(time.time()) + 3600
    os.utime(antes / RENGLONES, (adelantada, adelantada))
    previa = (antes / RENGLONES).read_bytes()
    version(eleccion["ANA"], 2, AHORA, historia="Corregida.")
    publicar(PROCESO, ahora=AHORA + timedelta(minutes=5))
    suprimir(Arbol(PROCESO), {"ANA": (AHORA + timedelta(hours=1), True)})
    assert (antes / RENGLONES).read_bytes() != previa
    assert int((antes / RENGLONES).stat().st_mtime) > adelantada
