"""Los archivos de una elección como textos: de la carpeta a la base, y de vuelta."""

from __future__ import annotations

import io
import os
import tempfile
import tomllib
import zipfile
from pathlib import Path, PurePosixPath
from typing import Any

import tomlkit

from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.proceso.carga import leer_con_archivos
from conoceles.proceso.definicion import Definicion

Fuentes = dict[str, str]
RAIZ = "proceso.toml"


def de_carpeta(carpeta: Path) -> tuple[Definicion, Fuentes]:
    """La definición y los textos que la forman; lo que se toma de otra elección se copia como propio.

    `DefinicionInvalida` con todas las faltas; `ErrorDeDominio` si dos archivos ajenos se llaman igual, o si uno no es de
    la carpeta de otra elección.
    """
    definicion, leidos = leer_con_archivos(carpeta)
    propios = {_llana(ruta): _propio(_llana(ruta), _llana(carpeta)) for ruta in leidos}
    fuentes: Fuentes = {}
    for ruta, texto in leidos.items():
        nombre = propios[_llana(ruta)]
        if fuentes.setdefault(nombre, texto) != texto:
            raise ErrorDeDominio(f"Dos archivos distintos se llaman «{nombre}»; cambie el nombre de uno.")
    for ruta in propios:
        if ruta.suffix == ".toml":
            fuentes[propios[ruta]] = _con_lo_propio(fuentes[propios[ruta]], ruta, propios)
    return definicion, fuentes


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


def _llana(ruta: Path) -> Path:
    """Sin «..», para comparar."""
    return Path(os.path.abspath(ruta))


def _propio(ruta: Path, carpeta: Path) -> str:
    """Su lugar en la carpeta de su elección: `…/otra-eleccion/catalogos/paises.csv` → `catalogos/paises.csv`."""
    if ruta.is_relative_to(carpeta):
        return ruta.relative_to(carpeta).as_posix()
    suya = next((madre for madre in ruta.parents if (madre / RAIZ).is_file()), None)
    if suya is None:
        raise ErrorDeDominio(
            f"«{ruta.name}» no está en la carpeta ni en la de otra elección: cópielo a ella."
        )
    return ruta.relative_to(suya).as_posix()


def _con_lo_propio(texto: str, ruta: Path, propios: dict[Path, str]) -> str:
    """Con cada archivo ajeno nombrado por su copia; sin ninguno, el texto queda como estaba."""
    aqui = PurePosixPath(propios[ruta]).parent

    def copia(dicho: object) -> str:
        """El nombre de su copia, si no es el que ya se dice."""
        suyo = propios.get(_llana(ruta.parent / dicho), "") if isinstance(dicho, str) else ""
        desde = os.path.relpath(suyo, aqui) if suyo else ""
        return desde if desde != os.path.normpath(str(dicho)) else ""

    def nombrar(nodo: Any) -> int:
        """Cuántos se cambiaron, en esta tabla o lista y dentro de ella."""
        pares = list(nodo.items() if isinstance(nodo, dict) else enumerate(nodo))
        nuevos = {clave: nuevo for clave, dicho in pares if (nuevo := copia(dicho))}
        for clave, nuevo in nuevos.items():
            nodo[clave] = nuevo
        return len(nuevos) + sum(nombrar(dicho) for _, dicho in pares if isinstance(dicho, (dict, list)))

    if not nombrar(tomllib.loads(texto)):  # casi siempre, y leerlo para escribirlo tarda
        return texto
    documento = tomlkit.parse(texto)
    nombrar(documento)
    return como_estaba(texto, tomlkit.dumps(documento))
