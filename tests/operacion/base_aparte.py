"""Una máquina que solo lleva PostgreSQL, con las órdenes del manual."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from operacion.maquina import Maquina, autoridades
from operacion.red_de_maquinas import NOMBRES, cable
from operacion.test_instalar_en_debian import FUENTE, PEDIDO
from recorridos.navegador import hasta

CLUSTERS = {"main": ("5432", ("curricular", "identidad")), "llaves": ("5433", ("llaves",))}
CLAVE = "clave-de-prueba-0001"
ESPERA = 60.0  # segundos, tope
POSTGRES = ("runuser", "-u", "postgres", "--")
REPLICA = "/opt/conoceles/operacion/replica"


class Base:
    """`autoridad`: la carpeta con su certificado y el de quien lo firmó."""

    def __init__(self, nombre: str, suya: Maquina, autoridad: Path) -> None:
        self.nombre, self.maquina, self.autoridad = nombre, suya, autoridad

    def preparar(self) -> None:
        """Lo que el manual manda en cada una, con un certificado de una autoridad propia."""
        etc = self.maquina.raiz / "etc"
        (etc / "conoceles").mkdir()
        (etc / "conoceles" / "replica.clave").write_text(CLAVE)
        self.maquina.correr("cp", "-r", FUENTE, "/opt/conoceles")
        self.solo_bases("crear el cluster del llavero")
        self.solo_bases("Todo estaba puesto")
        for extension in ("crt", "key"):
            shutil.copy(self.autoridad / f"{self.nombre}.{extension}", etc / "ssl" / f"bases.{extension}")
        self.maquina.correr("chown", "postgres:", "/etc/ssl/bases.key", "/etc/conoceles/replica.clave")
        self.maquina.correr("chmod", "600", "/etc/ssl/bases.key", "/etc/conoceles/replica.clave")
        for cluster in CLUSTERS:
            for ajuste in ("listen_addresses *", "ssl on", "ssl_cert_file /etc/ssl/bases.crt", "ssl_key_file /etc/ssl/bases.key"):  # fmt: skip
                self.maquina.correr("pg_conftool", self.version, cluster, "set", *ajuste.split())
            reglas = etc / "postgresql" / self.version / cluster / "pg_hba.conf"
            with reglas.open("a") as salida:
                for otra in ("captura", "otra"):
                    salida.write(f"hostssl all all {NOMBRES[otra]}/32 scram-sha-256\n")
            self.maquina.correr("systemctl", "restart", self.unidad(cluster))
        self.replica("admitir", "--red", "10.99.0.0/24")
        for cluster in CLUSTERS:
            self.maquina.correr("systemctl", "restart", self.unidad(cluster))

    def solo_bases(self, dice: str) -> None:
        dicho = self.maquina.correr("/opt/conoceles/operacion/instalar", "--solo-bases", **autoridades())
        assert dice in dicho, dicho

    def quitar(self) -> None:
        """Lo inverso, con la cerca puesta: las bases siguen, sin copia continua, y arrancan sin mirar a la otra."""
        dicho = self.maquina.correr("/opt/conoceles/operacion/desinstalar", "--solo-bases")
        assert "Se queda, porque son datos" in dicho
        puestas = self.maquina.raiz / "etc" / "systemd" / "system"
        assert [r for r in puestas.rglob("*conoceles*") if "wants" not in str(r)] == []
        for cluster in CLUSTERS:
            self.maquina.correr("systemctl", "restart", self.unidad(cluster))
        assert self.sql("SHOW archive_mode") == "off"

    @property
    def version(self) -> str:
        return self.maquina.correr("pg_lsclusters", "-h").split()[0]

    def unidad(self, cluster: str) -> str:
        return f"postgresql@{self.version}-{cluster}"

    def crear_bases(self) -> None:
        for puerto, bases in CLUSTERS.values():
            for base in bases:
                papel = f"conoceles_{base}"
                self.sql(f"CREATE ROLE {papel} LOGIN PASSWORD '{CLAVE}'", puerto)
                self.sql(f"CREATE DATABASE {papel} OWNER {papel} ENCODING 'UTF8' TEMPLATE template0", puerto)

    def dar_papel(self, papel: str, clave: str) -> None:
        for puerto, bases in CLUSTERS.values():
            self.sql(f"CREATE ROLE conoceles_{papel} LOGIN PASSWORD '{clave}'", puerto)
            for base in bases:
                self.sql(f"GRANT CONNECT ON DATABASE conoceles_{base} TO conoceles_{papel}", puerto)

    def replica(self, orden: str, *mas: str) -> None:
        for cluster in CLUSTERS:
            self.maquina.correr(*POSTGRES, REPLICA, orden, "--cluster", cluster, *mas)

    def armar(self, de: Base, cluster: str, *mas: str) -> None:
        otra = f"{de.nombre}:{CLUSTERS[cluster][0]}"
        self.maquina.correr(*POSTGRES, REPLICA, "armar", "--cluster", cluster, "--de", otra, *mas)
        self.maquina.correr("systemctl", "start", self.unidad(cluster))
        exigir = (*POSTGRES, REPLICA, "exigir", "--cluster", cluster)
        hasta(lambda: de.maquina.intentar(*exigir).returncode == 0, ESPERA)

    def seguir(self, a: Base, *mas: str) -> None:
        for cluster in CLUSTERS:
            self.maquina.correr("systemctl", "stop", self.unidad(cluster))
            self.armar(a, cluster, *mas)

    def cercar(self, a: Base) -> None:
        for cluster, (puerto, _) in CLUSTERS.items():
            orden = ("/opt/conoceles/operacion/cerca", "poner", "--cluster", cluster)
            self.maquina.correr(*orden, "--de", f"{a.nombre}:{puerto}")

    def red(self, como: str) -> None:
        """`up` o `down`."""
        cable(self.nombre, como)

    def apagada(self) -> bool:
        estados = ("systemctl", "show", "-p", "ActiveState,Result", *map(self.unidad, CLUSTERS))
        dicho = self.maquina.correr(*estados)
        return dicho.count("inactive") == dicho.count("exec-condition") == len(CLUSTERS)

    def sql(self, orden: str, puerto: str = "5432", base: str = "postgres") -> str:
        psql = ("psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-p", puerto, "-d", base, "-c", orden)
        return self.maquina.correr(*POSTGRES, *psql).strip()

    def cuentas(self) -> str:
        orden = "SELECT string_agg(split_part(correo, '@', 1), ' ' ORDER BY correo) FROM cuentas_cuenta"
        return self.sql(orden, base="conoceles_curricular")


def instalar_la_captura(captura: Maquina, primaria: Base, *bases: str, mas: str = "") -> str:
    """Lo que dice al terminar. Se detiene una vez, porque los papeles los crea quien opera allá, con la clave que ella inventó.

    `mas`: otros ajustes de `captura.env`.
    """
    etc = captura.raiz / "etc" / "conoceles"
    etc.mkdir()
    shutil.copy(primaria.autoridad / "autoridad.pem", etc / "bases.pem")
    (etc / "captura.env").write_text("".join(_direcciones(*bases)) + mas)
    orden = (f"{FUENTE}/operacion/instalar", *PEDIDO)
    detenida = captura.intentar(*orden, **autoridades())
    assert "no se puede entrar como conoceles_captura" in detenida.stderr, detenida.stderr
    for papel in ("captura", "obrero", "respaldo"):
        escrito = (etc / f"papel-{papel}.env").read_text()
        primaria.dar_papel(papel, re.findall(rf"//conoceles_{papel}:([^@]+)@", escrito)[0])
    dicho = captura.correr(*orden, **autoridades())
    assert "Todo estaba puesto" in captura.correr(*orden, **autoridades())
    assert not (captura.raiz / "var/backups/pgbackrest").exists()
    return dicho


def _direcciones(*bases: str) -> Iterator[str]:
    como = "sslmode=verify-full&sslrootcert=/etc/conoceles/bases.pem&target_session_attrs=read-write"
    for puerto, suyas in CLUSTERS.values():
        donde = ",".join(f"{base}:{puerto}" for base in bases)
        for nombre in suyas:
            yield f"CONOCELES_BD_{nombre.upper()}=postgresql://conoceles_{nombre}:{CLAVE}@{donde}/conoceles_{nombre}?{como}\n"
