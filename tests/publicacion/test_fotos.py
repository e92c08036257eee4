"""Fotografías publicadas: dos tamaños, dos formatos, una sola vez."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

from conoceles.nucleo import archivos
from conoceles.publicacion import fotos


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
    for ruta in fotos.preparar(archivos.guardar(salida.getvalue()), tmp_path):
        assert ruta.stat().st_size <= fotos.TOPE, ruta.name
