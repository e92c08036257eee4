"""Fotografías publicadas: dos tamaños, dos formatos, una sola vez."""

from __future__ import annotations

import io
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from conoceles.nucleo import archivos
from conoceles.proceso.consultas import definicion
from conoceles.publicacion.lectura import fotos
from conoceles.publicacion.mapa import razones

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura


def test_preparar_hace_los_cuatro_archivos_una_vez(datos: Path, tmp_path: Path) -> None:
    salida = io.BytesIO()
    Image.new("RGB", (960, 1200), "#888888").save(salida, "JPEG")
    sha256 = archivos.guardar(salida.getvalue())
    rutas = fotos.preparar(sha256, tmp_path)
    assert sorted(r.name for r in rutas) == sorted(fotos.nombres(sha256))
    for ruta in rutas:
        with Image.open(ruta) as imagen:
            assert imagen.size == ((640, 800) if "-640." in ruta.name else (320, 400))
    momentos = [r.stat().st_mtime_ns for r in rutas]
    archivos.ruta(sha256).unlink()
    assert [r.stat().st_mtime_ns for r in fotos.preparar(sha256, tmp_path)] == momentos


def test_ninguna_fotografia_publicada_pasa_del_tope(datos: Path, tmp_path: Path) -> None:
    salida = io.BytesIO()
    detalle = Image.effect_noise((960, 1200), 16).convert("RGB")  # tan difícil de comprimir como una multitud
    detalle.save(salida, "JPEG", quality=90)
    hechas = fotos.preparar(archivos.guardar(salida.getvalue()), tmp_path)
    assert hechas
    assert [r.name for r in hechas if r.stat().st_size > fotos.TOPE] == []


@pytest.mark.parametrize(("tomada", "se_ve"), [(date(2024, 1, 9), False), (date(2024, 1, 10), True)])
def test_la_antiguedad_se_mira_otra_vez_al_publicar(
    candidatura: Candidatura, datos: Path, ahora: datetime, tomada: date, se_ve: bool
) -> None:
    """En marzo cabía en los tres meses; la publicación empieza el 10 de abril, y contra ese día se mide (§11.4)."""
    from conoceles.curricular.fotografias import guardar
    from conoceles.expediente.actos.decisiones import validar
    from conoceles.nucleo import secretos
    from conoceles.proceso.definicion import Fotografia
    from conoceles.publicacion.lectura.consultas import filas
    from curricular.imagenes import jpeg
    from personas import CLAVE, CORA, capturar, de_partido, enviar

    secretos.crear_faltantes()
    marzo = datetime.fromisoformat("2024-03-15T10:00:00-06:00")
    guardar(
        candidatura=candidatura, archivo=jpeg(), fecha_toma=tomada, reglas=Fotografia(),
        por=de_partido(candidatura), ahora=marzo,
    )  # fmt: skip
    capturar(candidatura, ahora)
    enviar(candidatura, ahora)
    validar(candidatura=candidatura, por=CORA, ahora=ahora)
    [fila] = filas(definicion(CLAVE))
    assert fila.version is not None
    assert (fila.version["fotografia__sha256"] is not None) is se_ve
    assert razones.de_la_foto(fila, "", "abierta") == ("" if se_ve else razones.FOTO_VENCIDA)
