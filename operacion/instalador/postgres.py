"""El PostgreSQL de esta máquina, como lo deja Debian."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from instalador.piezas import Falla, correr, hay_systemd, sale_bien

# El llavero vive en su propio cluster: así ni la copia continua ni sus diarios llevan llaves, y destruir una basta.
PRINCIPAL, LLAVERO = "main", "llaves"


@dataclass(frozen=True)
class Cluster:
    version: str
    nombre: str
    puerto: str

    @property
    def unidad(self) -> str:
        return f"postgresql@{self.version}-{self.nombre}"

    @property
    def ajustes(self) -> Path:
        return Path("/etc/postgresql") / self.version / self.nombre

    @property
    def datos(self) -> Path:
        return Path("/var/lib/postgresql") / self.version / self.nombre


def cluster(nombre: str) -> Cluster | None:
    """El de ese nombre, de la versión más nueva; nada si no hay."""
    try:
        renglones = [r.split() for r in correr("pg_lsclusters", "-h").splitlines()]
    except Falla:
        return None
    suyos = [Cluster(*r[:3]) for r in renglones if len(r) >= 4 and r[1] == nombre]
    return max(suyos, key=lambda c: float(c.version), default=None)


def exigir(nombre: str) -> Cluster:
    hallado = cluster(nombre)
    if hallado is None:
        raise Falla(f"No hay cluster «{nombre}» de PostgreSQL: pg_createcluster VERSION {nombre}.")
    return hallado


def puerto(nombre: str) -> str:
    """El de su cluster; antes de instalar PostgreSQL, el de fábrica."""
    hallado = cluster(nombre)
    return hallado.puerto if hallado else "5432"


def crear(nombre: str) -> None:
    """De la misma versión que el principal, en el siguiente puerto libre."""
    correr("pg_createcluster", exigir(PRINCIPAL).version, nombre, "--encoding=UTF8")


def contesta(nombre: str) -> bool:
    return como_dueno("SELECT 1", puerto(nombre)) is not None


def encender(nombre: str, que: str = "start") -> None:
    """Con systemd, su unidad; sin él (una imagen que se prepara), el programa de Debian."""
    suyo = exigir(nombre)
    if hay_systemd():
        correr("systemctl", "daemon-reload")
        correr("systemctl", que, suyo.unidad)
    else:
        correr("pg_ctlcluster", suyo.version, nombre, que)


def como_dueno(orden: str, puerto: str) -> str | None:
    """La respuesta a una orden dada como `postgres`, o nada si el servidor no contesta o la rechaza."""
    psql = (
        "psql",
        "-X",
        "-A",
        "-t",
        "-q",
        "-p",
        puerto,
        "-d",
        "postgres",
        "-v",
        "ON_ERROR_STOP=1",
        "-f",
        "-",
    )
    try:
        return correr("runuser", "-u", "postgres", "--", *psql, entrada=orden).strip()
    except Falla:
        return None


def ordenar(orden: str, puerto: str) -> None:
    """`Falla` sin repetir la orden: puede llevar una clave."""
    if como_dueno(orden, puerto) is None:
        raise Falla("PostgreSQL no aceptó una orden; vea su registro en /var/log/postgresql.")


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
    servidores = [s.partition(":") for s in partes.netloc.rpartition("@")[2].split(",")]
    variables = {
        "PGHOST": ",".join(anfitrion or "127.0.0.1" for anfitrion, _, _ in servidores),
        "PGPORT": ",".join(numero or "5432" for _, _, numero in servidores),
        "PGUSER": unquote(partes.username or ""),
        "PGPASSWORD": unquote(partes.password or ""),
        "PGDATABASE": unquote(partes.path.lstrip("/")),
        "PGCONNECT_TIMEOUT": "5",
    }
    dichos = {c.replace("_", ""): v for c, v in parse_qsl(partes.query)}
    return variables | {
        f"PG{c.upper()}": v for c, v in dichos.items() if c.startswith("ssl") or c == "targetsessionattrs"
    }
