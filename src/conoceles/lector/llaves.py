"""Las llaves que ha tenido un registro (`log/llaves`): hasta qué hoja valió cada una, y cómo seguir a la nueva."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from conoceles.lector import copia_del_registro, nota
from conoceles.lector.nota import Control, NotaMala, Vkey


@dataclass(frozen=True)
class Llaves:
    """`anteriores`: cada una con su estado («retirada» o «revocada») y cuántas hojas había cuando dejó de valer."""

    vigente: Vkey
    anteriores: list[tuple[str, int, Vkey]]
    firmada: Control

    def sigue_a(self, llave: Vkey) -> bool:
        """Si esa llave solo se retiró y ella misma firmó el cambio."""
        retiradas = [v for estado, _, v in self.anteriores if estado == "retirada"]
        return llave in retiradas and nota.firmo(self.firmada, llave)

    def revoca(self, llave: Vkey) -> bool:
        """Si la declaración dice que esa llave ya no vale porque alguien más la tiene."""
        return any(estado == "revocada" and v == llave for estado, _, v in self.anteriores)


def llaves_de(archivo: Path) -> Llaves | None:
    """La declaración, firmada por la que dice vigente; `None` si no hay o no se entiende."""
    try:
        texto, firmas = nota.partir(archivo.read_bytes())
        cabeza, *renglones = texto.decode().rstrip("\n").split("\n")
        partes = [renglon.split(" ") for renglon in renglones]
        todas = [(estado, int(hojas), nota.vkey(llave)) for estado, hojas, _, llave in partes]
        leidas = Llaves(todas[-1][2], todas[:-1], Control("", 0, b"", texto, firmas))
        bien = cabeza == f"conoceles-llaves/1 {leidas.vigente.nombre}" and todas[-1][0] == "vigente"
        return leidas if bien and nota.firmo(leidas.firmada, leidas.vigente) else None
    except (OSError, ValueError, IndexError):
        return None


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
    limite = next((hojas for _, hojas, llave in dichas.anteriores if llave.publica == publica), 0)
    return nota.firmo(copia.control, dichas.vigente) and entrada in copia.entradas[:limite]
