"""De un respaldo de PostgreSQL, el esquema vuelve escrito de otro modo: es el mismo. Otra exigencia, no."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connections, router
from django.db.models import CheckConstraint

from conoceles.arranque.bases import ALIAS
from conoceles.arranque.comprobar import esquemas

pytestmark = pytest.mark.postgres
_EXIGEN = """SELECT c.relname, r.conname, pg_get_constraintdef(r.oid) FROM pg_constraint r JOIN pg_class c ON c.oid = r.conrelid
JOIN pg_namespace n ON n.oid = c.relnamespace WHERE r.contype = 'c' AND n.nspname = 'public' ORDER BY 1, 2"""


def _exigen(alias: str) -> list[tuple[str, str, str]]:
    """Tabla, restricción y cómo la escribe PostgreSQL; en SQLite, que guarda su texto, ninguna."""
    if connections[alias].vendor != "postgresql":
        return []
    with connections[alias].cursor() as cursor:
        cursor.execute(_EXIGEN)
        return list(cursor.fetchall())


def _poner(alias: str, tabla: str, nombre: str, exige: str) -> None:
    with connections[alias].cursor() as cursor:
        cursor.execute(f'ALTER TABLE "{tabla}" DROP CONSTRAINT "{nombre}"')
        cursor.execute(f'ALTER TABLE "{tabla}" ADD CONSTRAINT "{nombre}" {exige}')


@pytest.fixture(autouse=True)
def como_al_migrar(base: None) -> None:
    """La plantilla que dejó otra corrida ya volvió de su volcado: aquí se exige otra vez como lo escribe Django."""
    for modelo in apps.get_models():
        if (conexion := connections[router.db_for_write(modelo)]).vendor == "postgresql":
            with conexion.schema_editor(atomic=False) as editor:
                for regla in (r for r in modelo._meta.constraints if isinstance(r, CheckConstraint)):
                    editor.remove_constraint(modelo, regla)
                    editor.add_constraint(modelo, regla)


@pytest.mark.parametrize("alias", ALIAS)
def test_leido_de_su_propia_escritura_el_esquema_es_el_mismo(base: None, alias: str) -> None:
    """Como lo hace `pg_restore`: cada restricción, de lo que PostgreSQL dice de ella."""
    antes, dichas = esquemas.hoy(alias), _exigen(alias)
    for tabla, nombre, exige in dichas:
        _poner(alias, tabla, nombre, exige)
    assert esquemas.hoy(alias) == antes
    if alias == "default" and dichas:
        assert dichas != _exigen(alias), "si se escribieran igual, esta prueba no probaría nada"


@pytest.mark.parametrize(
    ("de", "por"),
    [
        ("'revision'::character varying, ", ""),  # un valor menos
        ("'revision'", "'Revision'"),
        ("CHECK ((", "CHECK ((true OR "),
        (" = ANY ", " <> ALL "),
    ],
)
def test_lo_que_exige_otra_cosa_sigue_siendo_otra(base: None, de: str, por: str) -> None:
    con_lista = [fila for fila in _exigen("default") if "'revision'::character varying, " in fila[2]]
    antes = esquemas.hoy("default")
    assert con_lista or connections["default"].vendor == "sqlite"
    for tabla, nombre, exige in con_lista[:1]:
        assert de in exige, exige
        _poner("default", tabla, nombre, exige.replace(de, por, 1))
        assert esquemas.hoy("default").huella != antes.huella
        [cambio] = esquemas.cambios(antes.huellas, esquemas.hoy("default"))
        assert cambio.pieza == f"restriccion {tabla}.{nombre}"
