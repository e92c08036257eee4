"""Lo que se toma de Debian."""

from __future__ import annotations

from instalador.piezas import Paquetes, Paso

NOMBRES = (
    "ca-certificates",
    "python3",
    "python3-venv",
    "postgresql",
    "nginx",
    "iproute2",  # quién ocupa un puerto
    "openssl",
    "restic",
    "rsync",
    "openssh-client",  # los espejos que están en otra máquina
    "pgbackrest",
    "liblouis-bin",  # braille
)
DE_SITIO = ("ca-certificates", "python3", "python3-venv", "nginx", "iproute2", "openssl", "rsync")
DE_BASES = ("ca-certificates", "python3", "postgresql", "openssl", "pgbackrest")


def paso(nombres: tuple[str, ...] = NOMBRES) -> Paso:
    return Paso("Paquetes de Debian", [Paquetes(nombres)])
