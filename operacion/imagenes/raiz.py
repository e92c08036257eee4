"""La raíz de la imagen: un Debian mínimo con mmdebstrap, lo que hace falta y nada que cambie de una vez a otra."""

from __future__ import annotations

import os
from pathlib import Path

from instalador.pasos.paquetes import NOMBRES
from instalador.piezas import Falla, correr

VERSION = "trixie"
# En la imagen no se prepara un entorno, y la copia continua es de la máquina de las bases.
PAQUETES = sorted({*NOMBRES} - {"python3-venv", "pgbackrest"})
SIN = ("man", "doc", "info", "locale", "lintian")
ADENTRO = Path(__file__).with_name("adentro.sh")


def hacer(taller: Path, cuando: int, deposito: str) -> None:
    """`taller/raiz.tar` y `taller/paquetes`, con lo que quedó puesto: nombre, versión y huella."""
    if os.geteuid() != 0:
        raise Falla("Hay que ser root para armar la raíz; en la imagen no queda nada que lo sea.")
    sin = (f"--dpkgopt=path-exclude=/usr/share/{carpeta}/*" for carpeta in SIN)
    adentro = f'"{ADENTRO}" "$1" "{taller}"'
    correr(
        "mmdebstrap", "--mode=root", "--variant=apt", "--quiet", f"--include={','.join(PAQUETES)}", *sin,
        "--dpkgopt=force-unsafe-io",
        f"--customize-hook={adentro}", VERSION, taller / "raiz.tar", *_depositos(deposito),
        entorno={"SOURCE_DATE_EPOCH": str(cuando), "LC_ALL": "C.UTF-8"},
    )  # fmt: skip


def _depositos(deposito: str) -> list[str]:
    """Los tres de Debian. Lo que se dio puede ser de otro día y estar vencido: lo que vale es la lista con huellas."""

    vencido, de_donde = " [check-valid-until=no]" if deposito else "", deposito or de_esta_maquina()

    def uno(nombre: str, rama: str) -> str:
        return f"deb{vencido} {de_donde.format(nombre)} {rama} main"

    return [
        uno("debian", VERSION),
        uno("debian", f"{VERSION}-updates"),
        uno("debian-security", f"{VERSION}-security"),
    ]


def de_esta_maquina() -> str:
    """El depósito que usa su apt, con `{}` donde va el nombre. `Falla` si no tiene el de Debian."""
    for uno in correr("apt-get", "indextargets", "--format", "$(REPO_URI)").split():
        if uno.rstrip("/").endswith("/debian"):
            return uno.rstrip("/").removesuffix("debian") + "{}"
    raise Falla("El apt de esta máquina no tiene el depósito de Debian: dé --deposito.")


def instalados(taller: Path) -> str:
    return (taller / "paquetes").read_text(encoding="utf-8")


def comparar(taller: Path, lista: str) -> None:
    """`Falla` con los paquetes que no son los anotados: Debian ya da otros."""
    son, deben = set(instalados(taller).splitlines()), set(lista.splitlines())
    if distintos := sorted({renglon.split()[0] for renglon in son ^ deben}):
        raise Falla(
            f"Debian da hoy otros paquetes que los anotados: {', '.join(distintos)}. Repita con --deposito y uno del "
            "día en que se anotaron (git log -1 operacion/imagenes/paquetes.lista), o anote los de hoy con --fijar."
        )
