"""Las rutas privadas con el papel de PostgreSQL de la captura y las tareas del obrero con el suyo: la base no les niega nada.

En un recorrido de meses, con procesos y por HTTP, en `test_viaje_en_frio.py`.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.db import ProgrammingError

from arranque.test_papeles import como
from conoceles.arranque import papeles
from conoceles.arranque.servicios.obrero import Obrero, publicar_con_raiz
from conoceles.arranque.servicios.tareas import TAREAS
from conoceles.expediente.actos.decisiones import validar
from conoceles.nucleo import secretos
from personas import CORA
from recorridos.rutas import direccion
from recorridos.tabla_de_rutas import QUIENES
from recorridos.test_rutas import ESPERADO, _contesta, anonima, enviada

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura

__all__ = ["anonima", "enviada"]
pytestmark = [pytest.mark.postgres, pytest.mark.simulacro]


@pytest.mark.parametrize("quien", QUIENES)
def test_con_el_papel_de_la_captura_cada_ruta_contesta_lo_mismo(
    request: pytest.FixtureRequest, enviada: Candidatura, quien: str
) -> None:
    request.getfixturevalue(quien)  # entra antes: la cuenta la abrió quien opera
    papeles.reparar("default")  # las tablas de las pruebas se crean después de migrar
    distintas = {}
    for ruta, metodo, de, letra in ESPERADO:
        if de == quien:
            try:
                with como("captura"):
                    obtenida = _contesta(request, quien, metodo, direccion(ruta))
            except ProgrammingError as negada:
                obtenida = str(negada).splitlines()[0]
            if obtenida != letra:
                distintas[f"{metodo.upper()} /{ruta}"] = obtenida
    assert distintas == {}


def test_con_el_papel_del_obrero_ninguna_tarea_falla(
    enviada: Candidatura, ahora: datetime, datos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Dos vueltas: la que publica lo validado y la que ya no tiene nada nuevo; entre ellas, cada tarea hizo lo suyo."""
    secretos.crear_faltantes()
    (datos / "modo").write_text("demo\n")
    papeles.reparar("default")
    monkeypatch.setenv("CONOCELES_PAPEL", "obrero")
    monkeypatch.setenv("CONOCELES_OPERA", "opera@ejemplo.mx")
    monkeypatch.setenv("CONOCELES_RESPALDO_LLAVES", str(datos / "copias"))
    with como("captura"):
        validar(candidatura=enviada, por=CORA, ahora=ahora + timedelta(minutes=1))
    obrero = Obrero(publicar_con_raiz)
    with como("obrero"):
        publicadas = obrero.vuelta(ahora + timedelta(minutes=2))
        obrero._siguiente.clear()
        obrero.vuelta(ahora + timedelta(minutes=4))
    assert publicadas == [enviada.proceso_id]
    assert {tarea: falla.frase for (tarea, _), falla in obrero._memoria.fallas.items()} == {}
    assert {tarea for tarea, _ in obrero._siguiente} == {t.nombre for t in TAREAS}
    assert list((datos / "sitio" / enviada.proceso_id / "actual").rglob("index.html"))
