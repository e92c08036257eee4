"""El esquema asentado se compara en los dos motores, y el cambiado no se asienta encima."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import connection

from conoceles.arranque.comprobar import esquemas

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("base", "datos")]


def _quitar() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE cuentas_cuenta DROP CONSTRAINT cuenta_con_ambito_segun_papel")
        else:
            cursor.execute("DROP INDEX lugar_ocupado_una_vez")


def test_lo_que_no_se_ha_asentado_no_se_sabe_y_lo_asentado_se_compara(ahora: datetime) -> None:
    assert esquemas.distintos() == {}
    esquemas.asentar(ahora=ahora)
    assert [*esquemas.cambiados()] == []
    _quitar()
    [hallazgo] = esquemas.cambiados()
    assert (hallazgo.codigo, "«curricular»" in hallazgo.frase) == ("ESQUEMA_CAMBIADO", True)
    esquemas.asentar(ahora=ahora)
    assert [*esquemas.distintos()] == ["default"], "asentar otra vez no lo da por bueno"


def test_lo_cambiado_antes_de_actualizar_queda_sin_nada_que_valga(ahora: datetime) -> None:
    esquemas.asentar(ahora=ahora, salvo={"identidad": []})
    esquemas.asentar(ahora=ahora)
    assert [*esquemas.distintos()] == ["identidad"]


def test_volver_de_version_deja_de_comparar_lo_de_antes(ahora: datetime) -> None:
    esquemas.asentar(ahora=ahora)
    _quitar()
    esquemas.se_vuelve(ahora=ahora)
    assert esquemas.distintos() == {}
