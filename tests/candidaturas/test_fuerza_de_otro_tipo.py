"""Una fuerza que cambia de tipo con su padrón ya importado: quién captura no se queda en el aire."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from conoceles.candidaturas.models import Formula
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.proceso.models import Fuerza
from personas import CLAVE, recargar

TITULOS = ("CARGO", "DISTRITO", "PARTIDO", "CARACTER", "NOMBRE COMPLETO", "SEXO")
RENGLON = ("Diputación MR", "9", "MC", "PROPIETARIA", "Ana Soto", "MUJER")


@pytest.fixture
def con_tipo(tmp_path: Path, ahora: datetime) -> Callable[[str], list[str]]:
    """Carga la elección con MC de ese tipo, y devuelve lo que se avisa de ella."""

    def _con_tipo(tipo: str) -> list[str]:
        carpeta = shutil.copytree(RAIZ_PROYECTO / "procesos" / CLAVE, tmp_path / "e", dirs_exist_ok=True)
        toml = carpeta / "proceso.toml"
        antes, mc, despues = toml.read_text("utf-8").partition('siglas = "MC"')
        toml.write_text(antes + mc + despues.replace('tipo = "partido"', f'tipo = "{tipo}"', 1), "utf-8")
        avisos = recargar(carpeta, ahora)["avisos"]
        return [a for a in avisos if a.startswith("«Movimiento Ciudadano»")]

    return _con_tipo


def test_quien_no_respondia_y_ahora_si_lo_dice_hasta_el_siguiente_corte(
    con_tipo: Callable[[str], list[str]], importar_padron: Any, padron: Callable[..., Path]
) -> None:
    """Con «poder» cada fórmula respondía por sí misma; al corregirlo, quien capturaba por la fuerza no veía ninguna."""
    assert con_tipo("poder") == [], "todavía sin candidaturas"
    ruta = padron(TITULOS, RENGLON)
    importar_padron(ruta)
    assert con_tipo("partido") == [
        "«Movimiento Ciudadano» ahora responde por sus candidaturas y antes cada una por sí misma: vuelva a importar el "
        "padrón; mientras, quien capture por ella no ve ninguna."
    ]
    importar_padron(ruta)
    assert Formula.objects.get().responde == Fuerza.objects.get(proceso=CLAVE, siglas="MC")


def test_quien_ya_responde_no_puede_dejar_de_hacerlo(
    con_tipo: Callable[[str], list[str]], importar_padron: Any, padron: Callable[..., Path]
) -> None:
    importar_padron(padron(TITULOS, RENGLON))
    with pytest.raises(ErrorDeDominio, match="no puede pasar a «poder»"):
        con_tipo("poder")
    assert Fuerza.objects.get(proceso=CLAVE, siglas="MC").tipo == "partido"
