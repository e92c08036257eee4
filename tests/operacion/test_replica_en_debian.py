"""`operacion/replica` con dos clusters como los deja Debian: sus ajustes en `/etc`, sus datos en `/var/lib`, y `postgres` quien la da.

Con equipos que mueren y bajo carga, en `tests/equipos`.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from recorridos.navegador import hasta
from taller.requisitos import binarios_postgres, conseguir

pytestmark = pytest.mark.simulacro
REPLICA = RAIZ_PROYECTO / "operacion" / "replica"
CLAVE = "clave-de-prueba-0001"


class Cluster:
    def __init__(self, nombre: str, aparte: Path) -> None:
        self.nombre, self.aparte = f"conoceles-{os.getpid()}-{nombre}", aparte
        binarios = binarios_postgres()
        assert binarios is not None
        self.version = binarios.parent.name
        _correr("pg_createcluster", self.version, self.nombre, "--encoding=UTF8")
        ajustes = Path("/etc/postgresql") / self.version / self.nombre / "conf.d" / "tls.conf"
        archivos = {"cert": aparte / "servidor.crt", "key": aparte / "servidor.key"}
        ajustes.write_text("ssl = on\n" + "".join(f"ssl_{n}_file = '{r}'\n" for n, r in archivos.items()))
        dicho = _correr("pg_lsclusters", "-h")
        [self.puerto] = [r.split()[2] for r in dicho.splitlines() if r.split()[1] == self.nombre]

    def dar(self, que: str) -> None:
        _correr(
            "pg_ctlcluster", self.version, self.nombre, que, *(["-m", "immediate"] if que == "stop" else [])
        )

    def sql(self, orden: str) -> str:
        psql = ("psql", "-XAtq", "-p", self.puerto, "-d", "postgres", "-c", orden)
        return _correr("runuser", "-u", "postgres", "--", *psql).strip()

    def replica(self, orden: str, *mas: str) -> subprocess.CompletedProcess[str]:
        suya = (str(REPLICA), orden, "--cluster", self.nombre, "--clave-en", str(self.aparte / "clave"))
        return subprocess.run(
            ["runuser", "-u", "postgres", "--", *suya, *mas],
            capture_output=True,
            text=True,
            check=False,
            cwd="/",
        )

    def hacer(self, orden: str, *mas: str) -> None:
        hecho = self.replica(orden, *mas)
        assert hecho.returncode == 0, f"{orden}: {hecho.stderr}"

    def quitar(self) -> None:
        subprocess.run(["pg_dropcluster", "--stop", self.version, self.nombre], check=False)


def _correr(*orden: str) -> str:
    hecho = subprocess.run(orden, capture_output=True, text=True, check=False, cwd="/")
    assert hecho.returncode == 0, f"{orden}\n{hecho.stderr}"
    return hecho.stdout


@pytest.fixture
def dos(tmp_path: Path) -> Iterator[tuple[Cluster, Cluster]]:
    assert os.geteuid() == 0, "los clusters de Debian los hace root"
    conseguir(("postgresql", "openssl"))
    aparte = Path(_correr("mktemp", "-d").strip())
    aparte.chmod(0o755)
    (aparte / "clave").write_text(CLAVE)
    (aparte / "ajena").write_text("clave-de-otra-base-1")
    suyo = ("-keyout", str(aparte / "servidor.key"), "-out", str(aparte / "servidor.crt"))
    _correr("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=x", "-days", "2", *suyo)
    _correr("chown", "-R", "postgres:", str(aparte))
    hechos = []
    try:
        for nombre in ("una", "otra"):
            hechos.append(Cluster(nombre, aparte))
        yield hechos[0], hechos[1]
    finally:
        for cluster in hechos:
            cluster.quitar()
        _correr("rm", "-r", str(aparte))


def test_se_arma_se_conmuta_y_la_vieja_queda_cercada(dos: tuple[Cluster, Cluster]) -> None:
    primaria, otra = dos
    primaria.dar("start")
    primaria.hacer("admitir", "--red", "127.0.0.1/32")
    # Como queda la que volvió de su copia a un momento (`operacion/volver`): la réplica no se detiene en él ni asciende sola.
    primaria.sql("ALTER SYSTEM SET recovery_target_time = '2020-01-01 00:00:00+00'")
    primaria.sql("ALTER SYSTEM SET recovery_target_action = 'promote'")
    primaria.dar("restart")
    assert "primaria sin cercar" in otra.replica("armar", "--de", f"127.0.0.1:{primaria.puerto}").stderr
    otra.hacer("armar", "--de", f"127.0.0.1:{primaria.puerto}", "--borrar-lo-de-aqui")
    otra.dar("start")
    hasta(lambda: primaria.replica("exigir").returncode == 0, 30)
    otra.hacer("admitir", "--red", "127.0.0.1/32")
    primaria.sql("CREATE TABLE acuse (folio text)")
    primaria.sql("INSERT INTO acuse VALUES ('F1')")
    hasta(lambda: otra.sql("SELECT count(*) FROM pg_class WHERE relname = 'acuse'") == "1", 30)
    assert otra.sql("SELECT pg_is_in_recovery()") == "t"
    assert "apáguela antes" in otra.replica("conmutar").stderr
    primaria.dar("stop")
    otra.hacer("conmutar")
    assert otra.sql("SELECT folio FROM acuse") == "F1"
    mirar = ("cercar", "--de", f"127.0.0.1:{otra.puerto}")
    sin_saber = primaria.replica(*mirar, "--clave-en", str(primaria.aparte / "ajena"))
    assert "no deja preguntarle" in sin_saber.stderr
    assert sin_saber.returncode == 255  # systemd insiste: no es lo mismo que estar cercada
    for dice in ("queda cercada", "Cercada: la otra es la primaria"):
        cercada = primaria.replica(*mirar)
        assert dice in cercada.stderr
        assert cercada.returncode == 1
    primaria.hacer("armar", "--de", f"127.0.0.1:{otra.puerto}")
    primaria.dar("start")
    hasta(lambda: otra.replica("exigir").returncode == 0, 30)
    otra.sql("INSERT INTO acuse VALUES ('F2')")
    assert primaria.sql("SELECT count(*) FROM acuse") == "2"
    assert primaria.sql("SELECT pg_is_in_recovery()") == "t"
