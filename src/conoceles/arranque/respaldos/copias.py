"""Las copias de todos los días en una carpeta: una por corrida, enlazada con la anterior, y las viejas se van solas.

Y su segundo lugar: otra máquina, un disco aparte o un almacén S3, cifradas antes de salir de aquí. Lo hace restic.
"""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
from collections.abc import Sequence
from datetime import datetime, timezone
from pathlib import Path

import msgspec

from conoceles.arranque.respaldos import respaldo
from conoceles.nucleo.carpetas import carpetas
from conoceles.nucleo.errores import ErrorDeDominio

FORMA = "%Y%m%dT%H%M%SZ"
DIAS, SEMANAS, MESES = 7, 5, 6  # de cuántos se conserva la última copia
ESPERA = 120  # segundos para que el segundo lugar diga si está: restic por sí solo insiste quince minutos


class Diaria(respaldo.Resumen):
    """`quitadas`: cuántas viejas se fueron; `segundo`: a dónde se mandó además, o vacío."""

    quitadas: int
    segundo: str


def diaria(carpeta: Path, *, ahora: datetime) -> Diaria:
    """Otra copia en `carpeta`, con nombre solo cuando está completa; después quita las que ya no tocan.

    Con `CONOCELES_SEGUNDO_LUGAR`, la manda además allá, cifrada. `ErrorDeDominio` si algo no se pudo.
    """
    carpeta.mkdir(parents=True, exist_ok=True, mode=0o700)
    for trunca in carpeta.glob(".parcial-*"):
        shutil.rmtree(trunca)
    previas = todas(carpeta)
    nombre = ahora.astimezone(timezone.utc).strftime(FORMA)
    parcial, destino = carpeta / f".parcial-{nombre}", carpeta / nombre
    hecho = respaldo.respaldar(parcial, ahora=ahora, anterior=previas[-1] if previas else None)
    parcial.rename(destino)
    quitadas = podar(carpeta)
    segundo = os.environ.get("CONOCELES_SEGUNDO_LUGAR", "")
    if segundo:
        _mandar(segundo, destino)
        _asentar_segundo(ahora)
    return {**hecho, "destino": str(destino), "quitadas": len(quitadas), "segundo": segundo}


def todas(carpeta: Path) -> list[Path]:
    """Las completas, de la más antigua a la más nueva."""
    return sorted(ruta for ruta in carpeta.iterdir() if _momento(ruta))


def podar(carpeta: Path) -> list[Path]:
    """Quita lo que no es la última de su día, su semana o su mes entre los más recientes. Devuelve lo quitado."""
    copias = todas(carpeta)
    quedan = {
        *_ultimas(copias, "%Y%m%d", DIAS),
        *_ultimas(copias, "%G%V", SEMANAS),
        *_ultimas(copias, "%Y%m", MESES),
    }
    sobran = [copia for copia in copias if copia not in quedan]
    for copia in sobran:
        shutil.rmtree(copia)
    return sobran


def _ultimas(copias: Sequence[Path], periodo: str, cuantas: int) -> list[Path]:
    por_periodo = {f"{_momento(copia):{periodo}}": copia for copia in copias}
    return list(por_periodo.values())[-cuantas:]


def _momento(ruta: Path) -> datetime | None:
    try:
        return datetime.strptime(ruta.name, FORMA).replace(tzinfo=timezone.utc)
    except ValueError:
        return None


def _mandar(lugar: str, copia: Path) -> None:
    """A un depósito de restic, que se crea la primera vez con una clave propia, y allá la misma conservación."""
    if not _restic(lugar, "cat", "config", limite=ESPERA):
        _exigir(lugar, "init", limite=ESPERA)
    _exigir(lugar, "backup", "--host", "conoceles", "--tag", "diaria", str(copia))
    conserva = [f"--keep-daily={DIAS}", f"--keep-weekly={SEMANAS}", f"--keep-monthly={MESES}"]
    _exigir(lugar, "forget", "--host", "conoceles", "--group-by", "host", *conserva, "--prune")


def _exigir(lugar: str, *orden: str, limite: int | None = None) -> None:
    if not _restic(lugar, *orden, limite=limite):
        raise ErrorDeDominio(
            f"El segundo lugar no aceptó «restic {orden[0]}»; la copia de esta máquina sí quedó. "
            "Revise CONOCELES_SEGUNDO_LUGAR y que se llegue a él."
        )


def _restic(lugar: str, *orden: str, limite: int | None = None) -> bool:
    """Si la orden acabó bien, antes de `limite` segundos.

    La clave va por archivo y el lugar por el entorno: los argumentos de un proceso los ve cualquiera.
    """
    if not shutil.which("restic"):
        raise ErrorDeDominio("No se encuentra restic: apt-get install restic.")
    entorno = os.environ | {"RESTIC_REPOSITORY": lugar, "RESTIC_PASSWORD_FILE": str(_clave())}
    entorno |= {"RESTIC_CACHE_DIR": str(carpetas().registros / "restic")}
    try:
        hecho = subprocess.run(
            ["restic", "--quiet", *orden], env=entorno, capture_output=True, check=False, timeout=limite
        )
    except subprocess.TimeoutExpired:
        return False
    return hecho.returncode == 0


def _clave() -> Path:
    """Entre los secretos: se resguarda con ellos, y sin ella el segundo lugar no se abre."""
    ruta = carpetas().secretos / "segundo_lugar.llave"
    if not ruta.exists():
        with os.fdopen(os.open(ruta, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as salida:
            salida.write(secrets.token_urlsafe(32) + "\n")
    return ruta


def _asentar_segundo(ahora: datetime) -> None:
    dicho = msgspec.json.decode(
        (carpetas().registros / respaldo.MANIFIESTO).read_bytes(), type=respaldo.Constancia
    )
    respaldo.anotar_constancia({**dicho, "segundo": ahora.isoformat()})
