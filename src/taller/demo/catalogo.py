"""Lo que la demostración agrega a la definición real: secciones y localidades inventadas, y los temas con un acuerdo inventado."""

from __future__ import annotations

import csv
import itertools
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from conoceles.nucleo.texto import sin_acentos
from conoceles.proceso.carga import leer_carpeta
from conoceles.proceso.carga.lugares.localidades import COLUMNAS
from conoceles.proceso.definicion import Definicion

DE_CADA_DISTRITO, DE_UN_MUNICIPIO = 30, 4  # secciones
PRIMERAS = (
    "EL ENCINO",
    "LA PALMA",
    "SAN ISIDRO",
    "EL NOGAL",
    "LAS TROJES",
    "LA ESTACION",
    "EL TEPETATE",
    "LA JOYA",
    "EL PALOMAR",
)
SEGUNDAS = (
    "DE ARRIBA",
    "DE ABAJO",
    "DEL MONTE",
    "DE LA LOMA",
    "DEL ARROYO",
    "DE LAS FLORES",
    "DEL CERRITO",
    "DE LOS SAUCES",
)
ENTRE_DOS = "LOS TRES CAMINOS"  # una localidad que vota en dos distritos
FUENTE = '[catalogo]\nfuente = "Catálogo inventado para la demostración"\ninventado = true\n\n[archivos]\n'
ACUERDO = '{ numero = "IEPC/CG57/2024 (inventado)", fecha = 2024-03-28, organo = "Consejo General" }'
Seccion = tuple[int, str, int]  # número, clave del municipio, distrito


def con_catalogo(origen: Path, destino: Path) -> Path:
    """Copia la carpeta de una elección y le agrega los dos archivos."""
    definicion = leer_carpeta(origen)
    shutil.copytree(origen, destino, dirs_exist_ok=True)
    suyas = list(_secciones(definicion))
    _escribir(
        destino / "secciones.csv",
        ("seccion", "municipio", "distrito"),
        [(f"{n:04}", m, d) for n, m, d in suyas],
    )
    _escribir(destino / "localidades.csv", COLUMNAS, _localidades(definicion, suyas))
    archivo = destino / "proceso.toml"
    nombres = FUENTE + 'secciones = "secciones.csv"\nlocalidades = "localidades.csv"\n'
    archivo.write_text(
        archivo.read_text(encoding="utf-8").replace("[archivos]\n", nombres, 1), encoding="utf-8"
    )
    return destino


def _secciones(definicion: Definicion) -> Iterator[Seccion]:
    """Primero las de los municipios repartidos, distrito por distrito; así la 0123 es del 5."""
    de: dict[str, list[int]] = {m.clave: [] for m in definicion.municipios}
    for d in definicion.distritos:
        for clave in d.municipios:
            de[clave].append(d.numero)
    numeros = itertools.count(1)
    for clave, distritos in sorted(de.items(), key=lambda par: (len(par[1]) == 1, par[0])):
        cuantas = DE_CADA_DISTRITO if len(distritos) > 1 else DE_UN_MUNICIPIO
        for distrito in distritos:
            yield from ((next(numeros), clave, distrito) for _ in range(cuantas))


def _localidades(definicion: Definicion, secciones: list[Seccion]) -> Iterator[tuple[object, ...]]:
    """Un renglón por localidad y sección; el número de municipio es uno cualquiera, como el del INE no es el del INEGI."""
    nombres = itertools.cycle(f"{a} {b}" for b in SEGUNDAS for a in PRIMERAS)
    de_otro = {
        m.clave: (n, sin_acentos(m.nombre).upper()) for n, m in enumerate(reversed(definicion.municipios), 1)
    }
    cuentas = {clave: itertools.count(2) for clave in de_otro}
    for numero, clave, _ in secciones:
        municipio, nombre = de_otro[clave]
        yield (
            10,
            sin_acentos(definicion.entidad).upper(),
            municipio,
            nombre,
            f"{numero:04}",
            f"{next(cuentas[clave]):04}",
            next(nombres),
            "R",
        )
        if numero in (DE_CADA_DISTRITO, DE_CADA_DISTRITO + 1):
            yield (10, definicion.entidad.upper(), municipio, nombre, f"{numero:04}", "0001", ENTRE_DOS, "U")


def _escribir(destino: Path, columnas: Iterable[str], filas: Iterable[tuple[object, ...]]) -> None:
    with destino.open("w", encoding="utf-8", newline="") as archivo:
        escritor = csv.writer(archivo)
        escritor.writerow(columnas)
        escritor.writerows(filas)


@contextmanager
def con_temas(carpeta: Path) -> Iterator[Path]:
    """Una copia de la carpeta con su `temas.toml` en vigor, mientras dura."""
    with TemporaryDirectory() as temporal:
        copia = shutil.copytree(carpeta, Path(temporal) / carpeta.name)
        raiz = copia / "proceso.toml"
        en_vigor = f'[actos]\ntemas = {ACUERDO}\n\n[archivos]\ntemas = "temas.toml"\n'
        raiz.write_text(raiz.read_text("utf-8").replace("[archivos]\n", en_vigor, 1), "utf-8")
        yield copia
