"""El mapa de cuadros: en qué renglón y columna se dibuja cada municipio. No hace falta geometría ajena."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from conoceles.proceso.carga.piezas.archivos import leer_csv
from conoceles.proceso.carga.piezas.faltas import Faltas
from conoceles.proceso.definicion import Municipio

COLUMNAS = ("clave_inegi", "renglon", "columna")
LADO = 10  # renglones y columnas que la hoja de estilo sabe dibujar


def poner_lugares(
    carpeta: Path, nombre: str, municipios: tuple[Municipio, ...], faltas: Faltas
) -> tuple[Municipio, ...]:
    """Los municipios con su lugar, según `clave_inegi,renglon,columna[,corto]`: todos, y cada uno en su cuadro."""
    conocidos = {m.clave for m in municipios}
    lugares: dict[str, tuple[int, int]] = {}
    cortos: dict[str, str] = {}
    for fila in leer_csv(carpeta, nombre, faltas, columnas=COLUMNAS, opcionales=("corto",)):
        donde, clave = f"fila {fila['fila']}", fila["clave_inegi"]
        lugar = _lugar(fila["renglon"], fila["columna"])
        if clave not in conocidos:
            razon = f"el municipio «{clave}» no existe."
            faltas.anotar(nombre, f"{donde}, clave_inegi", razon, de=("municipios",))
        elif clave in lugares:
            faltas.anotar(nombre, donde, f"el municipio {clave} está repetido.")
        elif lugar is None:
            faltas.anotar(nombre, donde, f"renglón y columna van de 1 a {LADO}.")
        elif lugar in lugares.values():
            faltas.anotar(nombre, donde, f"el cuadro {lugar[0]}-{lugar[1]} ya está ocupado.")
        else:
            lugares[clave], cortos[clave] = lugar, fila.get("corto", "")
    for clave in sorted(conocidos - lugares.keys()):
        faltas.anotar(nombre, f"clave_inegi {clave}", "falta en el mapa.")
    return tuple(replace(m, lugar=lugares.get(m.clave), corto=cortos.get(m.clave, "")) for m in municipios)


def _lugar(renglon: str, columna: str) -> tuple[int, int] | None:
    if not (re.fullmatch(r"\d{1,2}", renglon) and re.fullmatch(r"\d{1,2}", columna)):
        return None
    lugar = int(renglon), int(columna)
    return lugar if all(1 <= n <= LADO for n in lugar) else None
