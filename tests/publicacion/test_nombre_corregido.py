"""Corregido el nombre, nadie lee el de antes: ni en una página, ni en la búsqueda, ni en una descarga, ni en los datos."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from conoceles.expediente.ajuste.escrituras import Escritura
from conoceles.expediente.ajuste.nombres import corregir_nombre
from conoceles.publicacion.publicador import publicar
from personas import DINA
from publicacion.eleccion import PROCESO, TEXTO, candidatura, version
from publicacion.juez_de_nombres import donde_se_lee

pytestmark = [pytest.mark.usefixtures("base"), pytest.mark.lenta]
NOTA = "La autoridad electoral corrigió cómo está escrito el nombre o el sobrenombre (OF/7/2024, 20 de abril de 2024)."


def _carpetas(rutas: set[str]) -> set[str]:
    return {ruta.split("/")[0] for ruta in rutas}


def test_eva_lee_el_nombre_nuevo_y_el_de_antes_en_ninguna_parte(
    eleccion: dict[str, Any], datos: Path, ahora: datetime
) -> None:
    ella = ("ZOQUÍA GONSALES", "mujer", "diputacion-mr-06", "FYCXD", "propietaria", "publicada")
    quien = candidatura("ZOQ", ahora, ella)
    version(quien, 2, ahora, historia=TEXTO)
    publicar(PROCESO, ahora=ahora, cortes=True)
    actual = datos / "sitio" / PROCESO / "actual"
    antes = donde_se_lee(actual.resolve(), ["GONSALES"])
    assert _carpetas(antes) >= {"candidaturas", "contiendas", "datos", "busqueda.sqlite"}

    corregir_nombre(
        candidatura=quien, dira=Escritura("ZOQUÍA QUIRÓZAR", sobrenombre="Quetza"), motivo="Así lo dice su acta.",
        acuerdo="OF/7/2024", fecha_acuerdo=date(2024, 4, 20), es_la_misma=True, por=DINA, ahora=ahora,
    )  # fmt: skip
    publicar(PROCESO, ahora=ahora + timedelta(minutes=1))
    sitio = actual.resolve()
    assert _carpetas(donde_se_lee(sitio, ["GONSALES"])) == {"datos", "descargas"}  # lo que espera su corte

    publicar(PROCESO, ahora=ahora + timedelta(minutes=2), cortes=True)
    sitio = actual.resolve()
    assert donde_se_lee(sitio, ["GONSALES"]) == set()
    assert _carpetas(donde_se_lee(sitio, ["QUIRÓZAR"])) >= _carpetas(antes)
    pagina = (sitio / "candidaturas" / "ZOQ" / "index.html").read_text("utf-8")
    assert NOTA in pagina
    assert "Quetza" in pagina
