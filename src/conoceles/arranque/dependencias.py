"""Las bibliotecas de producción: la lista fija con sus huellas, y qué se sabe de ellas."""

from __future__ import annotations

import hashlib
import json
import re
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from http.client import HTTPException
from pathlib import Path

from conoceles.nucleo.carpetas import RAIZ_PROYECTO, carpetas
from conoceles.nucleo.errores import ErrorDeDominio

LISTA = RAIZ_PROYECTO / "requirements" / "produccion.txt"
AVISOS = "https://api.osv.dev/v1/querybatch"
ESPERA = 30  # segundos
_FIJA = re.compile(
    r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==(\S+)(?: ;[^\n\\]*?)?((?: \\\n +--hash=sha256:[0-9a-f]{64})+)",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Biblioteca:
    """`huellas`: la SHA-256 de cada archivo con que se admite instalarla."""

    nombre: str
    version: str
    huellas: tuple[str, ...]

    @property
    def purl(self) -> str:
        """Como la nombran los catálogos (Package URL)."""
        return f"pkg:pypi/{self.nombre.lower().replace('_', '-')}@{self.version}"


def fijas(lista: Path = LISTA) -> list[Biblioteca]:
    """Las de la lista, en su orden."""
    return [
        Biblioteca(nombre, cual, tuple(re.findall("[0-9a-f]{64}", huellas)))
        for nombre, cual, huellas in _FIJA.findall(lista.read_text(encoding="utf-8"))
    ]


def avisos(bibliotecas: Sequence[Biblioteca], direccion: str = AVISOS) -> dict[str, list[str]]:
    """Biblioteca y versión → las fallas conocidas que la alcanzan, según un servicio en el formato de OSV.

    `ErrorDeDominio` si no contesta o contesta otra cosa: sin respuesta no se sabe nada, y no es que no haya.
    """
    pedido = json.dumps({"queries": [{"package": {"purl": b.purl}} for b in bibliotecas]}).encode()
    peticion = urllib.request.Request(direccion, pedido, {"Content-Type": "application/json"})  # noqa: S310
    try:
        with urllib.request.urlopen(peticion, timeout=ESPERA) as respuesta:  # noqa: S310
            dichas = json.loads(respuesta.read())["results"]
        halladas = [sorted(str(v["id"]) for v in dicha.get("vulns", ())) for dicha in dichas]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, HTTPException):
        raise ErrorDeDominio(
            f"«{direccion}» no contestó a la auditoría: no se sabe si hay fallas. Córrala en una máquina que salga a internet, "
            "o dé con --avisos la dirección de una copia."
        ) from None
    if len(halladas) != len(bibliotecas):
        raise ErrorDeDominio(
            f"«{direccion}» contestó de {len(halladas)} bibliotecas y son {len(bibliotecas)}."
        )
    return {f"{b.nombre} {b.version}": suyas for b, suyas in zip(bibliotecas, halladas, strict=True) if suyas}


def anotar(fallas: Mapping[str, Sequence[str]], ahora: datetime) -> None:
    """Deja constancia de la auditoría, y desde cuándo se sabe cada falla: de ahí corre su plazo (SECURITY.md)."""
    destino = _constancia()
    if not destino.parent.is_dir():  # se corre también donde no hay instalación
        return
    antes = ultima()
    desde = antes.desde if antes else {}
    sabidas = {
        f"{cual}: {falla}": desde.get(f"{cual}: {falla}", ahora) for cual in fallas for falla in fallas[cual]
    }
    dicho = {
        "momento": ahora.isoformat(),
        "lista": _de_la_lista(),
        "desde": {f: d.isoformat() for f, d in sabidas.items()},
    }
    nueva = destino.with_suffix(".nueva")
    nueva.write_text(json.dumps(dicho, ensure_ascii=False, indent=1), encoding="utf-8")
    nueva.replace(destino)


@dataclass(frozen=True)
class Auditoria:
    """La última: cuándo, si fue de las bibliotecas de hoy, y desde cuándo se sabe cada falla."""

    momento: datetime
    de_hoy: bool
    desde: Mapping[str, datetime]


def ultima() -> Auditoria | None:
    """`None` si no consta ninguna."""
    if not _constancia().is_file():
        return None
    dicho = json.loads(_constancia().read_text(encoding="utf-8"))
    desde = {falla: datetime.fromisoformat(dia) for falla, dia in dicho["desde"].items()}
    return Auditoria(datetime.fromisoformat(dicho["momento"]), dicho["lista"] == _de_la_lista(), desde)


def _constancia() -> Path:
    return carpetas().registros / "auditoria.json"


def _de_la_lista() -> str:
    return hashlib.sha256(LISTA.read_bytes()).hexdigest()
