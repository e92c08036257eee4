"""Lo que la gente lee de un espejo cuando delante hay una caché o un CDN: se purga lo retirado y se comprueba por ahí.

Preguntar al origen no dice nada de la caché. Lo retirado se purga siempre —quien pregunta puede no dar con la copia que otra
persona recibe—; lo que cambió, solo si el frente sigue entregando lo anterior.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

from conoceles.espejos import recuerdo
from conoceles.espejos.en_objetos import todas
from conoceles.espejos.llamar import Frente
from conoceles.espejos.piezas import INDICE, Pieza, piezas
from conoceles.espejos.publicado import EspejoCaido, Publicado
from conoceles.lector.encabezados import seguridad

IDENTIDAD = "identity"
COMPRIMIDAS = {
    ".gz": "gzip",
    ".br": "gzip, deflate, br",
}  # extensión publicada → como lo pide quien la recibe
RETIRADA = (403, 404, 410)  # hay almacenes que niegan lo que no tienen


class EnFrente:
    """`archivo`: el de aquí con lo último que entregó; sin él se comprueba todo."""

    def __init__(self, frente: Frente, archivo: Path) -> None:
        self._frente, self._archivo = frente, archivo

    def al_dia(self, p: Publicado, *, entero: bool) -> None:
        """Purga y comprueba. `EspejoCaido` con cuántas direcciones no están al día; cuáles, en el recuerdo."""
        sabe, quiere = recuerdo.leer(self._archivo) or {}, _direcciones(p)
        retiradas = sabe.keys() - quiere.keys()
        por_ver = {d for d in quiere if entero or sabe.get(d) != quiere[d].sha256} | retiradas
        recuerdo.guardar(self._archivo, sabe | dict.fromkeys(por_ver, ""))
        self._purgar(retiradas)
        malas = self._malas(por_ver, quiere)
        if malas - retiradas:
            self._purgar(malas - retiradas)
            malas = self._malas(malas, quiere)
        recuerdo.guardar(
            self._archivo, {d: pieza.sha256 for d, pieza in quiere.items()} | dict.fromkeys(malas, "")
        )
        if malas:
            raise EspejoCaido(_frase(len(malas), len(malas & retiradas), self._archivo.name))
        self._con_sus_encabezados()

    def _purgar(self, direcciones: Iterable[str]) -> None:
        if self._frente.purga:
            todas(sorted(direcciones), lambda d: self._frente.purgar(*_partes(d)))

    def _malas(self, direcciones: Iterable[str], quiere: dict[str, Pieza]) -> set[str]:
        return {
            d for d in todas(sorted(direcciones), lambda d: "" if self._bien(d, quiere.get(d)) else d) if d
        }

    def _bien(self, direccion: str, pieza: Pieza | None) -> bool:
        dicho = self._frente.leer(*_partes(direccion))
        if pieza is None:
            return dicho.estado in RETIRADA
        mismo_tipo = dicho.encabezados.get("content-type", "").lower() == pieza.encabezados["Content-Type"]
        return (
            dicho.estado == 200 and mismo_tipo and hashlib.sha256(dicho.octetos).hexdigest() == pieza.sha256
        )

    def _con_sus_encabezados(self) -> None:
        """Los de seguridad, en la portada: hay cachés que los quitan y almacenes que no los ponen."""
        dichos = self._frente.leer("/", IDENTIDAD).encabezados
        faltan = [
            nombre for nombre, valor in seguridad(INDICE)
            if valor.partition(";")[0] not in dichos.get(nombre.lower(), "")
        ]  # fmt: skip
        if faltan:
            raise EspejoCaido(f"su frente no pone {', '.join(faltan)}")


def _direcciones(p: Publicado) -> dict[str, Pieza]:
    """Todo lo que se puede pedir, y de cada manera en que se entrega distinto."""
    publicadas = piezas(p, con_diagonal=True)
    if INDICE in publicadas:
        publicadas[""] = publicadas[INDICE]
    dichas = {}
    for clave, pieza in publicadas.items():
        dichas[f"{IDENTIDAD} /{quote(clave)}"] = pieza
        archivo = f"{clave}{INDICE}" if clave.endswith("/") or not clave else clave
        for extension, pedida in COMPRIMIDAS.items():
            if archivo + extension in publicadas:
                dichas[f"{pedida} /{quote(clave)}"] = pieza
    return dichas


def _partes(direccion: str) -> tuple[str, str]:
    codificacion, _, ruta = direccion.rpartition(" ")
    return ruta, codificacion


def _frase(malas: int, retiradas: int, donde: str) -> str:
    de_ellas = f" ({retiradas} ya retiradas)" if retiradas else ""
    return f"su frente entrega otra cosa en {malas} direcciones{de_ellas}; son las vacías de registros/espejos/{donde}"
