"""Un Debian de verdad, recién hecho, en espacios de nombres: su systemd, sus procesos, su red y su raíz.

Lo hace debootstrap; su systemd es el proceso 1 de su propio espacio, y slirp4netns le da salida para instalar paquetes.
De esta máquina no se toca nada: al terminar, con su proceso 1 se va todo.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from recorridos.navegador import hasta

ARRANCA = 60.0  # segundos, para que systemd esté en marcha
ARRANQUE = Path(__file__).with_name("arrancar_maquina.sh")
CERTIFICADOS = Path("/etc/ssl/certs/ca-certificates.crt")


@dataclass
class Maquina:
    raiz: Path
    uno: int  # el proceso 1 de adentro, visto desde fuera

    def intentar(self, *orden: str, limite: float = 600, **entorno: str) -> subprocess.CompletedProcess[str]:
        """Como en su terminal, de root, y sin nada del entorno de fuera."""
        limpio = {
            "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "LANG": "C.UTF-8",
            "HOME": "/root",
            **entorno,
        }
        entrar = ["nsenter", "-t", str(self.uno), "-m", "-p", "-n", "-i", "-u", "-C", "--wdns=/"]
        return subprocess.run(
            [*entrar, *orden], env=limpio, capture_output=True, text=True, timeout=limite, check=False
        )

    def correr(self, *orden: str, limite: float = 600, **entorno: str) -> str:
        hecho = self.intentar(*orden, limite=limite, **entorno)
        assert hecho.returncode == 0, f"{orden} → {hecho.returncode}\n{hecho.stdout}{hecho.stderr}"
        return hecho.stdout

    def iniciar(self, servicio: str) -> None:
        """Si falla, lo que él mismo dijo: systemctl solo dice que falló."""
        hecho = self.intentar("systemctl", "start", servicio)
        assert hecho.returncode == 0, self.correr("journalctl", "--no-pager", "-n", "60", "-u", servicio)

    def dar(self, carpeta: str) -> None:
        self.correr("chown", "-R", "conoceles:conoceles", carpeta)


def raiz_de_debian(destino: Path, version: str) -> Path:
    """Lo mínimo de esa versión, con systemd y nada más, del depósito que debootstrap usa por omisión."""
    dentro = "--include=systemd,systemd-sysv,ca-certificates"
    orden = ["debootstrap", "--variant=minbase", dentro, version, str(destino)]
    hecho = subprocess.run(orden, capture_output=True, text=True, check=False)
    assert hecho.returncode == 0, hecho.stdout[-2000:]
    (destino / "etc" / "apt" / "apt.conf.d" / "99prueba").write_text('Acquire::Check-Valid-Until "false";\n')
    shutil.copy(CERTIFICADOS, destino / "etc" / "autoridades.pem")
    return destino


@contextmanager
def maquina(raiz: Path) -> Iterator[Maquina]:
    """Encendida, con su systemd en marcha; al salir se apaga entera."""
    espacios = ["--mount", "--pid", "--net", "--cgroup", "--ipc", "--uts"]
    padre = subprocess.Popen(
        ["unshare", *espacios, "--fork", "--kill-child", str(ARRANQUE), str(raiz)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    red = None
    try:
        hasta(lambda: _hijo(padre.pid) > 0, ARRANCA)
        aparte = Maquina(raiz, _hijo(padre.pid))
        hasta(lambda: _en_pie(aparte), ARRANCA)
        ajustes = ["--configure", "--mtu=65520", "--disable-host-loopback"]
        red = subprocess.Popen(
            ["slirp4netns", *ajustes, str(aparte.uno), "tap0"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        yield aparte
    finally:
        padre.kill()
        padre.wait()
        if red is not None:
            red.terminate()
            red.wait()


def _hijo(pid: int) -> int:
    """El proceso 1 de adentro, cuando ya es systemd."""
    hijos = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    if not hijos or "systemd" not in Path(f"/proc/{hijos[0]}/cmdline").read_text():
        return 0
    return int(hijos[0])


def _en_pie(aparte: Maquina) -> bool:
    return aparte.intentar("systemctl", "is-system-running").stdout.strip() in ("running", "degraded")


def autoridades() -> dict[str, str]:
    """Los certificados con que esta máquina llega al índice de paquetes, y los suyos propios, si los tiene."""
    return {k: v for k, v in os.environ.items() if k == "PIP_DEFAULT_TIMEOUT"} | {
        "PIP_CERT": "/etc/autoridades.pem"
    }
