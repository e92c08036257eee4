"""Las pantallas de contenidos: HTML correcto y accesibles, también cuando alguien se equivoca."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from conoceles.proceso.contenido.enmiendas import piezas_de
from conoceles.proceso.contenido.piezas import Pieza
from conoceles.proceso.models import Proceso
from contenidos.edicion import guardar, ver
from paginas import check

if TYPE_CHECKING:
    from django.test import Client


pytestmark = pytest.mark.lenta


@pytest.mark.lenta
def test_toda_pantalla_y_toda_pieza_es_una_pagina_correcta(dina: Client, proceso: Proceso) -> None:
    editables: tuple[Pieza, ...] = piezas_de(proceso)
    rutas = ["", "historia/", *(f"{p.clave}/" for p in editables)]
    for ruta in rutas:
        check(dina.get(f"/contenidos/{ruta}").content)
    for pieza, dicho in (
        ("fecha-jornada", {"dia": "2024-06-09"}),
        ("preguntas", {"preguntas": "# A\n\n## B\n\nC"}),
    ):
        check(ver(dina, pieza, **dicho).content)


@pytest.mark.navegador
@pytest.mark.lenta
def test_editar_ver_y_equivocarse_es_accesible_en_telefono_y_en_escritorio(
    dina: Client, proceso: Proceso
) -> None:
    from recorridos.mirador import mirador, mirar
    from recorridos.pantallas import Pantalla

    aviso = {"archivo": "# Aviso\n\n## Uno\n\n| a | b |\n|---|---|\n| 1 | 2 |\n", "version": "2"}
    respuestas = [
        ver(dina, "fecha-publicacion_inicio", dia="2024-04-27"),
        ver(dina, "fecha-campana_inicio", dia="2024-03-20"),
        ver(dina, "aviso-integral", **aviso),
        ver(dina, "franja-sitio", texto="Hola", desde="2024-04-26", hasta="2024-04-27"),
        ver(dina, "ayuda-identidad-indigena", ayuda="Otra (fuente)."),
        guardar(dina, "aviso-integral", **aviso) and dina.get("/contenidos/aviso-integral/?acuse=1"),
        dina.get("/contenidos/inhabiles/"),
        dina.get("/contenidos/historia/"),
        dina.get("/contenidos/"),
    ]
    pantallas = [
        Pantalla("dina", "GET", f"/contenidos/{n}", r.content.decode()) for n, r in enumerate(respuestas)
    ]
    with mirador() as pagina:
        assert mirar(pagina, pantallas) == []
