"""`sbom`: el inventario de bibliotecas de producción, para quien audita."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from datetime import datetime
from importlib import metadata
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from conoceles.arranque import dependencias
from conoceles.arranque.dependencias import Biblioteca
from conoceles.arranque.ordenes._salida import exigir_escribible
from conoceles.arranque.version import version
from conoceles.nucleo import reloj

AYUDA = "Escribe el inventario de bibliotecas (CycloneDX) con sus huellas y licencias."
PREPARA = False


def argumentos(parser: argparse.ArgumentParser) -> None:
    """Dónde."""
    parser.add_argument("--salida", metavar="ARCHIVO", type=Path, default=Path("conoceles.cdx.json"))


def ejecutar(args: argparse.Namespace) -> dict[str, object]:
    """Cuántas bibliotecas lleva."""
    exigir_escribible(args.salida)
    fijas = dependencias.fijas()
    documento = inventario(fijas, reloj.ahora())
    args.salida.write_text(json.dumps(documento, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return {"archivo": str(args.salida), "bibliotecas": len(fijas)}


def texto(resultado: dict[str, object]) -> str:
    """Una línea."""
    return f"{resultado['bibliotecas']} bibliotecas en {resultado['archivo']} (CycloneDX 1.6)."


def inventario(bibliotecas: Sequence[Biblioteca], ahora: datetime) -> dict[str, object]:
    """CycloneDX 1.6. La misma lista a la misma hora da el mismo documento."""
    propia = {"type": "application", "bom-ref": "conoceles", "name": "conoceles", "version": version()}
    licencia = {"licenses": [{"license": {"id": "EUPL-1.2"}}]}
    contenido = "\n".join([version(), *(f"{b.purl} {' '.join(b.huellas)}" for b in bibliotecas)])
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid5(NAMESPACE_URL, contenido)}",
        "version": 1,
        "metadata": {"timestamp": ahora.isoformat(timespec="seconds"), "component": propia | licencia},
        "components": [_componente(b) for b in bibliotecas],
        "dependencies": [{"ref": "conoceles", "dependsOn": sorted(b.purl for b in bibliotecas)}],
    }


def _componente(b: Biblioteca) -> dict[str, object]:
    dicho: dict[str, object] = {
        "type": "library",
        "bom-ref": b.purl,
        "name": b.nombre,
        "version": b.version,
        "purl": b.purl,
        "hashes": [{"alg": "SHA-256", "content": h} for h in b.huellas],
    }
    licencia = _licencia(b.nombre)
    return dicho | ({"licenses": [{"license": {"name": licencia}}]} if licencia else {})


def _licencia(nombre: str) -> str:
    """La que declara la biblioteca instalada; vacía si no lo está o no la declara en una línea."""
    try:
        datos = metadata.metadata(nombre)
    except metadata.PackageNotFoundError:
        return ""
    [dicha, *_] = datos.get_all("License-Expression") or datos.get_all("License") or [""]
    return dicha if "\n" not in dicha and len(dicha) < 100 else ""
