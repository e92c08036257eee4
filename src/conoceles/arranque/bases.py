"""Tres bases: A (curricular y lo demás), B (identidad) y el almacén de llaves."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from conoceles.nucleo.carpetas import carpetas
from conoceles.nucleo.errores import ErrorDeDominio

if TYPE_CHECKING:
    from django.db.models import Model

ALIAS = {"default": "curricular", "identidad": "identidad", "llaves": "llaves"}
# Lo que no viaja en el respaldo de A ni de B: reponerlas no lo deshace.
JUNTO_A_LAS_LLAVES = {("identidad", "llave"), ("identidad", "retiro"), ("cuentas", "cierrerecordado")}
CONEXION = 60  # segundos que se conserva: abrir SQLite lee todos sus candados, y eso costaba más que casi cualquier petición
# Segundos: con la otra máquina muda, cada lado da la conexión por perdida antes de quince. Sin lo que va en `options`, la
# base conservaría dos horas lo que tenía apartado un equipo que desapareció. `search_path`: dicho al conectarse manda sobre el que
# alguien deje en la base o en el papel, con el que se leerían las tablas de otro esquema, y hasta el catálogo con que se comprueba.
RED = {
    "connect_timeout": 3,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 4,
    "tcp_user_timeout": 12_000,
    "options": "-c search_path=public -c tcp_keepalives_idle=5 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=4 -c tcp_user_timeout=12000",
}

# Cada página repite las mismas consultas: a la quinta vez PostgreSQL las prepara, y no las lee ni las planea otra vez. Sin esto
# planearlas era la mitad de lo que gastaba (decisión 0105).
PREPARADAS = {"server_side_binding": True, "prepare_threshold": 5}


def dice(alias: str, consulta: str) -> bool:
    """Lo que esa base contesta a una pregunta de sí o no. `DatabaseError` si no contesta."""
    from django.db import connections

    with connections[alias].cursor() as cursor:
        cursor.execute(consulta)
        return bool(cursor.fetchone()[0])


def conexion(nombre: str) -> dict[str, object]:
    """Ajuste de Django para una base: `CONOCELES_BD_<NOMBRE>` (postgresql://…) o SQLite."""
    url = os.environ.get(f"CONOCELES_BD_{nombre.upper()}")
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": carpetas().base(nombre),
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                # recursive_triggers: sin él, INSERT OR REPLACE borra una fila asentada sin pasar por su candado.
                # cache_size: 16 MiB; con los 2 de fábrica, lo que escribe un padrón grande va y viene del disco.
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; "
                "PRAGMA recursive_triggers=ON; PRAGMA cache_size=-16384;",
            },
            "CONN_MAX_AGE": CONEXION,
        }
    try:
        dicha = conninfo_to_dict(url)
    except ProgrammingError:
        raise ErrorDeDominio(f"CONOCELES_BD_{nombre.upper()} lleva algo que PostgreSQL no conoce.") from None
    opciones = f"{RED['options']} {dicha.pop('options', '')}".strip()  # las suyas se agregan
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": dicha.pop("dbname", ""),
        "USER": dicha.pop("user", ""),
        "PASSWORD": dicha.pop("password", ""),
        "HOST": dicha.pop("host", ""),  # uno, o varios con comas: una primaria y su réplica
        "PORT": dicha.pop("port", ""),
        "OPTIONS": {
            **PREPARADAS,
            **RED,
            **dicha,
            "options": opciones,
        },  # sslmode, target_session_attrs…: los de libpq, que rechaza lo que no conoce
        "CONN_MAX_AGE": CONEXION,
        "CONN_HEALTH_CHECKS": True,  # si la base reinició, la siguiente petición abre otra conexión
    }


class Encaminador:
    """Cada modelo en su base; la bitácora, en A y en B."""

    def _base(self, app: str, modelo: str | None) -> str:
        if (app, modelo) in JUNTO_A_LAS_LLAVES:
            return "llaves"
        return "identidad" if app == "identidad" else "default"

    def db_for_read(self, model: type[Model] | Model, **_: object) -> str:
        return self._base(model._meta.app_label, model._meta.model_name)

    db_for_write = db_for_read

    def allow_relation(self, a: Model, b: Model, **_: object) -> bool:
        return self.db_for_read(a) == self.db_for_read(b)

    def allow_migrate(self, db: str, app_label: str, model_name: str | None = None, **_: object) -> bool:
        if app_label == "bitacora":
            return db in ("default", "identidad")
        return self._base(app_label, model_name) == db
