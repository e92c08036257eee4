"""Programas de Debian que usan las pruebas. Se instalan si se puede; si no, se dice con qué orden."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from conoceles.nucleo.errores import ErrorDeDominio

# El mismo Chromium sin lo que solo sirve a una pantalla: abrirlo y abrir seis páginas gasta la mitad de procesador.
NAVEGADOR = "chromium-headless-shell"
PROGRAMAS = {
    "liblouis-bin": "lou_translate",
    "varnish": "varnishd",
    "iproute2": "ip",
    "systemd": "systemd-analyze",
}  # los que no se llaman como su paquete
APARTE = ":/usr/sbin:/sbin"  # nginx vive fuera del PATH de quien no administra


def conseguir(paquetes: Iterable[str]) -> None:
    """Instala con apt-get los que falten. `ErrorDeDominio`, con la orden exacta, si no se puede."""
    faltan = [paquete for paquete in paquetes if not esta(paquete)]
    if not faltan:
        return
    orden = ["apt-get", "install", "-y", "--no-install-recommends", *faltan]
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise ErrorDeDominio(f"Para las pruebas falta instalar {', '.join(faltan)}: sudo {' '.join(orden)}")
    entorno = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    print(f"Instalando {', '.join(faltan)}…", flush=True)
    subprocess.run(["apt-get", "update", "-qq"], env=entorno, check=False)
    hecho = subprocess.run(orden, env=entorno, check=False, capture_output=True, text=True)
    if hecho.returncode or not all(esta(paquete) for paquete in faltan):
        raise ErrorDeDominio(
            f"No se pudo instalar {', '.join(faltan)} con: {' '.join(orden)}\n{hecho.stderr[-500:]}"
        )


def esta(paquete: str) -> bool:
    """Si el programa del paquete ya se puede ejecutar, o se dio un servidor en su lugar."""
    if paquete == "postgresql":
        return bool(os.environ.get("CONOCELES_PRUEBAS_POSTGRES")) or binarios_postgres() is not None
    programa = PROGRAMAS.get(paquete, paquete)
    return shutil.which(programa, path=os.environ.get("PATH", os.defpath) + APARTE) is not None


def binarios_postgres() -> Path | None:
    """Carpeta de la versión más nueva con initdb y postgres, o nada."""
    versiones = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    return max((v.parent for v in versiones), key=lambda r: float(r.parent.name), default=None)
