"""Las copias de todos los días en una carpeta: una por corrida, enlazada con la anterior, y las viejas se van solas."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from datetime import datetime, timezone
from pathlib import Path

from conoceles.arranque.respaldos import respaldo, segundo_lugar

FORMA = "%Y%m%dT%H%M%SZ"
DIAS, SEMANAS, MESES = 7, 5, 6  # de cuántos se conserva la última copia


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
        conserva = [f"--keep-daily={DIAS}", f"--keep-weekly={SEMANAS}", f"--keep-monthly={MESES}"]
        segundo_lugar.mandar(segundo, destino, conserva, ahora=ahora)
    return {**hecho, "destino": str(destino), "quitadas": len(quitadas), "segundo": segundo}


def todas(carpeta: Path) -> list[Path]:
    """Las completas, de la más antigua a la más nueva."""
    return sorted(ruta for ruta in carpeta.iterdir() if _momento(ruta))


def elegida(origen: Path) -> Path | None:
    """La copia que es `origen` o, si es la carpeta de varias, la más nueva."""
    if (origen / respaldo.MANIFIESTO).exists():
        return origen
    return next(reversed(todas(origen)), None) if origen.is_dir() else None


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
