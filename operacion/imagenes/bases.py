"""El PostgreSQL de un contenedor: la primera vez lo crea; cada vez deja el papel y la base que dicen sus direcciones.

`python -m imagenes.bases curricular identidad` toma `CONOCELES_BD_CURRICULAR` y `CONOCELES_BD_IDENTIDAD`, del dueño de cada una, y
`CLAVE_CAPTURA` y `CLAVE_OBRERO`, con que entran los papeles de los servicios; lo que ahí puedan, lo da la orden `papeles`.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from instalador.piezas import Falla, correr
from instalador.postgres import entorno

DATOS = Path("/var/lib/postgresql/datos")
ENCHUFE = "/tmp"  # noqa: S108 - el de este contenedor, y nadie más entra a él
ACCESO = "local all postgres peer\nhost all all samenet scram-sha-256\n"
SERVICIOS = ("captura", "obrero")
PAPEL = """SELECT format('CREATE ROLE %I LOGIN', :'papel') WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'papel') \\gexec
SELECT format('ALTER ROLE %I PASSWORD %L', :'papel', :'clave') \\gexec
"""
BASE = """SELECT format('CREATE DATABASE %I OWNER %I ENCODING ''UTF8'' TEMPLATE template0', :'base', :'papel')
    WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'base') \\gexec
SELECT format('REVOKE ALL ON DATABASE %I FROM PUBLIC', :'base') \\gexec
"""
ENTRADA = "SELECT format('GRANT CONNECT ON DATABASE %I TO %I', :'base', :'papel') \\gexec\n"


def main(nombres: list[str]) -> None:
    """No vuelve: al final es `postgres`. `Falla` si una dirección no está o PostgreSQL no la acepta."""
    programas = max(Path("/usr/lib/postgresql").iterdir(), key=lambda v: int(v.name)) / "bin"
    if not (DATOS / "PG_VERSION").exists():
        correr(
            programas / "initdb",
            "-D",
            DATOS,
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--data-checksums",
            "--auth=peer",
        )
    (DATOS / "pg_hba.conf").write_text(ACCESO)
    callado = f"-c listen_addresses='' -c unix_socket_directories={ENCHUFE}"
    correr(programas / "pg_ctl", "-D", DATOS, "-w", "-l", "/dev/null", "-o", callado, "start")
    try:
        for nombre in nombres:
            _base_y_papeles(os.environ.get(f"CONOCELES_BD_{nombre.upper()}", ""), nombre)
    finally:
        correr(programas / "pg_ctl", "-D", DATOS, "-w", "-m", "fast", "stop")
    puerto = entorno(os.environ[f"CONOCELES_BD_{nombres[0].upper()}"])["PGPORT"]
    escucha = ("-c", "listen_addresses=*", "-c", f"port={puerto}", "-c", f"unix_socket_directories={ENCHUFE}")
    os.execv(programas / "postgres", [str(programas / "postgres"), "-D", str(DATOS), *escucha])  # noqa: S606  # sin intérprete: el proceso es el servidor


def _base_y_papeles(url: str, nombre: str) -> None:
    if not url:
        raise Falla(f"Falta CONOCELES_BD_{nombre.upper()}.")
    dicho = entorno(url)
    base = dicho["PGDATABASE"]
    _ordenar(PAPEL + BASE, papel=dicho["PGUSER"], clave=dicho["PGPASSWORD"], base=base)
    for servicio in SERVICIOS:
        clave = os.environ.get(f"CLAVE_{servicio.upper()}")
        if not clave:
            raise Falla(f"Falta CLAVE_{servicio.upper()}.")
        _ordenar(PAPEL + ENTRADA, papel=f"conoceles_{servicio}", clave=clave, base=base)


def _ordenar(orden: str, **dichas: str) -> None:
    """La clave va por la entrada: en los argumentos la vería cualquiera."""
    asignadas = "".join(f"\\set {que} '{_citar(valor)}'\n" for que, valor in dichas.items())
    psql = ("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", ENCHUFE, "-d", "postgres", "-f", "-")
    correr(*psql, entrada=asignadas + orden, entorno={"PGUSER": "postgres"})


def _citar(valor: str) -> str:
    return valor.replace("\\", "\\\\").replace("'", "''")


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except Falla as falla:
        raise SystemExit(f"{falla}") from None
