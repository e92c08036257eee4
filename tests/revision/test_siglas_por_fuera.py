"""Las siglas de un partido cambiadas por fuera: ninguna pantalla se cae, y *Hoy* las nombra."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from conoceles.arranque.vigilancia.por_fuera import vigilar
from conoceles.proceso.models import Fuerza
from paginas import check, texto
from personas import CLAVE
from publicacion.por_fuera import cambiar

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura

pytestmark = pytest.mark.postgres


@pytest.mark.parametrize("siglas", ["ZZZ", "../<b>Ñ"])
def test_con_otras_siglas_las_pantallas_contestan_y_hoy_las_nombra(
    ana: Client, cora: Client, dina: Client, candidatura: Candidatura, ahora: datetime, siglas: str
) -> None:
    assert candidatura.formula.fuerza is not None
    cambiar(Fuerza, {"proceso": CLAVE, "siglas": candidatura.formula.fuerza.siglas}, siglas=siglas)
    assert vigilar(ahora)
    folio = candidatura.folio
    for quien, rutas in (
        (ana, ("/", "/herramientas/", "/herramientas/enviar/", f"/candidaturas/{folio}/aviso/")),
        (cora, ("/revision/", "/revision/hoy/", f"/revision/{folio}/")),
        (dina, ("/revision/", f"/revision/{folio}/", "/accesos/", "/informes/")),
    ):
        for ruta in rutas:
            respuesta = quien.get(ruta)
            assert respuesta.status_code == 200, ruta
            check(respuesta.content)
    hoy = texto(check(dina.get("/revision/hoy/").content))
    assert f"el partido o la alianza {siglas} no es como su definición dice" in hoy
