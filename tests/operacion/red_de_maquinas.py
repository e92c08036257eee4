"""Varios Debian unidos por un puente, cada uno con su nombre; y una autoridad que les da certificado."""

from __future__ import annotations

import subprocess
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from operacion.maquina import Maquina, maquina, raiz_de_debian
from operacion.test_instalar_en_debian import copiar_fuente

AQUI = "10.99.0.1"  # donde esta máquina atiende a las demás
NOMBRES = {
    "base1": "10.99.0.11", "base2": "10.99.0.12", "captura": "10.99.0.13", "otra": "10.99.0.14", "espejo": "10.99.0.15",
    "almacen": AQUI,
}  # fmt: skip
PUENTE = "brconoceles"


@contextmanager
def en_red(aparte: Path, *nombres: str, viejas: Collection[str] = ()) -> Iterator[dict[str, Maquina]]:
    """Por su nombre, encendidas. Las `viejas` son un Debian 12, y las demás 13."""
    plantillas = {nombre: "bookworm" if nombre in viejas else "trixie" for nombre in nombres}
    for version in {*plantillas.values()}:
        _plantilla(aparte / version, version)
    with ExitStack() as pila:
        _ip("link", "add", PUENTE, "type", "bridge")
        pila.callback(_ip, "link", "del", PUENTE)
        _ip("link", "set", PUENTE, "up")
        _ip("addr", "add", f"{AQUI}/24", "dev", PUENTE)
        hechas = {}
        for nombre in nombres:
            subprocess.run(["cp", "-a", str(aparte / plantillas[nombre]), str(aparte / nombre)], check=True)
            hechas[nombre] = pila.enter_context(maquina(aparte / nombre))
            _conectar(nombre, NOMBRES[nombre], hechas[nombre].uno)
            pila.callback(_ip, "link", "del", f"v{nombre}")  # su otra punta sobrevive un rato a la máquina
        yield hechas


def _plantilla(raiz: Path, version: str) -> None:
    raiz_de_debian(raiz, version)
    copiar_fuente(raiz)
    anfitriones = "127.0.0.1 localhost\n" + "".join(f"{d} {n}\n" for n, d in NOMBRES.items())
    (raiz / "etc" / "hosts").write_text(anfitriones)


def cable(nombre: str, como: str) -> None:
    """Lo conecta (`up`) o lo quita (`down`)."""
    _ip("link", "set", f"v{nombre}", como)


def _conectar(nombre: str, direccion: str, uno: int) -> None:
    """Un cable de esa máquina al puente."""
    _ip("link", "add", f"v{nombre}", "type", "veth", "peer", "name", "eth9", "netns", str(uno))
    _ip("link", "set", f"v{nombre}", "master", PUENTE, "up")
    for orden in (("addr", "add", f"{direccion}/24", "dev", "eth9"), ("link", "set", "eth9", "up")):
        subprocess.run(["nsenter", "-t", str(uno), "-n", "ip", *orden], check=True)


def _ip(*orden: str) -> None:
    subprocess.run(["ip", *orden], check=True)


def certificar(carpeta: Path, *nombres: str) -> Path:
    """Una autoridad, y un certificado suyo para cada máquina."""
    carpeta.mkdir()

    def openssl(*orden: str) -> None:
        subprocess.run(["openssl", *orden], cwd=carpeta, check=True, capture_output=True)

    nueva = ("req", "-newkey", "rsa:2048", "-nodes")
    openssl(
        *nueva,
        "-x509",
        "-subj",
        "/CN=Autoridad",
        "-addext",
        "keyUsage=critical,keyCertSign,cRLSign",
        "-keyout",
        "autoridad.key",
        "-out",
        "autoridad.pem",
    )
    for suyo in nombres:
        (carpeta / "extra").write_text(
            f"subjectAltName=DNS:{suyo},IP:{NOMBRES[suyo]}\nauthorityKeyIdentifier=keyid\n"
        )
        openssl(*nueva, "-subj", f"/CN={suyo}", "-keyout", f"{suyo}.key", "-out", f"{suyo}.csr")
        de = ("-CA", "autoridad.pem", "-CAkey", "autoridad.key", "-CAcreateserial", "-extfile", "extra")
        openssl("x509", "-req", "-in", f"{suyo}.csr", *de, "-days", "9", "-out", f"{suyo}.crt")
    return carpeta
