"""Los papeles de PostgreSQL: cada servicio entra con el suyo y puede, tabla por tabla, lo que hace y nada más.

El dueño de las bases, con el que se migra, los repara tras cada migración y con la orden `papeles`. Quien instala los crea.
De lo que la base ya prohíbe a todos (cambiar o borrar lo asentado) tampoco se da permiso: para eso habría que quitar antes
un candado, y solo el dueño puede.
"""

from __future__ import annotations

from django.db import connections
from psycopg import sql

from conoceles.arranque.apps import disparadores
from conoceles.arranque.bases import ALIAS
from conoceles.identidad.llaves.reescritura import PARA_REESCRIBIR, REESCRIBE

PAPELES = ("captura", "obrero", "lector", "respaldo")
LEEN = {
    "captura": ("default", "identidad", "llaves"),
    "obrero": ("default", "identidad", "llaves"),
    "lector": ("default",),
    "respaldo": ("default", "identidad", "llaves"),
}
ESCRIBEN = ("captura", "obrero")
# Lo que solo escribe quien publica.
DEL_OBRERO = frozenset(
    {
        "estadistica_visitas",
        "informes_firmadeinforme",
        "publicacion_publicada",
        "pulso_latido",
        "pulso_ausencia",
    }
)
# Lo que da la entrada a una cuenta, o dice de alguien lo que no hace falta para medir.
RESERVADAS = ("account_", "auth_", "cache", "correo_", "cuentas_", "django_session", "mfa_")


def nombre(papel: str) -> str:
    """Como se llama en el servidor."""
    return f"conoceles_{papel}"


def permisos(alias: str, papel: str, tabla: str) -> tuple[str, ...]:
    """Los de ese papel en esa tabla; ninguno incluye vaciarla, alterarla ni tocar sus candados."""
    if alias not in LEEN[papel] or (papel == "lector" and tabla.startswith(RESERVADAS)):
        return ()
    if papel not in ESCRIBEN or tabla == "django_migrations" or (papel == "captura" and tabla in DEL_OBRERO):
        return ("SELECT",)
    return ("SELECT", "INSERT", *(p for p in ("UPDATE", "DELETE") if (tabla, p) not in _prohibido(alias)))


def reparar(alias: str) -> list[str]:
    """Da a cada papel que exista exactamente lo suyo en esa base; devuelve los que hay. En SQLite no hay papeles."""
    conexion = connections[alias]
    if conexion.vendor != "postgresql":
        return []
    with conexion.cursor() as cursor:
        if alias == "llaves":
            cursor.execute(PARA_REESCRIBIR)
        cursor.execute("SELECT rolname FROM pg_roles WHERE rolname = ANY(%s)", [[*map(nombre, PAPELES)]])
        hay = {fila[0] for fila in cursor.fetchall()}
        tablas = conexion.introspection.table_names(cursor)
        for papel in (p for p in PAPELES if nombre(p) in hay):
            for sentencia in _sentencias(alias, papel, tablas):
                cursor.execute(sentencia)
    return sorted(hay)


def con_cual() -> dict[str, list[str]]:
    """Base → el papel con que entra este proceso. Vacío en SQLite."""
    return {ALIAS[alias]: [str(connections[alias].settings_dict["USER"])] for alias in ALIAS}


def reparar_todas() -> dict[str, list[str]]:
    """Base → papeles que quedaron con lo suyo."""
    return {ALIAS[alias]: reparar(alias) for alias in ALIAS}


def _sentencias(alias: str, papel: str, tablas: list[str]) -> list[sql.Composed]:
    suyo, base = sql.Identifier(nombre(papel)), sql.Identifier(connections[alias].settings_dict["NAME"])
    todo = sql.SQL("REVOKE ALL ON ALL {} IN SCHEMA public FROM {}")
    hechas = [todo.format(sql.SQL(que), suyo) for que in ("TABLES", "SEQUENCES")]
    hechas.append(sql.SQL("REVOKE ALL ON DATABASE {} FROM {}").format(base, suyo))
    if alias not in LEEN[papel]:
        return hechas
    hechas.append(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(base, suyo))
    hechas.append(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(suyo))
    de_secuencias = "USAGE, SELECT" if papel in ESCRIBEN else "SELECT"
    hechas.append(
        sql.SQL("GRANT {} ON ALL SEQUENCES IN SCHEMA public TO {}").format(sql.SQL(de_secuencias), suyo)
    )
    if (alias, papel) == ("llaves", "obrero"):  # quien vigila que de una llave destruida no quede rastro
        hechas.append(sql.SQL("GRANT EXECUTE ON FUNCTION {}() TO {}").format(sql.SQL(REESCRIBE), suyo))
    for tabla in tablas:
        if dados := permisos(alias, papel, tabla):
            lista = sql.SQL(", ").join(map(sql.SQL, dados))
            hechas.append(sql.SQL("GRANT {} ON {} TO {}").format(lista, sql.Identifier(tabla), suyo))
            if "INSERT" in dados and "UPDATE" not in dados:
                hechas.append(_para_apartar(alias, tabla, suyo))
    return hechas


def _para_apartar(alias: str, tabla: str, suyo: sql.Identifier) -> sql.Composed:
    """Apartar un renglón (`FOR UPDATE`) pide poder cambiar una columna: se da la llave, que el candado no deja cambiar."""
    with connections[alias].cursor() as cursor:
        columna = connections[alias].introspection.get_primary_key_column(cursor, tabla)
    partes = sql.Identifier(columna or "id"), sql.Identifier(tabla), suyo
    return sql.SQL("GRANT UPDATE ({}) ON {} TO {}").format(*partes)


def _prohibido(alias: str) -> set[tuple[str, str]]:
    """(tabla, acto) que un candado niega siempre, a quien sea."""
    return {(d.tabla, d.evento) for d in disparadores() if d.base == alias and d.condicion == "1 = 1"}
