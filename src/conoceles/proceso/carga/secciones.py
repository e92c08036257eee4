"""El catálogo de secciones electorales, cuando el instituto lo tiene: `seccion,municipio,distrito`."""

from __future__ import annotations

import re
from pathlib import Path

from conoceles.nucleo.texto import sin_acentos
from conoceles.proceso.carga.archivos import leer_csv
from conoceles.proceso.carga.faltas import Faltas
from conoceles.proceso.definicion import Distrito, Municipio, SeccionElectoral


def leer_secciones(
    carpeta: Path,
    nombre: str,
    municipios: tuple[Municipio, ...],
    distritos: tuple[Distrito, ...],
    faltas: Faltas,
) -> tuple[SeccionElectoral, ...]:
    """Una fila por sección, sin repetir y en un distrito que sí toca a su municipio.

    `municipio` es su clave o su nombre.
    """
    claves = {forma: m.clave for m in municipios for forma in (m.clave, sin_acentos(m.nombre))}
    parejas = {(clave, str(d.numero)) for d in distritos for clave in d.municipios}
    leidas: dict[int, SeccionElectoral] = {}
    for fila in leer_csv(carpeta, nombre, faltas, columnas=("seccion", "municipio", "distrito")):
        donde, clave = f"fila {fila['fila']}", claves.get(sin_acentos(fila["municipio"]), "")
        if not re.fullmatch(r"\d{1,4}", fila["seccion"]) or not int(fila["seccion"]):
            faltas.anotar(nombre, f"{donde}, seccion", f"«{fila['seccion']}» no es un número de sección.")
        elif not clave:
            faltas.anotar(nombre, f"{donde}, municipio", f"el municipio «{fila['municipio']}» no existe.")
        elif (clave, fila["distrito"]) not in parejas:
            faltas.anotar(nombre, donde, f"el distrito «{fila['distrito']}» no toca a {fila['municipio']}.")
        elif int(fila["seccion"]) in leidas:
            faltas.anotar(nombre, donde, f"la sección {fila['seccion']} está repetida.")
        else:
            numero = int(fila["seccion"])
            leidas[numero] = SeccionElectoral(numero, clave, int(fila["distrito"]))
    return tuple(leidas[numero] for numero in sorted(leidas))
