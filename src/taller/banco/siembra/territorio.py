"""Municipios y distritos inventados, para que una elección más grande tenga más boletas y no boletas más grandes."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

Renglon = dict[str, str]


def agrandar(carpeta: Path, bloques: int) -> None:
    """Repite en la carpeta de un proceso su territorio hasta ser tantos bloques, cada uno con sus claves y sus nombres."""
    distritos, municipios = (len(_leer(carpeta / n)) for n in ("distritos.csv", "municipios.csv"))

    def otro_municipio(renglon: Renglon, bloque: int) -> Renglon:
        clave = f"{(bloque - 1) * municipios + int(renglon['clave_inegi']):03}"
        nombre = f"{renglon['municipio']} {_romano(bloque)}"
        return renglon | {"clave_inegi": clave, "municipio": nombre, "abreviatura": "", "sinonimos": ""}

    def otro_distrito(renglon: Renglon, bloque: int) -> Renglon:
        numero = (bloque - 1) * distritos + int(renglon["distrito"])
        return renglon | {"distrito": str(numero), "romano": _romano(numero)}

    def otra_pareja(renglon: Renglon, bloque: int) -> Renglon:
        clave = f"{(bloque - 1) * municipios + int(renglon['clave_inegi']):03}"
        return renglon | {"distrito": otro_distrito(renglon, bloque)["distrito"], "clave_inegi": clave}

    _repetir(carpeta / "distrito_municipio.csv", bloques, otra_pareja)
    _repetir(carpeta / "distritos.csv", bloques, otro_distrito)
    _repetir(carpeta / "municipios.csv", bloques, otro_municipio)


def _leer(archivo: Path) -> list[Renglon]:
    with archivo.open(encoding="utf-8", newline="") as entrada:
        return list(csv.DictReader(entrada))


def _repetir(archivo: Path, bloques: int, otro: Callable[[Renglon, int], Renglon]) -> None:
    """El primer bloque queda como está."""
    propios = _leer(archivo)
    with archivo.open("w", encoding="utf-8", newline="") as salida:
        escritor = csv.DictWriter(salida, list(propios[0]))
        escritor.writeheader()
        escritor.writerows(propios)
        escritor.writerows(otro(renglon, n) for n in range(2, bloques + 1) for renglon in propios)


def _romano(numero: int) -> str:
    letras = (
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    )
    dicho = ""
    for vale, letra in letras:
        veces, numero = divmod(numero, vale)
        dicho += letra * veces
    return dicho
