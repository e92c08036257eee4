"""Leer una prueba que se comprueba sin conexión (C2SP tlog-proof) y ver a qué lleva."""

from __future__ import annotations

from dataclasses import dataclass

from conoceles.lector.registro import inclusion, nota
from conoceles.lector.registro.inclusion import PruebaMala
from conoceles.lector.registro.nota import Control, NotaMala

_CABEZA = "c2sp.org/tlog-proof@v1"


@dataclass(frozen=True)
class Prueba:
    """`extra` no está autenticado: en un acuse es la sal. `camino` va de la hermana de la hoja hacia la raíz."""

    extra: bytes
    indice: int
    camino: tuple[bytes, ...]
    control: Control

    def incluye(self, entrada: bytes) -> bool:
        """Si esa entrada está en ese lugar del árbol que dice el punto de control."""
        hoja = inclusion.hash_de_hoja(entrada)
        try:
            raiz = inclusion.raiz_por_inclusion(hoja, self.indice, self.control.tamano, self.camino)
        except PruebaMala:
            return False
        return raiz == self.control.raiz


def prueba_de(contenido: bytes) -> Prueba:
    """La prueba escrita. `NotaMala` si no lo es."""
    cabeza, separa, resto = contenido.partition(b"\n\n")
    renglones = cabeza.decode(errors="replace").split("\n")
    escrito = renglones.pop(1)[6:] if renglones[1:] and renglones[1].startswith("extra ") else ""
    palabra, _, indice = (*renglones, "")[1].partition(" ")
    extra, camino = nota.en_base64(escrito), tuple(nota.en_base64(renglon) for renglon in renglones[2:])
    bien = renglones[0] == _CABEZA and palabra == "index" and nota.NUMERO.fullmatch(indice)
    if not (bien and separa and bool(extra) == bool(escrito) and all(len(h) == 32 for h in camino)):
        raise NotaMala("No es una prueba del registro (tlog-proof).")
    return Prueba(extra, int(indice), camino, nota.control_de(resto))
