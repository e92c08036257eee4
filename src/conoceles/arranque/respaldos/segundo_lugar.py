"""El segundo lugar de las copias: otra máquina, un disco aparte o un almacén S3, cifradas antes de salir de aquí. Lo hace restic.

Si una no llega, la constancia del respaldo dice por qué y qué hacer, y con ella `comprobar` y su correo.
"""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
from datetime import datetime
from pathlib import Path

from conoceles.arranque.respaldos import constancia
from conoceles.nucleo import secretos
from conoceles.nucleo.carpetas import carpetas
from conoceles.nucleo.errores import ErrorDeDominio

ESPERA = 120  # segundos para que el segundo lugar diga si está: restic por sí solo insiste quince minutos
NO_ABRE = 12  # lo que restic contesta desde la 0.17 si la clave no es la suya; antes, solo en su mensaje


class NoLlego(ErrorDeDominio):
    """La copia no está en el segundo lugar: por qué y qué hacer, sin datos de nadie."""

    def __init__(self, causa: str, remedio: str) -> None:
        super().__init__(f"{causa} La copia de esta máquina sí quedó. {remedio}")
        self.causa, self.remedio = causa, remedio


def mandar(lugar: str, copia: Path, conserva: list[str], *, ahora: datetime) -> None:
    """Esa copia, y allá las que `conserva` dice. `NoLlego`, que también queda en la constancia, si no se pudo."""
    try:
        _mandar(lugar, copia, conserva)
    except NoLlego as no:
        constancia.anotar({**constancia.leer(), "falla": [no.causa, no.remedio]})
        raise
    dicho = constancia.leer()
    dicho.pop("falla", None)
    constancia.anotar({**dicho, "segundo": ahora.isoformat()})


def sin_clave() -> NoLlego | None:
    """Si ya se usó y su clave falta o está vacía: lo que está allá no se abriría."""
    ruta = clave()
    if not ruta.exists() and constancia.leer().get("segundo"):
        return NoLlego(f"Falta la clave del segundo lugar, {ruta}.", _otra())
    if ruta.exists() and not ruta.stat().st_size:
        return NoLlego(f"La clave del segundo lugar, {ruta}, está vacía.", _otra())
    return None


def _otra() -> str:
    """Con otra clave y en el mismo lugar no se abriría: por eso no se hace sola."""
    hacer = f"openssl rand -base64 32 | install -o conoceles-respaldo -g conoceles-respaldo -m 640 /dev/stdin {clave()}"
    return (
        "Repóngala de su resguardo. Si nadie la tiene, lo que está allá ya no se abre: dé otro lugar, vacío, en CONOCELES_SEGUNDO_LUGAR, "
        f"haga otra clave ({hacer}) y systemctl start conoceles-respaldo."
    )


def clave() -> Path:
    """Entre los secretos: se resguarda con ellos, y sin ella el segundo lugar no se abre."""
    return carpetas().secretos / "segundo_lugar.llave"


def _mandar(lugar: str, copia: Path, conserva: list[str]) -> None:
    """A un depósito de restic, que se crea la primera vez con una clave propia."""
    _exigir_clave()
    if not _restic(lugar, "cat", "config", limite=ESPERA):
        _exigir(lugar, "init", limite=ESPERA)
    _exigir(lugar, "backup", "--host", "conoceles", "--tag", "diaria", str(copia))
    _exigir(lugar, "forget", "--host", "conoceles", "--group-by", "host", *conserva, "--prune")


def _exigir_clave() -> None:
    """La primera vez se crea; después, una nueva no abriría nada."""
    if falta := sin_clave():
        raise falta
    ruta = clave()
    if not ruta.exists():
        try:
            secretos.crear(ruta, secrets.token_urlsafe(32).encode() + b"\n")
        except OSError:  # quien respalda no escribe entre los secretos: la deja `instalar`
            raise NoLlego(f"Falta la clave del segundo lugar, {ruta}.", _otra()) from None
    if not os.access(ruta, os.R_OK):
        raise NoLlego(
            f"El respaldo no puede leer la clave del segundo lugar, {ruta}.",
            "Repita operacion/instalar, que se la devuelve, y systemctl start conoceles-respaldo.",
        )


def _exigir(lugar: str, *orden: str, limite: int | None = None) -> None:
    if not _restic(lugar, *orden, limite=limite):
        raise NoLlego(
            f"El segundo lugar no aceptó «restic {orden[0]}».",
            "Revise CONOCELES_SEGUNDO_LUGAR y que se llegue a él; después, systemctl start conoceles-respaldo.",
        )


def _restic(lugar: str, *orden: str, limite: int | None = None) -> bool:
    """Si la orden acabó bien, antes de `limite` segundos. `NoLlego` si no hay restic o la clave no abre.

    La clave va por archivo y el lugar por el entorno: los argumentos de un proceso los ve cualquiera.
    """
    if not shutil.which("restic"):
        raise NoLlego("No se encuentra restic.", "apt-get install restic")
    entorno = os.environ | {"RESTIC_REPOSITORY": lugar, "RESTIC_PASSWORD_FILE": str(clave())}
    entorno |= {"RESTIC_CACHE_DIR": str(carpetas().registros / "restic")}
    try:
        hecho = subprocess.run(
            ["restic", "--quiet", *orden], env=entorno, capture_output=True, check=False, timeout=limite
        )
    except subprocess.TimeoutExpired:
        return False
    if hecho.returncode == NO_ABRE or b"wrong password" in hecho.stderr:
        raise NoLlego(f"La clave del segundo lugar, {clave()}, no abre lo que está allá: es otra.", _otra())
    return hecho.returncode == 0
