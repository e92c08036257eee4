"""El esquema asentado se compara en los dos motores, y el cambiado no se asienta encima."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import connection, transaction

from conoceles.arranque.comprobar import bases, esquemas

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("base", "datos")]

# Qué se ordena sin que ninguna tabla, restricción ni índice del programa diga otra cosa → lo que sobra.
SIN_TOCAR_LA_TABLA = {
    "sqlite": {
        "vista que se llama como las cuentas de SQLite": (
            "CREATE VIEW sqlitexstat AS SELECT 1", "view sqlitexstat"
        ),
    },
    "postgresql": {
        "regla que se traga lo escrito": (
            "CREATE RULE callar AS ON INSERT TO bitacora_entrada DO INSTEAD NOTHING", "regla bitacora_entrada.callar"
        ),
        "renglones que se esconden": (
            "ALTER TABLE expediente_envio ENABLE ROW LEVEL SECURITY", "filas según quién expediente_envio"
        ),
        "tabla hija, sin candados": (
            "CREATE SCHEMA ajeno; CREATE TABLE ajeno.hija () INHERITS (public.expediente_ronda)", "tabla hija ajeno.hija"
        ),
        "tabla sombra": (
            "CREATE SCHEMA ajeno; CREATE TABLE ajeno.expediente_cierre (LIKE public.expediente_cierre)",
            "tabla de otro esquema ajeno.expediente_cierre",
        ),
        "otro camino para toda sesión": (
            "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = ajeno, public', current_database()); END $$",
            "ajuste todos",
        ),
        "permiso para cualquier cuenta": (
            "GRANT UPDATE ON expediente_ronda TO PUBLIC", "permiso para cualquiera expediente_ronda"
        ),
        "operador que nunca es cierto": (
            "CREATE FUNCTION nunca(varchar, varchar) RETURNS boolean LANGUAGE sql AS 'SELECT false'; "
            "CREATE OPERATOR <> (LEFTARG = varchar, RIGHTARG = varchar, FUNCTION = nunca)",
            "operador <>(character varying,character varying)",
        ),
        "función que suplanta": (
            "CREATE FUNCTION lower(varchar) RETURNS text LANGUAGE sql AS 'SELECT $1::text'",
            "función que suplanta lower(character varying)",
        ),
    },
}  # fmt: skip
# Lo mismo con un candado, sin tocar el texto de su función.
SIN_TOCAR_EL_CANDADO = (
    "ALTER FUNCTION expediente_envio_cerrado() SET search_path = ajeno, public",
    "ALTER FUNCTION expediente_envio_cerrado() SECURITY DEFINER",
    "ALTER TABLE expediente_envio ENABLE REPLICA TRIGGER expediente_envio_cerrado",
)


def _ordenar(orden: str) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(orden)


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


def test_lo_que_el_motor_admite_junto_a_una_tabla_se_nombra_y_deshecho_no(ahora: datetime) -> None:
    esquemas.asentar(ahora=ahora)
    for que, (orden, pieza) in SIN_TOCAR_LA_TABLA[connection.vendor].items():
        with transaction.atomic():
            _ordenar(orden)
            assert ("sobra", pieza) in [(c.que, c.pieza) for c in esquemas.distintos()["default"]], que
            transaction.set_rollback(True)
    assert esquemas.distintos() == {}


def test_un_candado_que_lee_de_otro_lado_es_otro(ahora: datetime) -> None:
    """Con otro `search_path` busca el cierre en una tabla vacía de otro esquema, y su texto es el de siempre."""
    for orden in SIN_TOCAR_EL_CANDADO if connection.vendor == "postgresql" else ():
        with transaction.atomic():
            _ordenar(orden)
            assert "el candado expediente_envio_cerrado" in " ".join(
                h.frase for h in bases.candados("default")
            )
            transaction.set_rollback(True)
    assert [*bases.candados("default")] == []
