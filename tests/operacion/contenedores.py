"""Los servicios de `compose.yaml`, corridos con runc desde la imagen: sus usuarios, su raíz de solo lectura y nada de privilegios.

Comparten un espacio de red propio: de esta máquina no se toca nada, y de él no se sale.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Json = dict[str, Any]
NADA = "nada"  # el archivo que nadie puede leer, encima de la llave que ese servicio no usa
NOMBRES = "./nombres"  # los de los dos PostgreSQL, que son de otra máquina para quien comprueba los ajustes


@dataclass
class Contenedores:
    """`raiz`: la de la imagen, vista con los volúmenes en su lugar. `red`: el espacio de red que comparten."""

    taller: Path
    red: str
    raiz: Path
    entorno: dict[str, str]
    vivos: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def escribir(self, nombre: str, servicio: Json, orden: Sequence[str], **mas: str) -> None:
        """Su paquete, listo para correr."""
        self._guardar(nombre, self._ajustes(servicio, orden, mas))

    def arrancar(self, nombre: str, servicio: Json, orden: Sequence[str], **mas: str) -> None:
        self.escribir(nombre, servicio, orden, **mas)
        with (self.taller / f"{nombre}.log").open("wb") as registro:
            self.vivos[nombre] = subprocess.Popen(
                self._run(nombre), stdin=subprocess.DEVNULL, stdout=registro, stderr=registro
            )

    def intentar(self, *orden: str, en: str) -> subprocess.CompletedProcess[str]:
        dentro = ["runc", "--root", str(self.taller / "runc"), "exec", self._id(en), *orden]
        return subprocess.run(dentro, capture_output=True, text=True, check=False, timeout=300)

    def correr(self, *orden: str) -> str:
        """`run --rm opera ORDEN`, que es como el manual da las órdenes de `conoceles`."""
        suyo = json.loads((self.taller / "paquetes" / "opera" / "config.json").read_text())
        suyo["process"]["args"] = [suyo["process"]["args"][0], *orden[1:]]
        self._guardar("orden", suyo)
        hecho = subprocess.run(self._run("orden"), capture_output=True, text=True, check=False, timeout=600)
        assert hecho.returncode == 0, f"{orden} → {hecho.returncode}\n{hecho.stdout}{hecho.stderr}"
        return hecho.stdout

    def _guardar(self, nombre: str, ajustes: Json) -> None:
        paquete = self.taller / "paquetes" / nombre
        paquete.mkdir(parents=True, exist_ok=True)
        (paquete / "config.json").write_text(json.dumps(ajustes))

    def _run(self, nombre: str) -> list[str]:
        donde = ["--bundle", str(self.taller / "paquetes" / nombre), self._id(nombre)]
        return ["runc", "--root", str(self.taller / "runc"), "run", *donde]

    def dar(self, carpeta: str) -> None:
        """Lo que llega a la carpeta de trabajo es del usuario del programa."""
        for ruta in (self.raiz / carpeta.lstrip("/")).rglob("*"):
            os.chown(ruta, 10001, 10001)

    def pedir(self, direccion: str) -> str:
        """El código que da una dirección, desde su red."""
        orden = [
            "nsenter",
            f"--net=/run/netns/{self.red}",
            "curl",
            "-sk",
            "-o",
            "/dev/null",
            "-w",
            "%{http_code}",
        ]
        return subprocess.run([*orden, direccion], capture_output=True, text=True, check=False).stdout

    def registro(self, nombre: str) -> str:
        return (self.taller / f"{nombre}.log").read_text(errors="replace")

    def apagar(self) -> None:
        for nombre, proceso in reversed(self.vivos.items()):
            orden = ["runc", "--root", str(self.taller / "runc"), "kill", self._id(nombre), "TERM"]
            subprocess.run(orden, capture_output=True, check=False)
            try:
                proceso.wait(20)
            except subprocess.TimeoutExpired:
                proceso.kill()
            subprocess.run([*orden[:3], "delete", "-f", self._id(nombre)], capture_output=True, check=False)

    def _id(self, nombre: str) -> str:
        return f"{self.red}-{nombre}"

    def _ajustes(self, servicio: Json, orden: Sequence[str], mas: dict[str, str]) -> Json:
        """Los de la imagen, con lo que `compose.yaml` dice de ese servicio."""
        ajustes: Json = json.loads((self.taller / "imagen" / "config.json").read_text())
        ajustes["root"] = {"path": str(self.taller / "imagen" / "rootfs"), "readonly": servicio["read_only"]}
        proceso = ajustes["process"]
        proceso["args"] = [*proceso["args"][:1], *orden]
        proceso["env"] += [f"{k}={v}" for k, v in mas.items()]
        proceso["terminal"], proceso["noNewPrivileges"] = False, True
        proceso["capabilities"] = {}
        proceso["user"] = dict(zip(("uid", "gid"), self._usuario(servicio["user"]), strict=True))
        proceso["user"]["additionalGids"] = [int(grupo) for grupo in servicio.get("group_add", [])]
        red = [{"type": "network", "path": f"/run/netns/{self.red}"}]
        espacios = [e for e in ajustes["linux"]["namespaces"] if e["type"] not in ("network", "user")]
        ajustes["linux"] = {"namespaces": espacios + red}
        propios = [m for m in ajustes["mounts"] if m["destination"].startswith(("/proc", "/dev", "/sys"))]
        ajustes["mounts"] = propios + [_montaje(self.raiz, uno) for uno in servicio["volumes"]]
        ajustes["mounts"].append({"destination": "/tmp", "type": "tmpfs", "source": "tmpfs"})
        ajustes["mounts"].append(_montaje(self.raiz, f"{NOMBRES}:/etc/hosts:ro"))
        return ajustes

    def _usuario(self, dicho: str) -> tuple[int, int]:
        if dicho[0].isdigit():
            uid, gid = dicho.split(":")
            return int(uid), int(gid)
        renglones = (self.taller / "imagen/rootfs/etc/passwd").read_text().splitlines()
        [suyo] = [r.split(":") for r in renglones if r.startswith(f"{dicho}:")]
        return int(suyo[2]), int(suyo[3])


def _montaje(raiz: Path, dicho: str) -> Json:
    nombre, destino, *modo = dicho.split(":")
    aparte = (
        "-llaves" if nombre == "llaves" else ""
    )  # los dos PostgreSQL guardan en la misma ruta, cada uno en su disco
    fuente = raiz / NADA if nombre == "./nada" else raiz / f"{destino.lstrip('/')}{aparte}"
    return {"destination": destino, "type": "bind", "source": str(fuente), "options": ["bind", *modo]}


@contextmanager
def contenedores(archivo: Path, taller: Path, servicios: Json) -> Iterator[Contenedores]:
    """La imagen desempacada, sus volúmenes vacíos con dueño, y la red con solo su propio lazo."""
    taller.mkdir()
    (taller / "oci").mkdir()
    subprocess.run(["tar", "-C", str(taller / "oci"), "-xf", str(archivo)], check=True)
    imagen = f"{taller / 'oci'}:conoceles"
    subprocess.run(
        ["umoci", "unpack", "--image", imagen, str(taller / "imagen")], check=True, capture_output=True
    )
    red, raiz = f"conoceles{os.getpid()}", taller / "vista"
    subprocess.run(["ip", "netns", "add", red], check=True)
    subprocess.run(["ip", "-n", red, "link", "set", "lo", "up"], check=True)
    juntos = Contenedores(taller, red, raiz, {})
    try:
        _volumenes(juntos, servicios)
        yield juntos
    finally:
        juntos.apagar()
        subprocess.run(["ip", "netns", "delete", red], check=False)


def _volumenes(juntos: Contenedores, servicios: Json) -> None:
    """Como los prepara un motor: vacíos, con el dueño que esa carpeta tiene en la imagen."""
    dentro = juntos.taller / "imagen" / "rootfs"
    juntos.raiz.mkdir()
    (juntos.raiz / NADA).touch(0o000)
    for servicio in servicios.values():
        for dicho in (v for v in servicio["volumes"] if not v.startswith("./nada:")):
            destino = Path(_montaje(juntos.raiz, dicho)["source"])
            suyo = (dentro / dicho.split(":")[1].lstrip("/")).stat()
            destino.mkdir(parents=True, exist_ok=True)
            os.chown(destino, suyo.st_uid, suyo.st_gid)
            destino.chmod(suyo.st_mode & 0o7777)
    (juntos.raiz / "opt").symlink_to(dentro / "opt")
    (juntos.raiz / "etc" / "hosts").write_text("127.0.0.1 localhost bases llaves\n")
    for carpeta in ("sitio", "captura"):
        _certificado(juntos.raiz / "etc" / "ssl" / "conoceles", carpeta)


def _certificado(donde: Path, nombre: str) -> None:
    publico = {"sitio": "conoceles.example.mx", "captura": "captura.example.mx"}[nombre]
    orden = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    para = ["-days", "2", "-subj", f"/CN={publico}", "-addext", f"subjectAltName=DNS:{publico}"]
    salida = ["-keyout", str(donde / f"{nombre}.key"), "-out", str(donde / f"{nombre}.pem")]
    subprocess.run([*orden, *para, *salida], check=True, capture_output=True)
    shutil.chown(donde / f"{nombre}.key", 33, 33)
