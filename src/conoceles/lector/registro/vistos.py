"""Lo último que quien comprueba vio de cada registro, en un archivo suyo: contra eso se nota que algo volvió atrás."""

from __future__ import annotations

import base64
import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path

from conoceles.lector.registro.nota import NotaMala


@dataclass
class Visto:
    """`raiz` en base64. `manifiestos`: de cada elección, el índice de su manifiesto más nuevo."""

    tamano: int
    raiz: str
    manifiestos: dict[str, int] = field(default_factory=dict)

    @property
    def octetos(self) -> bytes:
        return base64.b64decode(self.raiz)


def recordado(archivo: Path, origen: str) -> Visto | None:
    """Lo visto de ese registro; `None` la primera vez. `NotaMala` si el archivo no se entiende."""
    if not archivo.exists():
        return None
    try:
        dicho = json.loads(archivo.read_bytes()).get(origen)
        visto = Visto(**dicho) if dicho else None
        if visto is not None and not _se_entiende(visto):
            raise ValueError
    except (ValueError, TypeError, AttributeError):
        raise NotaMala(f"«{archivo}» no guarda lo visto de un registro: no se tocó.") from None
    return visto


def _se_entiende(visto: Visto) -> bool:
    indices = visto.manifiestos.values()
    return type(visto.tamano) is int and len(visto.octetos) == 32 and all(type(i) is int for i in indices)


def recordar(archivo: Path, origen: str, visto: Visto) -> None:
    """Lo guarda de un solo golpe, junto a lo de otros registros."""
    todo = json.loads(archivo.read_bytes()) if archivo.exists() else {}
    parcial = archivo.with_name(f"{archivo.name}.parcial")
    parcial.write_text(json.dumps(todo | {origen: asdict(visto)}, sort_keys=True, indent=1), encoding="utf-8")
    os.replace(parcial, archivo)
