"""Las pantallas de números, con gente en cada situación: axe a 320 y a 1280 px, y HTML válido."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from conoceles.informes.models import Informe
from recorridos.mirador import mirador, mirar
from recorridos.pantallas import recoger
from recorridos.rutas import SIN_PANTALLA, rutas

if TYPE_CHECKING:
    from django.test import Client

pytestmark = [pytest.mark.navegador, pytest.mark.lenta]


@pytest.mark.parametrize("parte", ["informes/", "revision/evaluacion/"])
def test_toda_pantalla_de_numeros_es_accesible(
    eleccion: dict[str, Any], cora: Client, dina: Client, comision: Client, ahora: datetime, parte: str
) -> None:
    dina.post("/informes/generar/", {"tipo": "avance"})
    dina.post(
        f"/informes/{Informe.objects.get().pk}/paso/",
        {"paso": "aprobado", "constancia": "Sesión 9", "fecha": "2024-04-24"},
    )
    dina.post("/informes/generar/", {"tipo": "omisiones"})
    dina.post("/informes/registros/actividad/", {"fecha": "2024-04-20", "texto": "Taller"})
    quienes = {"dina": dina, "cora": cora, "comisión": comision}
    dicho = recoger(eleccion["cccc3333"], quienes, solo=parte)
    assert dicho.faltas == []
    assert {r for r in rutas() if r.startswith(parte)} - {*SIN_PANTALLA} - dicho.vistas == set()
    with mirador() as pagina:
        assert mirar(pagina, dicho.pantallas) == []
