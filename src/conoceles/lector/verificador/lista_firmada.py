"""La lista de archivos de un manifiesto, que va aparte: él lleva su raíz."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypedDict

from conoceles.lector.registro import inclusion
from conoceles.lector.verificador.firmado import RENGLONES, Manifiesto, Resultado

_RENGLON = re.compile(r"([^\t]+)\t(0|[1-9][0-9]{0,17})\t([0-9a-f]{64})\t[0-9a-f]{32}", re.ASCII)
_HOJA = re.compile(r"[0-9a-f]{64}", re.ASCII)


class Listado(TypedDict):
    """Lo que un renglón dice de su archivo; `hoja`, en hexadecimal."""

    octetos: int
    sha256: str
    hoja: str


@dataclass
class Lista:
    """`archivos`: ruta → lo que dice su renglón. `ausentes`: hojas sin renglón."""

    archivos: dict[str, Listado] = field(default_factory=dict)
    ausentes: list[str] = field(default_factory=list)


def lista_de(carpeta: Path, datos: Manifiesto, res: Resultado, prefijo: str = "") -> Lista | None:
    """La que el manifiesto resume; `None`, con su problema, si falta, está mal escrita o da otra raíz."""
    try:
        lista, hojas = _partir_lista((carpeta / RENGLONES).read_bytes().decode())
    except OSError:
        res.problemas.append(
            f"MANIFIESTO: {prefijo}{RENGLONES}: falta. Descárguelo del mismo sitio que el manifiesto."
        )
        return None
    except ValueError:
        res.problemas.append(
            f"MANIFIESTO: {prefijo}{RENGLONES}: no se puede leer, o sus rutas se repiten o no van en orden."
        )
        return None
    if len(hojas) != datos["hojas"] or inclusion.raiz_de(hojas).hex() != datos["raiz"]:
        res.problemas.append(f"MANIFIESTO: {prefijo}{RENGLONES}: no es la lista que resume el manifiesto.")
        return None
    return lista


def renglon_de(texto: str) -> tuple[str, Listado]:
    """La ruta de un renglón y lo que dice de ella. `ValueError` si no es un renglón."""
    partes = _RENGLON.fullmatch(texto)
    if partes is None:
        raise ValueError(texto)
    hoja = inclusion.hash_de_hoja(texto.encode()).hex()
    return partes[1], {"octetos": int(partes[2]), "sha256": partes[3], "hoja": hoja}


def _partir_lista(texto: str) -> tuple[Lista, list[bytes]]:
    """Los renglones van en el orden de sus rutas y ninguna se repite: un archivo tiene un solo renglón."""
    lineas = texto.split("\n")
    lista, hojas, anterior = Lista(), list[bytes](), ""
    if lineas.pop():
        raise ValueError("El último renglón está cortado.")
    for linea in lineas:
        if _HOJA.fullmatch(linea):
            lista.ausentes.append(linea)
            hojas.append(bytes.fromhex(linea))
            continue
        ruta, dicho = renglon_de(linea)
        if ruta <= anterior:
            raise ValueError(ruta)
        lista.archivos[ruta], anterior = dicho, ruta
        hojas.append(bytes.fromhex(dicho["hoja"]))
    return lista, hojas
