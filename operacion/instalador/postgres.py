"""El PostgreSQL de esta máquina, como lo deja Debian."""

from __future__ import annotations

from urllib.parse import parse_qsl, unquote, urlsplit

from instalador.piezas import Falla, correr, hay_systemd, sale_bien


def cluster() -> tuple[str, str, str] | None:
    """(versión, nombre, puerto) del más nuevo, o nada si no hay ninguno."""
    try:
        renglones = [r.split() for r in correr("pg_lsclusters", "-h").splitlines()]
    except Falla:
        return None
    return max(((r[0], r[1], r[2]) for r in renglones if len(r) >= 4), default=None)


def puerto() -> str:
    hallado = cluster()
    return hallado[2] if hallado else "5432"


def contesta() -> bool:
    return como_dueno("SELECT 1") is not None


def encender() -> None:
    """Con systemd, su unidad; sin él (una imagen que se prepara), el programa de Debian."""
    hallado = cluster()
    if hallado is None:
        raise Falla("PostgreSQL está instalado, pero no hay ningún cluster: pg_createcluster VERSION main.")
    version, nombre, _ = hallado
    if hay_systemd():
        correr("systemctl", "start", f"postgresql@{version}-{nombre}")
    else:
        correr("pg_ctlcluster", version, nombre, "start")


def como_dueno(orden: str, base: str = "postgres") -> str | None:
    """La respuesta a una orden dada como `postgres`, o nada si el servidor no contesta o la rechaza."""
    psql = ("psql", "-X", "-A", "-t", "-q", "-p", puerto(), "-d", base, "-v", "ON_ERROR_STOP=1", "-f", "-")
    try:
        return correr("runuser", "-u", "postgres", "--", *psql, entrada=orden).strip()
    except Falla:
        return None


def ordenar(orden: str, base: str = "postgres") -> None:
    """`Falla` sin repetir la orden: puede llevar una clave."""
    if como_dueno(orden, base) is None:
        raise Falla(
            f"PostgreSQL no aceptó una orden sobre la base «{base}»; vea su registro en /var/log/postgresql."
        )


def entra(url: str) -> bool:
    """Si con esa dirección, que lleva su clave, se entra; por el entorno, que los argumentos los ve cualquiera."""
    return sale_bien("psql", "-X", "-q", "-c", "SELECT 1", entorno=entorno(url))


def consulta(url: str, orden: str) -> str:
    """Lo que contesta esa base a esa orden."""
    return correr(
        "psql", "-X", "-A", "-t", "-q", "-v", "ON_ERROR_STOP=1", "-c", orden, entorno=entorno(url)
    ).strip()


def entorno(url: str) -> dict[str, str]:
    """La dirección, en las variables de libpq."""
    partes = urlsplit(url)
    variables = {
        "PGHOST": partes.hostname or "127.0.0.1",
        "PGPORT": str(partes.port or 5432),
        "PGUSER": unquote(partes.username or ""),
        "PGPASSWORD": unquote(partes.password or ""),
        "PGDATABASE": unquote(partes.path.lstrip("/")),
        "PGCONNECT_TIMEOUT": "5",
    }
    return variables | {f"PG{c.upper()}": v for c, v in parse_qsl(partes.query) if c.startswith("ssl")}
