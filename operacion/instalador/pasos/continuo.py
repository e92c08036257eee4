"""La copia continua de PostgreSQL, con pgBackRest: volver las bases a cualquier momento de las últimas dos semanas.

Cifrada, en su propia carpeta. Solo el cluster principal: el del llavero no entra nunca.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

from instalador import postgres
from instalador.lugares import CONTINUO, PROGRAMA
from instalador.piezas import Archivo, Carpeta, Falla, Orden, Paso, Pieza, correr, sale_bien

AJUSTES = Path("/etc/pgbackrest.conf")
ESTANZA = "conoceles"
COPIAR = PROGRAMA / "operacion" / "copiar"  # la de cada noche, en su unidad
ARCHIVAR = f"pgbackrest --stanza={ESTANZA} archive-push %p"
# Un diario se cierra al llenarse o al minuto: es lo más que se perdería si esta máquina desaparece.
DE_POSTGRES = f"""archive_mode = on
archive_command = '{ARCHIVAR}'
archive_timeout = 60
"""


def paso() -> Paso:
    """Después de las bases: la primera copia ya las lleva."""
    return Paso(
        "Copia continua",
        [
            Orden("la copia continua de PostgreSQL", lambda: True, lambda: None, _dejar_de_archivar),
            Carpeta(CONTINUO, 0o750, "postgres", es_dato=True),
            Archivo(AJUSTES, _de_pgbackrest, 0o640, "root", "postgres", es_dato=True),
            _archivo_de_postgres(),
            _en_la_primaria("crear el depósito de pgBackRest", _hay_estanza, _crear_estanza),
            _en_la_primaria("que PostgreSQL archive sus diarios", _archiva, _reiniciar),
            _en_la_primaria("copiar las bases", lambda: _hay_copia() and _consta(), _copiar),
        ],
    )


def _de_pgbackrest() -> str:
    """La clave se inventa una vez: sin ella la copia no se abre, y se resguarda con los secretos."""
    suyo = postgres.exigir(postgres.PRINCIPAL)
    return (
        f"[global]\nrepo1-path={CONTINUO}\nrepo1-cipher-type=aes-256-cbc\nrepo1-cipher-pass={_clave()}\n"
        "repo1-retention-full=2\nstart-fast=y\ncompress-type=gz\nlog-level-console=warn\n"
        f"\n[{ESTANZA}]\npg1-path={suyo.datos}\npg1-port={suyo.puerto}\n"
    )


def _clave() -> str:
    hallada = re.search(r"(?m)^repo1-cipher-pass=(\S+)$", AJUSTES.read_text()) if AJUSTES.exists() else None
    return hallada[1] if hallada else secrets.token_urlsafe(48)


def _archivo_de_postgres() -> Pieza:
    """En el `conf.d` de su cluster, que Debian ya lee."""

    def ruta() -> Path:
        return postgres.exigir(postgres.PRINCIPAL).ajustes / "conf.d" / "conoceles.conf"

    def hecho() -> bool:
        suyo = postgres.cluster(postgres.PRINCIPAL)
        return suyo is not None and Archivo(ruta(), lambda: DE_POSTGRES, dueno="postgres").esta()

    return Orden(
        "escribir los ajustes de archivo de PostgreSQL",
        hecho,
        lambda: Archivo(ruta(), lambda: DE_POSTGRES, dueno="postgres").poner(),
        lambda: ruta().unlink(),
    )


def _en_la_primaria(que: str, hecho: Callable[[], bool], hacer: Callable[[], None]) -> Pieza:
    """Una réplica no se copia. Si asciende, se repite la instalación."""
    return Orden(que, lambda: _es_replica() or hecho(), hacer)


def _es_replica() -> bool:
    puerto = postgres.puerto(postgres.PRINCIPAL)
    return postgres.como_dueno("SELECT pg_is_in_recovery()", puerto) == "t"


def _crear_estanza() -> None:
    """Si ya hay una es de otro servidor: el que había aquí antes de armar la réplica que ascendió. Sus copias se conservan."""
    _hacer("stanza-upgrade" if _de_quien() else "stanza-create")


def _de_quien() -> set[str]:
    """Los servidores de los que hay copia, por su identificador; el último es el de ahora."""
    return {str(suya["system-id"]) for una in _info() for suya in una.get("db", [])[-1:]}


def _info() -> list[dict[str, Any]]:
    try:
        hallada: list[dict[str, Any]] = json.loads(_pgbackrest("info", "--output=json")) or []
    except (Falla, ValueError):
        return []
    return hallada


def _hay_estanza() -> bool:
    """La de este servidor, y no de otro que estuvo aquí."""
    puerto = postgres.puerto(postgres.PRINCIPAL)
    suyo = postgres.como_dueno("SELECT system_identifier FROM pg_control_system()", puerto)
    return suyo is not None and suyo in _de_quien()


def _hay_copia() -> bool:
    """Alguna de este servidor y de su línea de tiempo. Si la primaria fue otra un rato, de las de antes a hoy faltan diarios."""
    puerto = postgres.puerto(postgres.PRINCIPAL)
    linea = postgres.como_dueno("SELECT substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8)", puerto)
    copias = ((una["db"][-1]["id"], copia) for una in _info() for copia in una.get("backup", []))
    return any(
        copia["database"]["id"] == suya and copia["archive"]["start"][:8] == linea for suya, copia in copias
    )


def _consta() -> bool:
    """Si las bases dicen que se copiaron: es lo que mira quien vigila, que puede estar en otra máquina."""
    dicho = "shobj_description(oid, 'pg_database') LIKE '%linea ' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8)"
    orden = f"SELECT {dicho} FROM pg_database WHERE datname = 'postgres'"  # noqa: S608
    return postgres.como_dueno(orden, postgres.puerto(postgres.PRINCIPAL)) == "t"


def _copiar() -> None:
    """Al actualizar ya hay una entera y basta lo que cambió: mientras, la captura está cerrada."""
    if not COPIAR.exists():
        raise Falla(f"Falta {COPIAR}: con --solo-bases, clone el programa en {PROGRAMA} y repita desde ahí.")
    correr("runuser", "-u", "postgres", "--", str(COPIAR), *([] if _hay_copia() else ["full"]))


def _pgbackrest(*orden: str) -> str:
    return correr("runuser", "-u", "postgres", "--", "pgbackrest", f"--stanza={ESTANZA}", *orden)


def _hacer(*orden: str) -> None:
    _pgbackrest(*orden)


def _archiva() -> bool:
    puerto = postgres.puerto(postgres.PRINCIPAL)
    return postgres.como_dueno("SHOW archive_mode", puerto) == "on" and sale_bien(
        "runuser", "-u", "postgres", "--", "pgbackrest", f"--stanza={ESTANZA}", "check"
    )


def _dejar_de_archivar() -> None:
    """Al quitar, lo último del paso: sus ajustes ya no están."""
    if postgres.cluster(postgres.PRINCIPAL):
        _reiniciar()


def _reiniciar() -> None:
    postgres.encender(postgres.PRINCIPAL, "restart")
