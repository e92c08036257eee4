"""Las llaves que ha tenido un registro (`log/llaves`): hasta qué hoja valió cada una, y cómo seguir a la nueva."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from conoceles.lector.registro import copia_del_registro, nota
from conoceles.lector.registro.nota import Control, NotaMala, Vkey

ESTADOS = ("retirada", "revocada", "vigente")


class Anterior(NamedTuple):
    """Una llave declarada: «retirada», «revocada» o «vigente», cuántas hojas había entonces, y cuándo, con su huso."""

    estado: str
    hojas: int
    en: datetime
    vkey: Vkey


@dataclass(frozen=True)
class Llaves:
    """La que vale hoy y las que valieron antes, de la más vieja a la más nueva."""

    vigente: Vkey
    anteriores: list[Anterior]
    firmada: Control

    def sigue_a(self, llave: Vkey) -> bool:
        """Si esa llave solo se retiró y ella misma firmó el cambio."""
        retiradas = [a.vkey for a in self.anteriores if a.estado == "retirada"]
        return llave in retiradas and nota.firmo(self.firmada, llave)

    def revoca(self, llave: Vkey) -> bool:
        """Si la declaración dice que esa llave ya no vale porque alguien más la tiene."""
        return any(a.estado == "revocada" and a.vkey == llave for a in self.anteriores)


def llaves_de(archivo: Path) -> Llaves | None:
    """La declaración, firmada por la que dice vigente; `None` si no hay o no se entiende."""
    try:
        origen, todas, firmada = declaradas(archivo.read_bytes(), "conoceles-llaves/1")
        leidas = Llaves(todas[-1].vkey, todas[:-1], firmada)
        bien = origen == leidas.vigente.nombre and nota.firmo(firmada, leidas.vigente)
        return leidas if bien else None
    except (OSError, ValueError):
        return None


def de_acuses(octetos: bytes, publicas: Iterable[bytes]) -> list[Anterior]:
    """Las llaves de acuses, la vigente al final, si alguna de esas llaves del instituto firmó la declaración; si no, ninguna."""
    try:
        origen, todas, firmada = declaradas(octetos, "conoceles-acuses/1")
        suyas = [Vkey(origen, nota.DEL_REGISTRO, publica) for publica in publicas]
        return todas if any([nota.firmo(firmada, llave) for llave in suyas]) else []
    except ValueError:
        return []


def declaradas(octetos: bytes, cabeza: str) -> tuple[str, list[Anterior], Control]:
    """El origen, las llaves y lo firmado de una declaración, sin comprobar. `ValueError` si no lo es."""
    texto, firmas = nota.partir(octetos)
    primero, *renglones = texto.decode().rstrip("\n").split("\n")
    partes = [renglon.split(" ") for renglon in renglones]
    if any(len(parte) != 4 for parte in partes) or not partes:
        raise NotaMala("No es una declaración de llaves.")
    todas = [_anterior(*parte) for parte in partes]
    dicho, _, origen = primero.partition(" ")
    if dicho != cabeza or [t.estado for t in todas].count("vigente") != 1 or todas[-1].estado != "vigente":
        raise NotaMala("No es una declaración de llaves.")
    return origen, todas, Control("", 0, b"", texto, firmas)


def _anterior(estado: str, hojas: str, en: str, llave: str) -> Anterior:
    momento = datetime.fromisoformat(en)
    # Sin huso no se sabe si algo fue antes o después; con otras cifras, otro verificador leería otra cosa.
    if momento.tzinfo is None or not nota.NUMERO.fullmatch(hojas) or estado not in ESTADOS:
        raise NotaMala("Un renglón de llaves está mal escrito.")
    return Anterior(estado, int(hojas), momento, nota.vkey(llave))


def valia(carpeta: Path, entrada: bytes, publica: bytes, es_la_de_hoy: Callable[[bytes], bool]) -> bool:
    """Si lo firmó una llave anterior y ya constaba en el registro cuando dejó de valer."""
    archivo = copia_del_registro.cerca(carpeta, "log/llaves")
    dichas = llaves_de(archivo) if archivo else None
    if archivo is None or dichas is None or not es_la_de_hoy(dichas.vigente.publica):
        return False
    try:
        copia = copia_del_registro.copia_de(archivo.parent)
    except NotaMala:
        return False
    limite = next((a.hojas for a in dichas.anteriores if a.vkey.publica == publica), 0)
    return nota.firmo(copia.control, dichas.vigente) and entrada in copia.entradas[:limite]
