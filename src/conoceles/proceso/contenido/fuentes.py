"""Los archivos de una elección como textos: de la carpeta a la base, y de vuelta."""

from __future__ import annotations

import io
import os
import tempfile
import tomllib
import zipfile
from pathlib import Path, PurePosixPath

import tomlkit

from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.proceso.carga import leer_con_archivos
from conoceles.proceso.definicion import Definicion

Fuentes = dict[str, str]
RAIZ = "proceso.toml"


def de_carpeta(carpeta: Path) -> tuple[Definicion, Fuentes]:
    """La definición y los textos que la forman; lo que se toma de otra elección se copia como propio.

    `DefinicionInvalida` con todas las faltas; `ErrorDeDominio` si dos archivos ajenos se llaman igual.
    """
    definicion, leidos = leer_con_archivos(carpeta)
    fuentes: Fuentes = {}
    for ruta, texto in leidos.items():
        nombre = _propio(os.path.relpath(ruta, carpeta))
        if fuentes.setdefault(nombre, texto) != texto:
            raise ErrorDeDominio(f"Dos archivos distintos se llaman «{nombre}»; cambie el nombre de uno.")
    return definicion, fuentes | {RAIZ: _sin_ajenos(fuentes[RAIZ])}


def definir(fuentes: Fuentes) -> Definicion:
    """La definición que dicen esos textos, ya cargados antes, con las mismas comprobaciones que la carpeta."""
    with tempfile.TemporaryDirectory() as temporal:
        escribir(fuentes, Path(temporal))
        return leer_con_archivos(Path(temporal), ya_cargada=True)[0]


def escribir(fuentes: Fuentes, carpeta: Path) -> None:
    """Deja los textos en la carpeta, que `proceso cargar` puede leer."""
    for nombre, texto in fuentes.items():
        destino = carpeta / nombre
        destino.parent.mkdir(parents=True, exist_ok=True)
        destino.write_text(texto, encoding="utf-8", newline="")


def paquete(fuentes: Fuentes, clave: str) -> bytes:
    """Los mismos textos en un .zip con su carpeta; los mismos textos dan los mismos octetos."""
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED) as archivo:
        for nombre, texto in sorted(fuentes.items()):
            archivo.writestr(zipfile.ZipInfo(f"{clave}/{nombre}"), texto, zipfile.ZIP_DEFLATED)
    return salida.getvalue()


def como_estaba(antes: str, despues: str) -> str:
    """Devuelve los renglones que nadie cambió a como estaban: la biblioteca compacta algunos blancos."""
    compactos = tomlkit.dumps(tomlkit.parse(antes)).splitlines(keepends=True)
    pares = zip(compactos, antes.splitlines(keepends=True), strict=True)
    originales = {c: o for c, o in pares if c.split() and "".join(c.split()) == "".join(o.split())}
    return "".join(originales.get(renglon, renglon) for renglon in despues.splitlines(keepends=True))


def _propio(relativo: str) -> str:
    """`../otra-eleccion/catalogos/paises.csv` → `catalogos/paises.csv`."""
    partes = PurePosixPath(relativo).parts
    return "/".join(partes[2:] if partes[0] == ".." else partes)


def _sin_ajenos(texto: str) -> str:
    """`[archivos]` nombra las copias propias; sin nada ajeno, el texto queda como estaba."""
    nombres = tomllib.loads(texto).get("archivos", {})
    propios = {c: _propio(str(nombre)) for c, nombre in nombres.items() if str(nombre).startswith("../")}
    if not propios:
        return texto
    documento = tomlkit.parse(texto)
    documento["archivos"].update(propios)
    return como_estaba(texto, tomlkit.dumps(documento))
