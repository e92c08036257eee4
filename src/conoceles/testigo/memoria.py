"""Lo que un testigo guarda: su llave, qué registros vigila y lo último que cofirmó de cada uno.

Todo en una carpeta suya. Si falta lo último que vio de un registro que vigila, o es menos de lo que ya cofirmó, no vuelve a
firmarlo: podría dar por buena otra historia. Hasta dónde cofirmó se apunta aparte, y mientras corre también lo recuerda.
Entonces se crea otro testigo, con otra llave.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from conoceles.lector.registro import inclusion, nota
from conoceles.lector.registro.nota import DE_TESTIGO, DEL_REGISTRO, Control, NotaMala, Vkey
from conoceles.testigo import firma


class SinMemoria(Exception):
    """No se puede firmar: falta lo que se había visto, o no es lo que este testigo guardó."""


class Carpeta:
    """La de un testigo ya creado. `SinMemoria` si no lo es."""

    def __init__(self, carpeta: Path) -> None:
        self.carpeta = carpeta
        try:
            self.semilla = bytes.fromhex((carpeta / "llave").read_text())
            nombre = (carpeta / "nombre").read_text(encoding="utf-8").strip()
        except (OSError, ValueError):
            raise SinMemoria(f"En «{carpeta}» no hay un testigo: créelo con «testigo crear».") from None
        self.llave = Vkey(nombre, DE_TESTIGO, firma.llave_de(self.semilla))
        self._hasta: dict[str, int] = {}  # lo más que este proceso ha visto de cada uno

    @property
    def vigilados(self) -> dict[str, dict[str, list[str]]]:
        """Origen → sus llaves y la dirección donde se publica."""
        archivo = self.carpeta / "registros.json"
        return dict(json.loads(archivo.read_bytes())) if archivo.exists() else {}

    def llaves_de(self, origen: str) -> list[Vkey]:
        """Las que firman ese registro; ninguna si no se vigila."""
        return [nota.vkey(v) for v in self.vigilados.get(origen, {}).get("llaves", [])]

    def vigilar(self, llave: Vkey, direccion: str) -> None:
        """Agrega un registro, o una llave nueva de uno que ya se vigila: lo visto no cambia."""
        if llave.clase != DEL_REGISTRO:
            raise NotaMala("Esa llave no es de un registro.")
        todos, origen = self.vigilados, llave.nombre
        if origen not in todos and not self._archivo(origen).exists() and not self._apunte(origen).exists():
            self.guardar(origen, 0, inclusion.SIN_HOJAS, b"")
        suyo = todos.setdefault(origen, {"llaves": [], "direccion": []})
        suyo["llaves"] = sorted({*suyo["llaves"], str(llave)})
        suyo["direccion"] = [direccion] if direccion else suyo["direccion"]
        escribir(self.carpeta / "registros.json", json.dumps(todos, indent=1).encode())

    def dejar(self, llave: Vkey) -> None:
        """Una llave revocada ya no vale; el registro se sigue vigilando."""
        todos = self.vigilados
        todos[llave.nombre]["llaves"].remove(str(llave))
        escribir(self.carpeta / "registros.json", json.dumps(todos, indent=1).encode())

    def visto(self, origen: str) -> tuple[int, bytes, bytes]:
        """Tamaño, raíz y nota cofirmada. `SinMemoria` si no está o no la cofirmó esta llave."""
        try:
            dicho = json.loads(self._archivo(origen).read_bytes())
            tamano, raiz, cofirmada = (
                int(dicho["tamano"]),
                bytes.fromhex(dicho["raiz"]),
                dicho["nota"].encode(),
            )
            punto: Control | None = nota.control_de(cofirmada) if tamano else None
            bien = punto is None or (
                nota.firmo(punto, self.llave) and (punto.tamano, punto.raiz) == (tamano, raiz)
            )
            bien = bien and tamano >= self._ya_cofirmado(origen)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            bien = False
        if not bien:
            raise SinMemoria(
                f"Se perdió lo que este testigo había visto de «{origen}»: no volverá a firmarlo."
            )
        return tamano, raiz, cofirmada

    def _ya_cofirmado(self, origen: str) -> int:
        """Lo más que consta: en su apunte, o en este proceso. Sin apunte, lo creó una versión que no lo llevaba."""
        apunte = self._apunte(origen)
        apuntado = int(apunte.read_text()) if apunte.exists() else 0
        return max(apuntado, self._hasta.get(origen, 0))

    def guardar(self, origen: str, tamano: int, raiz: bytes, cofirmada: bytes) -> None:
        """Lo último visto, en disco antes de que nadie lo sepa."""
        documento = {"tamano": tamano, "raiz": raiz.hex(), "nota": cofirmada.decode()}
        escribir(self._archivo(origen), json.dumps(documento).encode())
        self._hasta[origen] = tamano
        self._apunte(origen).parent.mkdir(exist_ok=True, mode=0o700)
        escribir(
            self._apunte(origen), str(tamano).encode()
        )  # después: si se corta entre los dos, no parece un olvido

    def anotar_desacuerdo(self, pedido: bytes) -> None:
        """Lo que el registro firmó y no extiende lo visto: es prueba de que cuenta dos historias."""
        carpeta = self.carpeta / "desacuerdos"
        carpeta.mkdir(exist_ok=True)
        if len(list(carpeta.iterdir())) < 100:
            escribir(carpeta / hashlib.sha256(pedido).hexdigest(), pedido)

    @contextmanager
    def en_uso(self) -> Iterator[None]:
        """Un solo proceso firma con esta carpeta. `SinMemoria` si ya hay otro."""
        with (self.carpeta / "cerrojo").open("w") as archivo:
            try:
                fcntl.flock(archivo, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise SinMemoria("Otro proceso ya corre este testigo.") from None
            yield

    def _archivo(self, origen: str) -> Path:
        return self.carpeta / "vistos" / huella_de(origen)

    def _apunte(self, origen: str) -> Path:
        return self.carpeta / "hasta" / huella_de(origen)


def crear(carpeta: Path, nombre: str) -> Carpeta:
    """Un testigo nuevo, con su llave. `SinMemoria` si la carpeta ya tiene algo; `NotaMala` si el nombre no sirve."""
    if carpeta.exists() and any(carpeta.iterdir()):
        raise SinMemoria(f"«{carpeta}» no está vacía: un testigo nuevo va en su propia carpeta.")
    nota.vkey(str(Vkey(nombre, DE_TESTIGO, bytes(32))))
    (carpeta / "vistos").mkdir(parents=True, mode=0o700)
    escribir(carpeta / "nombre", nombre.encode())
    escribir(carpeta / "llave", secrets.token_hex(32).encode())
    return Carpeta(carpeta)


def huella_de(origen: str) -> str:
    """Cómo se llama un registro en una dirección."""
    return hashlib.sha256(origen.encode()).hexdigest()


def escribir(destino: Path, contenido: bytes) -> None:
    """Entero o nada, solo para su dueño, y en disco al volver."""
    parcial = destino.with_name(f".{destino.name}")
    parcial.unlink(missing_ok=True)
    with os.fdopen(os.open(parcial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as salida:
        salida.write(contenido)
        salida.flush()
        os.fsync(salida.fileno())
    os.replace(parcial, destino)
    descriptor = os.open(destino.parent, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
