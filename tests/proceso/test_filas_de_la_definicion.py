"""Partidos, contiendas y convenio son los de la definición que se cargó: lo que otro cliente les cambie se nombra."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection

if TYPE_CHECKING:
    from conoceles.proceso.models import Proceso

pytestmark = pytest.mark.postgres
CAMBIOS: dict[str, tuple[str, str]] = {
    "un partido con otro nombre": (
        "UPDATE proceso_fuerza SET nombre = 'Partido de nadie' WHERE siglas = 'PAN'",
        "el partido o la alianza PAN",
    ),
    "un partido con el color de otro": (
        "UPDATE proceso_fuerza SET color = '#000000' WHERE siglas = 'PAN'",
        "el partido o la alianza PAN",
    ),
    "un partido en otro lugar de la boleta": (
        "UPDATE proceso_fuerza SET orden = 99 WHERE siglas = 'PAN'",
        "el partido o la alianza PAN",
    ),
    "un partido vuelto alianza": (
        "UPDATE proceso_fuerza SET tipo = 'coalicion' WHERE siglas = 'PAN'",
        "el partido o la alianza PAN",
    ),
    "una contienda con el nombre de otra": (
        "UPDATE proceso_contienda SET nombre = 'Otra' WHERE orden = (SELECT min(orden) FROM proceso_contienda)",
        "la contienda ",
    ),
    "una contienda de otro distrito": (
        "UPDATE proceso_contienda SET distrito = 15 WHERE orden = (SELECT min(orden) FROM proceso_contienda)",
        "la contienda ",
    ),
    "una alianza sin sus integrantes": (
        "DELETE FROM proceso_fuerza_integrantes",
        "el partido o la alianza ",
    ),
    "un partido de más": (
        "INSERT INTO proceso_fuerza (proceso_id, siglas, nombre, tipo, color, orden) "
        "SELECT clave, 'NADIE', 'Partido de nadie', 'partido', '', 98 FROM proceso_proceso",
        "el partido o la alianza NADIE",
    ),
    "un convenio sin renglones": ("DELETE FROM proceso_siglado", "quién sigla, del convenio, "),
}


def _frases() -> list[str]:
    from conoceles.proceso.contenido.cotejo import cambiadas

    return [frase for _, frase in cambiadas() if frase.endswith("no es como su definición dice")]


def test_lo_cargado_no_nombra_nada(proceso: Proceso) -> None:
    assert _frases() == []


@pytest.mark.parametrize("que", CAMBIOS)
def test_lo_cambiado_por_fuera_se_nombra(proceso: Proceso, que: str) -> None:
    sentencia, dicho = CAMBIOS[que]
    with connection.cursor() as cursor:
        cursor.execute(sentencia)
        assert cursor.rowcount > 0
    frases = _frases()
    assert any(f.startswith(dicho) for f in frases), frases


def test_el_siglado_de_una_contienda_dado_a_otro_partido_se_nombra(proceso: Proceso) -> None:
    from conoceles.proceso.models import Siglado

    suyo = Siglado.objects.filter(fuerza__proceso=proceso).first()
    assert suyo is not None
    otro = proceso.fuerzas.filter(tipo="partido").exclude(pk=suyo.partido_id).first()
    Siglado.objects.filter(pk=suyo.pk).update(partido=otro)
    assert _frases() == [
        f"quién sigla, del convenio, {suyo.fuerza.siglas} en {suyo.contienda.clave} no es como su definición dice"
    ]
