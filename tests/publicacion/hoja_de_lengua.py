"""Una carpeta con una lengua que no existe («qtz», de los códigos que la norma reserva) y su hoja, llena por quien traduce."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable
from pathlib import Path

from conoceles.arranque.cli import main
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.nucleo.redaccion.frases import huecos
from publicacion.eleccion import PROCESO

Filas = list[dict[str, str]]
Llenar = Callable[[Filas], None]
LOCALIDADES = """ENTIDAD,NOMBRE ENTIDAD,MUNICIPIO,NOMBRE MUNICIPIO,SECCION,LOCALIDAD,NOMBRE LOCALIDAD,TIPO
10,DURANGO,99,CANATLAN,0100,0001,CANATLAN,U
10,DURANGO,99,CANATLAN,0101,0007,EL PALOMAR,R
10,DURANGO,97,SIMON BOLIVAR,0300,0003,LA JOYA,R
"""
PLANILLAS = """
[[cargos]]
clave = "ayuntamiento"
nombre = "Ayuntamiento"
plural = "Ayuntamientos"
ambito = "municipio"
principio = "MR"
contienda = "ayuntamiento-{municipio}"
titulo = "Ayuntamiento de {municipio}"

[[cargos.puestos]]
nombre = "Presidencia municipal"

[[cargos.puestos]]
nombre = "Regiduría"
cuantos = "regidurias"

"""
QUIEN = {"hizo": "Traductora Inventada", "reviso": "Revisor Inventado", "fecha": "2024-04-01"}


def copia(destino: Path) -> Path:
    """La carpeta de Durango, con una lengua de prueba que todavía no tiene nada."""
    hecha = Path(shutil.copytree(RAIZ_PROYECTO / "procesos" / PROCESO, destino))
    toml = hecha / "lenguas.toml"
    suya = '\n[[lenguas]]\nclave = "qtz"\nnombre = "Lengua de prueba"\n'
    toml.write_text(toml.read_text("utf-8") + suya, "utf-8")
    return hecha


def con_temas_lugares_y_planillas(carpeta: Path) -> Path:
    """La misma carpeta, con todo lo que puede tener páginas: catálogo de temas, localidades y ayuntamientos."""
    toml = carpeta / "proceso.toml"
    archivos = '[archivos]\ntemas = "temas.toml"\nlocalidades = "localidades.csv"\n'
    texto = toml.read_text("utf-8").replace("[archivos]\n", archivos, 1)
    toml.write_text(texto.replace("\n[[fuerzas]]", f"{PLANILLAS}[[fuerzas]]", 1), "utf-8")
    (carpeta / "localidades.csv").write_text(LOCALIDADES, "utf-8")
    return carpeta


def llenada(carpeta: Path, llenar: Llenar) -> None:
    """La orden la escribe, alguien la llena en su hoja de cálculo y vuelve a la carpeta."""
    hoja, toml = carpeta / "qtz.csv", carpeta / "lenguas.toml"
    assert main(["proceso", "traducir", str(carpeta), "qtz", str(hoja)]) == 0
    lector = csv.DictReader(io.StringIO(hoja.read_text("utf-8-sig"), newline=""))
    filas, columnas = list(lector), list(lector.fieldnames or ())
    llenar(filas)
    salida = io.StringIO()
    escritor = csv.DictWriter(salida, columnas, lineterminator="\r\n")
    escritor.writeheader()
    escritor.writerows(filas)
    hoja.write_text(salida.getvalue(), "utf-8-sig", newline="")
    if "qtz.csv" not in toml.read_text("utf-8"):
        toml.write_text(toml.read_text("utf-8") + 'archivo = "qtz.csv"\n', "utf-8")


def todo(filas: Filas) -> None:
    """Cada texto, con una traducción que dice de cuál es y conserva sus datos."""
    for fila in filas:
        fila.update(QUIEN, traduccion=de_prueba(fila))


def solo(*claves: str, **distinto: str) -> Llenar:
    """Nada más esos textos."""

    def llenar(filas: Filas) -> None:
        for fila in filas:
            if fila["clave"] in claves:
                fila.update(QUIEN | {"traduccion": de_prueba(fila)} | distinto)

    return llenar


def de_prueba(fila: dict[str, str]) -> str:
    datos = huecos(fila["original"]) if fila["clave"].startswith(("marco.", "fechas.", "boletas.")) else []
    return " ".join([f"Prueba {fila['clave']}", *(f"{{{n}}}" for n in datos)])
