"""La historia de quien deja de mostrarse: se guarda fuera de lo que se sirve, por si su perfil vuelve.

Quien se sustituye puede ser restituida por un tribunal: lo que ya se había publicado de ella vuelve con su perfil. Con una
supresión o una revocación, sale también de aquí.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path

from conoceles.publicacion.api.documentos import Perfil
from conoceles.publicacion.instantanea import arbol as arboles
from conoceles.publicacion.instantanea.arbol import Arbol

CARPETA = "historia-en-reserva"  # en la carpeta de la elección, junto a lo que solo lee el publicador
PUBLICADOS = "datos/api/candidaturas/"


def publicado(arbol: Arbol, instantanea: str, folio: str) -> Perfil | None:
    """El de una instantánea."""
    archivo = arbol.ruta(instantanea) / f"{PUBLICADOS}{folio}.json"
    return _leido(archivo) if instantanea else None


def guardar(arbol: Arbol, instantanea: str, folio: str) -> None:
    """Lo que de ella se mostraba en esa instantánea; si no mostraba información, queda lo que hubiera."""
    documento = publicado(arbol, instantanea, folio)
    if documento is None or not documento["con_informacion"]:
        return
    destino = arbol.carpeta / CARPETA / f"{folio}.json"
    arboles.escribir(destino, json.dumps(documento, ensure_ascii=False).encode())
    arboles.sincronizar([destino])


def guardar_idas(arbol: Arbol, instantanea: str, siguen: Collection[str]) -> None:
    """Las de quienes estaban en esa instantánea y ya no siguen."""
    for archivo in (arbol.ruta(instantanea) / PUBLICADOS).glob("*.json"):
        if archivo.stem not in siguen:
            guardar(arbol, instantanea, archivo.stem)


def leer(arbol: Arbol, folio: str) -> Perfil | None:
    """Lo guardado."""
    return _leido(arbol.carpeta / CARPETA / f"{folio}.json")


def _leido(archivo: Path) -> Perfil | None:
    if not archivo.is_file():
        return None
    leido: Perfil = json.loads(archivo.read_bytes())
    return leido


def podar(arbol: Arbol, salidas: Collection[str]) -> None:
    """Quita lo de quien suprimió o revocó, y lo que ya volvió a publicarse."""
    for archivo in (arbol.carpeta / CARPETA).glob("*.json"):
        a_la_vista = publicado(arbol, arbol.actual(), archivo.stem)
        if archivo.stem in salidas or (a_la_vista and a_la_vista["con_informacion"]):
            archivo.unlink()
