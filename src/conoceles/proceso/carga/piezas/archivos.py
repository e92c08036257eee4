"""Abrir los archivos de una carpeta, anotando los que faltan o no se entienden."""

from __future__ import annotations

import csv
import io
import re
import tomllib
from pathlib import Path

from conoceles.proceso.carga.piezas.faltas import Faltas
from conoceles.proceso.carga.piezas.tabla import Tabla


def leer_texto(carpeta: Path, nombre: str, faltas: Faltas) -> str | None:
    """Contenido en UTF-8, o `None` con su falta anotada."""
    if not nombre.strip():
        faltas.anotar("proceso.toml", "archivos", "hay un nombre de archivo vacío.")
        return None
    try:
        texto = (carpeta / nombre).read_text(encoding="utf-8-sig")
        faltas.leidos[carpeta / nombre] = texto
        return texto
    except FileNotFoundError:
        faltas.anotar(nombre, "archivo", "no existe.")
    except (OSError, UnicodeDecodeError):
        faltas.anotar(
            nombre,
            "archivo",
            "no se puede leer como texto UTF-8; si viene de una hoja de cálculo, guárdelo como «CSV UTF-8».",
        )
    return None


def leer_toml(carpeta: Path, nombre: str, faltas: Faltas) -> Tabla | None:
    """La tabla raíz, o `None` si el archivo falta o no es TOML."""
    texto = leer_texto(carpeta, nombre, faltas)
    if texto is None:
        return None
    try:
        return Tabla(tomllib.loads(texto), archivo=nombre, ruta="", faltas=faltas)
    except tomllib.TOMLDecodeError as error:
        faltas.anotar(nombre, "archivo", f"no es TOML válido{_donde(error)}.")
        return None


def _donde(error: tomllib.TOMLDecodeError) -> str:
    """La biblioteca da la causa en inglés; de ella vale el lugar."""
    lugar = re.search(r"line (\d+), column (\d+)", str(error))
    return (
        f": revise el renglón {lugar[1]}, columna {lugar[2]}" if lugar else ": algo quedó sin cerrar al final"
    )


def leer_csv(
    carpeta: Path,
    nombre: str,
    faltas: Faltas,
    *,
    columnas: tuple[str, ...],
    opcionales: tuple[str, ...] = (),
    son: str = "",
) -> list[dict[str, str]]:
    """Renglones como diccionarios sin blancos alrededor; `fila` lleva su número en el archivo.

    `son`: lo que otros archivos buscan en estos renglones; si no se leen, queda en `faltas.sin_leer`.
    """
    texto = leer_texto(carpeta, nombre, faltas)
    if texto is None:
        faltas.sin_leer.add(son)
        return []
    lector = csv.DictReader(io.StringIO(texto))
    encabezado = [c.strip() for c in lector.fieldnames or []]
    for columna in columnas:
        if columna not in encabezado:
            faltas.anotar(nombre, columna, "falta esta columna.")
    for columna in encabezado:
        if columna not in (*columnas, *opcionales):
            admite = ", ".join((*columnas, *opcionales))
            faltas.anotar(nombre, columna, f"columna desconocida; admite {admite}, separadas por comas.")
    if any(columna not in encabezado for columna in columnas):
        faltas.sin_leer.add(son)
        return []
    lector.fieldnames = encabezado
    return [_fila(fila, numero) for numero, fila in enumerate(lector, 2)]


def _fila(fila: dict[str, str], numero: int) -> dict[str, str]:
    limpia = {clave: (valor or "").strip() for clave, valor in fila.items() if isinstance(valor, str | None)}
    return {**limpia, "fila": str(numero)}
