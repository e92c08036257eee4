"""Lo que solo sabe quien instala. Se guarda: la segunda vez no se vuelve a preguntar."""

from __future__ import annotations

import argparse
import json
import re
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from instalador.piezas import Falla

GUARDADAS = Path("/etc/conoceles/instalacion.json")
NOMBRE = r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}"
LLAVE = r"(ssh|ecdsa|sk)-[a-z0-9@.-]+ [A-Za-z0-9+/]{40,}={0,2}( [^\r\n]*)?"
CORREO = r"[^@\s\"'<>]+@[^@\s\"'<>]+\.[^@\s\"'<>]+"


@dataclass(frozen=True)
class Respuestas:
    """`sitio`, `captura`: nombres de máquina. `remitente`, `administra`, `opera`: correos. `recibe`: una llave pública de ssh, o nada."""

    sitio: str
    captura: str
    remitente: str
    administra: str
    nombre: str
    opera: str
    recibe: str = ""


AYUDA = {
    "sitio": ("NOMBRE", "nombre del sitio público, como conoceles.example.mx", NOMBRE),
    "captura": ("NOMBRE", "nombre de la captura, distinto del anterior", NOMBRE),
    "remitente": ("CORREO", "de quién salen los correos", CORREO),
    "administra": ("CORREO", "de quién es la primera cuenta de administración", CORREO),
    "nombre": ("NOMBRE", "cómo se llama esa persona", r"[^\r\n]{2,200}"),
    "opera": ("CORREO", "a quién se avisa si algo falla (si falta, a quien administra)", CORREO),
    "recibe": ("LLAVE", "llave pública de ssh de la máquina que publica, si va a dejar aquí el sitio", LLAVE),
}
# Qué hace falta según lo que lleve la máquina.
PIDE = {
    "": ("sitio", "captura", "remitente", "administra", "nombre", "opera"),
    "sitio": ("sitio",),
    "bases": (),
}


def preguntas(analizador: argparse.ArgumentParser) -> None:
    """Una opción por respuesta."""
    for clave, (forma, ayuda, _) in AYUDA.items():
        analizador.add_argument(f"--{clave}", metavar=forma, help=ayuda)


def reunir(args: argparse.Namespace, *, pide: tuple[str, ...]) -> Respuestas:
    """Lo dicho ahora y, si no, lo guardado. `Falla` con todo lo que falta o no se entiende de lo que se pide."""
    antes = _guardadas()
    dichas = {c: getattr(args, c, None) or antes.get(c, "") for c in AYUDA}
    dichas["opera"] = dichas["opera"] or dichas["administra"]
    if not pide:
        return Respuestas(**dichas)
    malas = [
        f"--{clave}: {ayuda}" + (f" (no «{dichas[clave]}»)" if dichas[clave] else "")
        for clave, (_, ayuda, patron) in AYUDA.items()
        if (clave in pide or dichas[clave]) and not re.fullmatch(patron, dichas[clave])
    ]
    if malas:
        raise Falla("Falta, o no se entiende:\n  " + "\n  ".join(malas))
    if "captura" in pide and dichas["sitio"] == dichas["captura"]:
        raise Falla("El sitio y la captura llevan nombres distintos: sus galletas y su cuidado son otros.")
    return Respuestas(**dichas)


def guardar(dichas: Respuestas) -> None:
    """Solo root las lee: llevan un nombre y un correo."""
    GUARDADAS.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    GUARDADAS.write_text(json.dumps(asdict(dichas), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    GUARDADAS.chmod(0o600)


def _guardadas() -> dict[str, str]:
    try:
        leidas = json.loads(GUARDADAS.read_text(encoding="utf-8"))
    except (FileNotFoundError, PermissionError):
        return {}
    except ValueError:
        raise Falla(f"{GUARDADAS} no se entiende; quítelo y diga otra vez las respuestas.") from None
    return {c.name: str(leidas.get(c.name, "")) for c in fields(Respuestas)}
