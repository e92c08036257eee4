"""Un almacén S3 de verdad (SeaweedFS) para las pruebas, en una carpeta propia y puertos libres."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from conoceles.nucleo.almacen import S3, AlmacenCaido, abrir

PROGRAMA = Path(sys.executable).with_name("weed")
LLAVE, SOLO_LEE, SECRETO = "prueba", "solo-lee", "secreto-de-prueba"
TARDANZA = 60.0  # segundos


@contextmanager
def servidor(direccion: str = "127.0.0.1", *certificado: str) -> Iterator[str]:
    """`servidor:puerto` mientras dure. Se apaga de golpe: lo guardado es de la prueba. `certificado`: él y su llave, si cifra."""
    with tempfile.TemporaryDirectory(prefix="conoceles-almacen-") as aparte:
        quienes = {
            "name": LLAVE,
            "credentials": [{"accessKey": LLAVE, "secretKey": SECRETO}],
            "actions": ["Admin"],
        }
        config = Path(aparte) / "quienes.json"
        de_paso = {"name": "anonymous", "actions": ["Read", "List"]}  # lo publicado se lee sin llave
        solo_lee = {
            "name": SOLO_LEE,
            "credentials": [{"accessKey": SOLO_LEE, "secretKey": SECRETO}],
            "actions": ["Read", "List"],
        }
        config.write_text(json.dumps({"identities": [quienes, de_paso, solo_lee]}))
        s3, maestro, volumen, filer = (_puerto() for _ in range(4))
        orden = [
            str(PROGRAMA), "-logtostderr", "server", f"-dir={aparte}", f"-ip={direccion}", f"-ip.bind={direccion}", "-s3",
            f"-s3.config={config}", f"-s3.port={s3}", f"-master.port={maestro}", f"-volume.port={volumen}",
            f"-filer.port={filer}", "-volume.max=100", "-master.volumeSizeLimitMB=64", "-s3.port.grpc=0",
            "-s3.port.iceberg=0", "-s3.port.lance=0", "-master.telemetry=false",  # sin puertos fijos: dos corridas a la vez
            *(f"-s3.{como}.file={cual}" for como, cual in zip(("cert", "key"), certificado, strict=False)),
        ]  # fmt: skip
        with (Path(aparte) / "dicho.log").open("wb") as dicho:
            proceso = subprocess.Popen(orden, stdout=dicho, stderr=dicho)
        try:
            yield f"{direccion}:{s3}"
        finally:
            proceso.kill()
            proceso.wait()


def cubeta(donde: str, nombre: str, *, versiones: bool = False, esquema: str = "s3+http") -> str:
    """La crea y devuelve su dirección. Espera a que el servidor atienda."""
    direccion = f"{esquema}://{LLAVE}:{SECRETO}@{donde}/{nombre}"
    almacen = abrir(direccion)
    assert isinstance(almacen, S3)
    limite = time.monotonic() + TARDANZA
    while True:
        try:
            almacen.pedir("PUT", f"/{nombre}")
            break
        except AlmacenCaido as error:
            if error.razon == "contestó 409":  # a medio arrancar la crea y dice que no pudo: ya está
                break
            if time.monotonic() > limite:
                raise
    if versiones:
        cuerpo = b"<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>"
        almacen.pedir("PUT", f"/{nombre}", {"versioning": ""}, cuerpo=cuerpo)
    return direccion


def _puerto() -> int:
    """Uno libre cuyo compañero, diez mil más arriba, también lo esté: ahí habla gRPC."""
    while True:
        with socket.socket() as uno, socket.socket() as otro:
            uno.bind(("127.0.0.1", 0))
            puerto = int(uno.getsockname()[1])
            if puerto + 10_000 > 65_535:
                continue
            try:
                otro.bind(("127.0.0.1", puerto + 10_000))
            except OSError:
                continue
            return puerto
