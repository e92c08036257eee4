"""La lista de lo publicado, cortada: lo que `comprobar` dice que se haga sirve."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any


def test_de_la_lista_de_lo_publicado_cortada_se_dice_que_se_copie(
    instalacion: Path, hallar: Callable[..., Any]
) -> None:
    """Publicar otra vez, lo que remedia una página, aquí se niega."""
    lista = instalacion / "sitio" / "durango-2023-2024" / "actual" / "manifiesto.renglones"
    octetos = lista.read_bytes()
    lista.unlink()
    lista.write_bytes(octetos[: len(octetos) // 2])
    _, renglones = hallar(instalacion)
    suyos = [r for r in renglones if r["codigo"] == "SITIO_ALTERADO" and lista.name in r["frase"]]
    assert [r["remedio"].partition(" de un espejo")[0] for r in suyos] == ["Copie ese archivo"]
