"""Las piezas de que está hecha una instalación. Cada una sabe tres cosas: si está, ponerse y quitarse."""

from __future__ import annotations

import grp
import os
import pwd
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


class Falla(Exception):
    """Lo que impide seguir, en una frase para quien instala."""


class Pieza(Protocol):
    """`que`: lo que es ponerla, en infinitivo. `es_dato`: quitarla perdería algo que no se rehace.

    `esta`: si está como debe. `hay`: si hay algo que quitar, aunque no esté como debe.
    """

    @property
    def que(self) -> str: ...
    @property
    def es_dato(self) -> bool: ...
    def esta(self) -> bool: ...
    def hay(self) -> bool: ...
    def poner(self) -> None: ...
    def quitar(self) -> None: ...


@dataclass(frozen=True)
class Paso:
    nombre: str
    piezas: Sequence[Pieza]


def correr(*orden: str | Path, entrada: str = "", entorno: dict[str, str] | None = None) -> str:
    """La salida de una orden. `Falla` con lo último que dijo si no terminó bien; nunca repite `entrada`."""
    try:
        hecho = subprocess.run(
            [str(parte) for parte in orden],
            input=entrada, env=os.environ | (entorno or {}), capture_output=True, text=True, check=False,
        )  # fmt: skip
    except FileNotFoundError:
        raise Falla(f"No existe el programa {orden[0]}.") from None
    if hecho.returncode:
        dicho = (hecho.stderr or hecho.stdout).strip()[-800:]
        raise Falla(f"«{orden[0]}» terminó con {hecho.returncode}:\n{dicho}")
    return hecho.stdout


def sale_bien(*orden: str | Path, entrada: str = "", entorno: dict[str, str] | None = None) -> bool:
    """Si una orden existe y termina bien."""
    try:
        correr(*orden, entrada=entrada, entorno=entorno)
    except Falla:
        return False
    return True


def hay_systemd() -> bool:
    """Si está en marcha; en una imagen que se prepara, no."""
    return Path("/run/systemd/system").is_dir()


@dataclass(frozen=True)
class Paquetes:
    """Los de Debian. No se quitan: otra cosa puede usarlos, y con PostgreSQL se iría su servidor."""

    nombres: tuple[str, ...]
    es_dato: bool = True

    @property
    def que(self) -> str:
        return f"instalar con apt: {', '.join(self.nombres)}"

    def esta(self) -> bool:
        return all(_instalado(nombre) for nombre in self.nombres)

    hay = esta

    def poner(self) -> None:
        entorno = {"DEBIAN_FRONTEND": "noninteractive"}
        correr("apt-get", "update", "-qq", entorno=entorno)
        correr("apt-get", "install", "-y", "-qq", "--no-install-recommends", *self.nombres, entorno=entorno)

    def quitar(self) -> None:
        print(f"    los paquetes se quedan; para quitarlos: apt-get purge {' '.join(self.nombres)}")


def _instalado(nombre: str) -> bool:
    try:
        return correr("dpkg-query", "-W", "-f=${Status}", nombre).endswith(" installed")
    except Falla:
        return False


@dataclass(frozen=True)
class Grupo:
    """De sistema, para lo que varios usuarios comparten."""

    nombre: str
    es_dato: bool = True

    @property
    def que(self) -> str:
        return f"crear el grupo {self.nombre}"

    def esta(self) -> bool:
        return sale_bien("getent", "group", self.nombre)

    hay = esta

    def poner(self) -> None:
        correr("groupadd", "--system", self.nombre)

    def quitar(self) -> None:
        correr("groupdel", self.nombre)


@dataclass(frozen=True)
class Usuario:
    """De sistema, sin terminal, y en esos grupos además del suyo. Es dato: los archivos que quedan son suyos."""

    nombre: str
    casa: str = "/nonexistent"
    grupos: tuple[str, ...] = ()
    es_dato: bool = True

    @property
    def que(self) -> str:
        return f"crear el usuario de sistema {self.nombre}" + (
            f", en {', '.join(self.grupos)}" * bool(self.grupos)
        )

    def esta(self) -> bool:
        return self.hay() and set(self.grupos) <= set(correr("id", "-nG", self.nombre).split())

    def hay(self) -> bool:
        return _uid(self.nombre) is not None

    def poner(self) -> None:
        if not self.hay():
            suyo = ("--home-dir", self.casa, "--shell", "/usr/sbin/nologin")
            correr("useradd", "--system", "--user-group", *suyo, self.nombre)
        if self.grupos:
            correr("usermod", "--append", "--groups", ",".join(self.grupos), self.nombre)

    def quitar(self) -> None:
        correr("userdel", self.nombre)


def _uid(nombre: str) -> int | None:
    try:
        return pwd.getpwnam(nombre).pw_uid
    except KeyError:
        return None


def _es_de(ruta: Path, dueno: str, grupo: str, modo: int) -> bool:
    """Si existe, es de quien debe y con ese permiso."""
    try:
        estado = ruta.stat()
        esperado = (pwd.getpwnam(dueno).pw_uid, grp.getgrnam(grupo or dueno).gr_gid, modo)
    except (OSError, KeyError):
        return False
    return (estado.st_uid, estado.st_gid, estado.st_mode & 0o7777) == esperado


@dataclass(frozen=True)
class Carpeta:
    ruta: Path
    modo: int = 0o755
    dueno: str = "root"
    grupo: str = ""
    es_dato: bool = False

    @property
    def que(self) -> str:
        return f"crear la carpeta {self.ruta} ({self.modo:o}, de {self.dueno})"

    def esta(self) -> bool:
        return self.ruta.is_dir() and _es_de(self.ruta, self.dueno, self.grupo, self.modo)

    def hay(self) -> bool:
        return self.ruta.is_dir() and (self.es_dato or not any(self.ruta.iterdir()))

    def poner(self) -> None:
        self.ruta.mkdir(parents=True, exist_ok=True)
        shutil.chown(self.ruta, self.dueno, self.grupo or self.dueno)
        self.ruta.chmod(self.modo)

    def quitar(self) -> None:
        """Entera, si es de datos; si no lo es, solo vacía (`hay`)."""
        shutil.rmtree(self.ruta)


@dataclass(frozen=True)
class Archivo:
    """Con ese texto exacto: se escribe de un golpe y nadie lee la mitad."""

    ruta: Path
    texto: Callable[[], str]
    modo: int = 0o644
    dueno: str = "root"
    grupo: str = ""
    es_dato: bool = False

    @property
    def que(self) -> str:
        return f"escribir {self.ruta}"

    def esta(self) -> bool:
        if not _es_de(self.ruta, self.dueno, self.grupo, self.modo):
            return False
        return self.ruta.read_text(encoding="utf-8") == self.texto()

    def hay(self) -> bool:
        return self.ruta.exists()

    def poner(self) -> None:
        self.ruta.parent.mkdir(parents=True, exist_ok=True)
        parcial = self.ruta.with_name(f".{self.ruta.name}.parcial")
        descriptor = os.open(parcial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as salida:
            salida.write(self.texto())
        shutil.chown(parcial, self.dueno, self.grupo or self.dueno)
        parcial.chmod(self.modo)
        parcial.replace(self.ruta)

    def quitar(self) -> None:
        self.ruta.unlink()


@dataclass(frozen=True)
class Orden:
    """Lo que no es un archivo: cómo se sabe si está hecho, cómo se hace y, si hay qué deshacer, cómo se deshace."""

    que: str
    hecho: Callable[[], bool]
    hacer: Callable[[], None]
    deshacer: Callable[[], None] | None = None
    es_dato: bool = False

    def esta(self) -> bool:
        return self.hecho()

    def hay(self) -> bool:
        return self.deshacer is not None and self.hecho()

    def poner(self) -> None:
        self.hacer()

    def quitar(self) -> None:
        if self.deshacer is not None:
            self.deshacer()
