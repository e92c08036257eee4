"""La elección inventada del banco: la definición de Durango con regidurías, del tamaño que se pida."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from pathlib import Path
from random import Random

from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.proceso.definicion import Definicion
from taller.banco.siembra import territorio
from taller.demo.hora import INICIO
from taller.demo.nombres import nombre
from taller.demo.padron import JORNADA

CLAVE = "banco"
GRANDE = f"{CLAVE}-grande"  # solo su archivo de búsqueda
ENORME = 30_000  # candidaturas con que se mide la búsqueda
POCAS = 100  # con menos, repetidas hasta ser treinta mil, serían siempre las mismas personas
MODELO = RAIZ_PROYECTO / "procesos" / "durango-2023-2024"
AHORA = datetime.fromisoformat(INICIO)  # en plena publicación
TOMA = date(2024, 3, 1)  # de todas las fotografías
COLUMNAS = (
    "CARGO", "DISTRITO", "MUNICIPIO", "PARTIDO", "LISTA", "NOMBRE", "PRIMER APELLIDO", "SEGUNDO APELLIDO",
    "CARACTER", "SEXO", "FECHA DE NACIMIENTO",
)  # fmt: skip
POR_BLOQUE = 3000  # candidaturas de un Durango con boletas de unas setenta personas, como las suyas
BLOQUES = 25  # más no caben en los tres dígitos con que se numera a los municipios
LISTA = 8  # regidurías de cada partido en un municipio
REGIDURIAS = """
[[cargos]]
clave = "regiduria"
nombre = "Regiduría"
plural = "Regidurías"
ambito = "municipio"
principio = "RP"
lista = {lista}
contienda = "regiduria-{{municipio}}"
titulo = "Regidurías de {{municipio}}"
"""


def carpeta(destino: Path, candidaturas: int) -> Path:
    """Carpeta de proceso con lugar para tantas candidaturas. Devuelve la ruta que se carga.

    Donde no caben en los municipios y distritos de Durango se inventan más: crecer no agranda las boletas.
    """
    copia = destino / CLAVE
    shutil.copytree(MODELO, copia)
    archivo = copia / "proceso.toml"
    texto = archivo.read_text(encoding="utf-8").replace(f'clave = "{MODELO.name}"', f'clave = "{CLAVE}"', 1)
    lista = min(
        LISTA, max(1, -(-candidaturas // 400))
    )  # 39 municipios por 7 partidos, en fórmulas de dos personas
    bloques = min(BLOQUES, -(-candidaturas // POR_BLOQUE))
    if bloques > 1:
        texto = texto.replace('mosaico = "mosaico.csv"\n', "", 1)  # cien cuadros no alcanzan
        territorio.agrandar(copia, bloques)
    archivo.write_text(texto + REGIDURIAS.format(lista=lista), encoding="utf-8")
    return copia


def pide_gran_busqueda(candidaturas: int) -> bool:
    """Una elección que ya es tan grande se busca en su propio archivo."""
    return POCAS <= candidaturas < ENORME


def padron(destino: Path, definicion: Definicion, candidaturas: int, azar: Random) -> Path:
    """Escribe el padrón como lo entrega el sistema de registro: un renglón por candidatura."""
    usados: set[str] = set()
    filas = (fila for lugar in _lugares(definicion) for fila in _formula(lugar, azar, usados))
    with destino.open("w", encoding="utf-8", newline="") as salida:
        escritor = csv.writer(salida)
        escritor.writerow(COLUMNAS)
        escritor.writerows(islice(filas, candidaturas))
    return destino


def _lugares(definicion: Definicion) -> Iterator[tuple[object, ...]]:
    """Cargo, distrito, municipio, partido y posición: primero los distritos, luego las listas municipales."""
    partidos = [f.siglas for f in definicion.fuerzas if f.tipo == "partido"]
    mayoria, regiduria = definicion.cargo("diputacion-mr"), definicion.cargo("regiduria")
    for distrito in definicion.distritos:
        for siglas in partidos:
            yield mayoria.nombre, distrito.numero, "", siglas, ""
    for posicion in range(1, (regiduria.lista or 0) + 1):
        for municipio in definicion.municipios:
            for siglas in partidos:
                yield regiduria.nombre, "", municipio.nombre, siglas, posicion


def _formula(lugar: tuple[object, ...], azar: Random, usados: set[str]) -> Iterator[tuple[object, ...]]:
    sexo = azar.choice(("mujer", "hombre"))
    for caracter in ("Propietario", "Suplente"):
        nacimiento = JORNADA - timedelta(days=azar.randint(23 * 366, 68 * 365))
        yield (*lugar, *nombre(azar, sexo, usados), caracter, sexo.upper(), nacimiento.strftime("%d/%m/%Y"))
