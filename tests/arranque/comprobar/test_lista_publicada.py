"""La lista de lo publicado, cortada: lo que `comprobar` dice que se haga sirve."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from arranque.comprobar.conftest import correr


def test_de_la_lista_de_lo_publicado_cortada_se_dice_que_se_copie_y_si_nadie_la_tiene_la_orden_que_sirve(
    instalacion: Path, hallar: Callable[..., Any]
) -> None:
    """Publicar otra vez, lo que remedia una página, aquí se niega."""
    lista = instalacion / "sitio" / "durango-2023-2024" / "actual" / "manifiesto.renglones"
    octetos = lista.read_bytes()
    lista.unlink()
    lista.write_bytes(octetos[: len(octetos) // 2])
    _, renglones = hallar(instalacion)
    suyos = [r for r in renglones if r["codigo"] == "SITIO_ALTERADO" and lista.name in r["frase"]]
    [remedio] = [r["remedio"] for r in suyos]
    assert remedio.startswith("Copie ese archivo de un espejo")
    orden = re.findall(r"conoceles (publicar .*--con-lo-que-hay)", remedio)[0]
    hecho = correr(instalacion, "conoceles", *orden.split())
    assert hecho.returncode == 0, hecho.stderr
    assert not [r for r in hallar(instalacion)[1] if r["codigo"] == "SITIO_ALTERADO"]
