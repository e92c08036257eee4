"""En un Debian con su systemd: lo que algo mata vuelve solo, lo que se apaga por una orden no, y la base cercada tampoco."""

from __future__ import annotations

import shutil

from operacion.maquina import Maquina
from recorridos.navegador import hasta

VUELVE = 60.0  # segundos, tope
CLAVE = "clave-de-prueba-0001"
REPLICA, CERCA = "/opt/conoceles/operacion/replica", "/opt/conoceles/operacion/cerca"
TLS = "ssl = on\nssl_cert_file = '/etc/replica.crt'\nssl_key_file = '/etc/replica.key'\n"


def lo_que_matan_vuelve(debian: Maquina) -> None:
    version = debian.correr("pg_lsclusters", "-h").split()[0]
    for unidad in ("nginx", f"postgresql@{version}-main", f"postgresql@{version}-llaves"):
        _matar(debian, unidad)
        hasta(lambda u=unidad: _estado(debian, u) == ("active", "running"), VUELVE)
        assert dato(debian, unidad, "NRestarts") == "1"
    debian.correr("pg_ctlcluster", version, "llaves", "stop")
    assert _estado(debian, unidad) == ("inactive", "dead")
    debian.correr("systemctl", "start", unidad)


def la_base_que_falto_no_vuelve_de_primaria(debian: Maquina) -> None:
    """Dos clusters de Debian, por la red de la máquina, con las órdenes del manual. Nadie los atiende más que systemd."""
    una, otra = (Base(debian, nombre) for nombre in ("una", "otra"))
    una.systemctl("start")
    una.como("admitir", "--red", "127.0.0.1/32")
    una.systemctl("restart")
    otra.seguir(una, "--borrar-lo-de-aqui")
    otra.como("admitir", "--red", "127.0.0.1/32")
    for suya, ajena in ((una, otra), (otra, una)):
        suya.cercar(ajena)
    una.sql("CREATE TABLE acuse AS SELECT 1 AS folio")

    _matar(debian, una.unidad)
    hasta(
        lambda: una.responde("SELECT folio FROM acuse") == "1", VUELVE
    )  # nadie ascendió: vuelve de primaria

    una.systemctl("stop")
    otra.como("conmutar")
    una.systemctl("start")
    assert _estado(debian, una.unidad) == ("inactive", "dead")
    assert dato(debian, una.unidad, "Result") == "exec-condition"
    assert "queda cercada" in debian.correr("journalctl", "-u", una.unidad, "--no-pager")
    una.seguir(otra)

    # Alguien asciende la réplica con la primaria viva: la que tiene la línea de tiempo más vieja se apaga sola y no la levantan.
    una.sql("SELECT pg_promote()")
    hasta(lambda: _estado(debian, otra.unidad) == ("inactive", "dead"), VUELVE)
    assert dato(debian, otra.unidad, "Result") == "exec-condition"
    assert una.sql("SELECT folio FROM acuse") == "1"
    for base in (una, otra):
        debian.correr(CERCA, "quitar", "--cluster", base.nombre)
        base.quitar()
    assert not list((debian.raiz / "etc" / "systemd" / "system").rglob("*cerca*"))


def con_el_disco_de_los_diarios_lleno_vuelve_al_liberarlo(debian: Maquina) -> None:
    """PostgreSQL se detiene; systemd insiste, y nadie tiene que acordarse de encenderla."""
    llena = Base(debian, "llena")
    donde = f"/var/lib/postgresql/{llena.version}/llena/pg_wal"
    debian.correr("mount", "-t", "tmpfs", "-o", "size=58m,mode=777", "diarios", "/mnt")
    debian.correr("sh", "-ec", f"mv {donde} /mnt/diarios; ln -s /mnt/diarios {donde}")
    llena.systemctl("start")
    llena.sql("CREATE TABLE acuse AS SELECT 1 AS folio")
    debian.correr("dd", "if=/dev/zero", "of=/mnt/lastre", "bs=1M", "count=20")
    while llena.responde("INSERT INTO acuse SELECT generate_series(1, 100000) RETURNING 1"):
        pass
    hasta(lambda: dato(debian, llena.unidad, "NRestarts") >= "2", VUELVE)
    debian.correr("rm", "/mnt/lastre")
    hasta(lambda: llena.responde("SELECT count(*) > 0 FROM acuse") == "t", VUELVE)
    llena.quitar()
    debian.correr("umount", "/mnt")


class Base:
    def __init__(self, debian: Maquina, nombre: str) -> None:
        self.debian, self.nombre = debian, nombre
        self.version = debian.correr("pg_lsclusters", "-h").split()[0]
        self.unidad = f"postgresql@{self.version}-{nombre}"
        debian.correr("pg_createcluster", self.version, nombre, "--encoding=UTF8")
        ajustes = debian.raiz / "etc" / "postgresql" / self.version / nombre
        (ajustes / "conf.d" / "tls.conf").write_text(TLS)
        self.puerto = debian.correr("pg_conftool", "-s", self.version, nombre, "show", "port").strip()
        systemd = debian.raiz / "etc" / "systemd" / "system"
        suyo, de_main = (systemd / f"{u}.service.d" for u in (self.unidad, f"postgresql@{self.version}-main"))
        suyo.mkdir(exist_ok=True)
        shutil.copy(de_main / "conoceles.conf", suyo)  # lo que el instalador da a los suyos
        _con_que_entrar(debian)

    def systemctl(self, que: str) -> None:
        self.debian.correr("systemctl", "daemon-reload")
        self.debian.correr("systemctl", que, self.unidad)

    def como(self, orden: str, *mas: str) -> None:
        self.debian.correr(*POSTGRES, REPLICA, orden, "--cluster", self.nombre, *mas)

    def seguir(self, a: Base, *mas: str) -> None:
        self.como("armar", "--de", f"127.0.0.1:{a.puerto}", *mas)
        self.systemctl("start")
        exigir = (*POSTGRES, REPLICA, "exigir", "--cluster", a.nombre)
        hasta(lambda: self.debian.intentar(*exigir).returncode == 0, VUELVE)

    def cercar(self, a: Base) -> None:
        self.debian.correr(CERCA, "poner", "--cluster", self.nombre, "--de", f"127.0.0.1:{a.puerto}")

    def sql(self, orden: str) -> str:
        return self.debian.correr(*POSTGRES, "psql", "-XAtqp", self.puerto, "-c", orden).strip()

    def responde(self, orden: str) -> str:
        return self.debian.intentar(*POSTGRES, "psql", "-XAtqp", self.puerto, "-c", orden).stdout.strip()

    def quitar(self) -> None:
        shutil.rmtree(self.debian.raiz / "etc" / "systemd" / "system" / f"{self.unidad}.service.d")
        self.debian.correr("pg_dropcluster", "--stop", self.version, self.nombre)


POSTGRES = ("runuser", "-u", "postgres", "--")


def _con_que_entrar(debian: Maquina) -> None:
    clave = debian.raiz / "etc" / "conoceles" / "replica.clave"
    clave.write_text(CLAVE)
    suyo = ("-keyout", "/etc/replica.key", "-out", "/etc/replica.crt")
    debian.correr("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=x", *suyo)
    debian.correr(
        "chown", "postgres:", "/etc/conoceles/replica.clave", "/etc/replica.key", "/etc/replica.crt"
    )
    clave.chmod(0o600)


def _matar(debian: Maquina, unidad: str) -> None:
    debian.correr("sh", "-c", "kill -9 $0", dato(debian, unidad, "MainPID"))
    hasta(lambda: dato(debian, unidad, "NRestarts") != "0", VUELVE)


def _estado(debian: Maquina, unidad: str) -> tuple[str, str]:
    return dato(debian, unidad, "ActiveState"), dato(debian, unidad, "SubState")


def dato(debian: Maquina, unidad: str, cual: str) -> str:
    """Lo que systemd sabe de ella."""
    return debian.correr("systemctl", "show", "-p", cual, "--value", unidad).strip()
