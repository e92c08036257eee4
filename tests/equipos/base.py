"""El equipo de una base: dos clusters de PostgreSQL (`main` y `llaves`) y `operacion/replica`, que es quien los une."""

from __future__ import annotations

import subprocess
from pathlib import Path

from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from equipos.red import Equipo
from recorridos.navegador import hasta
from taller.postgres_de_pruebas import _usuario
from taller.requisitos import binarios_postgres

REPLICA = RAIZ_PROYECTO / "operacion" / "replica"
PUERTOS = {"main": 5432, "llaves": 5433}
BASES = {"curricular": "main", "identidad": "main", "llaves": "llaves"}
CLAVE = "clave-de-simulacro-0001"
USUARIO = _usuario() or ""
COMO = (
    "setpriv",
    f"--reuid={USUARIO}",
    f"--regid={USUARIO}",
    "--clear-groups",
    "env",
    "HOME=/",
)  # libpq busca su certificado en la carpeta de quien lo llama


class EquipoDeBase:
    """`red`: de dónde se admite entrar."""

    def __init__(self, equipo: Equipo, red: str) -> None:
        hallados = binarios_postgres()
        assert hallados is not None
        self.equipo, self.red, self.binarios = equipo, red, hallados
        self.clave = equipo.carpeta / "replica.clave"
        self.clave.write_text(CLAVE)
        subprocess.run(["chown", "-R", USUARIO, equipo.carpeta], check=True)

    def datos(self, cluster: str) -> Path:
        return self.equipo.carpeta / cluster

    def crear(self) -> None:
        """Los dos clusters, vacíos, con su certificado."""
        for cluster in PUERTOS:
            datos = self.datos(cluster)
            self._como(
                "initdb", "-D", datos, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"
            )
            orden = [
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-subj",
                "/CN=base",
                "-days",
                "30",
            ]
            orden += ["-keyout", str(datos / "server.key"), "-out", str(datos / "server.crt")]
            subprocess.run([*COMO, *orden], check=True, capture_output=True)
            with (datos / "postgresql.conf").open("a") as salida:
                salida.write(
                    f"ssl = on\nport = {PUERTOS[cluster]}\nmax_connections = 100\nshared_buffers = 32MB\n"
                )
            with (datos / "pg_hba.conf").open("a") as salida:
                salida.write(f"hostssl all conoceles {self.red} scram-sha-256\n")

    def encender(self) -> None:
        for cluster in PUERTOS:
            self.encender_uno(cluster)
            hasta(lambda: self._contesta(cluster), 60)  # noqa: B023

    def encender_uno(self, cluster: str) -> None:
        """Sin esperar a que conteste."""
        datos = self.datos(cluster)
        orden = [*COMO, self.binarios / "postgres", "-D", datos, "-k", self.equipo.carpeta]
        self.equipo.arrancar(f"postgres-{cluster}", orden)

    def _contesta(self, cluster: str) -> bool:
        orden = self.equipo.dentro(
            *COMO, "pg_isready", "-q", "-h", str(self.equipo.carpeta), "-p", str(PUERTOS[cluster])
        )
        return subprocess.run(orden, check=False).returncode == 0

    def llenar(self) -> None:
        """El papel y las tres bases."""
        for cluster in PUERTOS:
            self.sql(cluster, f"CREATE ROLE conoceles LOGIN PASSWORD '{CLAVE}'")
        for base, cluster in BASES.items():
            self.sql(cluster, f"CREATE DATABASE {base} OWNER conoceles")

    def sql(self, cluster: str, orden: str, base: str = "postgres") -> str:
        return self._como("psql", "-XAtq", "-U", "postgres", "-d", base, "-h", self.equipo.carpeta, "-p", PUERTOS[cluster], "-c", orden)  # fmt: skip

    def replica(self, orden: str, cluster: str, *mas: str) -> subprocess.CompletedProcess[str]:
        """Lo que quien opera escribe en este equipo."""
        donde = [
            "--datos",
            str(self.datos(cluster)),
            "--puerto",
            str(PUERTOS[cluster]),
            "--binarios",
            str(self.binarios),
        ]
        entorno = ["env", f"PGHOST={self.equipo.carpeta}", "PGUSER=postgres"]
        entera = [
            *COMO,
            *entorno,
            str(REPLICA),
            orden,
            "--cluster",
            cluster,
            *donde,
            "--clave-en",
            str(self.clave),
            *mas,
        ]
        return subprocess.run(
            self.equipo.dentro(*entera), capture_output=True, text=True, check=False, cwd="/"
        )

    def dar(self, orden: str, *mas: str) -> None:
        """A los dos clusters; reprueba si alguno no la acepta."""
        for cluster in PUERTOS:
            hecho = self.replica(orden, cluster, *mas)
            assert hecho.returncode == 0, f"{orden} {cluster}: {hecho.stderr}"

    def armar_desde(self, otro: EquipoDeBase) -> None:
        for cluster, puerto in PUERTOS.items():
            hecho = self.replica("armar", cluster, "--de", f"{otro.equipo.direccion}:{puerto}")
            assert hecho.returncode == 0, hecho.stderr

    def cercada(self, otro: EquipoDeBase) -> dict[str, bool]:
        """Por cluster, si lo que se corre antes de arrancar se niega."""
        return {
            c: self.replica("cercar", c, "--de", f"{otro.equipo.direccion}:{p}").returncode != 0
            for c, p in PUERTOS.items()
        }

    def con_replica(self) -> bool:
        return all(dicho.returncode == 0 for dicho in self.exigidos())

    def exigidos(self) -> list[subprocess.CompletedProcess[str]]:
        """Lo que dice `replica exigir` de cada cluster."""
        return [self.replica("exigir", cluster) for cluster in PUERTOS]

    def _como(self, programa: str, *resto: object) -> str:
        ruta = self.binarios / programa
        hecho = subprocess.run(
            self.equipo.dentro(*COMO, ruta, *map(str, resto)),
            capture_output=True,
            text=True,
            check=False,
            cwd="/",
        )
        assert hecho.returncode == 0, hecho.stderr
        return hecho.stdout.strip()
