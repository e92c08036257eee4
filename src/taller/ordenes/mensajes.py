"""`mensajes`: escribe `docs/mensajes.md` y el dibujo de cada mensaje, de cada acto que avisa."""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

AYUDA = "Escribe docs/mensajes.md y sus imágenes desde la tabla de actos y sus textos."
PREPARA = False


def argumentos(_: argparse.ArgumentParser) -> None:
    """Ninguno."""


def ejecutar(_: argparse.Namespace) -> dict[str, object]:
    """Archivo escrito y cuántas imágenes. Sin carpeta de datos ni base; quita las imágenes que sobran."""
    import django

    from conoceles.nucleo import secretos

    with tempfile.TemporaryDirectory(prefix="conoceles-mensajes-") as carpeta:
        os.environ["CONOCELES_DATOS"] = carpeta
        secretos.crear_faltantes()  # los ajustes leen la llave de las sesiones
        os.environ["DJANGO_SETTINGS_MODULE"] = "conoceles.arranque.settings"
        django.setup()
        from taller.mensajes import documento

        de_cada_acto = documento.mensajes()
        dibujos = documento.dibujos(de_cada_acto)
        _dejar(documento.IMAGENES, dibujos)
        documento.DOCUMENTO.write_text(documento.texto(de_cada_acto), encoding="utf-8")
    return {"archivo": str(documento.DOCUMENTO), "imagenes": len(dibujos)}


def texto(resultado: dict[str, object]) -> str:
    """Una línea."""
    return f"{resultado['archivo']}: {resultado['imagenes']} mensajes con su imagen."


def _dejar(carpeta: Path, dibujos: dict[str, str]) -> None:
    carpeta.mkdir(parents=True, exist_ok=True)
    for viejo in carpeta.glob("*.svg"):
        if viejo.name not in dibujos:
            viejo.unlink()
    for nombre, svg in dibujos.items():
        (carpeta / nombre).write_text(svg, encoding="utf-8")
